// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include <QTest>

using namespace yichuang;
using namespace yichuang::contract;

/// Windows that are not brought up to date yet go on working.
class ServerProtocols : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoProtocolsBeforeAreServed();
};

void ServerProtocols::twoProtocolsBeforeAreServed()
{
    ServerRig rig;
    QVERIFY(rig.start());
    Window window = rig.window(3);
    const auto said = [&window](const QByteArray &method, const QString &path, const QByteArray &body,
                                const QByteArray &protocol) {
        return window.caller->call(method, path, body, {{"Yichuang-Protocol", protocol}});
    };
    for (const char *spoken : {"1", "2", "3"}) {
        const Heard heard = said("GET", QStringLiteral("/v1/cases"), {}, spoken);
        QCOMPARE(heard.status, 200);
        QCOMPARE(heard.headers.value("yichuang-protocol"), QByteArray(spoken));
        QCOMPARE(said("GET", QStringLiteral("/v1/nowhere"), {}, spoken).status, 404);
    }
    for (const char *unknown : {"0", "4", "99", "-1", "1.0", "x"}) {
        const Heard heard = said("GET", QStringLiteral("/v1/cases"), {}, unknown);
        QCOMPARE(heard.status, 400);
        QCOMPARE(heard.fault(), QStringLiteral("protocolUnknown"));
        QCOMPARE(heard.headers.value("yichuang-protocol"), QByteArray("3")); // the newest
    }
    // The first one knew no Yichuang-Request.
    const auto ticket = [&window](const QByteArray &protocol) {
        return window.caller->call("POST", QStringLiteral("/v1/tickets"), R"({"business":"n-2"})",
                                   {{"Yichuang-Protocol", protocol}, {"Yichuang-Request", ""}});
    };
    QCOMPARE(ticket("1").status, 200);
    QCOMPARE(ticket("2").fault(), QStringLiteral("requestRefused"));
    QCOMPARE(ticket("3").fault(), QStringLiteral("requestRefused"));
}

ON_BOTH_STORES(ServerProtocols)
#include "server_protocols.moc"
