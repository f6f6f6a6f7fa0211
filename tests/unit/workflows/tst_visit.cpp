// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/visit.h"

#include "tests/unit/workflows/visit_desk.h"

using namespace yichuang;
using namespace yichuang::samples;

namespace
{

const Reason jam{Fault::FeederJam, QStringLiteral("scan"), {}};

struct Named {
    const char *name;
    VisitEvent event;
};

QList<Named> everyEvent()
{
    return {{"CallAsked", visit::CallAsked{}},
            {"TicketCame", visit::TicketCame{ticket(QStringLiteral("A099"))}},
            {"TicketFailed", visit::TicketFailed{{Fault::QueueEmpty, QStringLiteral("queue"), {}}}},
            {"Recall", visit::TicketActAsked{TicketEvent::Recall}},
            {"Call", visit::TicketActAsked{TicketEvent::Call}},
            {"WalkInAsked", visit::WalkInAsked{}},
            {"CardCame", visit::CardCame{wangsCard()}},
            {"ApplicantTyped", visit::ApplicantTyped{zhao()}},
            {"MatterChosen", visit::MatterChosen{foodPermit}},
            {"CaseChosen", visit::CaseChosen{0}},
            {"SituationChosen", visit::SituationChosen{QStringLiteral("handler"), QStringLiteral("agent")}},
            {"FieldsTyped", visit::FieldsTyped{{{QStringLiteral("phone"), QStringLiteral("13700000000")}}}},
            {"MaterialChosen", visit::MaterialChosen{QStringLiteral("photo")}},
            {"NextMaterialAsked", visit::NextMaterialAsked{}},
            {"ScanAsked", visit::ScanAsked{}},
            {"ScanStopAsked", visit::ScanStopAsked{}},
            {"ScanEnded", visit::ScanEnded{0, {}}},
            {"ImportAsked", visit::ImportAsked{QStringLiteral("plan.pdf")}},
            {"ImportEnded", visit::ImportEnded{}},
            {"SharedAsked", visit::SharedAsked{}},
            {"PaperKeptAsked", visit::PaperKeptAsked{}},
            {"MaterialCleared", visit::MaterialCleared{QStringLiteral("identity")}},
            {"AcceptAsked", visit::AcceptAsked{}},
            {"CorrectionWanted", visit::CorrectionWanted{QStringLiteral("照片模糊")}},
            {"ToleranceWanted", visit::ToleranceWanted{}},
            {"RefusalWanted", visit::RefusalWanted{QStringLiteral("不属于本机关职权范围")}},
            {"CaseSaved", visit::CaseSaved{CaseFile{}, Saving::Decision}},
            {"CaseRefreshed", visit::CaseRefreshed{CaseFile{}}},
            {"FinishAsked", visit::FinishAsked{}}};
}

/// Everything but `allowed` leaves the state as it is and does nothing outside.
void nothingBut(const QStringList &allowed, const VisitDesk &before)
{
    for (const Named &one : everyEvent()) {
        if (allowed.contains(QLatin1String(one.name)))
            continue;
        VisitDesk desk = before;
        desk.on(one.event);
        QVERIFY2(look(desk.state) == look(before.state), one.name);
        QVERIFY2(desk.effects.isEmpty(), one.name);
    }
}

MaterialSource identitySource(const VisitDesk &desk)
{
    const CaseMaterial *held = desk.current().material(QStringLiteral("identity"));
    return held != nullptr ? held->source : MaterialSource::None;
}

} // namespace

class VisitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onAFreeWindowOnlyABeginningHappens()
    {
        nothingBut({QStringLiteral("CallAsked"), QStringLiteral("TicketCame"), QStringLiteral("WalkInAsked"),
                    QStringLiteral("CardCame")},
                   VisitDesk());
    }

    void whileCallingOnlyTheAnswerOrACardCounts()
    {
        VisitDesk desk;
        desk.on(visit::CallAsked{});
        QCOMPARE(desk.all<effect::AskNextTicket>().size(), 1);
        nothingBut({QStringLiteral("TicketCame"), QStringLiteral("TicketFailed"), QStringLiteral("CardCame")}, desk);
    }

    void withoutACaseNothingOfACaseHappens()
    {
        VisitDesk desk;
        desk.on(visit::TicketCame{ticket()});
        nothingBut({QStringLiteral("Recall"), QStringLiteral("CardCame"), QStringLiteral("ApplicantTyped"),
                    QStringLiteral("MatterChosen"), QStringLiteral("FinishAsked"), QStringLiteral("CaseSaved")},
                   desk);
    }

    void whileADecisionIsSavedNothingChanges()
    {
        VisitDesk desk;
        desk.openComplete().on(visit::AcceptAsked{});
        QVERIFY(desk.serving().deciding);
        nothingBut({QStringLiteral("MaterialChosen"), QStringLiteral("NextMaterialAsked"), QStringLiteral("CaseSaved")},
                   desk);
    }

    void aDecidedCaseTakesNoMoreChanges()
    {
        VisitDesk desk;
        desk.openComplete().on(visit::AcceptAsked{}).save();
        QCOMPARE(desk.current().state, CaseState::Accepted);
        const QString before = look(desk.state);
        for (const VisitEvent &event :
             {VisitEvent(visit::FieldsTyped{{{QStringLiteral("phone"), QStringLiteral("1")}}}),
              VisitEvent(visit::ScanAsked{}), VisitEvent(visit::ImportAsked{QStringLiteral("x")}),
              VisitEvent(visit::SharedAsked{}), VisitEvent(visit::MaterialCleared{QStringLiteral("identity")}),
              VisitEvent(visit::AcceptAsked{}), VisitEvent(visit::RefusalWanted{QStringLiteral("r")})}) {
            desk.on(event);
            QVERIFY(desk.effects.isEmpty());
            QCOMPARE(look(desk.state), before);
        }
    }

    void aCardOnAFreeWindowBeginsAVisit()
    {
        VisitDesk desk;
        desk.on(visit::CardCame{wangsCard()});
        QVERIFY(desk.isServing());
        QVERIFY(!desk.serving().ticket);
        QCOMPARE(desk.serving().applicant.name, wang().name);
        QVERIFY(desk.serving().applicant.cardRead);
        const auto keeps = desk.all<effect::Keep>();
        QCOMPARE(keeps.constLast().visit->applicant.idNumber, wang().idNumber);
    }

    void aCardBeforeTheTicketsAnswerKeepsTheTicket()
    {
        VisitDesk desk;
        desk.on(visit::CallAsked{}).on(visit::CardCame{wangsCard()}).on(visit::TicketCame{ticket()});
        QCOMPARE(desk.serving().ticket->number, QStringLiteral("A023"));
        QCOMPARE(desk.serving().applicant.name, wang().name);
        QCOMPARE(desk.all<effect::Keep>().constFirst().visit->ticket->number, QStringLiteral("A023"));
    }

    void offLineTheWindowMakesItsOwnTickets()
    {
        VisitDesk desk;
        desk.offline = true;
        desk.on(visit::CallAsked{});
        QVERIFY(desk.all<effect::AskNextTicket>().isEmpty());
        QCOMPARE(desk.serving().ticket->number, QStringLiteral("L001"));
        desk.on(visit::TicketActAsked{TicketEvent::Recall});
        QVERIFY(desk.effects.isEmpty());
        QCOMPARE(desk.serving().ticket->calls, 2);
        desk.on(visit::TicketActAsked{TicketEvent::Transfer});
        QVERIFY(desk.isServing());
        desk.on(visit::FinishAsked{});
        QVERIFY(desk.isFree());
        QVERIFY(desk.all<effect::TellTicket>().isEmpty());
        desk.walkIns = 1;
        desk.on(visit::CallAsked{});
        QCOMPARE(desk.serving().ticket->number, QStringLiteral("L002"));
    }

    void aQueueThatCannotBeAskedGivesALocalTicket()
    {
        VisitDesk desk;
        desk.on(visit::CallAsked{}).on(visit::TicketFailed{{Fault::CentreUnreachable, QStringLiteral("q"), {}}});
        QCOMPARE(desk.serving().ticket->number, QStringLiteral("L001"));
        QVERIFY(!desk.told());
    }

    void anEmptyQueueIsToldAndTheWindowIsFree()
    {
        VisitDesk desk;
        desk.on(visit::CallAsked{}).on(visit::TicketFailed{{Fault::QueueEmpty, QStringLiteral("q"), {}}});
        QVERIFY(desk.isFree());
        QCOMPARE(desk.told(), Fault::QueueEmpty);
    }

    void ticketActsReachTheQueueAndOnlyLeavingEndsTheVisit_data()
    {
        QTest::addColumn<int>("event");
        QTest::addColumn<bool>("told");
        QTest::addColumn<bool>("leaves");
        QTest::newRow("recall") << int(TicketEvent::Recall) << true << false;
        QTest::newRow("serve") << int(TicketEvent::Serve) << true << false;
        QTest::newRow("pass") << int(TicketEvent::Pass) << true << true;
        QTest::newRow("transfer") << int(TicketEvent::Transfer) << true << true;
        QTest::newRow("finish") << int(TicketEvent::Finish) << true << true;
        QTest::newRow("call") << int(TicketEvent::Call) << false << false;
        QTest::newRow("abandon") << int(TicketEvent::Abandon) << false << false;
        QTest::newRow("requeue") << int(TicketEvent::Requeue) << false << false;
    }
    void ticketActsReachTheQueueAndOnlyLeavingEndsTheVisit()
    {
        QFETCH(int, event);
        QFETCH(bool, told);
        QFETCH(bool, leaves);
        VisitDesk desk;
        desk.on(visit::TicketCame{ticket()}).on(visit::TicketActAsked{TicketEvent(event)});
        QCOMPARE(desk.all<effect::TellTicket>().size(), told ? 1 : 0);
        QCOMPARE(desk.isFree(), leaves);
        if (leaves)
            QVERIFY(!desk.all<effect::Keep>().constFirst().visit);
    }

    void aMatterOpensOneCaseWithWhatIsKnown()
    {
        VisitDesk desk;
        desk.on(visit::TicketCame{ticket()}).on(visit::CardCame{wangsCard()}).on(visit::MatterChosen{elderPass});
        QCOMPARE(desk.all<effect::Commit>().size(), 1);
        QVERIFY(desk.serving().opening);
        VisitDesk again = desk;
        again.on(visit::MatterChosen{foodPermit});
        QVERIFY(again.effects.isEmpty());
        again.on(visit::FinishAsked{});
        QVERIFY2(again.isServing(), "a case that is being opened would fall to the next visitor");
        desk.save();
        QVERIFY(!desk.serving().opening);
        QCOMPARE(desk.current().ticket, QStringLiteral("A023"));
        QCOMPARE(desk.current().applicant.name, wang().name);
        QCOMPARE(desk.current().fields.value(QStringLiteral("person")).toString(), wang().name);
        QCOMPARE(desk.serving().material, QStringLiteral("photo"));
        QCOMPARE(desk.all<effect::Keep>().constFirst().visit->cases, QStringList{desk.current().id});
    }

    void aMatterThatIsNotInTheCatalogueIsTold()
    {
        VisitDesk desk;
        desk.on(visit::TicketCame{ticket()}).on(visit::MatterChosen{QStringLiteral("none")});
        QCOMPARE(desk.told(), Fault::MatterUnknown);
        QVERIFY(!desk.serving().opening);
    }

    void aCardLaidWhileACaseOpensReachesThatCase()
    {
        VisitDesk desk;
        desk.on(visit::TicketCame{ticket()}).on(visit::MatterChosen{elderPass});
        const auto opening = desk.all<effect::Commit>();
        desk.on(visit::CardCame{wangsCard()});
        desk.on(visit::CaseSaved{desk.folded(opening.constFirst().request), Saving::Opening});
        QVERIFY(desk.current().applicant.name.isEmpty());
        desk.save();
        QCOMPARE(desk.current().applicant.name, wang().name);
        QCOMPARE(desk.current().fields.value(QStringLiteral("idNumber")).toString(), wang().idNumber);
    }

    void twoMattersInOneVisit()
    {
        VisitDesk desk;
        desk.openComplete().on(visit::AcceptAsked{}).save();
        desk.open(foodPermit);
        QCOMPARE(desk.serving().cases.size(), 2);
        QCOMPARE(desk.serving().current, 1);
        QCOMPARE(desk.current().applicant.name, wang().name);
        desk.on(visit::CaseChosen{0});
        QCOMPARE(desk.current().state, CaseState::Accepted);
        desk.on(visit::CaseChosen{7});
        QCOMPARE(desk.serving().current, 0);
        desk.on(visit::CaseChosen{-1});
        QVERIFY(desk.serving().file() == nullptr);
        QVERIFY(desk.serving().material.isEmpty());
    }

    void aCaseWithoutApplicantTakesTheVisitorsWhenChosen()
    {
        VisitDesk desk;
        desk.on(visit::TicketCame{ticket()}).on(visit::MatterChosen{elderPass}).save();
        desk.on(visit::MatterChosen{foodPermit}).save();
        desk.on(visit::CardCame{wangsCard()}).save();
        desk.on(visit::CaseChosen{0}).save();
        QCOMPARE(desk.current().applicant.name, wang().name);
        desk.on(visit::CaseChosen{1});
        QVERIFY(desk.effects.isEmpty());
    }

    void anotherApplicantReplacesWhatTheFirstGaveAndNothingElse()
    {
        VisitDesk desk;
        desk.open(elderPass);
        desk.on(visit::FieldsTyped{{{QStringLiteral("phone"), QStringLiteral("13711111111")}}}).save();
        desk.on(visit::ApplicantTyped{zhao()}).save();
        QCOMPARE(desk.current().applicant.name, zhao().name);
        QCOMPARE(desk.current().fields.value(QStringLiteral("person")).toString(), zhao().name);
        QCOMPARE(desk.current().fields.value(QStringLiteral("phone")).toString(), QStringLiteral("13711111111"));
        desk.on(visit::ApplicantTyped{zhao()});
        QVERIFY2(desk.effects.isEmpty(), "the same once more is no change");
    }

    void aCardReadBeforeTheMatterSuppliesTheProofOfIdentity()
    {
        VisitDesk desk;
        desk.on(visit::CardCame{wangsCard()}).on(visit::MatterChosen{elderPass}).save();
        QCOMPARE(identitySource(desk), MaterialSource::CardRead);
        QCOMPARE(missingOf(desk.current(), *desk.rules.matter(elderPass)).materials,
                 QStringList{QStringLiteral("photo")});
        QCOMPARE(desk.serving().material, QStringLiteral("photo"));
    }

    void aCardReadAfterTheMatterSuppliesItAndWorkGoesOnAtTheNext()
    {
        VisitDesk desk;
        desk.on(visit::WalkInAsked{}).on(visit::MatterChosen{elderPass}).save();
        QCOMPARE(desk.serving().material, QStringLiteral("identity"));
        desk.on(visit::CardCame{wangsCard()});
        QCOMPARE(desk.all<effect::Commit>().size(), 1);
        desk.save();
        QCOMPARE(identitySource(desk), MaterialSource::CardRead);
        QCOMPARE(desk.serving().material, QStringLiteral("photo"));
    }

    void anApplicantWithoutACardWithdrawsWhatTheCardSupplied()
    {
        VisitDesk desk;
        desk.on(visit::CardCame{wangsCard()}).on(visit::MatterChosen{elderPass}).save();
        Applicant telephoned = desk.serving().applicant;
        telephoned.phone = QStringLiteral("13712345678");
        desk.on(visit::ApplicantTyped{telephoned}).save();
        QCOMPARE(identitySource(desk), MaterialSource::CardRead);
        desk.on(visit::ApplicantTyped{zhao()}).save();
        QCOMPARE(identitySource(desk), MaterialSource::None);
        desk.on(visit::CardCame{wangsCard()}).save();
        QCOMPARE(identitySource(desk), MaterialSource::CardRead);
    }

    void anApplicantTypedWhileTheCardIsBeingSavedKeepsNoProof()
    {
        VisitDesk desk;
        desk.on(visit::WalkInAsked{}).on(visit::MatterChosen{elderPass}).save();
        desk.on(visit::CardCame{wangsCard()});
        const auto byCard = desk.all<effect::Commit>();
        desk.on(visit::ApplicantTyped{zhao()});
        const auto typed = desk.all<effect::Commit>();
        desk.on(visit::CaseSaved{desk.folded(byCard.constFirst().request)});
        desk.on(visit::CaseSaved{desk.folded(typed.constFirst().request)}).save();
        QCOMPARE(desk.current().applicant.name, zhao().name);
        QCOMPARE(identitySource(desk), MaterialSource::None);
    }

    void whatTheClerkSuppliedOtherwiseStays()
    {
        VisitDesk desk;
        desk.on(visit::WalkInAsked{}).on(visit::MatterChosen{elderPass}).save();
        desk.supply(QStringLiteral("identity")).on(visit::CardCame{wangsCard()}).save();
        QCOMPARE(identitySource(desk), MaterialSource::Scanned);
        desk.on(visit::ApplicantTyped{zhao()}).save();
        QCOMPARE(identitySource(desk), MaterialSource::Scanned);
    }

    void aProofTakenBackComesAgainWithTheCardAndNotByItself()
    {
        VisitDesk desk;
        desk.on(visit::CardCame{wangsCard()}).on(visit::MatterChosen{elderPass}).save();
        desk.on(visit::MaterialCleared{QStringLiteral("identity")}).save();
        desk.on(visit::FieldsTyped{{{QStringLiteral("phone"), QStringLiteral("13711111111")}}}).save();
        QCOMPARE(identitySource(desk), MaterialSource::None);
        desk.on(visit::CardCame{wangsCard()}).save();
        QCOMPARE(identitySource(desk), MaterialSource::CardRead);
    }

    /// 代办: the card on the reader is the agent's, and says nothing of whom the agent stands for.
    void anAgentsCardIsNoProofOfThePrincipal()
    {
        VisitDesk desk;
        desk.on(visit::CardCame{wangsCard()}).on(visit::MatterChosen{elderPass}).save();
        desk.on(visit::SituationChosen{QStringLiteral("handler"), QStringLiteral("agent")}).save();
        QCOMPARE(identitySource(desk), MaterialSource::None);
        desk.on(visit::CardCame{wangsCard()}).save();
        QCOMPARE(identitySource(desk), MaterialSource::None);
        desk.on(visit::SituationChosen{QStringLiteral("handler"), QStringLiteral("self")}).save();
        QCOMPARE(identitySource(desk), MaterialSource::CardRead);
    }

    void anotherSituationAsksForOtherMaterials()
    {
        VisitDesk desk;
        desk.open(elderPass).supply(QStringLiteral("identity")).supply(QStringLiteral("photo"));
        desk.on(visit::SituationChosen{QStringLiteral("handler"), QStringLiteral("self")});
        QVERIFY(desk.effects.isEmpty());
        desk.on(visit::SituationChosen{QStringLiteral("handler"), QStringLiteral("agent")}).save();
        desk.on(visit::NextMaterialAsked{});
        QCOMPARE(desk.serving().material, QStringLiteral("authorisation"));
        desk.on(visit::SituationChosen{QStringLiteral("handler"), QStringLiteral("self")}).save();
        QVERIFY2(desk.serving().material != QStringLiteral("authorisation"), "it is not asked for any more");
        desk.on(visit::MaterialChosen{QStringLiteral("authorisation")});
        QVERIFY(desk.serving().material != QStringLiteral("authorisation"));
    }

    void sharedDataSuppliesOnlyWhatItHas()
    {
        VisitDesk desk;
        desk.open(elderPass).on(visit::SharedAsked{}).save();
        QCOMPARE(desk.current().material(QStringLiteral("identity"))->source, MaterialSource::Shared);
        desk.on(visit::MaterialChosen{QStringLiteral("photo")}).on(visit::SharedAsked{});
        QCOMPARE(desk.told(), Fault::MaterialNotShared);
        desk.on(visit::PaperKeptAsked{}).save();
        QCOMPARE(desk.current().material(QStringLiteral("photo"))->source, MaterialSource::PaperKept);
        desk.on(visit::MaterialCleared{QStringLiteral("photo")}).save();
        QVERIFY(desk.current().material(QStringLiteral("photo")) == nullptr);
    }

    void aScanFallsIntoTheChosenMaterialOneAtATime()
    {
        VisitDesk desk;
        desk.open(elderPass).on(visit::MaterialChosen{QStringLiteral("photo")}).on(visit::ScanAsked{});
        QCOMPARE(desk.all<effect::Scan>().constFirst().material, QStringLiteral("photo"));
        QCOMPARE(desk.all<effect::Scan>().constFirst().caseId, desk.current().id);
        desk.on(visit::ScanAsked{});
        QVERIFY(desk.effects.isEmpty());
        desk.on(visit::ScanStopAsked{});
        QCOMPARE(desk.all<effect::StopScan>().size(), 1);
        desk.on(visit::ScanEnded{1, jam});
        QVERIFY(!desk.serving().scanning);
        QCOMPARE(desk.told(), Fault::FeederJam);
    }

    void latePagesGoToTheCaseForWhichTheyWereScanned()
    {
        VisitDesk desk;
        desk.open(elderPass);
        const QString first = desk.current().id;
        desk.on(visit::ScanAsked{}).on(visit::MatterChosen{foodPermit}).save();
        QVERIFY(desk.current().id != first);
        desk.on(visit::PageCame{page('b'), MaterialSource::Scanned, first, QStringLiteral("identity")});
        QCOMPARE(desk.all<effect::Commit>().constFirst().request.caseId, first);
        desk.save();
        QCOMPARE(desk.serving().cases.at(0).current.material(QStringLiteral("identity"))->pages.size(), 1);
        desk.on(visit::FinishAsked{});
        QCOMPARE(desk.all<effect::StopScan>().size(), 1);
        desk.on(visit::PageCame{page('c'), MaterialSource::Scanned, first, QStringLiteral("identity")});
        QCOMPARE(desk.all<effect::Commit>().constFirst().request.caseId, first);
        QVERIFY(desk.isFree());
    }

    void aKeptVisitComesBackWhole()
    {
        VisitDesk desk;
        desk.openComplete();
        const Serving before = desk.serving();
        const KeptVisit kept{before.ticket, before.applicant, {desk.current().id}};
        VisitDesk next;
        next.on(visit::VisitReopened{kept, before.cases});
        QCOMPARE(next.serving().ticket->number, QStringLiteral("A023"));
        QCOMPARE(next.serving().applicant, wang());
        QCOMPARE(next.current().version, desk.current().version);
        next.on(visit::AcceptAsked{});
        QVERIFY(next.serving().deciding);
        VisitDesk busy;
        busy.on(visit::TicketCame{ticket(QStringLiteral("A050"))}).on(visit::VisitReopened{kept, before.cases});
        QCOMPARE(busy.serving().ticket->number, QStringLiteral("A050"));
    }
};

QTEST_GUILESS_MAIN(VisitTest)
#include "tst_visit.moc"
