// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/json_schema.h"

#include "app/base/json.h"

#include <QJsonArray>
#include <QTest>

using namespace yichuang;

class TestJsonSchema : public QObject
{
    Q_OBJECT

    /// JSON with ' for ".
    static QJsonObject json(QByteArray text) { return parseJsonObject(text.replace('\'', '"')).value(); }

private Q_SLOTS:
    void whatBreaksItIsFound()
    {
        const auto schema = JsonSchema::compile(json(
            "{'type':'object','required':['a'],'properties':{'list':{'type':'array','items':{'type':'integer'}}}}"));
        QVERIFY(schema);
        QVERIFY(schema->keeps(json("{'a':1,'list':[1,2]}")));
        QVERIFY(schema->check(json("{'a':1,'list':[1,2]}")).isEmpty());
        const auto breaches = schema->check(json("{'a':1,'list':[1,'x']}"));
        QVERIFY(!breaches.isEmpty());
        QCOMPARE(breaches.constFirst().pointer, QStringLiteral("/list/1"));
        QVERIFY(!schema->keeps(json("{'list':[]}")));
    }
    void whatIsNoSchemaIsRefused_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::newRow("minLength") << QByteArray("{'minLength':'two'}");
        QTest::newRow("type") << QByteArray("{'type':'strange'}");
        QTest::newRow("pattern") << QByteArray("{'properties':{'a':{'pattern':'(['}}}");
        QTest::newRow("properties") << QByteArray("{'properties':[1]}");
    }
    void whatIsNoSchemaIsRefused()
    {
        QFETCH(QByteArray, schema);
        const auto compiled = JsonSchema::compile(json(schema));
        QVERIFY(!compiled);
        QCOMPARE(compiled.error().fault, Fault::CatalogueInvalid);
    }
    void aLongTextNeverMeetsAPattern()
    {
        const auto schema = JsonSchema::compile(json("{'properties':{'a':{'type':'string','pattern':'^(a|b)*$'}}}"));
        QVERIFY(schema);
        const QJsonObject value{{QStringLiteral("a"), QString(1'000'000, QLatin1Char('a'))}};
        QVERIFY(!schema->keeps(value));
        QCOMPARE(schema->check(value).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestJsonSchema)
#include "tst_json_schema.moc"
