// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include <QRegularExpression>
#include <QTest>

using namespace yichuang;
using namespace yichuang::contract;

/// How the server tells those who keep it running how it stands.
class ServerStanding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void healthIsThatOfTheDatabaseToo();
    void metricsCountByRouteAndTellNothingPersonal();
    void metricsAreForTheirAddressesAlone();
    void guessingOnTheStatusPageIsSlowedAndLooksAlike();
};

void ServerStanding::healthIsThatOfTheDatabaseToo()
{
    ServerRig rig;
    QVERIFY(rig.start());
    const auto stranger = rig.stranger();
    QCOMPARE(stranger->get(QStringLiteral("/healthz")).status, 200);
    rig.run("ALTER TABLE hall RENAME TO hall_away");
    const Heard ill = stranger->get(QStringLiteral("/healthz"));
    QVERIFY2(ill.status >= 500, ill.body.constData());
    static const QRegularExpression failures(QStringLiteral("\nyichuang_store_failures_total [1-9]"));
    QVERIFY(QString::fromUtf8(stranger->get(QStringLiteral("/metrics")).body).contains(failures));
    rig.run("ALTER TABLE hall_away RENAME TO hall");
    QCOMPARE(stranger->get(QStringLiteral("/healthz")).status, 200);
}

void ServerStanding::metricsCountByRouteAndTellNothingPersonal()
{
    ServerRig rig;
    QVERIFY(rig.start());
    Window window = rig.window(3);
    const QString id = window.maker->newCase();
    QVERIFY(!window.postAll({window.maker->opened(id, rigMatter)}).isEmpty());
    QCOMPARE(window.caller->get(QStringLiteral("/v1/cases/") + id).status, 200);
    QCOMPARE(window.caller->get(QStringLiteral("/v1/cases/") + window.maker->newCase()).status, 404);
    const Heard heard = rig.stranger()->get(QStringLiteral("/metrics"));
    QVERIFY(heard.headers.value("content-type").startsWith("text/plain; version=0.0.4"));
    const QByteArray text = heard.body;
    for (const char *line : {"yichuang_requests_total{method=\"POST\",route=\"/v1/operations\",status=\"200\"} 1\n",
                             "yichuang_requests_total{method=\"GET\",route=\"/v1/cases/{case}\",status=\"200\"} 1\n",
                             "yichuang_requests_total{method=\"GET\",route=\"/v1/cases/{case}\",status=\"404\"} 1\n",
                             "yichuang_request_duration_seconds_bucket{route=\"/v1/operations\",le=\"+Inf\"} 1\n",
                             "yichuang_request_duration_seconds_count{route=\"/v1/cases/{case}\"} 2\n",
                             "yichuang_feed_waiters 0\n", "yichuang_writes_waiting 0\n", "yichuang_epoch 1\n"})
        QVERIFY2(text.contains(line), line);
    static const QRegularExpression form(
        QStringLiteral("^(# (HELP|TYPE) \\w+ .+|\\w+(\\{(\\w+=\"[^\"\\\\]*\",?)+\\})? [0-9.e+-]+)$"));
    for (const QByteArray &line : text.trimmed().split('\n'))
        QVERIFY2(form.match(QString::fromUtf8(line)).hasMatch(), line.constData());
    for (const QString &personal : {id, window.device, QStringLiteral("clerk3"), rigMatter})
        QVERIFY2(!text.contains(personal.toUtf8()), qPrintable(personal));
}

void ServerStanding::metricsAreForTheirAddressesAlone()
{
    ServerRig rig;
    rig.configure(QStringLiteral("metricsFrom"), QJsonArray{QStringLiteral("10.1.2.3")});
    QVERIFY(rig.start());
    QCOMPARE(rig.stranger()->get(QStringLiteral("/metrics")).fault(), QStringLiteral("notFound"));
    QCOMPARE(rig.stranger()->get(QStringLiteral("/healthz")).status, 200);
}

void ServerStanding::guessingOnTheStatusPageIsSlowedAndLooksAlike()
{
    ServerRig rig;
    QVERIFY(rig.start({{QStringLiteral("statusPagesPerMinute"), 6}}));
    const auto stranger = rig.stranger();
    const auto ask = [&stranger](const char *code) {
        return stranger->get(QStringLiteral("/s/") + QLatin1String(code));
    };
    const Heard unknown = ask("130102-03-1-261123-0001-A");
    QCOMPARE(unknown.status, 404);
    for (const char *malformed : {"x", "%3Cscript%3E", "..%2f..%2fetc", "130102/03"}) {
        const Heard same = ask(malformed);
        QCOMPARE(same.status, 404);
        QCOMPARE(same.body, unknown.body);
    }
    const auto askTillSlowed = [&ask](const char *code) {
        Heard heard = ask(code);
        for (int i = 0; i < 20 && heard.status != 429; ++i)
            heard = ask(code);
        return heard;
    };
    const Heard slowed = askTillSlowed("x");
    QCOMPARE(slowed.status, 429);
    QVERIFY(slowed.headers.value("retry-after").toInt() > 0);
    QVERIFY(slowed.headers.value("content-type").startsWith("text/html"));
    QVERIFY(slowed.body.contains("<h1>"));
    QCOMPARE(askTillSlowed("130102-03-1-261123-0002-B").body, slowed.body);
}

ON_BOTH_STORES(ServerStanding)
#include "server_standing.moc"
