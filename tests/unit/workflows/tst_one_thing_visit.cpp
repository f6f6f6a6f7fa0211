// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/one_thing_visit.h"

#include "app/domain/catalogue/one_thing.h"
#include "tests/unit/workflows/visit_desk.h"

#include <QTest>

using namespace yichuang;
using samples::VisitDesk;

class TestOneThingVisit : public QObject
{
    Q_OBJECT

    static inline const QString restaurant = QStringLiteral("YJS130100KCG");
    static inline const QString place = QStringLiteral("长安区广安大街18号1层102");

    /// The usual 开餐馆: registration, food permit, signboard.
    static VisitDesk opened()
    {
        VisitDesk desk = asked();
        desk.on(visit::OneThingBegun{});
        settle(desk);
        return desk;
    }
    /// The visitor wants to open a restaurant; nothing is answered yet.
    static VisitDesk asked()
    {
        VisitDesk desk;
        desk.on(visit::TicketCame{samples::ticket()});
        desk.on(visit::ApplicantTyped{samples::wang()});
        desk.on(visit::MatterChosen{restaurant});
        return desk;
    }
    static const Case &caseOf(const VisitDesk &desk, const char *matter)
    {
        const QString code = samples::matter(QString::fromUtf8(matter)).code;
        for (const CaseFile &file : desk.serving().cases) {
            if (file.current.matterCode == code)
                return file.current;
        }
        qFatal("no case of %s", matter);
    }
    static QString field(const VisitDesk &desk, const char *matter, const char *key)
    {
        return caseOf(desk, matter).fields.value(QLatin1String(key)).toString();
    }
    static bool holds(const VisitDesk &desk, const char *matter, const char *material)
    {
        return caseOf(desk, matter).material(QLatin1String(material)) != nullptr;
    }
    static void settle(VisitDesk &desk)
    {
        while (!desk.all<effect::Commit>().isEmpty())
            desk.save();
    }
    static constexpr const char *registration = "个体工商户设立登记";
    static constexpr const char *food = "食品经营许可证核发";
    static constexpr const char *sign = "户外招牌设置备案";

private Q_SLOTS:
    void oneThingOpensItsMatters()
    {
        VisitDesk desk = opened();
        QCOMPARE(desk.serving().cases.size(), 3);
        QCOMPARE(desk.serving().cases.at(0).current.id, caseOf(desk, registration).id);
        QCOMPARE(desk.serving().cases.at(2).current.id, caseOf(desk, sign).id);
        QCOMPARE(desk.serving().current, 0);
        QVERIFY(!desk.serving().oneThing && !desk.serving().opening);
        for (const CaseFile &file : desk.serving().cases)
            QCOMPARE(file.current.applicant.name, samples::wang().name);
        QCOMPARE(caseOf(desk, food).situation.value(QStringLiteral("type")), QStringLiteral("new"));
    }
    void theAnswersChooseTheMatters()
    {
        VisitDesk desk = asked();
        QVERIFY(desk.all<effect::Commit>().isEmpty() && desk.serving().cases.isEmpty());
        const auto answer = [&desk](const char *situation, const char *option) {
            desk.on(visit::OneThingAnswered{QLatin1String(situation), QLatin1String(option)});
        };
        answer("subject", "company");
        answer("sign", "no");
        answer("gathering", "yes");
        answer("gathering", "perhaps"); // no option of it
        answer("weather", "yes");       // no question of it
        QCOMPARE(desk.serving().asking->answers.value(QStringLiteral("gathering")), QStringLiteral("yes"));
        QCOMPARE(desk.serving().asking->answers.size(), 3);
        desk.on(visit::OneThingBegun{});
        settle(desk);
        QStringList names;
        for (const CaseFile &file : desk.serving().cases)
            names.append(desk.rules.matterOf(file.current)->name);
        QCOMPARE(names.size(), 3);
        QVERIFY(!names.contains(QString::fromUtf8(registration)) && !names.contains(QString::fromUtf8(sign)));
        QVERIFY(names.contains(QString::fromUtf8(food)));
        QCOMPARE(desk.serving().cases.at(0).current.situation.value(QStringLiteral("type")), QStringLiteral("limited"));
        QVERIFY(!desk.serving().asking && !desk.serving().oneThing);
    }
    void whoLeavesTheQuestionsOpensNothing()
    {
        VisitDesk desk = asked();
        desk.on(visit::OneThingLeft{});
        QVERIFY(!desk.serving().asking && desk.all<effect::Commit>().isEmpty());
        desk.on(visit::OneThingBegun{});
        QVERIFY(desk.all<effect::Commit>().isEmpty());
        desk.on(visit::MatterChosen{restaurant});
        desk.on(visit::MatterChosen{samples::foodPermit});
        QVERIFY(!desk.serving().asking);
        settle(desk);
        QCOMPARE(desk.serving().cases.size(), 1);
    }
    void whatIsThereIsNotOpenedTwice()
    {
        VisitDesk desk;
        desk.open(samples::foodPermit);
        desk.on(visit::MatterChosen{restaurant}).on(visit::OneThingBegun{});
        settle(desk);
        QCOMPARE(desk.serving().cases.size(), 3);
        desk.on(visit::MatterChosen{restaurant}).on(visit::OneThingBegun{});
        QVERIFY(desk.all<effect::Commit>().isEmpty());
        QCOMPARE(desk.serving().cases.size(), 3);
        QVERIFY(!desk.serving().oneThing);
    }
    void aSharedFieldIsAskedOnce()
    {
        VisitDesk desk = opened();
        desk.on(
            visit::FieldsTyped{{{QStringLiteral("place"), place}, {QStringLiteral("capital"), QStringLiteral("10")}}});
        QCOMPARE(desk.all<effect::Commit>().size(), 3);
        settle(desk);
        for (const char *matter : {registration, food, sign})
            QCOMPARE(field(desk, matter, "place"), place);
        QVERIFY(field(desk, food, "capital").isEmpty());
    }
    void aValueOfItsOwnIsKept()
    {
        VisitDesk desk = opened();
        desk.on(visit::FieldsTyped{{{QStringLiteral("place"), place}}});
        settle(desk);
        desk.on(visit::CaseChosen{2});
        desk.on(visit::FieldsTyped{{{QStringLiteral("operator"), QStringLiteral("晓明餐饮店")}}});
        settle(desk);
        QCOMPARE(field(desk, food, "operator"), QStringLiteral("晓明餐饮店"));
        // The permit is for another kitchen: from now on its place is its own.
        const Case permit = caseOf(desk, food);
        desk.on(visit::CaseSaved{
            desk.folded(
                {permit.id,
                 {},
                 {},
                 {{OperationKind::FieldsSet,
                   {{QStringLiteral("fields"), QJsonObject{{QStringLiteral("place"), QStringLiteral("别处88号")}}}}}},
                 {},
                 {}}),
            Saving::Change});
        desk.on(visit::CaseChosen{0});
        desk.on(visit::FieldsTyped{{{QStringLiteral("place"), QStringLiteral("长安区广安大街20号")}}});
        settle(desk);
        QCOMPARE(field(desk, sign, "place"), QStringLiteral("长安区广安大街20号"));
        QCOMPARE(field(desk, food, "place"), QStringLiteral("别处88号"));
    }
    void aSharedMaterialIsScannedOnce()
    {
        VisitDesk desk = opened();
        desk.on(visit::CaseChosen{1});
        for (const char fill : {'a', 'b'}) {
            desk.on(visit::PageCame{samples::page(fill), MaterialSource::Scanned, caseOf(desk, food).id,
                                    QStringLiteral("licence")});
            settle(desk);
        }
        QCOMPARE(caseOf(desk, sign).material(QStringLiteral("licence"))->pages,
                 caseOf(desk, food).material(QStringLiteral("licence"))->pages);
        QVERIFY(!holds(desk, registration, "licence"));
        desk.on(visit::PageCame{samples::page('c'), MaterialSource::Scanned, caseOf(desk, food).id,
                                QStringLiteral("plan")});
        settle(desk);
        QVERIFY(holds(desk, food, "plan") && !holds(desk, sign, "plan"));
        desk.on(visit::MaterialCleared{QStringLiteral("licence")});
        settle(desk);
        QVERIFY(!holds(desk, food, "licence") && !holds(desk, sign, "licence"));
    }
    void aCaseOpenedLaterTakesWhatIsThere()
    {
        VisitDesk desk;
        desk.open(samples::foodPermit);
        desk.on(visit::FieldsTyped{{{QStringLiteral("place"), place}}}).save();
        desk.supply(QStringLiteral("licence")).supply(QStringLiteral("rules"), 'b');
        desk.on(visit::MatterChosen{samples::matter(QString::fromUtf8(sign)).code}).save();
        QCOMPARE(field(desk, sign, "place"), place);
        QVERIFY(holds(desk, sign, "licence") && !holds(desk, sign, "rules"));
    }
    void mattersOfNoOneThingShareNothing()
    {
        VisitDesk desk;
        desk.open(samples::foodPermit);
        desk.supply(QStringLiteral("identity"));
        desk.open(samples::elderPass);
        QVERIFY(desk.current().material(QStringLiteral("identity")) == nullptr
                || desk.current().material(QStringLiteral("identity"))->pages.isEmpty());
        desk.on(visit::FieldsTyped{{{QStringLiteral("phone"), QStringLiteral("13700000000")}}});
        QCOMPARE(desk.all<effect::Commit>().size(), 1);
    }
    void aDecidedCaseIsLeftAlone()
    {
        VisitDesk desk = opened();
        Case decided = caseOf(desk, sign);
        decided.state = CaseState::NotAccepted;
        CaseFile file;
        file.current = decided;
        desk.on(visit::CaseRefreshed{file});
        desk.on(visit::FieldsTyped{{{QStringLiteral("place"), place}}});
        QCOMPARE(desk.all<effect::Commit>().size(), 2);
    }
    void aFailureEndsTheOpening()
    {
        VisitDesk desk = asked();
        desk.on(visit::OneThingBegun{});
        desk.on(visit::CaseNotSaved{{}, {Fault::DiskFull, {}, {}}, Saving::Opening});
        QVERIFY(!desk.serving().oneThing && !desk.serving().opening);
        QCOMPARE(desk.told(), Fault::DiskFull);
    }
    void aCaseStaysWithTheCatalogueOfItsDay()
    {
        VisitDesk desk;
        desk.open(samples::foodPermit);
        auto next = std::make_shared<Catalogue>(samples::catalogue());
        next->hash = "newer";
        next->places.clear();
        next->matters.removeIf([](const Matter &matter) { return matter.code == samples::foodPermit; });
        desk.rules.earlierCatalogues = {desk.rules.catalogue};
        desk.rules.catalogue = next;
        QCOMPARE(desk.rules.matter(samples::foodPermit), nullptr);
        QCOMPARE(desk.rules.matterOf(desk.current())->name, QString::fromUtf8(food));
        desk.on(visit::FieldsTyped{{{QStringLiteral("place"), place}}}).save();
        desk.on(visit::RefusalWanted{QStringLiteral("场所不符合要求")});
        QVERIFY(!desk.told());
        QCOMPARE(desk.all<effect::Commit>().size(), 1);
        desk.save();
        desk.on(visit::MatterChosen{samples::foodPermit});
        QCOMPARE(desk.told(), Fault::MatterUnknown);
    }
};

QTEST_GUILESS_MAIN(TestOneThingVisit)
#include "tst_one_thing_visit.moc"
