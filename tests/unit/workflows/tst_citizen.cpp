// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/citizen.h"

#include "tests/unit/workflows/visit_desk.h"

using namespace yichuang;
using namespace yichuang::samples;

namespace
{

const QDateTime now(QDate(2026, 2, 13), QTime(2, 42), Qt::UTC);
const QList<SignatureStroke> drawn{{{0, 0, 500, 0}, {6000, 2000, 500, 80}}};

/// A visitor's screen that is stepped by hand.
struct Screen {
    CitizenState state = CitizenIdle{};
    QList<CitizenEffect> effects;
    QDateTime at = now;

    Screen &on(const CitizenEvent &event)
    {
        CitizenStep next = step(state, event, at);
        state = next.state;
        effects = next.effects;
        return *this;
    }
    template <typename State>
    [[nodiscard]] bool is() const
    {
        return std::holds_alternative<State>(state);
    }
    template <typename State>
    [[nodiscard]] const State &as() const
    {
        return std::get<State>(state);
    }
};

CitizenSheet sheet(const QString &caseId = QStringLiteral("c-1"), char statement = 'a')
{
    CitizenSheet made;
    made.caseId = caseId;
    made.matter = QStringLiteral("食品经营许可证核发");
    made.lines = {{CitizenLine::Kind::Name, {}, QStringLiteral("王晓明")}};
    made.statement = QByteArray(64, statement);
    return made;
}

} // namespace

class CitizenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromTheHallsPictureAndBack()
    {
        Screen screen;
        screen.on(citizen::Served{});
        QVERIFY(screen.is<CitizenGreeted>());
        screen.on(citizen::Served{sheet()});
        QVERIFY(screen.is<CitizenReading>());
        screen.on(citizen::Asked{});
        QVERIFY(screen.is<CitizenConfirming>());
        screen.on(citizen::Answered{true});
        QCOMPARE(screen.as<CitizenReading>().answer, CitizenAnswer::Right);
        screen.on(citizen::Asked{});
        QVERIFY(screen.is<CitizenSigning>());
        screen.on(citizen::Drawn{drawn, 4000, QByteArrayLiteral("png")});
        QCOMPARE(screen.effects.size(), 1);
        const auto kept = std::get<citizen_effect::Keep>(screen.effects.constFirst());
        QCOMPARE(kept.caseId, QStringLiteral("c-1"));
        QCOMPARE(kept.signature.statement, QByteArray(64, 'a'));
        QCOMPARE(kept.signature.strokes, drawn);
        QCOMPARE(kept.signature.signedAt, now);
        screen.on(citizen::Drawn{drawn, 4000, QByteArrayLiteral("png")});
        QVERIFY(screen.effects.isEmpty()); // once
        screen.on(citizen::Kept{QStringLiteral("c-1")});
        QVERIFY(screen.is<CitizenReading>());
        screen.on(citizen::Left{});
        QVERIFY(screen.is<CitizenThanked>());
        screen.at = now.addSecs(thanksSeconds - 1);
        screen.on(citizen::Looked{});
        QVERIFY(screen.is<CitizenThanked>());
        screen.at = now.addSecs(thanksSeconds);
        screen.on(citizen::Looked{});
        QVERIFY(screen.is<CitizenIdle>());
        screen.on(citizen::Left{});
        QVERIFY(screen.is<CitizenIdle>()); // nobody came, nobody is thanked
    }
    void nothingOfTheVisitorOutlivesTheVisit_data()
    {
        QTest::addColumn<int>("asks");
        QTest::addColumn<bool>("covered");
        for (const int asks : {0, 1, 2}) {
            QTest::addRow("left after %d", asks) << asks << false;
            QTest::addRow("covered after %d", asks) << asks << true;
        }
    }
    void nothingOfTheVisitorOutlivesTheVisit()
    {
        QFETCH(int, asks);
        QFETCH(bool, covered);
        Screen screen;
        screen.on(citizen::Served{sheet()});
        if (asks > 0)
            screen.on(citizen::Asked{});
        if (asks > 1)
            screen.on(citizen::Answered{true}).on(citizen::Asked{});
        QVERIFY(sheetIn(screen.state) != nullptr);
        covered ? screen.on(citizen::Covered{}) : screen.on(citizen::Left{});
        QVERIFY(sheetIn(screen.state) == nullptr);
        // An answer that comes late reaches nobody.
        screen.on(citizen::Answered{true}).on(citizen::Drawn{drawn, 4000, {}}).on(citizen::Kept{QStringLiteral("c-1")});
        QVERIFY(sheetIn(screen.state) == nullptr);
        QVERIFY(screen.effects.isEmpty());
    }
    void whatWasChangedIsNoLongerConfirmedOrSigned()
    {
        Screen screen;
        screen.on(citizen::Served{sheet()}).on(citizen::Asked{}).on(citizen::Answered{true});
        CitizenSheet other = sheet(QStringLiteral("c-1"), 'b');
        screen.on(citizen::Served{other});
        QCOMPARE(screen.as<CitizenReading>().answer, CitizenAnswer::None);
        QVERIFY(screen.effects.isEmpty());
        // It goes where it had been signed, also while another question stands on the screen.
        CitizenSheet signedOne = sheet();
        signedOne.hasSignature = true;
        screen.on(citizen::Served{signedOne}).on(citizen::Asked{});
        other.hasSignature = true;
        screen.on(citizen::Served{other});
        QVERIFY(screen.is<CitizenReading>());
        QCOMPARE(screen.effects.size(), 1);
        QCOMPARE(std::get<citizen_effect::Drop>(screen.effects.constFirst()).caseId, QStringLiteral("c-1"));
        // A case that was decided keeps what it was decided on.
        other.state = CaseState::Accepted;
        CitizenSheet later = sheet(QStringLiteral("c-1"), 'c');
        later.state = CaseState::Accepted;
        later.hasSignature = true;
        screen.on(citizen::Served{other}).on(citizen::Served{later});
        QVERIFY(screen.effects.isEmpty());
    }
    void anotherCaseBeginsAnew()
    {
        Screen screen;
        screen.on(citizen::Served{sheet()}).on(citizen::Asked{}).on(citizen::Answered{true}).on(citizen::Asked{});
        QVERIFY(screen.is<CitizenSigning>());
        screen.on(citizen::Served{sheet(QStringLiteral("c-2"))});
        QCOMPARE(screen.as<CitizenReading>(), (CitizenReading{sheet(QStringLiteral("c-2"))}));
        QVERIFY(screen.effects.isEmpty());
    }
    void whatOnlyGrowsLeavesTheQuestionStanding()
    {
        Screen screen;
        screen.on(citizen::Served{sheet()}).on(citizen::Asked{});
        CitizenSheet more = sheet();
        more.missing = {QStringLiteral("平面图")};
        screen.on(citizen::Served{more});
        QCOMPARE(screen.as<CitizenConfirming>().sheet, more);
    }
    void aQuestionCanBeTakenBackAndDeclined()
    {
        Screen screen;
        screen.on(citizen::Served{sheet()}).on(citizen::Asked{}).on(citizen::TakenBack{});
        QCOMPARE(screen.as<CitizenReading>().answer, CitizenAnswer::None);
        screen.on(citizen::Asked{}).on(citizen::Answered{false});
        QCOMPARE(screen.as<CitizenReading>().answer, CitizenAnswer::Wrong);
        screen.on(citizen::Asked{});
        QVERIFY(screen.is<CitizenConfirming>()); // asked again, not signed
        screen.on(citizen::Answered{true}).on(citizen::Asked{}).on(citizen::Declined{});
        QCOMPARE(screen.as<CitizenReading>().answer, CitizenAnswer::Right);
        screen.on(citizen::Asked{}).on(citizen::TakenBack{});
        QCOMPARE(screen.as<CitizenReading>().answer, CitizenAnswer::Right);
        // While it is being kept nothing is taken back.
        screen.on(citizen::Asked{}).on(citizen::Drawn{drawn, 4000, {}}).on(citizen::TakenBack{});
        QVERIFY(screen.as<CitizenSigning>().saving);
        const Reason full{Fault::DiskFull, QStringLiteral("store"), {}};
        screen.on(citizen::NotKept{QStringLiteral("c-1"), full});
        QVERIFY(!screen.as<CitizenSigning>().saving);
        QCOMPARE(std::get<citizen_effect::Tell>(screen.effects.constFirst()).reason.fault, Fault::DiskFull);
    }
    void aTouchIsNotSent()
    {
        Screen screen;
        screen.on(citizen::Served{sheet()}).on(citizen::Asked{}).on(citizen::Answered{true}).on(citizen::Asked{});
        screen.on(citizen::Drawn{{{{5, 5, 500, 0}}}, 4000, {}});
        QVERIFY(screen.effects.isEmpty());
        QVERIFY(!screen.as<CitizenSigning>().saving);
    }
    void aDecidedCaseAsksNothing()
    {
        Screen screen;
        CitizenSheet decided = sheet();
        screen.on(citizen::Served{decided}).on(citizen::Asked{});
        decided.state = CaseState::Accepted;
        screen.on(citizen::Served{decided});
        QVERIFY(screen.is<CitizenReading>());
        screen.on(citizen::Asked{});
        QVERIFY(screen.is<CitizenReading>());
    }
    void theSheetIsMaskedAndTellsWhatIsMissing()
    {
        VisitDesk desk;
        Applicant applicant = wang();
        applicant.phone = QStringLiteral("13812345678");
        desk.open(elderPass, applicant);
        const Matter &matter = *desk.rules.matterOf(desk.current());
        const auto made = citizenSheet(desk.serving(), desk.rules, missingOf(desk.current(), matter), {});
        QVERIFY(made.has_value());
        QCOMPARE(made->matter, matter.name);
        QVERIFY(!made->missing.isEmpty());
        QCOMPARE(made->statement, statementHash(desk.current(), matter.name));
        bool number = false;
        for (const CitizenLine &line : made->lines) {
            QVERIFY(!line.value.contains(applicant.idNumber));
            QVERIFY(!line.value.contains(applicant.phone));
            number = number || line.kind == CitizenLine::Kind::Number;
        }
        QVERIFY(number);
        Serving none = desk.serving();
        none.current = -1;
        QVERIFY(!citizenSheet(none, desk.rules, {}, {}).has_value());
    }
};

QTEST_GUILESS_MAIN(CitizenTest)
#include "tst_citizen.moc"
