// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/catalogue_check.h"

#include "app/base/json.h"
#include "tests/bench/many_matters.h"
#include "tests/fakes/case_samples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace yichuang;

class TestCatalogueCheck : public QObject
{
    Q_OBJECT

    JsonSchema m_schema =
        JsonSchema::compile(
            parseJsonObject(samples::resource(QStringLiteral("catalogue/catalogue.schema.json"))).value())
            .value();
    QJsonObject m_whole = QJsonDocument::fromJson(samples::catalogueBytes()).object();

    static Result<QByteArray> read(const QString &path) { return samples::resource(path); }
    [[nodiscard]] QList<CatalogueFault> faultsOf(const QByteArray &bytes) const
    {
        QList<CatalogueFault> faults = checkCatalogue({{QStringLiteral("one.json"), bytes}}, m_schema);
        faults.removeIf([](const CatalogueFault &fault) { return fault.remark; });
        return faults;
    }
    /// The catalogue with the text at the pointer replaced; the value is parsed JSON.
    [[nodiscard]] QByteArray with(const QString &pointer, const QJsonValue &value) const
    {
        return QJsonDocument(put(m_whole, pointer.mid(1).split(QLatin1Char('/')), value).toObject()).toJson();
    }
    static QJsonValue put(const QJsonValue &into, const QStringList &path, const QJsonValue &value)
    {
        if (path.isEmpty())
            return value;
        if (into.isArray()) {
            QJsonArray array = into.toArray();
            array.replace(path.first().toInt(), put(array.at(path.first().toInt()), path.mid(1), value));
            return array;
        }
        QJsonObject object = into.toObject();
        object.insert(path.first(), put(object.value(path.first()), path.mid(1), value));
        return object;
    }
    static QJsonValue parsed(const char *json)
    {
        return QJsonDocument::fromJson(QByteArray("[") + json + "]").array().at(0);
    }

private Q_SLOTS:
    void theShippedCatalogueIsUsable()
    {
        const auto texts = catalogueTexts(QStringLiteral("catalogue/shijiazhuang.json"), read);
        QVERIFY(texts);
        QVERIFY(texts->size() > 10);
        for (const CatalogueFault &fault : checkCatalogue(*texts, m_schema)) {
            QVERIFY2(fault.remark, qPrintable(QStringLiteral("%1:%2 %3 %4 %5")
                                                  .arg(fault.file)
                                                  .arg(fault.place.line)
                                                  .arg(fault.rule, fault.found, fault.expected)));
        }
    }
    void theManyMattersOfTheBenchAreUsable()
    {
        const auto faults = faultsOf(bench::manyMatters(1500));
        QVERIFY2(faults.isEmpty(),
                 faults.isEmpty() ? "" : qPrintable(faults.constFirst().rule + faults.constFirst().pointer));
    }
    void everyRuleIsFoundAtItsPlace_data()
    {
        QTest::addColumn<QString>("pointer"); // what is replaced
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("at"); // where it is found
        const auto row = [](const char *name, const char *pointer, const char *json, const char *at = nullptr) {
            QTest::newRow(name) << QString::fromUtf8(pointer) << QByteArray(json)
                                << QString::fromLatin1(name).section(QLatin1Char(' '), 0, 0)
                                << QString::fromUtf8(at != nullptr ? at : pointer);
        };
        row("duplicateCode", "/matters/1/code", "\"11130100MB1A0238143000131002000\"");
        row("duplicateCode one thing", "/oneThings/0/parts/2/matter", "\"11130100MB1A0238143000131027000\"");
        row("codeLength", "/matters/0/code", "\"11130100MB1A02381430001310020\"");
        row("codeCharacter", "/matters/0/code", "\"11130100MB1A0238143000131002#00\"");
        row("codeCheckCharacter", "/matters/0/code", "\"11130100MB1A0238153000131002000\"");
        row("codeLevel", "/matters/0/code", "\"11130100MB1A0238144000131002000\"");
        row("unknownLevel", "/matters/0/level", "\"街道\"");
        row("unknownLevel delegation", "/matters/0/delegatedTo", "[\"街道\"]", "/matters/0/delegatedTo/0");
        row("delegatedUpwards", "/matters/0/delegatedTo", "[\"县级\",\"省级\"]", "/matters/0/delegatedTo/1");
        row("promisedOverStatutory", "/matters/0/promisedDays", "11");
        row("promisedMissing", "/matters/0/promisedDays", "0");
        row("schema days", "/matters/0/statutoryDays", "\"ten\"");
        row("schema day", "/matters/0/validFrom", "\"2026-02-30\"");
        row("schema member", "/matters/0/colour", "\"red\"", "/matters/0");
        row("schema version", "/version", "\"newest\"");
        row("unknownSituation", "/matters/0/materials/0/when", "{\"colour\":[\"red\"]}",
            "/matters/0/materials/0/when/colour");
        row("unknownOption", "/matters/0/materials/0/when", "{\"type\":[\"new\",\"old\"]}",
            "/matters/0/materials/0/when/type/1");
        row("neverSatisfied", "/matters/0/materials/0/when", "{\"type\":[\"old\"]}",
            "/matters/0/materials/0/when/type");
        row("neverSatisfied bounds", "/matters/0/form/properties/place/minLength", "400");
        row("neverSatisfied choice", "/matters/0/form/properties/businessForm", "{\"type\":\"string\",\"enum\":[1,2]}",
            "/matters/0/form/properties/businessForm/enum");
        row("duplicateId", "/matters/0/materials/1/id", "\"licence\"");
        row("duplicateId situation", "/matters/0/situations/1/id", "\"type\"");
        row("duplicateId option", "/matters/0/situations/0/options/1/id", "\"new\"");
        row("duplicateId paper", "/matters/0/papers/1/paper", "\"acceptanceNotice\"");
        row("toleranceWithoutDays", "/matters/0/materials/0/tolerable", "true");
        row("daysWithoutTolerance", "/matters/0/materials/0/toleranceDays", "3");
        row("formSchema", "/matters/0/form/properties/place/minLength", "\"long\"", "/matters/0/form/properties/place");
        row("formSchema pattern", "/matters/0/form/properties/phone/pattern", "\"([\"",
            "/matters/0/form/properties/phone");
        row("requiredWithoutProperty", "/matters/0/form/required", "[\"place\",\"colour\"]",
            "/matters/0/form/required/1");
        row("unknownField", "/matters/0/layout/1/field", "\"colour\"");
        row("fieldTwice", "/matters/0/layout/1/field", "\"operator\"");
        row("unknownPrefill", "/matters/0/layout/0/prefill", "\"applicant.colour\"");
        row("unknownPaper", "/matters/0/papers/0/paper", "\"poem\"");
        row("unknownMatter", "/oneThings/0/parts/0/matter", "\"11130100MB1A0238143000131999000\"");
        row("unknownSituation part", "/oneThings/0/parts/1/answers", "{\"colour\":\"red\"}",
            "/oneThings/0/parts/1/answers/colour");
        row("neverSatisfied part", "/oneThings/0/parts/0/when", "{\"subject\":[\"nobody\"]}",
            "/oneThings/0/parts/0/when/subject");
        row("sharedOnce", "/oneThings/0/sharedFields/0", "\"colour\"");
        row("sharedDiffers", "/matters/0/form/properties/place/maxLength", "50", "/oneThings/0/sharedFields/2");
    }
    void everyRuleIsFoundAtItsPlace()
    {
        QFETCH(QString, pointer);
        QFETCH(QByteArray, json);
        QFETCH(QString, rule);
        QFETCH(QString, at);
        const QByteArray bytes = with(pointer, parsed(json.constData()));
        const auto faults = faultsOf(bytes);
        QStringList told;
        for (const CatalogueFault &fault : faults) {
            told.append(fault.rule + QLatin1Char(' ') + fault.pointer);
            if (fault.rule == rule && fault.pointer == at) {
                QVERIFY(fault.place.line > 1 && fault.place.column > 1);
                QCOMPARE(fault.place, JsonPlaces(bytes).of(at));
                return;
            }
        }
        QFAIL(qPrintable(QStringLiteral("not found, but: ") + told.join(QStringLiteral(", "))));
    }
    void whatIsNoJsonIsTold()
    {
        const auto torn = faultsOf("{\n \"version\": \"2026.1\",\n \"matters\": [}\n");
        QCOMPARE(torn.size(), 1);
        QCOMPARE(torn.constFirst().rule, QStringLiteral("json"));
        QCOMPARE(torn.constFirst().place.line, 3);
        QCOMPARE(faultsOf("[]").constFirst().rule, QStringLiteral("json"));
        QCOMPARE(faultsOf(QByteArray(100, '[')).constFirst().rule, QStringLiteral("json"));
        const auto twice = faultsOf("{\n \"version\": \"2026.1\",\n \"version\": \"2026.2\"\n}");
        const auto repeated = std::find_if(twice.cbegin(), twice.cend(), [](const CatalogueFault &fault) {
            return fault.rule == QStringLiteral("repeatedMember");
        });
        QVERIFY(repeated != twice.cend());
        QCOMPARE(repeated->place, (TextPlace{3, 13}));
    }
    void aFaultInAPartIsToldInItsFile()
    {
        auto texts = catalogueTexts(QStringLiteral("catalogue/shijiazhuang.json"), read).value();
        texts[2].bytes.replace("\"level\": \"市级\"", "\"level\": \"街道\"");
        const auto faults = checkCatalogue(texts, m_schema);
        const auto found =
            std::find_if(faults.cbegin(), faults.cend(), [](const CatalogueFault &one) { return !one.remark; });
        QVERIFY(found != faults.cend());
        QCOMPARE(found->file, texts.at(2).name);
        QCOMPARE(found->pointer, QStringLiteral("/matters/0/level"));
        QCOMPARE(texts.at(2).bytes.split('\n').at(found->place.line - 1).trimmed(), QByteArray("\"level\": \"街道\","));
    }
    void whatIsFoundHasAnEnd()
    {
        QJsonArray matters;
        for (int i = 0; i < 5000; ++i)
            matters.append(QJsonObject());
        QJsonObject bad = m_whole;
        bad.insert(QStringLiteral("matters"), matters);
        QVERIFY(faultsOf(QJsonDocument(bad).toJson()).size() <= 200);
    }
    void partsAreNamesBelow()
    {
        for (const char *name : {"../etc/passwd", "/etc/passwd", "a/../b.json", "A.json", "x.txt", ""}) {
            const QJsonObject index{{QStringLiteral("parts"), QJsonArray{QString::fromLatin1(name)}}};
            const auto texts =
                catalogueTexts(QStringLiteral("index.json"), [&](const QString &path) -> Result<QByteArray> {
                    if (path != QStringLiteral("index.json"))
                        qFatal("%s was opened", qPrintable(path));
                    return QJsonDocument(index).toJson();
                });
            QCOMPARE(texts.error().fault, Fault::CatalogueInvalid);
        }
    }
};

QTEST_GUILESS_MAIN(TestCatalogueCheck)
#include "tst_catalogue_check.moc"
