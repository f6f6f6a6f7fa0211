// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/digest.h"
#include "app/domain/identifiers/receipt_number.h"
#include "tests/unit/storage/store_desk.h"

using namespace yichuang;
using namespace yichuang::desk;

class TestLedgerCommit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operationsAreAChain_data() { suites(); }
    void operationsAreAChain();
    void receiptComesFromTheCounter();
    void receiptDayIsTheHalls();
    void refusedCommitLeavesNothing();
    void receiptIsGivenOnce();
    void papersAreQueuedWithTheirCopy();
    void papersAreSeenBeforeAndAfterTheCommit();
    void aCaseAtHandIsTheOneOnTheDisk();
    void commitsSurviveACut_data() { suites(); }
    void commitsSurviveACut();
    void unknownCaseIsNotFound();
    void nothingToCommitIsRefused();
    void aWindowOutOfRangeGivesNoReceipt();
    void clockThatRunsBackwardsChangesNoOrder();

private:
    static void suites()
    {
        QTest::addColumn<int>("suite");
        QTest::newRow("international") << int(Suite::International);
        QTest::newRow("national") << int(Suite::National);
    }
};

void TestLedgerCommit::operationsAreAChain()
{
    QFETCH(int, suite);
    Site place(static_cast<Suite>(suite));
    auto ledger = place.ledger();
    TAKE(one, ledger->commit(newCase()));
    place.clock.advance(1500);
    TAKE(two, ledger->commit(request(one.current.id, {field(QStringLiteral("scope"), QStringLiteral("small"))})));
    QCOMPARE(two.history.size(), 3);
    QByteArray before;
    for (qsizetype i = 0; i < two.history.size(); ++i) {
        const Operation &operation = two.history[i];
        QVERIFY(isId(operation.id));
        QCOMPARE(operation.deviceSequence, i + 1);
        QCOMPARE(operation.device, place.identity.device);
        QCOMPARE(operation.previousHash, before);
        QCOMPARE(operation.baseVersion, 0);
        QCOMPARE(operation.serverOffsetMs, 7);
        const QByteArray bytes = canonicalBytes(operation);
        before = sha256(bytes).toHex();
        QVERIFY(place.keys.signing.publicKey().verify(
            bytes, QByteArray::fromBase64(operation.signature, QByteArray::Base64UrlEncoding)));
    }
    QCOMPARE(two.history[2].wallTime, place.clock.now());
    QCOMPARE(two.current.applicant.name, holderName);
    QCOMPARE(two.current.fields.value(QStringLiteral("scope")).toString(), QStringLiteral("small"));
    QCOMPARE(two.word, SyncWord::SavedHere);
    QCOMPARE(two.waiting, 3);
    TAKE(loaded, ledger->load(one.current.id));
    QCOMPARE(loaded.current, two.current);
    QCOMPARE(loaded.history, two.history);
    WORKS(ledger->verify());
}

void TestLedgerCommit::receiptComesFromTheCounter()
{
    Site place;
    auto ledger = place.ledger();
    QStringList numbers;
    for (int i = 0; i < 3; ++i) {
        TAKE(draft, ledger->commit(newCase()));
        place.clock.advance(60'000);
        TAKE(received, ledger->commit(request(draft.current.id, {{OperationKind::Received, {}}})));
        QCOMPARE(received.current.state, CaseState::Received);
        QCOMPARE(received.current.receivedAt, place.clock.now());
        const auto number = ReceiptNumber::parse(received.current.receiptNumber);
        QVERIFY(number);
        QCOMPARE(number->hall, place.identity.hall);
        QCOMPARE(number->window, 3);
        QCOMPARE(number->generation, 1);
        QCOMPARE(number->serial, i + 1);
        QCOMPARE(number->day, QDate(2026, 11, 23));
        numbers.append(received.current.receiptNumber);
    }
    QCOMPARE(QSet<QString>(numbers.begin(), numbers.end()).size(), 3);
    ledger.reset();
    place.identity.generation = 2;
    ledger = place.ledger();
    TAKE(draft, ledger->commit(newCase()));
    TAKE(received, ledger->commit(request(draft.current.id, {{OperationKind::Received, {}}})));
    QVERIFY(!numbers.contains(received.current.receiptNumber));
    QCOMPARE(ReceiptNumber::parse(received.current.receiptNumber)->generation, 2);
}

void TestLedgerCommit::receiptDayIsTheHalls()
{
    Site place;
    auto ledger = place.ledger();
    // 23:59 and 00:01 at the hall are 15:59 and 16:01 UTC of one day.
    place.clock.setWall(QDateTime(QDate(2026, 11, 23), QTime(15, 59), Qt::UTC));
    TAKE(early, ledger->commit(newCase()));
    TAKE(before, ledger->commit(request(early.current.id, {{OperationKind::Received, {}}})));
    place.clock.setWall(QDateTime(QDate(2026, 11, 23), QTime(16, 1), Qt::UTC));
    TAKE(late, ledger->commit(newCase()));
    TAKE(after, ledger->commit(request(late.current.id, {{OperationKind::Received, {}}})));
    QCOMPARE(ReceiptNumber::parse(before.current.receiptNumber)->day, QDate(2026, 11, 23));
    QCOMPARE(ReceiptNumber::parse(after.current.receiptNumber)->day, QDate(2026, 11, 24));
    QCOMPARE(ReceiptNumber::parse(after.current.receiptNumber)->serial, 1);
}

void TestLedgerCommit::refusedCommitLeavesNothing()
{
    Site place;
    auto ledger = place.ledger();
    TAKE(draft, ledger->commit(newCase()));
    const QString id = draft.current.id;
    (void)ledger->takeNews();
    // The receipt would be given, then the routing is refused: all of it is undone, with its number and papers.
    CommitRequest wish = request(id, {{OperationKind::Received, {}}, {OperationKind::Routed, {}}});
    wish.papers = {PaperKind::ReceiptSlip};
    const auto refused = ledger->commit(wish);
    QVERIFY(!refused);
    TAKE(same, ledger->load(id));
    QCOMPARE(same.current, draft.current);
    QCOMPARE(same.history.size(), 2);
    TAKE(jobs, ledger->printJobs());
    QVERIFY(jobs.isEmpty());
    const auto news = ledger->takeNews();
    QVERIFY(news.cases.isEmpty());
    QVERIFY(!news.standing);
    TAKE(listed, ledger->list(QStringLiteral("li"), {}, 10));
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed[0].state, CaseState::Draft);
    QCOMPARE(listed[0].waiting, 2);
    TAKE(received, ledger->commit(request(id, {{OperationKind::Received, {}}})));
    QCOMPARE(ReceiptNumber::parse(received.current.receiptNumber)->serial, 1);
    QCOMPARE(received.history.last().deviceSequence, 3);
    WORKS(ledger->verify());
}

void TestLedgerCommit::receiptIsGivenOnce()
{
    Site place;
    auto ledger = place.ledger();
    TAKE(draft, ledger->commit(newCase()));
    TAKE(received, ledger->commit(request(draft.current.id, {{OperationKind::Received, {}}})));
    FAILS_WITH(Fault::ReceiptAlreadyGiven, ledger->commit(request(draft.current.id, {{OperationKind::Received, {}}})));
    TAKE(accepted, ledger->commit(request(draft.current.id, {{OperationKind::Accepted, {}}})));
    QCOMPARE(accepted.current.receiptNumber, received.current.receiptNumber);
    QCOMPARE(accepted.current.receivedAt, received.current.receivedAt);
    QCOMPARE(accepted.current.state, CaseState::Accepted);
}

namespace
{

/// Notes what it is told.
class Onlooker final : public PapersWitness
{
public:
    void expected() override { told.append(QStringLiteral("expected")); }
    void written(const Case &theCase, const QList<PrintJob> &jobs, const PaperSigner &sign) override
    {
        told.append(QStringLiteral("written"));
        receipt = theCase.receiptNumber;
        queued = jobs;
        signature = sign("bytes").value_or(QByteArray());
    }
    void durable() override { told.append(QStringLiteral("durable")); }
    void lost() override { told.append(QStringLiteral("lost")); }

    QStringList told;
    QString receipt;
    QList<PrintJob> queued;
    QByteArray signature;
};

} // namespace

void TestLedgerCommit::papersAreSeenBeforeAndAfterTheCommit()
{
    Site place;
    auto ledger = place.ledger();
    Onlooker onlooker;
    TAKE(draft, ledger->commit(newCase(), &onlooker));
    QVERIFY(onlooker.told.isEmpty()); // no papers
    CommitRequest wish = request(draft.current.id, {{OperationKind::Received, {}}});
    wish.papers = {PaperKind::ReceiptSlip, PaperKind::AcceptanceNotice};
    TAKE(received, ledger->commit(wish, &onlooker));
    QCOMPARE(onlooker.told, QStringList({QStringLiteral("written"), QStringLiteral("durable")}));
    QCOMPARE(onlooker.receipt, received.current.receiptNumber);
    QVERIFY(place.keys.signing.publicKey().verify("bytes", onlooker.signature));
    TAKE(jobs, ledger->printJobs());
    QCOMPARE(jobs.size(), 2);
    QCOMPARE(onlooker.queued.size(), 2);
    for (qsizetype i = 0; i < jobs.size(); ++i) {
        QCOMPARE(onlooker.queued[i].id, jobs[i].id);
        QCOMPARE(onlooker.queued[i].paper, jobs[i].paper);
        QCOMPARE(onlooker.queued[i].queuedAt, jobs[i].queuedAt);
    }
    // Until it is marked nobody knows whether the slip came out.
    QCOMPARE(jobs[0].fault, faultName(Fault::HelperCrashed));
    QVERIFY(jobs[1].fault.isEmpty());
    // A second receipt is refused before anything is written.
    onlooker.told.clear();
    QVERIFY(!ledger->commit(wish, &onlooker));
    QVERIFY(onlooker.told.isEmpty());
}

void TestLedgerCommit::aCaseAtHandIsTheOneOnTheDisk()
{
    Site place;
    auto ledger = place.ledger();
    TAKE(one, ledger->commit(newCase()));
    TAKE(other, ledger->commit(newCase(QStringLiteral("zhao"))));
    const auto asOnDisk = [&](const CaseFile &file) {
        const auto loaded = ledger->load(file.current.id);
        return loaded && loaded->current == file.current && loaded->history == file.history && loaded->word == file.word
               && loaded->waiting == file.waiting;
    };
    TAKE(typed, ledger->commit(request(other.current.id, {field(QStringLiteral("scope"), QStringLiteral("small"))})));
    QVERIFY(asOnDisk(typed));
    WORKS(ledger->markSent({typed.history[0].id, typed.history[1].id, typed.history[2].id}));
    TAKE(again, ledger->commit(request(other.current.id, {field(QStringLiteral("scope"), QStringLiteral("large"))})));
    QVERIFY(asOnDisk(again));
    QCOMPARE(again.word, SyncWord::SavedHere);
    // A commit that is refused leaves nothing behind in memory either.
    QVERIFY(!ledger->commit(request(
        other.current.id, {field(QStringLiteral("scope"), QStringLiteral("none")), {OperationKind::Delivered, {}}})));
    TAKE(last, ledger->commit(request(other.current.id, {{OperationKind::Received, {}}})));
    QVERIFY(asOnDisk(last));
    QCOMPARE(last.current.fields.value(QStringLiteral("scope")).toString(), QStringLiteral("large"));
    TAKE(first, ledger->commit(request(one.current.id, {{OperationKind::Received, {}}})));
    QVERIFY(asOnDisk(first));
    WORKS(ledger->verify());
}

void TestLedgerCommit::papersAreQueuedWithTheirCopy()
{
    Site place;
    auto ledger = place.ledger();
    TAKE(draft, ledger->commit(newCase()));
    CommitRequest wish = request(draft.current.id, {{OperationKind::Received, {}}});
    wish.papers = {PaperKind::MaterialsReceipt, PaperKind::ReceiptSlip};
    wish.offline = true;
    WORKS(ledger->commit(wish));
    TAKE(jobs, ledger->printJobs());
    QCOMPARE(jobs.size(), 2);
    QCOMPARE(jobs[0].paper, PaperKind::MaterialsReceipt);
    QCOMPARE(jobs[1].paper, PaperKind::ReceiptSlip);
    QCOMPARE(jobs[0].caseId, draft.current.id);
    QVERIFY(jobs[0].offline);
    QCOMPARE(jobs[0].copy, 0);
    QCOMPARE(jobs[0].queuedAt, place.clock.now());
    WORKS(ledger->markPrinted(jobs[0].id, std::nullopt));
    WORKS(ledger->markPrinted(jobs[1].id, Reason{Fault::PrinterPaperOut, QStringLiteral("printer"), {}}));
    TAKE(left, ledger->printJobs());
    QCOMPARE(left.size(), 1);
    QCOMPARE(left[0].id, jobs[1].id);
    QCOMPARE(left[0].fault, faultName(Fault::PrinterPaperOut));
    FAILS_WITH(Fault::NotFound, ledger->markPrinted(999, std::nullopt));
    CommitRequest again = request(draft.current.id, {});
    again.papers = {PaperKind::MaterialsReceipt};
    WORKS(ledger->commit(again));
    TAKE(more, ledger->printJobs());
    QCOMPARE(more.last().paper, PaperKind::MaterialsReceipt);
    QCOMPARE(more.last().copy, 1);
    QVERIFY(!more.last().offline);
}

void TestLedgerCommit::commitsSurviveACut()
{
    QFETCH(int, suite);
    Site place(static_cast<Suite>(suite));
    auto ledger = place.ledger();
    TAKE(draft, ledger->commit(newCase()));
    CommitRequest wish = request(draft.current.id, {{OperationKind::Received, {}}});
    wish.papers = {PaperKind::ReceiptSlip};
    TAKE(received, ledger->commit(wish));
    auto image = place.image();
    auto after = image->ledger();
    TAKE(loaded, after->load(draft.current.id));
    QCOMPARE(loaded.current, received.current);
    TAKE(jobs, after->printJobs());
    QCOMPARE(jobs.size(), 1);
    WORKS(after->verify());
    TAKE(next, after->commit(newCase()));
    QCOMPARE(next.history.first().deviceSequence, 4);
    QCOMPARE(next.history.first().previousHash, QByteArray(sha256(canonicalBytes(received.history.last())).toHex()));
}

void TestLedgerCommit::unknownCaseIsNotFound()
{
    Site place;
    auto ledger = place.ledger();
    const QString id = newId(place.clock, systemRandom());
    FAILS_WITH(Fault::NotFound, ledger->load(id));
    FAILS_WITH(Fault::NotFound, ledger->commit(request(id, {{OperationKind::Received, {}}})));
    FAILS_WITH(Fault::NotFound, ledger->settle(id, QStringLiteral("li"), Settlement::KeepCentre));
}

void TestLedgerCommit::nothingToCommitIsRefused()
{
    Site place;
    auto ledger = place.ledger();
    FAILS_WITH(Fault::BadArgument, ledger->commit(request({}, {})));
}

void TestLedgerCommit::aWindowOutOfRangeGivesNoReceipt()
{
    Site place;
    place.identity.window = 0;
    auto ledger = place.ledger();
    TAKE(draft, ledger->commit(newCase()));
    FAILS_WITH(Fault::BadArgument, ledger->commit(request(draft.current.id, {{OperationKind::Received, {}}})));
}

void TestLedgerCommit::clockThatRunsBackwardsChangesNoOrder()
{
    Site place;
    auto ledger = place.ledger();
    TAKE(draft, ledger->commit(newCase()));
    place.clock.setWall(place.clock.now().addYears(-10));
    TAKE(received, ledger->commit(request(draft.current.id, {{OperationKind::Received, {}}})));
    TAKE(accepted, ledger->commit(request(draft.current.id, {{OperationKind::Accepted, {}}})));
    QCOMPARE(accepted.current.state, CaseState::Accepted);
    TAKE(loaded, ledger->load(draft.current.id));
    QCOMPARE(loaded.current, accepted.current);
    WORKS(ledger->verify());
}

QTEST_GUILESS_MAIN(TestLedgerCommit)
#include "tst_ledger_commit.moc"
