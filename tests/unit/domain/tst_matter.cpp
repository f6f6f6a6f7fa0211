// SPDX-License-Identifier: Apache-2.0
#include "app/domain/matter.h"
#include "tests/fakes/case_samples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace yichuang;

class TestMatter : public QObject
{
    Q_OBJECT

    static QJsonObject food()
    {
        const QJsonObject all = QJsonDocument::fromJson(samples::catalogueBytes()).object();
        return all.value(QStringLiteral("matters")).toArray().at(0).toObject();
    }

private Q_SLOTS:
    void readsTheShippedCatalogue()
    {
        const auto catalogue = catalogueFromJson(samples::catalogueBytes());
        QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().detail));
        QVERIFY(catalogue->matters.size() >= 40);
        QSet<QString> departments;
        QSet<QString> levels;
        QSet<MatterMode> modes;
        int tolerable = 0;
        int conditional = 0;
        int delegated = 0;
        for (const Matter &matter : catalogue->matters) {
            departments.insert(matter.department);
            levels.insert(matter.level);
            modes.insert(matter.mode);
            delegated += matter.delegatedTo.isEmpty() ? 0 : 1;
            for (const MaterialSpec &spec : matter.materials) {
                tolerable += spec.tolerable ? 1 : 0;
                conditional += spec.when.isEmpty() ? 0 : 1;
            }
            QVERIFY2(!matter.basis.isEmpty(), qPrintable(matter.name));
            QCOMPARE(catalogue->find(matter.code), &matter);
            QVERIFY2(!matter.materials.isEmpty() && !matter.fields.isEmpty(), qPrintable(matter.name));
            QVERIFY(matter.promisedDays <= matter.statutoryDays);
        }
        QVERIFY(tolerable >= 10 && conditional >= 30 && delegated >= 10);
        QCOMPARE(levels, (QSet<QString>{QStringLiteral("省级"), QStringLiteral("市级"), QStringLiteral("县级")}));
        QCOMPARE(modes, (QSet<MatterMode>{MatterMode::OnTheSpot, MatterMode::Promised}));
        QVERIFY(departments.size() >= 10);
    }
    void namesThePlaceOfAFault_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("code") << QStringLiteral("code") << QJsonValue(QStringLiteral("short"));
        QTest::newRow("name") << QStringLiteral("name") << QJsonValue(QString());
        QTest::newRow("mode") << QStringLiteral("mode") << QJsonValue(QStringLiteral("someday"));
        QTest::newRow("limits") << QStringLiteral("promisedDays") << QJsonValue(30);
        QTest::newRow("validFrom") << QStringLiteral("validFrom") << QJsonValue(QStringLiteral("soon"));
        QTest::newRow("papers") << QStringLiteral(
            "papers") << QJsonValue(QJsonArray{QJsonObject{{QStringLiteral("paper"), QStringLiteral("poem")}}});
        QTest::newRow("condition") << QStringLiteral("situations") << QJsonValue(QJsonArray());
        QTest::newRow("layout") << QStringLiteral(
            "layout") << QJsonValue(QJsonArray{QJsonObject{{QStringLiteral("field"), QStringLiteral("nothing")}}});
    }
    void namesThePlaceOfAFault()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QJsonObject json = food();
        json.insert(key, value);
        const auto matter = matterFromJson(json);
        QVERIFY(!matter);
        QCOMPARE(matter.error().fault, Fault::CatalogueInvalid);
        QVERIFY(matter.error().detail.startsWith(QStringLiteral("matters.")));
    }
    void checksFieldsBySchema()
    {
        const Matter matter = matterFromJson(food()).value();
        QJsonObject values{{QStringLiteral("operator"), QStringLiteral("石家庄市晓明餐饮店")},
                           {QStringLiteral("creditCode"), QStringLiteral("91350100M000100Y43")},
                           {QStringLiteral("place"), QStringLiteral("长安区广安大街18号1层102")},
                           {QStringLiteral("phone"), QStringLiteral("13800000000")}};
        QCOMPARE(checkFields(matter, values), QList<FieldIssue>());
        values.insert(QStringLiteral("phone"), QStringLiteral("12"));
        QCOMPARE(checkFields(matter, values),
                 (QList<FieldIssue>{{QStringLiteral("phone"), Fault::FieldInvalid, QStringLiteral("pattern")}}));
        values.insert(QStringLiteral("phone"), QStringLiteral(" "));
        QCOMPARE(checkFields(matter, values),
                 (QList<FieldIssue>{{QStringLiteral("phone"), Fault::FieldMissing, QStringLiteral("required")}}));
    }
    void everyPrefillSourceFills()
    {
        Matter matter;
        for (const QString &source : prefillSources()) {
            FormField field;
            field.key = source;
            field.prefill = source;
            matter.fields.append(field);
        }
        Applicant applicant = samples::wang();
        applicant.organisationName = QStringLiteral("石家庄市晓明餐饮店");
        applicant.creditCode = QStringLiteral("91350100M000100Y43");
        QCOMPARE(prefilled(matter, applicant).keys().size(), prefillSources().size());
    }
    void versionsAreOrdered()
    {
        QVERIFY(isOlder(QStringLiteral("2026.9"), QStringLiteral("2026.10")));
        QVERIFY(isOlder(QStringLiteral("2025.12-demo"), QStringLiteral("2026.1")));
        QVERIFY(!isOlder(QStringLiteral("2026.2-a"), QStringLiteral("2026.2-b")));
        QVERIFY(isOlder(QStringLiteral("new"), QStringLiteral("2020.1")));
    }
    void answersChooseMaterials()
    {
        const Matter matter = matterFromJson(food()).value();
        SituationAnswers answers = usualAnswers(matter);
        QCOMPARE(answersInWords(matter, answers), QStringLiteral("新办 · 小餐饮 · 有后厨"));
        const auto names = [&] {
            QStringList ids;
            for (const MaterialSpec &spec : materialsFor(matter, answers))
                ids.append(spec.id);
            return ids;
        };
        QVERIFY(names().contains(QStringLiteral("layout")));
        answers.insert(QStringLiteral("kitchen"), QStringLiteral("no"));
        QVERIFY(!names().contains(QStringLiteral("layout")));
    }
};

QTEST_GUILESS_MAIN(TestMatter)
#include "tst_matter.moc"
