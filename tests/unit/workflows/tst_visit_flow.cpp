// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/visit_flow.h"

#include "tests/fakes/fake_centre.h"
#include "tests/fakes/fake_devices.h"
#include "tests/fakes/fake_vault.h"
#include "tests/fakes/manual_clock.h"
#include "tests/fakes/memory_store.h"
#include "tests/unit/workflows/visit_desk.h"

#include <QSignalSpy>

using namespace yichuang;
using namespace yichuang::samples;

namespace
{

const Reason diskFull{Fault::DiskFull, QStringLiteral("store.commit"), {}};

struct Counter {
    Counter()
    {
        QObject::connect(&flow, &VisitFlow::told, &flow, [this](const Reason &reason) { told.append(reason.fault); });
    }
    MemoryStore store;
    FakeCentre centre;
    FakeLink link;
    FakeReader reader;
    FakeScanner scanner;
    FakePress press;
    ManualClock clock{morning()};
    Rulebook rules = rulebook();
    VisitFlow flow{VisitPorts{store, centre, link, reader, scanner, press, clock}, rules};
    QList<Fault> told;
    QSignalSpy printWanted{&flow, &VisitFlow::printWanted};

    /// Lets everything that waits in the event loop happen.
    static void settle()
    {
        for (int i = 0; i < 40; ++i)
            QCoreApplication::processEvents();
    }
    void begin(const QString &name = clerk)
    {
        flow.begin(name);
        settle();
        printWanted.clear();
    }
    void on(const VisitEvent &event)
    {
        flow.handle(event);
        settle();
    }
    void feed(int pages)
    {
        for (int i = 0; i < pages; ++i)
            scanner.feed(QByteArrayLiteral("page ") + QByteArray::number(++m_page));
    }
    /// A visitor with the elder's pass, everything scanned.
    void prepare()
    {
        begin();
        centre.tickets = {ticket()};
        on(visit::CallAsked{});
        reader.lay(wangsCard());
        on(visit::MatterChosen{elderPass});
        on(visit::FieldsTyped{{{QStringLiteral("phone"), QStringLiteral("13800000000")}}});
        for (const char *material : {"identity", "photo"}) {
            on(visit::MaterialChosen{QLatin1String(material)});
            on(visit::ScanAsked{});
            feed(1);
            scanner.end();
            settle();
        }
    }
    [[nodiscard]] const Serving &serving() const { return std::get<Serving>(flow.state()); }
    [[nodiscard]] bool isFree() const { return std::holds_alternative<WindowFree>(flow.state()); }
    [[nodiscard]] const Case &current() const { return serving().file()->current; }
    [[nodiscard]] qsizetype pagesOf(const QString &material) const
    {
        const CaseMaterial *held = store.held(current().id).current.material(material);
        return held != nullptr ? held->pages.size() : 0;
    }

private:
    int m_page = 0;
};

} // namespace

class VisitFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aVisitorIsServedThroughThePorts()
    {
        Counter counter;
        counter.prepare();
        QVERIFY(counter.flow.missing().isEmpty());
        QCOMPARE(counter.flow.matter()->code, elderPass);
        counter.on(visit::AcceptAsked{});
        QCOMPARE(counter.current().state, CaseState::Accepted);
        QVERIFY(!counter.current().receiptNumber.isEmpty());
        QCOMPARE(counter.printWanted.count(), 1);
        QCOMPARE(counter.store.jobs.size(), 2);
        QVERIFY(counter.told.isEmpty());
        counter.on(visit::FinishAsked{});
        QVERIFY(counter.isFree());
        QCOMPARE(counter.link.queueTold, (QList{qMakePair(ticket().id, TicketEvent::Finish)}));
        QVERIFY(counter.store.kept.isEmpty());
    }

    void aCoveredWindowTakesNoCard()
    {
        Counter counter;
        counter.centre.session.clerk = clerk;
        FakeVault vault;
        SignInFlow signIn(counter.centre, vault);
        counter.flow.heed(signIn);
        const auto enter = [&] {
            signIn.signIn(clerk, QStringLiteral("a password"));
            Counter::settle();
            vault.release();
            Counter::settle();
        };
        enter();
        counter.begin();
        counter.centre.tickets = {ticket()};
        counter.on(visit::CallAsked{});
        signIn.lock();
        QVERIFY(std::holds_alternative<WindowLocked>(signIn.state()));
        const QString before = look(counter.flow.state());
        counter.reader.lay(wangsCard());
        Q_EMIT counter.reader.faulted(Reason{Fault::ReaderCardMoved, QStringLiteral("reader"), {}});
        Counter::settle();
        QCOMPARE(look(counter.flow.state()), before);
        QVERIFY(counter.told.isEmpty());
        // Nor while the password is still being checked; afterwards nothing comes by itself.
        signIn.signIn(clerk, QStringLiteral("a password"));
        counter.reader.lay(wangsCard());
        Counter::settle();
        vault.release();
        Counter::settle();
        QVERIFY(std::holds_alternative<SignedIn>(signIn.state()));
        QVERIFY(counter.serving().applicant.name.isEmpty());
        counter.reader.lay(wangsCard());
        Counter::settle();
        QCOMPARE(counter.serving().applicant.name, wangsCard().name);
    }

    void aFullDiskLeavesTheFormAsItWasAndPrintsNothing()
    {
        Counter counter;
        counter.prepare();
        const QString before = look(counter.flow.state());
        counter.store.failNext[QStringLiteral("commit")] = {diskFull};
        counter.on(visit::AcceptAsked{});
        QCOMPARE(look(counter.flow.state()), before);
        QVERIFY(!counter.serving().deciding);
        QCOMPARE(counter.told, QList{Fault::DiskFull});
        QCOMPARE(counter.printWanted.count(), 0);
        QVERIFY(counter.store.jobs.isEmpty());
        counter.on(visit::AcceptAsked{});
        QCOMPARE(counter.current().state, CaseState::Accepted);
    }

    void aBatchThatFailsAfterThreePagesKeepsTheThree()
    {
        Counter counter;
        counter.begin();
        counter.on(visit::WalkInAsked{});
        counter.on(visit::MatterChosen{elderPass});
        counter.on(visit::ScanAsked{});
        counter.feed(3);
        counter.scanner.end(Reason{Fault::FeederJam, QStringLiteral("scan"), {}});
        QVERIFY2(counter.serving().scanning, "the batch ends when its last page is there");
        counter.settle();
        QCOMPARE(counter.pagesOf(QStringLiteral("identity")), 3);
        QCOMPARE(counter.told, QList{Fault::FeederJam});
        QVERIFY(!counter.serving().scanning);
    }

    void aDoubtfulPageIsKeptAndAskedForAgain()
    {
        Counter counter;
        counter.begin();
        counter.on(visit::WalkInAsked{});
        counter.on(visit::MatterChosen{elderPass});
        counter.on(visit::ScanAsked{});
        QSignalSpy progress(&counter.flow, &VisitFlow::scanProgressed);
        Q_EMIT counter.scanner.progressed(40);
        QCOMPARE(progress.count(), 1);
        Q_EMIT counter.scanner.pageScanned(
            ScannedPage{"page", QStringLiteral("image/jpeg"), 10, 10, 200, {}, {PageFlag::Blurred, PageFlag::Glare}});
        counter.scanner.end();
        counter.settle();
        QCOMPARE(counter.pagesOf(QStringLiteral("identity")), 1);
        QCOMPARE(counter.told, (QList{Fault::PageBlurred, Fault::PageGlare}));
        Q_EMIT counter.scanner.progressed(50); // of nobody's batch
        QCOMPARE(progress.count(), 1);
    }

    void aPageThatCannotBeKeptIsToldAndTheOthersStay()
    {
        Counter counter;
        counter.begin();
        counter.on(visit::WalkInAsked{});
        counter.on(visit::MatterChosen{elderPass});
        counter.on(visit::ScanAsked{});
        counter.feed(1);
        counter.settle();
        counter.store.failNext[QStringLiteral("putPage")] = {diskFull};
        counter.feed(2);
        counter.scanner.end();
        counter.settle();
        QCOMPARE(counter.pagesOf(QStringLiteral("identity")), 2);
        QCOMPARE(counter.told, QList{Fault::DiskFull});
        QVERIFY(!counter.serving().scanning);
    }

    void pagesOfABatchNeverFallToTheNextVisitor()
    {
        Counter counter;
        counter.begin();
        counter.on(visit::WalkInAsked{});
        counter.on(visit::MatterChosen{elderPass});
        const QString first = counter.current().id;
        counter.on(visit::ScanAsked{});
        counter.on(visit::FinishAsked{});
        QCOMPARE(counter.scanner.cancelled, 1);
        counter.on(visit::WalkInAsked{});
        counter.on(visit::MatterChosen{elderPass});
        counter.on(visit::ScanAsked{});
        QCOMPARE(counter.told, QList{Fault::ScannerBusy});
        QCOMPARE(counter.scanner.requests.size(), 1);
        counter.feed(1);
        counter.scanner.end();
        counter.settle();
        QCOMPARE(counter.pagesOf(QStringLiteral("identity")), 0);
        QCOMPARE(counter.store.held(first).current.material(QStringLiteral("identity"))->pages.size(), 1);
        counter.on(visit::ScanAsked{});
        QCOMPARE(counter.scanner.requests.size(), 2);
    }

    void anImportFallsIntoItsMaterialOrIsTold()
    {
        Counter counter;
        counter.begin();
        counter.on(visit::WalkInAsked{});
        counter.on(visit::MatterChosen{elderPass});
        counter.flow.handle(visit::ImportAsked{QStringLiteral("/plan.pdf")});
        counter.settle();
        QCOMPARE(counter.pagesOf(QStringLiteral("identity")), 1);
        QCOMPARE(counter.current().materials.constFirst().source, MaterialSource::Imported);
        QCOMPARE(counter.serving().importing, 0);
        counter.press.trouble = Reason{Fault::NotAPdf, QStringLiteral("import"), {}};
        counter.on(visit::ImportAsked{QStringLiteral("/not.pdf")});
        QCOMPARE(counter.told, QList{Fault::NotAPdf});
        QCOMPARE(counter.pagesOf(QStringLiteral("identity")), 1);
        QCOMPARE(counter.serving().importing, 0);
    }

    void aCrashReopensWhereItWas()
    {
        Counter counter;
        counter.prepare();
        const qint64 version = counter.current().version;
        VisitFlow next({counter.store, counter.centre, counter.link, counter.reader, counter.scanner, counter.press,
                        counter.clock},
                       counter.rules);
        next.begin(clerk);
        QVERIFY(std::holds_alternative<WindowFree>(next.state()));
        // The card still lies on the reader: it is read before the store has answered.
        next.handle(visit::CardCame{wangsCard()});
        Counter::settle();
        const auto &serving = std::get<Serving>(next.state());
        QCOMPARE(serving.cases.size(), 1);
        QCOMPARE(serving.ticket->number, QStringLiteral("A023"));
        QCOMPARE(serving.applicant.idNumber, wang().idNumber);
        QCOMPARE(serving.cases.constFirst().current.version, version);
        QVERIFY(counter.store.kept.contains(clerk));
    }

    void aKeptCaseThatCannotBeReadDoesNotHideTheOthers()
    {
        Counter counter;
        counter.prepare();
        KeptVisit kept = counter.store.kept.value(clerk);
        kept.cases.prepend(idOf(0xdead));
        counter.store.kept.insert(clerk, kept);
        counter.flow.end();
        counter.begin();
        QCOMPARE(counter.serving().cases.size(), 1);
        QCOMPARE(counter.told, QList{Fault::NotFound});
    }

    void localTicketsGoOnAfterARestart()
    {
        Counter counter;
        counter.link.state = LinkState::Offline;
        counter.begin();
        counter.on(visit::CallAsked{});
        QCOMPARE(counter.serving().ticket->number, QStringLiteral("L001"));
        VisitFlow next({counter.store, counter.centre, counter.link, counter.reader, counter.scanner, counter.press,
                        counter.clock},
                       counter.rules);
        next.begin(clerk);
        Counter::settle();
        next.handle(visit::FinishAsked{});
        next.handle(visit::CallAsked{});
        QCOMPARE(std::get<Serving>(next.state()).ticket->number, QStringLiteral("L002"));
        QCOMPARE(counter.centre.calls(QStringLiteral("callNext")), 0);
    }

    void anAnswerAfterTheEndReachesNobody()
    {
        Counter counter;
        counter.prepare();
        counter.store.holding = true;
        counter.flow.handle(visit::AcceptAsked{});
        counter.flow.end();
        counter.flow.begin(QStringLiteral("next"));
        counter.store.release();
        counter.settle();
        QVERIFY(counter.isFree());
        QVERIFY(counter.told.isEmpty());
    }

    void aTicketCalledByTheClerkBeforeIsNotServedByTheNext()
    {
        Counter counter;
        counter.begin();
        counter.centre.tickets = {ticket()};
        counter.centre.holding = true;
        counter.flow.handle(visit::CallAsked{});
        counter.flow.end();
        counter.flow.begin(QStringLiteral("next"));
        counter.settle();
        counter.centre.answerHeld();
        counter.settle();
        QVERIFY(counter.isFree());
        QVERIFY(counter.store.kept.isEmpty());
        counter.on(visit::CallAsked{});
        QCOMPARE(counter.serving().ticket->number, QStringLiteral("A023"));
    }

    void aCallWhoseReplyWasLostIsAskedForAgainAndCallsNobodyElse()
    {
        Counter counter;
        counter.begin();
        counter.centre.tickets = {ticket(), ticket(QStringLiteral("A024"))};
        counter.centre.loseCalls = 1;
        counter.on(visit::CallAsked{});
        QCOMPARE(counter.serving().ticket->number, QStringLiteral("L001"));
        counter.on(visit::FinishAsked{});
        counter.on(visit::CallAsked{});
        QCOMPARE(counter.serving().ticket->number, QStringLiteral("A023"));
        QCOMPARE(counter.centre.tickets.size(), 1);
        counter.on(visit::FinishAsked{});
        counter.on(visit::CallAsked{});
        QCOMPARE(counter.serving().ticket->number, QStringLiteral("A024"));
    }

    void anEmptyQueueIsAskedAnewTheNextTime()
    {
        Counter counter;
        counter.begin();
        counter.on(visit::CallAsked{});
        QCOMPARE(counter.told, QList{Fault::QueueEmpty});
        counter.centre.tickets = {ticket()};
        counter.on(visit::CallAsked{});
        QCOMPARE(counter.serving().ticket->number, QStringLiteral("A023"));
    }

    void whatTheQueueDidNotTakeIsTold()
    {
        Counter counter;
        counter.begin();
        Q_EMIT counter.link.queueUntold(Reason{Fault::TicketActRefused, QStringLiteral("q"), {}});
        QCOMPARE(counter.told, QList{Fault::TicketActRefused});
    }

    void aFlowThatIsGoneIsNotReached()
    {
        Counter counter;
        counter.store.holding = true;
        {
            VisitFlow brief({counter.store, counter.centre, counter.link, counter.reader, counter.scanner,
                             counter.press, counter.clock},
                            counter.rules);
            brief.begin(clerk);
        }
        counter.store.release();
        counter.settle();
        QCOMPARE(counter.store.calls(QStringLiteral("keptVisit")), 1);
    }

    void nobodySignedInMeansNothingHappens()
    {
        Counter counter;
        counter.reader.lay(wangsCard());
        counter.on(visit::WalkInAsked{});
        QVERIFY(counter.isFree());
        QVERIFY(counter.store.journal.isEmpty());
        counter.begin();
        counter.on(visit::WalkInAsked{});
        counter.on(visit::MatterChosen{elderPass});
        counter.on(visit::ScanAsked{});
        counter.flow.end();
        QCOMPARE(counter.scanner.cancelled, 1);
        counter.begin(QStringLiteral("next"));
        counter.feed(1);
        counter.settle();
        QCOMPARE(counter.store.calls(QStringLiteral("putPage")), 0);
    }

    void whatTheCentreDoesIsShownAtOnce()
    {
        Counter counter;
        counter.prepare();
        counter.on(visit::AcceptAsked{});
        CaseFile file = counter.store.held(counter.current().id);
        file.current.caseNumber = QStringLiteral("13010226000001");
        file.word = SyncWord::Acknowledged;
        counter.store.put(file);
        counter.settle();
        QCOMPARE(counter.current().caseNumber, QStringLiteral("13010226000001"));
        QCOMPARE(counter.serving().file()->word, SyncWord::Acknowledged);
    }

    void theTimeIsTheCentres()
    {
        Counter counter;
        counter.link.offsetMs = 90'000;
        QCOMPARE(counter.flow.now(), morning().addSecs(90));
    }
};

QTEST_GUILESS_MAIN(VisitFlowTest)
#include "tst_visit_flow.moc"
