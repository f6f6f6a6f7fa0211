// SPDX-License-Identifier: Apache-2.0
#include "app/base/json.h"

#include <QJsonArray>
#include <QTest>

using namespace yichuang;

class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnObject()
    {
        const auto object = parseJsonObject(R"({"name":"a","list":[1,2]})");
        QVERIFY(object.has_value());
        QCOMPARE(object->value(QLatin1String("list")).toArray().size(), 2);
    }

    void refusesForeignBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("fault");
        QTest::newRow("empty") << QByteArray() << int(Fault::ReplyMalformed);
        QTest::newRow("cut") << QByteArray(R"({"a":)") << int(Fault::ReplyMalformed);
        QTest::newRow("page of a portal") << QByteArray("<html></html>") << int(Fault::ReplyMalformed);
        QTest::newRow("array") << QByteArray("[1]") << int(Fault::ReplyMalformed);
        QTest::newRow("two objects") << QByteArray("{}{}") << int(Fault::ReplyMalformed);
        QTest::newRow("deep") << QByteArray("{\"a\":" + QByteArray(100, '[') + QByteArray(100, ']') + '}')
                              << int(Fault::TooLarge);
        QTest::newRow("deep and never closed")
            << QByteArray("{\"a\":" + QByteArray(100000, '[')) << int(Fault::TooLarge);
    }

    void refusesForeignBytes()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, fault);
        const auto object = parseJsonObject(bytes);
        QVERIFY(!object.has_value());
        QCOMPARE(int(object.error().fault), fault);
    }

    void bracketsInTextAreNoNesting()
    {
        QVERIFY(parseJsonObject("{\"a\":\"" + QByteArray(100, '[') + "\\\"[[[[\"}").has_value());
    }

    void keepsItsLimits()
    {
        const QByteArray bytes = R"({"a":[[1]]})";
        QVERIFY(parseJsonObject(bytes, {bytes.size(), 3}).has_value());
        QCOMPARE(parseJsonObject(bytes, {bytes.size() - 1, 3}).error().fault, Fault::TooLarge);
        QCOMPARE(parseJsonObject(bytes, {bytes.size(), 2}).error().fault, Fault::TooLarge);
    }

    void canonicalHasOneForm_data()
    {
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("members sorted") << QJsonValue(
            QJsonObject{{QStringLiteral("b"), 1}, {QStringLiteral("a"), QJsonArray{true, QJsonValue()}}})
                                        << QByteArray(R"({"a":[true,null],"b":1})");
        QTest::newRow("text") << QJsonValue(QStringLiteral("王\"")) << QByteArray("\"王\\\"\"");
        QTest::newRow("integer") << QJsonValue(9007199254740991.0) << QByteArray("9007199254740991");
        QTest::newRow("milliseconds") << QJsonValue(1770973200000.0) << QByteArray("1770973200000");
        QTest::newRow("zero") << QJsonValue(0) << QByteArray("0");
        QTest::newRow("empty object") << QJsonValue(QJsonObject()) << QByteArray("{}");
        QTest::newRow("empty array") << QJsonValue(QJsonArray()) << QByteArray("[]");
        QTest::newRow("line end") << QJsonValue(QStringLiteral("a\nb")) << QByteArray("\"a\\nb\"");
    }

    void canonicalHasOneForm()
    {
        QFETCH(QJsonValue, value);
        QFETCH(QByteArray, bytes);
        QCOMPARE(canonicalJson(value), bytes);
    }

    void canonicalSurvivesTheWire()
    {
        const QByteArray spaced = "{ \"b\" : [ 1 , { \"z\" : \"\\u738b\" , \"y\" : 2 } ] , \"a\" : null }";
        const QByteArray once = canonicalJson(*parseJsonObject(spaced));
        QCOMPARE(once, QByteArray("{\"a\":null,\"b\":[1,{\"y\":2,\"z\":\"王\"}]}"));
        QCOMPARE(canonicalJson(*parseJsonObject(once)), once);
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "tst_json.moc"
