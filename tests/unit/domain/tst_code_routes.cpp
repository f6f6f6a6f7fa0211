// SPDX-License-Identifier: Apache-2.0
#include "app/domain/codes/code_routes.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace yichuang;

namespace
{

QByteArray shippedBytes()
{
    QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/resources/codes/routes.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no routes");
    return file.readAll();
}

QJsonObject route(const char *kind, const char *pattern, const char *check = "none")
{
    return {{QStringLiteral("kind"), QString::fromLatin1(kind)},
            {QStringLiteral("pattern"), QString::fromLatin1(pattern)},
            {QStringLiteral("check"), QString::fromLatin1(check)}};
}

QByteArray table(const QJsonArray &routes)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("routes"), routes}}).toJson();
}

} // namespace

class CodeRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeOfTheCounterHasItsRoute_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *text, const char *kind, const char *value) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(kind) << QString::fromUtf8(value);
        };
        row("https://centre.example:8443/s/130102-03-1-261123-0001-3?t=20261123T0905Z&s=MEUCIQ_-x", "paper",
            "130102-03-1-261123-0001-3");
        row("130102-03-1-261123-0001-3", "receipt", "130102-03-1-261123-0001-3");
        row("  130102-03-1-261123-0001-3\r\n", "receipt", "130102-03-1-261123-0001-3");
        row("https://centre.example/s/130102-03-1-261123-0001-3", "receipt", "130102-03-1-261123-0001-3");
        row("13010203126112300013", "receipt", "130102-03-1-261123-0001-3");
        row("12441500196720244T3442199806003202611230001", "caseNumber", "12441500196720244T3442199806003202611230001");
        row("A023", "ticket", "A023");
        row("https://centre.example/q/A023", "ticket", "A023");
        row("https://centre.example/q/0193586a-7c00-7abc-8def-0123456789ab", "ticket",
            "0193586a-7c00-7abc-8def-0123456789ab");
        row("91350100M000100Y43", "organisation", "91350100M000100Y43");
        row("http://www.gsxt.gov.cn/corp-query.html?uniscid=91350100M000100Y43&x=1", "organisation",
            "91350100M000100Y43");
        row("统一社会信用代码：91350100M000100Y43；名称：某某有限公司；登记机关：某局", "organisation",
            "91350100M000100Y43");
        row("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U", "eLicence",
            "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U");
        row("elicence:ZHN0b2tlbi1vZi1hLWNhcmQ", "eLicence", "ZHN0b2tlbi1vZi1hLWNhcmQ");
        row("YB130102202611230001", "preApplication", "YB130102202611230001");
        row("DA2026110001", "archiveBag", "DA2026110001");
        row("https://pay.example/red-packet", "text", "https://pay.example/red-packet");
        row("javascript:alert(1)", "text", "javascript:alert(1)");
        row("https://evil.example/?u=https://centre.example/s/130102-03-1-261123-0001-3?t=1&s=2", "text",
            "https://evil.example/?u=https://centre.example/s/130102-03-1-261123-0001-3?t=1&s=2");
        row("http://gsxt.gov.cn.evil.example/?uniscid=91350100M000100Y43", "text",
            "http://gsxt.gov.cn.evil.example/?uniscid=91350100M000100Y43");
        row("http://evilgsxt.gov.cn/?uniscid=91350100M000100Y43", "text",
            "http://evilgsxt.gov.cn/?uniscid=91350100M000100Y43");
        row("", "text", "");
    }

    void everyCodeOfTheCounterHasItsRoute()
    {
        QFETCH(QString, text);
        QFETCH(QString, kind);
        QFETCH(QString, value);
        const CodeRoute route = CodeRoutes::fromJson(shippedBytes()).value().routeCode(text);
        QCOMPARE(codeKindName(route.kind), kind);
        QCOMPARE(route.value, value);
        QCOMPARE(route.text, text);
    }

    void theSignatureOfAPaperIsKept()
    {
        const CodeRoutes routes = CodeRoutes::fromJson(shippedBytes()).value();
        const CodeRoute route = routes.routeCode(
            QStringLiteral("https://centre.example/s/130102-03-1-261123-0001-3?t=20261123T0905Z&s=MEUCIQ_-x"));
        QCOMPARE(route.fields.value(QStringLiteral("centre")), QStringLiteral("centre.example"));
        QCOMPARE(route.fields.value(QStringLiteral("time")), QStringLiteral("20261123T0905Z"));
        QCOMPARE(route.fields.value(QStringLiteral("signature")), QStringLiteral("MEUCIQ_-x"));
    }

    void aFailedCheckIsShownAsWhatItLookedLike()
    {
        const CodeRoutes routes = CodeRoutes::fromJson(shippedBytes()).value();
        const CodeRoute receipt = routes.routeCode(QStringLiteral("130102-03-1-261123-0001-7"));
        QCOMPARE(receipt.kind, CodeKind::Text);
        QCOMPARE(receipt.looksLike, CodeKind::Receipt);
        QCOMPARE(receipt.failedRule, QStringLiteral("checkDigit"));
        const CodeRoute credit = routes.routeCode(QStringLiteral("91350100M000100Y44"));
        QCOMPARE(credit.looksLike, CodeKind::Organisation);
        QCOMPARE(routes.routeCode(QStringLiteral("hello")).looksLike, CodeKind::Text);
    }

    void shownTextHidesNothing()
    {
        const CodeRoutes routes = CodeRoutes::fromJson(shippedBytes()).value();
        const CodeRoute route = routes.routeCode(QStringLiteral("a\u202Egpj.exe\x1B[2Jb"));
        QVERIFY(!route.value.contains(QChar(0x202E)));
        QVERIFY(!route.value.contains(QChar(0x1B)));
        QVERIFY(routes.routeCode(QString(100'000, u'x')).value.size() <= 1000);
    }

    void aHallsOwnPatternComesFirst()
    {
        const QByteArray own =
            table({route("archiveBag", "BOX-(?<value>[0-9]+)"), route("ticket", "(?<value>DA[0-9]+)")});
        const CodeRoutes routes = CodeRoutes::fromJson(shippedBytes(), own).value();
        QCOMPARE(routes.routeCode(QStringLiteral("BOX-77")).kind, CodeKind::ArchiveBag);
        QCOMPARE(routes.routeCode(QStringLiteral("BOX-77")).value, QStringLiteral("77"));
        QCOMPARE(routes.routeCode(QStringLiteral("DA2026110001")).kind, CodeKind::Ticket);
        QCOMPARE(routes.routeCode(QStringLiteral("XBOX-77")).kind, CodeKind::Text);
    }

    void aSlowPatternDoesNotHoldTheWindowUp()
    {
        const CodeRoutes routes = CodeRoutes::fromJson(table({route("ticket", "(?<value>(?:a+)+)b")})).value();
        // Without a limit on the matching this would not end while the test is given time.
        QCOMPARE(routes.routeCode(QString(5000, u'a')).kind, CodeKind::Text);
    }

    void malformedTablesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const QByteArray &json, const char *place) {
            QTest::newRow(name) << json << QString::fromLatin1(place);
        };
        const QJsonObject good = route("ticket", "(?<value>x)");
        row("empty", {}, "file: ");
        row("no JSON", "routes", "file: ");
        row("no routes", "{}", "routes: ");
        row("routes are no list", R"({"routes": {}})", "routes: ");
        row("misspelt root", R"({"routes": [], "route": []})", "file: unknown key route");
        row("unknown kind", table({good, route("open", "(?<value>x)")}), "routes[1].kind: unknown kind open");
        row("text is no kind", table({route("text", "(?<value>x)")}), "routes[0].kind: ");
        row("unknown check", table({route("ticket", "(?<value>x)", "luck")}), "routes[0].check: unknown check luck");
        row("bad pattern", table({good, good, route("ticket", "(?<value>x")}), "routes[2].pattern: ");
        row("no group", table({route("ticket", "x+")}), "routes[0].pattern: no group named value");
        row("raises the limit", table({route("ticket", "(*LIMIT_MATCH=9)(?<value>x)")}), "routes[0].pattern: begins");
        row("long pattern", table({route("ticket", QByteArray(600, 'x').constData())}), "routes[0].pattern: longer");
        row("not an object", table({QStringLiteral("x")}), "routes[0]: ");
        row("no kind", table({QJsonObject{{QStringLiteral("pattern"), QStringLiteral("(?<value>x)")}}}),
            "routes[0].kind: ");
        row("kind is a number", table({QJsonObject{{QStringLiteral("kind"), 7}}}), "routes[0].kind: ");
        QJsonObject misspelt = good;
        misspelt.insert(QStringLiteral("chek"), QStringLiteral("creditCode"));
        row("misspelt key", table({misspelt}), "routes[0]: unknown key chek");
    }

    void malformedTablesAreRefused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        const auto routes = CodeRoutes::fromJson(json);
        QVERIFY(!routes.has_value());
        QCOMPARE(routes.error().fault, Fault::ConfigMalformed);
        QVERIFY2(routes.error().detail.startsWith(place), qPrintable(routes.error().detail));
        if (!json.isEmpty())
            QVERIFY(!CodeRoutes::fromJson(shippedBytes(), json).has_value());
    }

    void largeTablesAreRefused()
    {
        QJsonArray many;
        for (int i = 0; i < 201; ++i)
            many.append(route("ticket", "(?<value>x)"));
        QCOMPARE(CodeRoutes::fromJson(table(many)).error().fault, Fault::TooLarge);
        QCOMPARE(CodeRoutes::fromJson(QByteArray(300 * 1024, ' ')).error().fault, Fault::TooLarge);
    }

    void longTextsAreOnlyShown()
    {
        const CodeRoutes routes = CodeRoutes::fromJson(shippedBytes()).value();
        const QString padding(CodeRoutes::longestText, u' ');
        QCOMPARE(routes.routeCode(QStringLiteral("A023") + padding).kind, CodeKind::Text);
        QCOMPARE(routes.routeCode(QStringLiteral("A023") + padding.mid(4)).kind, CodeKind::Ticket);
    }
};

QTEST_GUILESS_MAIN(CodeRoutesTest)
#include "tst_code_routes.moc"
