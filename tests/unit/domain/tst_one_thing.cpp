// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/one_thing.h"

#include "tests/fakes/case_samples.h"

#include <QJsonArray>
#include <QTest>

using namespace yichuang;

class TestOneThing : public QObject
{
    Q_OBJECT

    Catalogue m_catalogue = samples::catalogue();
    const OneThing &m_restaurant = m_catalogue.oneThings.constFirst();

    [[nodiscard]] QString codeOf(const char *name) const
    {
        for (const Matter &matter : m_catalogue.matters) {
            if (matter.name == QString::fromUtf8(name))
                return matter.code;
        }
        return {};
    }
    [[nodiscard]] QStringList mattersFor(const SituationAnswers &answers) const
    {
        QStringList codes;
        for (const OneThingPart &part : partsFor(m_restaurant, answers))
            codes.append(part.matter);
        return codes;
    }

private Q_SLOTS:
    void answersChooseItsMatters()
    {
        SituationAnswers answers = usualAnswers(m_restaurant);
        QCOMPARE(mattersFor(answers),
                 (QStringList{codeOf("个体工商户设立登记"), codeOf("食品经营许可证核发"), codeOf("户外招牌设置备案")}));
        answers.insert(QStringLiteral("subject"), QStringLiteral("company"));
        answers.insert(QStringLiteral("sign"), QStringLiteral("no"));
        answers.insert(QStringLiteral("gathering"), QStringLiteral("yes"));
        QCOMPARE(mattersFor(answers), (QStringList{codeOf("公司设立登记"), codeOf("食品经营许可证核发"),
                                                   codeOf("公众聚集场所投入使用、营业前消防安全检查")}));
    }
    void whatIsSharedIsAskedOnce()
    {
        const JointIntake intake = jointIntake(m_restaurant, m_catalogue, usualAnswers(m_restaurant));
        QMap<QString, QStringList> fields;
        for (const JointField &field : intake.fields) {
            QVERIFY2(!fields.contains(field.key), qPrintable(field.key));
            fields.insert(field.key, field.matters);
        }
        QCOMPARE(fields.value(QStringLiteral("place")).size(), 3);
        QCOMPARE(fields.value(QStringLiteral("phone")).size(), 3);
        QCOMPARE(fields.value(QStringLiteral("operator")).size(), 2);
        QVERIFY(fields.contains(codeOf("户外招牌设置备案") + QStringLiteral(".size")));
        QMap<QString, JointMaterial> materials;
        for (const JointMaterial &material : intake.materials) {
            QVERIFY2(!materials.contains(material.key), qPrintable(material.key));
            materials.insert(material.key, material);
        }
        QCOMPARE(materials.value(QStringLiteral("identity")).matters.size(), 2);
        QCOMPARE(materials.value(QStringLiteral("licence")).matters.size(), 2);
        QVERIFY(materials.contains(codeOf("户外招牌设置备案") + QStringLiteral(".drawing")));
    }
    void oneIntakeYieldsTheCases()
    {
        const QString sign = codeOf("户外招牌设置备案");
        const QJsonObject fields{{QStringLiteral("place"), QStringLiteral("长安区广安大街18号")},
                                 {QStringLiteral("phone"), QStringLiteral("13800000000")},
                                 {sign + QStringLiteral(".size"), QStringLiteral("3x1")},
                                 {QStringLiteral("nobody.asks"), QStringLiteral("x")}};
        const auto cases = casesOf(m_restaurant, m_catalogue, usualAnswers(m_restaurant), fields,
                                   {QStringLiteral("licence"), sign + QStringLiteral(".drawing")});
        QCOMPARE(cases.size(), 3);
        for (const JointCase &one : cases) {
            QCOMPARE(one.fields.value(QStringLiteral("place")).toString(), QStringLiteral("长安区广安大街18号"));
            QCOMPARE(one.fields.contains(QStringLiteral("size")), one.matter == sign);
            QVERIFY(!one.fields.contains(QStringLiteral("nobody.asks")));
            const Matter *matter = m_catalogue.find(one.matter);
            QVERIFY(matter != nullptr);
            QCOMPARE(one.situation.keys().size(), matter->situations.size());
        }
        QCOMPARE(cases.at(0).materials, QStringList());
        QCOMPARE(cases.at(1).materials, QStringList{QStringLiteral("licence")});
        QCOMPARE(cases.at(2).materials, (QStringList{QStringLiteral("licence"), QStringLiteral("drawing")}));
        QCOMPARE(cases.at(1).situation.value(QStringLiteral("type")), QStringLiteral("new"));
    }
    void theStrictestDemandStands()
    {
        Catalogue catalogue = m_catalogue;
        const QString food = codeOf("食品经营许可证核发");
        const QString sign = codeOf("户外招牌设置备案");
        for (Matter &matter : catalogue.matters) {
            for (MaterialSpec &spec : matter.materials) {
                if (spec.id != QStringLiteral("licence") || (matter.code != food && matter.code != sign))
                    continue;
                spec.form = matter.code == food ? MaterialForm::Copy : MaterialForm::Original;
                spec.copies = matter.code == food ? 2 : 1;
                spec.tolerable = true;
                spec.toleranceDays = matter.code == food ? 5 : 3;
            }
        }
        const JointIntake intake = jointIntake(m_restaurant, catalogue, usualAnswers(m_restaurant));
        const auto licence =
            std::find_if(intake.materials.cbegin(), intake.materials.cend(),
                         [](const JointMaterial &one) { return one.key == QStringLiteral("licence"); });
        QVERIFY(licence != intake.materials.cend());
        QCOMPARE(licence->spec.form, MaterialForm::Original);
        QCOMPARE(licence->spec.copies, 2);
        QCOMPARE(licence->spec.toleranceDays, 3);
    }
    void mattersKnowTheirCommonThing()
    {
        QCOMPARE(commonThing(m_catalogue, codeOf("食品经营许可证核发"), codeOf("户外招牌设置备案")), &m_restaurant);
        QCOMPARE(commonThing(m_catalogue, codeOf("食品经营许可证核发"), codeOf("老年人优待证办理")), nullptr);
        QCOMPARE(commonThing(m_catalogue, codeOf("食品经营许可证核发"), codeOf("食品经营许可证核发")), nullptr);
    }
    void aBadOneIsRefused()
    {
        const QString food = codeOf("食品经营许可证核发");
        const auto part = [](const QString &code) { return QJsonObject{{QStringLiteral("matter"), code}}; };
        QJsonObject json{{QStringLiteral("code"), QStringLiteral("YJS1")},
                         {QStringLiteral("name"), QStringLiteral("一件事")},
                         {QStringLiteral("parts"), QJsonArray{part(food), part(codeOf("户外招牌设置备案"))}}};
        QVERIFY(oneThingFromJson(json, m_catalogue));
        json.insert(QStringLiteral("code"), food);
        QCOMPARE(oneThingFromJson(json, m_catalogue).error().fault, Fault::CatalogueInvalid);
        json.insert(QStringLiteral("code"), QStringLiteral("YJS1"));
        json.insert(QStringLiteral("parts"), QJsonArray{part(food)});
        QVERIFY(!oneThingFromJson(json, m_catalogue));
        json.insert(QStringLiteral("parts"), QJsonArray{part(food), part(QStringLiteral("nothing"))});
        QVERIFY(!oneThingFromJson(json, m_catalogue));
    }
};

QTEST_GUILESS_MAIN(TestOneThing)
#include "tst_one_thing.moc"
