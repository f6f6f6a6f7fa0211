// SPDX-License-Identifier: Apache-2.0
#include "app/server/routes/router.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

class TestRouteTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRouteHasOneHandlerAndALimit()
    {
        for (const Route &route : routeTable()) {
            const int handlers =
                (route.handler != nullptr) + (route.instant != nullptr) + (route.longHandler != nullptr);
            QVERIFY2(handlers == 1, route.pattern);
            QVERIFY2(route.bodyLimit > 0 && route.bodyLimit <= 16 * 1024 * 1024, route.pattern);
            QVERIFY2((route.lane == Lane::None) == (route.instant != nullptr), route.pattern);
        }
    }

    void onlyTheseRoutesAreOpen()
    {
        QSet<QString> open;
        for (const Route &route : routeTable()) {
            if (route.access == Access::Open)
                open.insert(QString::fromLatin1(route.pattern));
        }
        QCOMPARE(open, QSet<QString>({QStringLiteral("/v1/enrolments"), QStringLiteral("/s/{receipt}"),
                                      QStringLiteral("/healthz")}));
    }

    void theContractListsEveryRoute()
    {
        QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/resources/protocol/openapi.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        static const QRegularExpression pathLine(QStringLiteral("^  (/\\S*):$"));
        static const QRegularExpression methodLine(QStringLiteral("^    (get|post|put|head|delete|patch):$"));
        QSet<QString> written;
        QString path;
        while (!file.atEnd()) {
            const QString line = QString::fromUtf8(file.readLine()).remove(QLatin1Char('\n'));
            if (const auto match = pathLine.match(line); match.hasMatch())
                path = match.captured(1);
            else if (const auto method = methodLine.match(line); method.hasMatch())
                written.insert(method.captured(1).toUpper() + QLatin1Char(' ') + path);
        }
        QSet<QString> served;
        for (const Route &route : routeTable())
            served.insert(QString::fromLatin1(route.method) + QLatin1Char(' ') + QString::fromLatin1(route.pattern));
        QCOMPARE(written, served);
    }
};

QTEST_GUILESS_MAIN(TestRouteTable)
#include "tst_route_table.moc"
