// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/cases_flow.h"

#include "tests/fakes/memory_store.h"
#include "tests/unit/workflows/visit_desk.h"

#include <QSignalSpy>

using namespace yichuang;
using namespace yichuang::samples;

namespace
{

struct Office {
    Office()
    {
        QObject::connect(&cases, &CasesFlow::told, &cases, [this](const Reason &reason) { told.append(reason.fault); });
    }
    MemoryStore store;
    Rulebook rules = rulebook();
    CasesFlow cases{store, rules};
    QList<Fault> told;

    static void settle()
    {
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
    }
    QString add(const QString &matter, const Applicant &applicant, const QString &by = clerk)
    {
        CommitRequest request;
        request.clerk = by;
        request.drafts = {{OperationKind::Opened, {{QStringLiteral("matter"), matter}}},
                          {OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(applicant)}}}};
        (void)store.commit(request);
        settle();
        return store.ids().constLast();
    }
    /// The centre has gone another way with a case.
    void conflict(const QString &caseId)
    {
        CaseFile file = store.held(caseId);
        file.atCentre = file.current;
        file.atCentre->state = CaseState::Withdrawn;
        file.word = SyncWord::NeedsAttention;
        file.attention = {Fault::VersionConflict, QStringLiteral("sync"), {}};
        store.put(file);
        settle();
    }
};

} // namespace

class CasesFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newRulesAreShownAtOnce()
    {
        Office office;
        const QString id = office.add(foodPermit, wang());
        office.cases.begin(clerk);
        office.settle();
        office.cases.open(id);
        office.settle();
        int shown = 0;
        QObject::connect(&office.cases, &CasesFlow::openedChanged, &office.cases, [&shown] { ++shown; });
        office.rules.catalogue = std::make_shared<const Catalogue>();
        office.cases.rulesChanged();
        QCOMPARE(shown, 1);
        QCOMPARE(office.cases.cases().constFirst().matterName, foodPermit);
    }
    void theListIsNewestFirstWithTheMattersNames()
    {
        Office office;
        office.add(elderPass, wang());
        office.add(foodPermit, zhao());
        office.cases.begin(clerk);
        office.settle();
        QCOMPARE(office.cases.cases().size(), 2);
        QCOMPARE(office.cases.cases().at(0).matterName, QStringLiteral("食品经营许可证核发"));
        office.add(QStringLiteral("gone"), wang());
        QCOMPARE(office.cases.cases().at(0).matterName, QStringLiteral("gone"));
    }

    void draftsOfOthersAreNotShown()
    {
        Office office;
        office.add(elderPass, wang(), QStringLiteral("other"));
        office.cases.begin(clerk);
        office.settle();
        QVERIFY(office.cases.cases().isEmpty());
    }

    void olderOnesAreShownWhenAskedFor()
    {
        Office office;
        constexpr int most = CasesFlow::shownAtOnce;
        for (int i = 0; i < most + 3; ++i)
            office.add(elderPass, i % 2 == 0 ? wang() : zhao());
        office.cases.begin(clerk);
        office.settle();
        QCOMPARE(office.cases.cases().size(), most);
        QVERIFY(office.cases.hasMore());
        const QString newest = office.cases.cases().constFirst().id;
        office.cases.showMore();
        office.settle();
        QCOMPARE(office.cases.cases().size(), most + 3);
        QCOMPARE(office.cases.cases().constFirst().id, newest);
        QVERIFY(!office.cases.hasMore());
        office.cases.showMore(); // there are no more
        office.settle();
        QCOMPARE(office.cases.cases().size(), most + 3);
        office.cases.search(zhao().name);
        office.settle();
        QVERIFY(!office.cases.hasMore());
        office.cases.search(QString());
        office.settle();
        QCOMPARE(office.cases.cases().size(), most);
    }

    void theLastSearchWins()
    {
        Office office;
        office.add(elderPass, wang());
        office.add(foodPermit, zhao());
        office.cases.begin(clerk);
        office.cases.search(QStringLiteral("none"));
        office.cases.search(QStringLiteral(" ") + zhao().name);
        office.settle();
        QCOMPARE(office.cases.cases().size(), 1);
        QCOMPARE(office.cases.cases().constFirst().applicantName, zhao().name);
    }

    void theCaseAskedForLastIsShownAndFollowsItsChanges()
    {
        Office office;
        const QString first = office.add(elderPass, wang());
        const QString second = office.add(foodPermit, zhao());
        office.cases.begin(clerk);
        office.cases.open(first);
        office.cases.open(second);
        office.settle();
        QCOMPARE(office.cases.opened()->current.id, second);
        office.conflict(second);
        QCOMPARE(office.cases.opened()->word, SyncWord::NeedsAttention);
        office.cases.open(QStringLiteral("none"));
        office.settle();
        QCOMPARE(office.told, QList{Fault::NotFound});
    }

    void aLateAnswerDoesNotReachTheNextClerk()
    {
        Office office;
        const QString id = office.add(elderPass, wang());
        office.store.holding = true;
        office.cases.begin(clerk);
        office.cases.open(id);
        office.cases.end();
        office.store.release();
        office.settle();
        QVERIFY(office.cases.cases().isEmpty());
        QVERIFY(!office.cases.opened());
        office.cases.begin(QStringLiteral("next"));
        office.settle();
        QVERIFY(office.cases.cases().isEmpty());
    }

    void aListThatCannotBeReadIsToldAndTheOldOneStays()
    {
        Office office;
        office.add(elderPass, wang());
        office.cases.begin(clerk);
        office.settle();
        office.store.failNext[QStringLiteral("list")] = {Reason{Fault::SealBroken, QStringLiteral("store"), {}}};
        office.cases.search(QString());
        office.settle();
        QCOMPARE(office.told, QList{Fault::SealBroken});
        QCOMPARE(office.cases.cases().size(), 1);
        office.cases.search(QString());
        office.settle();
        QCOMPARE(office.told.size(), 1);
    }
};

QTEST_GUILESS_MAIN(CasesFlowTest)
#include "tst_cases_flow.moc"
