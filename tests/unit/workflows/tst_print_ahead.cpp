// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/print_ahead.h"

#include "app/workflows/print_flow.h"
#include "tests/fakes/fake_devices.h"
#include "tests/fakes/manual_clock.h"
#include "tests/fakes/memory_store.h"
#include "tests/unit/workflows/visit_desk.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace yichuang;
using namespace yichuang::samples;

namespace
{

Result<QByteArray> signedBytes(const QByteArray &)
{
    return QByteArray(64, 's');
}

Case receivedCase(const QString &matter = elderPass)
{
    Case theCase;
    theCase.id = caseId();
    theCase.matterCode = matter;
    theCase.applicant = wang();
    theCase.receiptNumber = QStringLiteral("130102-03-1-260213-0001-X");
    theCase.receivedAt = morning();
    return theCase;
}

PrintJob slipJob()
{
    PrintJob job;
    job.id = 7;
    job.caseId = caseId();
    job.paper = PaperKind::ReceiptSlip;
    job.queuedAt = morning();
    return job;
}

void settle()
{
    for (int i = 0; i < 60; ++i)
        QCoreApplication::processEvents();
}

struct Bench {
    FakeSlipPrinter printer;
    Rulebook rules = rulebook();
    PrintAhead ahead{printer, rules};

    void write(const Case &theCase = receivedCase())
    {
        ahead.expected();
        ahead.written(theCase, {slipJob()}, signedBytes);
    }
    Result<Done> outcome()
    {
        const auto printed = ahead.outcome(slipJob().id);
        if (!printed)
            return failure(Fault::NotFound, QStringLiteral("test"));
        (void)QTest::qWaitFor([&] { return printed->isFinished(); });
        return printed->result();
    }
};

} // namespace

class PrintAheadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingComesOutBeforeItIsDurable()
    {
        Bench bench;
        bench.ahead.setClerk(QStringLiteral("李晓雯"));
        bench.write();
        settle();
        QVERIFY(bench.printer.printed.isEmpty());
        bench.ahead.durable();
        QVERIFY(bench.outcome());
        QCOMPARE(bench.printer.printed.size(), 1);
        const Slip slip = bench.printer.printed.constFirst();
        const auto isCode = [](const SlipLine &line) { return line.kind == SlipLine::Kind::Code; };
        const auto code = std::find_if(slip.lines.begin(), slip.lines.end(), isCode);
        QVERIFY(code != slip.lines.end());
        const auto read = parsePaperCode(code->text);
        QVERIFY(read);
        QCOMPARE(read->receiptNumber, receivedCase().receiptNumber);
        QCOMPARE(read->signature, QByteArray(64, 's'));
    }

    void whatIsLostIsNotPrinted()
    {
        Bench bench;
        bench.write();
        bench.ahead.lost();
        bench.ahead.durable();
        settle();
        QVERIFY(!bench.ahead.outcome(slipJob().id));
        bench.ahead.detach();
        settle();
        QVERIFY(bench.printer.printed.isEmpty());
    }

    void aPrinterThatGoesLeavesTheSlipToTheQueue()
    {
        Bench bench;
        bench.write();
        bench.ahead.detach();
        bench.ahead.durable();
        settle();
        QVERIFY(!bench.ahead.outcome(slipJob().id));
        QVERIFY(bench.printer.printed.isEmpty());
    }

    void whyItFailedIsTold()
    {
        Bench bench;
        bench.printer.trouble = Reason{Fault::PrinterPaperOut, QStringLiteral("double"), {}};
        bench.write();
        bench.ahead.durable();
        const Result<Done> paperOut = bench.outcome();
        QVERIFY(!paperOut);
        QCOMPARE(paperOut.error().fault, Fault::PrinterPaperOut);
        bench.ahead.forget(slipJob().id);
        QVERIFY(!bench.ahead.outcome(slipJob().id));

        bench.write(receivedCase(QStringLiteral("unknown")));
        bench.ahead.durable();
        const Result<Done> unknown = bench.outcome();
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().fault, Fault::MatterUnknown);
    }

    void onlyAReceiptsSlipGoesAhead()
    {
        Bench bench;
        PrintJob notice = slipJob();
        notice.paper = PaperKind::AcceptanceNotice;
        bench.ahead.expected();
        bench.ahead.written(receivedCase(), {notice}, signedBytes);
        bench.ahead.durable();
        QVERIFY(!bench.ahead.outcome(notice.id));
        Case draft = receivedCase();
        draft.receiptNumber.clear();
        bench.ahead.written(draft, {slipJob()}, signedBytes);
        bench.ahead.durable();
        settle();
        QVERIFY(bench.printer.printed.isEmpty());
    }

    void theQueueDoesNotPrintItAgain()
    {
        QTemporaryDir folder;
        MemoryStore store;
        FakeSlipPrinter printer;
        FakePress press;
        ManualClock clock(morning());
        Rulebook rules = rulebook();
        PrintFlow flow(store, printer, press, rules, clock, folder.path());
        const QSignalSpy slips(&flow, &PrintFlow::slipPrinted);
        flow.begin(clerk);
        settle();
        CommitRequest request;
        request.clerk = clerk;
        request.drafts = {{OperationKind::Opened, {{QStringLiteral("matter"), elderPass}}},
                          {OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(wang())}}},
                          {OperationKind::Received, {}},
                          {OperationKind::Accepted, {}}};
        request.papers = {PaperKind::ReceiptSlip};
        printer.holding = true;
        (void)store.commit(request);
        QTRY_VERIFY(printer.state() == DeviceState::Busy);
        flow.retry();
        settle();
        printer.release();
        QTRY_COMPARE(slips.count(), 1);
        settle();
        QCOMPARE(printer.printed.size(), 1);
        QVERIFY(store.jobs.constFirst().printed);
        QCOMPARE(flow.waiting(), 0);
    }

    void aSlipThatFailedAheadWaitsInTheQueue()
    {
        QTemporaryDir folder;
        MemoryStore store;
        FakeSlipPrinter printer;
        FakePress press;
        ManualClock clock(morning());
        Rulebook rules = rulebook();
        PrintFlow flow(store, printer, press, rules, clock, folder.path());
        flow.begin(clerk);
        settle();
        printer.trouble = Reason{Fault::PrinterPaperOut, QStringLiteral("double"), {}};
        CommitRequest request;
        request.clerk = clerk;
        request.drafts = {{OperationKind::Opened, {{QStringLiteral("matter"), elderPass}}},
                          {OperationKind::Received, {}}};
        request.papers = {PaperKind::ReceiptSlip};
        (void)store.commit(request);
        settle();
        flow.retry();
        QTRY_COMPARE(store.jobs.constFirst().fault, faultName(Fault::PrinterPaperOut));
        QCOMPARE(flow.waiting(), 1);
        printer.trouble.reset();
        flow.retry();
        QTRY_VERIFY(store.jobs.constFirst().printed);
        QCOMPARE(printer.printed.size(), 1);
    }
};

QTEST_GUILESS_MAIN(PrintAheadTest)
#include "tst_print_ahead.moc"
