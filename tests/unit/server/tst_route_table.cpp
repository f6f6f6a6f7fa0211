// SPDX-License-Identifier: Apache-2.0
#include "app/server/routes/router.h"

#include "tests/fakes/protocol_book.h"

#include <QDirIterator>
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
                                      QStringLiteral("/healthz"), QStringLiteral("/metrics")}));
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

    /// A route without a row in the contract fails here, and a row without a route.
    void theContractListsEveryRouteWithWhoMay()
    {
        const ProtocolBook &book = ProtocolBook::shared();
        QSet<QString> served;
        for (const Route &route : routeTable()) {
            const QString call =
                QString::fromLatin1(route.method) + QLatin1Char(' ') + QString::fromLatin1(route.pattern);
            served.insert(call);
            QVERIFY2(book.asksForDevice(call) == (route.access != Access::Open), qPrintable(call));
            QVERIFY2(book.asksForSession(call) == (route.access == Access::Session), qPrintable(call));
            QStringList roles;
            for (const Role role : route.roles)
                roles.append(roleName(role));
            QCOMPARE(book.roles(call), roles);
            QVERIFY2(route.access != Access::Session || !roles.isEmpty(), qPrintable(call)); // nobody by default
        }
        const QStringList written = book.calls();
        QCOMPARE(QSet<QString>(written.begin(), written.end()), served);
    }

    void theContractListsEveryProblem()
    {
        const QStringList listed = ProtocolBook::shared().problems();
        for (const QString &name : listed)
            QVERIFY2(faultNamed(name), qPrintable(name));
        static const QRegularExpression mention(QStringLiteral("Fault::(\\w+)"));
        QSet<QString> mentioned;
        for (const char *folder : {"routes", "store"}) {
            QDirIterator files(QStringLiteral(YICHUANG_SOURCE_DIR "/app/server/") + QLatin1String(folder),
                               {QStringLiteral("*.cpp")}, QDir::Files);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QString source = QString::fromUtf8(file.readAll());
                for (auto each = mention.globalMatch(source); each.hasNext();) {
                    QString name = each.next().captured(1);
                    name[0] = name[0].toLower();
                    mentioned.insert(name);
                }
            }
        }
        QVERIFY(mentioned.size() > 15);
        for (const char *ofTheStart : {"configMalformed", "configMissing", "keyMismatch"}) // never on the wire
            mentioned.remove(QLatin1String(ofTheStart));
        for (const QString &name : mentioned)
            QVERIFY2(listed.contains(name), qPrintable(name));
    }
};

QTEST_GUILESS_MAIN(TestRouteTable)
#include "tst_route_table.moc"
