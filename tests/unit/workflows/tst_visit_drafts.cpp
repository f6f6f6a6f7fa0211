// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/visit_drafts.h"

#include "tests/unit/workflows/visit_desk.h"

#include <QJsonArray>

using namespace yichuang;
using namespace yichuang::samples;

namespace
{

const Reason diskFull{Fault::DiskFull, QStringLiteral("store.commit"), {}};

QList<OperationKind> kindsOf(const effect::Commit &commit)
{
    QList<OperationKind> kinds;
    for (const OperationDraft &draft : commit.request.drafts)
        kinds.append(draft.kind);
    return kinds;
}

} // namespace

/// What the decisions ask for, write and print.
class VisitDecisionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptanceIsReceivedAndPrintedOnlyAfterItIsSaved()
    {
        VisitDesk desk;
        desk.openComplete().on(visit::AcceptAsked{});
        const auto commits = desk.all<effect::Commit>();
        QCOMPARE(commits.size(), 1);
        QCOMPARE(kindsOf(commits.constFirst()), (QList{OperationKind::Received, OperationKind::Accepted}));
        QCOMPARE(commits.constFirst().request.papers, (QList{PaperKind::ReceiptSlip, PaperKind::AcceptanceNotice}));
        QVERIFY(desk.all<effect::Print>().isEmpty());
        desk.save();
        QCOMPARE(desk.all<effect::Print>().size(), 1);
        QVERIFY(!desk.serving().deciding);
        QCOMPARE(desk.current().state, CaseState::Accepted);
    }

    void offLineIsWrittenOnThePapers()
    {
        VisitDesk desk;
        desk.offline = true;
        desk.openComplete().on(visit::AcceptAsked{});
        QVERIFY(desk.all<effect::Commit>().constFirst().request.offline);
    }

    void nothingMayBeMissingForAcceptance()
    {
        VisitDesk desk;
        desk.on(visit::TicketCame{ticket()}).on(visit::MatterChosen{elderPass}).save();
        desk.on(visit::AcceptAsked{});
        QCOMPARE(desk.told(), Fault::FieldMissing);
        desk.on(visit::ApplicantTyped{wang()}).save();
        desk.on(visit::AcceptAsked{});
        QCOMPARE(desk.told(), Fault::MaterialMissing);
        QCOMPARE(desk.all<effect::Tell>().constFirst().reason.detail, QStringLiteral("identity"));
        desk.supply(QStringLiteral("identity")).supply(QStringLiteral("photo"));
        desk.on(visit::FieldsTyped{{{QStringLiteral("phone"), QStringLiteral("12")}}}).save();
        desk.on(visit::AcceptAsked{});
        QCOMPARE(desk.told(), Fault::FieldInvalid);
        QCOMPARE(desk.all<effect::Tell>().constFirst().reason.detail, QStringLiteral("联系电话"));
        QVERIFY(desk.all<effect::Commit>().isEmpty());
        QVERIFY(!desk.serving().deciding);
    }

    void pagesOnTheirWayHoldTheDecisionBack()
    {
        VisitDesk desk;
        desk.openComplete().on(visit::ScanAsked{}).on(visit::AcceptAsked{});
        QCOMPARE(desk.told(), Fault::ScannerBusy);
        QVERIFY(!desk.serving().deciding);
        desk.on(visit::ScanEnded{0, {}}).on(visit::ImportAsked{QStringLiteral("plan.pdf")}).on(visit::AcceptAsked{});
        QCOMPARE(desk.told(), Fault::ScannerBusy);
        desk.on(visit::ImportEnded{}).on(visit::AcceptAsked{});
        QVERIFY(desk.serving().deciding);
    }

    void aDecisionThatWasNotSavedLeavesTheFormAsItWas()
    {
        VisitDesk desk;
        desk.openComplete();
        const QString before = look(desk.state);
        desk.on(visit::AcceptAsked{}).on(visit::CaseNotSaved{desk.current().id, diskFull, Saving::Decision});
        QCOMPARE(look(desk.state), before);
        QCOMPARE(desk.told(), Fault::DiskFull);
        QVERIFY(desk.all<effect::Print>().isEmpty());
        desk.on(visit::AcceptAsked{});
        QVERIFY2(desk.serving().deciding, "it can be tried again");
    }

    void anotherAnswerIsNotTakenForTheDecisions()
    {
        VisitDesk desk;
        desk.openComplete().on(visit::CorrectionWanted{QStringLiteral("照片模糊")}).save();
        QCOMPARE(desk.current().state, CaseState::CorrectionRequested);
        desk.on(visit::FieldsTyped{{{QStringLiteral("phone"), QStringLiteral("13722222222")}}});
        const auto typed = desk.all<effect::Commit>();
        desk.on(visit::AcceptAsked{});
        const auto accepted = desk.all<effect::Commit>();
        desk.on(visit::CaseSaved{desk.folded(typed.constFirst().request), Saving::Change});
        QVERIFY(desk.serving().deciding);
        QVERIFY(desk.effects.isEmpty());
        desk.on(visit::CaseNotSaved{{}, diskFull, Saving::Change});
        QVERIFY2(desk.serving().deciding, "a page that could not be saved says nothing of the decision");
        desk.on(visit::CaseSaved{desk.folded(accepted.constFirst().request), Saving::Decision});
        QVERIFY(!desk.serving().deciding);
        QCOMPARE(desk.current().state, CaseState::Accepted);
    }

    void aFailedChangeDoesNotForgetTheCaseThatOpens()
    {
        VisitDesk desk;
        desk.open(elderPass).on(visit::MatterChosen{foodPermit});
        const auto opening = desk.all<effect::Commit>();
        desk.on(visit::CaseNotSaved{desk.current().id, diskFull, Saving::Change});
        QVERIFY(desk.serving().opening);
        desk.on(visit::CaseSaved{desk.folded(opening.constFirst().request), Saving::Opening});
        QCOMPARE(desk.serving().cases.size(), 2);
        desk.on(visit::MatterChosen{elderPass}).on(visit::CaseNotSaved{{}, diskFull, Saving::Opening});
        QVERIFY(!desk.serving().opening);
        QCOMPARE(desk.serving().cases.size(), 2);
    }

    void aCorrectionTellsEverythingAtOnceWithItsDay()
    {
        VisitDesk desk;
        desk.open(elderPass);
        desk.on(visit::FieldsTyped{{{QStringLiteral("phone"), QStringLiteral("12")}}}).save();
        desk.on(visit::CorrectionWanted{QStringLiteral("照片模糊")});
        const auto commit = desk.all<effect::Commit>().constFirst();
        QCOMPARE(kindsOf(commit), (QList{OperationKind::Received, OperationKind::CorrectionAsked}));
        const QJsonObject told = commit.request.drafts.constLast().payload;
        QCOMPARE(told.value(QStringLiteral("missing")).toArray(),
                 (QJsonArray{QStringLiteral("identity"), QStringLiteral("photo")}));
        QVERIFY(told.value(QStringLiteral("reason")).toString().contains(QStringLiteral("照片模糊")));
        QVERIFY(told.value(QStringLiteral("reason")).toString().contains(QStringLiteral("联系电话")));
        // Received on Friday 13 February 2026; Saturday the 14th is worked, the 15th to the 23rd are off.
        QCOMPARE(told.value(QStringLiteral("due")).toString(), QStringLiteral("2026-02-27"));
        QCOMPARE(commit.request.papers.at(1), PaperKind::CorrectionNotice);
        desk.save();
        QCOMPARE(desk.all<effect::Print>().size(), 1);
        desk.supply(QStringLiteral("identity"));
        QVERIFY2(desk.current().material(QStringLiteral("identity")) != nullptr, "the visitor brings what was missing");
    }

    void aCorrectionOfNothingNeedsAReason()
    {
        VisitDesk desk;
        desk.openComplete().on(visit::CorrectionWanted{QStringLiteral("  ")});
        QCOMPARE(desk.told(), Fault::ReasonRequired);
        QVERIFY(!desk.serving().deciding);
    }

    void toleranceTakesOnlyWhatTheMatterTolerates()
    {
        VisitDesk desk;
        desk.open(elderPass).on(visit::SituationChosen{QStringLiteral("handler"), QStringLiteral("agent")}).save();
        desk.supply(QStringLiteral("identity")).on(visit::ToleranceWanted{});
        QCOMPARE(desk.told(), Fault::MaterialMissing);
        QCOMPARE(desk.all<effect::Tell>().constFirst().reason.detail, QStringLiteral("photo"));
        desk.supply(QStringLiteral("photo")).on(visit::ToleranceWanted{});
        const auto commit = desk.all<effect::Commit>().constFirst();
        QCOMPARE(kindsOf(commit), (QList{OperationKind::Received, OperationKind::ToleranceAccepted}));
        QCOMPARE(commit.request.drafts.constLast().payload.value(QStringLiteral("missing")).toArray(),
                 QJsonArray{QStringLiteral("authorisation")});
        QCOMPARE(commit.request.papers.at(1), PaperKind::ToleranceNotice);
        desk.save();
        QCOMPARE(desk.current().state, CaseState::ToleranceAccepted);
    }

    void toleranceOfNothingIsNoTolerance()
    {
        VisitDesk desk;
        desk.openComplete().on(visit::ToleranceWanted{});
        QCOMPARE(desk.told(), Fault::TransitionRefused);
    }

    void aRefusalNeedsAReasonAndAnApplicant()
    {
        VisitDesk desk;
        desk.on(visit::TicketCame{ticket()}).on(visit::MatterChosen{elderPass}).save();
        desk.on(visit::RefusalWanted{QString()});
        QCOMPARE(desk.told(), Fault::ReasonRequired);
        desk.on(visit::RefusalWanted{QStringLiteral("不属于本机关职权范围")});
        QCOMPARE(desk.told(), Fault::FieldMissing);
        desk.on(visit::ApplicantTyped{wang()}).save();
        desk.on(visit::RefusalWanted{QStringLiteral("不属于本机关职权范围")});
        QCOMPARE(desk.all<effect::Commit>().constFirst().request.papers,
                 (QList{PaperKind::ReceiptSlip, PaperKind::NonAcceptance}));
        desk.save();
        QCOMPARE(desk.current().state, CaseState::NotAccepted);
        QCOMPARE(desk.current().lastReason, QStringLiteral("不属于本机关职权范围"));
    }

    void withoutACalendarNoDayIsPromised()
    {
        VisitDesk desk;
        desk.open(elderPass);
        desk.rules.calendar.reset();
        desk.on(visit::CorrectionWanted{QStringLiteral("照片模糊")});
        QCOMPARE(desk.told(), Fault::CalendarUnknown);
        QVERIFY(desk.all<effect::Commit>().isEmpty());
    }

    void theNextMaterialIsOneThatIsMissing()
    {
        VisitDesk desk;
        desk.open(foodPermit);
        QCOMPARE(desk.serving().material, QStringLiteral("licence"));
        desk.supply(QStringLiteral("identity"));
        desk.on(visit::NextMaterialAsked{});
        QCOMPARE(desk.serving().material, QStringLiteral("plan"));
    }
};

QTEST_GUILESS_MAIN(VisitDecisionsTest)
#include "tst_visit_drafts.moc"
