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

    /// Sent again, a POST has its effect once: by the ids inside it, or by the id of the request.
    void everyPostCanBeSentAgain()
    {
        const QSet<QString> byThemselves{QStringLiteral("/v1/sessions"), QStringLiteral("/v1/sessions/refresh"),
                                         QStringLiteral("/v1/operations"), QStringLiteral("/v1/blobs/{blob}/complete"),
                                         QStringLiteral("/v1/audit/heads")};
        for (const Route &route : routeTable()) {
            const bool posts = qstrcmp(route.method, "POST") == 0;
            const QString pattern = QString::fromLatin1(route.pattern);
            QVERIFY2(route.once == (posts && !byThemselves.contains(pattern)), route.pattern);
            QVERIFY2(!route.once || route.lane == Lane::Write, route.pattern);
        }
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
