// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/print_flow.h"

#include "app/domain/signature.h"
#include "tests/fakes/fake_devices.h"
#include "tests/fakes/manual_clock.h"
#include "tests/fakes/memory_store.h"
#include "tests/unit/workflows/visit_desk.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace yichuang;
using namespace yichuang::samples;

namespace
{

const Reason paperOut{Fault::PrinterPaperOut, QStringLiteral("printer.print"), {}};

struct Corner {
    Corner()
    {
        QObject::connect(&flow, &PrintFlow::told, &flow, [this](const Reason &reason) { told.append(reason.fault); });
    }
    QTemporaryDir folder;
    MemoryStore store;
    FakeSlipPrinter printer;
    FakePress press;
    ManualClock clock{morning()};
    Rulebook rules = rulebook();
    PrintFlow flow{store, printer, press, rules, clock, folder.path()};
    QSignalSpy slips{&flow, &PrintFlow::slipPrinted};
    QSignalSpy papers{&flow, &PrintFlow::paperReady};
    QList<Fault> told;

    /// A case with its receipt, and jobs for it.
    void accept(const QList<PaperKind> &wanted, bool offline = false)
    {
        CommitRequest request;
        request.clerk = clerk;
        request.drafts = {{OperationKind::Opened, {{QStringLiteral("matter"), elderPass}}},
                          {OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(wang())}}},
                          {OperationKind::Received, {}},
                          {OperationKind::Accepted, {}}};
        request.papers = wanted;
        request.offline = offline;
        (void)store.commit(request);
        settle();
    }
    void attachSignature(const QByteArray &bytes)
    {
        CaseFile file = store.held(store.ids().constFirst());
        const QString blob = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        store.pages.insert(blob, bytes);
        file.current.materials = {
            {signatureMaterial(), MaterialSource::Scanned, {{blob, signatureMime(), {}, bytes.size()}}}};
        store.put(file);
    }
    static void settle()
    {
        for (int i = 0; i < 60; ++i)
            QCoreApplication::processEvents();
    }
    [[nodiscard]] bool allPrinted() const
    {
        return std::all_of(store.jobs.begin(), store.jobs.end(), [](const PrintJob &job) { return job.printed; });
    }
};

const QList<PaperKind> slipAndNotice{PaperKind::ReceiptSlip, PaperKind::AcceptanceNotice};

} // namespace

class PrintFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theQueueIsDrainedInOrder()
    {
        Corner corner;
        corner.accept(slipAndNotice);
        corner.flow.begin(QStringLiteral("李晓雯"));
        QTRY_COMPARE(corner.papers.count(), 1);
        corner.settle();
        QCOMPARE(corner.slips.count(), 1);
        QCOMPARE(corner.printer.printed.size(), 1);
        QVERIFY(corner.allPrinted());
        QCOMPARE(corner.flow.waiting(), 0);
        const auto paper = corner.papers.constFirst().constFirst().value<FinishedPaper>();
        const QString receipt = corner.store.held(corner.store.ids().constFirst()).current.receiptNumber;
        QFile kept(corner.folder.filePath(receipt + QStringLiteral("-acceptanceNotice.pdf")));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), paper.pdf);
        QVERIFY(paper.text.code.startsWith(QStringLiteral("https://centre.example:8443/s/") + receipt));
    }

    void whatMayHaveComeOutSaysThatItIsAnotherCopy()
    {
        Corner corner;
        corner.accept({PaperKind::ReceiptSlip});
        corner.store.jobs.first().fault = faultName(Fault::HelperCrashed);
        corner.flow.begin(clerk);
        QTRY_COMPARE(corner.printer.printed.size(), 1);
        const QList<SlipLine> lines = corner.printer.printed.constFirst().lines;
        QVERIFY(std::any_of(lines.begin(), lines.end(),
                            [](const SlipLine &line) { return line.text == QStringLiteral("第1次补打"); }));
        QTRY_VERIFY(corner.allPrinted());
    }

    void theSignatureStandsOnTheNoticeWhileItCoversTheCase()
    {
        Corner corner;
        corner.accept({PaperKind::AcceptanceNotice, PaperKind::MaterialsReceipt});
        const Case accepted = corner.store.held(corner.store.ids().constFirst()).current;
        Signature signature;
        signature.strokes = {{{0, 0, 500, 0}, {5000, 2000, 500, 90}}};
        signature.statement = statementHash(accepted, corner.rules.matterOf(accepted)->name);
        signature.signedAt = morning();
        const QByteArray drawn = toBytes(signature);
        corner.attachSignature(drawn);
        corner.flow.begin(clerk);
        QTRY_COMPARE(corner.papers.count(), 2);
        QCOMPARE(corner.press.papers.at(0).kind, PaperKind::AcceptanceNotice);
        QCOMPARE(corner.press.papers.at(0).signature, drawn);
        QVERIFY(corner.press.papers.at(1).signature.isEmpty());
        // Below something else it proves nothing.
        signature.statement = QByteArray(64, '0');
        Corner again;
        again.accept({PaperKind::AcceptanceNotice});
        again.attachSignature(toBytes(signature));
        again.flow.begin(clerk);
        QTRY_COMPARE(again.papers.count(), 1);
        QVERIFY(again.press.papers.constFirst().signature.isEmpty());
    }

    void offLineIsSaidOnThePaper()
    {
        Corner corner;
        corner.accept({PaperKind::AcceptanceNotice}, true);
        corner.flow.begin(clerk);
        QTRY_COMPARE(corner.papers.count(), 1);
        QVERIFY(corner.press.papers.constFirst().offline);
    }

    void nothingIsPrintedBeforeSomebodyIsInOrThatWasNotSaved()
    {
        Corner corner;
        corner.accept(slipAndNotice);
        corner.flow.retry();
        corner.settle();
        QCOMPARE(corner.store.calls(QStringLiteral("printJobs")), 0);
        // A case whose operations were set aside has no receipt any more.
        CaseFile file = corner.store.held(corner.store.ids().constFirst());
        file.current.receiptNumber.clear();
        corner.store.put(file);
        corner.flow.begin(clerk);
        corner.settle();
        QVERIFY(corner.printer.printed.isEmpty());
        QVERIFY(corner.press.papers.isEmpty());
        QVERIFY(QDir(corner.folder.path()).isEmpty());
        QCOMPARE(corner.flow.waiting(), 2);
        QCOMPARE(corner.told.size(), 2);
    }

    void aFailedSlipStaysAndIsPrintedWhenThePrinterIsBack()
    {
        Corner corner;
        corner.printer.trouble = paperOut;
        corner.accept(slipAndNotice);
        corner.flow.begin(clerk);
        QTRY_COMPARE(corner.papers.count(), 1);
        corner.settle();
        QCOMPARE(corner.told, QList{Fault::PrinterPaperOut});
        QCOMPARE(corner.flow.waiting(), 1);
        QCOMPARE(corner.store.jobs.constFirst().fault, faultName(Fault::PrinterPaperOut));
        corner.printer.trouble.reset();
        corner.printer.setState(DeviceState::Ready);
        corner.settle();
        QCOMPARE(corner.printer.printed.size(), 1);
        QCOMPARE(corner.flow.waiting(), 0);
        QCOMPARE(corner.papers.count(), 1);
        QVERIFY(corner.allPrinted());
    }

    void aPrinterThatIsMerelyReadyAgainIsNoReasonToTryOnAndOn()
    {
        Corner corner;
        corner.press.trouble = Reason{Fault::DiskFull, QStringLiteral("press.pdf"), {}};
        corner.accept(slipAndNotice);
        corner.flow.begin(clerk);
        corner.settle();
        QCOMPARE(corner.told, QList{Fault::DiskFull});
        QCOMPARE(corner.store.calls(QStringLiteral("printJobs")), 1);
        corner.press.trouble.reset();
        corner.flow.retry();
        QTRY_COMPARE(corner.papers.count(), 1);
        QCOMPARE(corner.printer.printed.size(), 1);
    }

    void aPaperThatCannotBeKeptIsNotCalledPrinted()
    {
        Corner corner;
        PrintFlow flow(corner.store, corner.printer, corner.press, corner.rules, corner.clock,
                       corner.folder.filePath(QStringLiteral("not/there")));
        QSignalSpy papers(&flow, &PrintFlow::paperReady);
        QSignalSpy told(&flow, &PrintFlow::told);
        corner.accept({PaperKind::AcceptanceNotice});
        flow.begin(clerk);
        QTRY_COMPARE(told.count(), 1);
        corner.settle();
        QCOMPARE(papers.count(), 0);
        QVERIFY(!corner.store.jobs.constFirst().printed);
    }

    void whatThePrinterTookIsNotPrintedTwice()
    {
        Corner corner;
        corner.store.failNext[QStringLiteral("markPrinted")] = {Reason{Fault::DiskFull, QStringLiteral("store"), {}}};
        corner.accept({PaperKind::ReceiptSlip});
        corner.flow.begin(clerk);
        corner.settle();
        QCOMPARE(corner.told, QList{Fault::DiskFull});
        QCOMPARE(corner.flow.waiting(), 1);
        corner.flow.retry();
        corner.settle();
        QCOMPARE(corner.printer.printed.size(), 1);
        QVERIFY(corner.allPrinted());
        QCOMPARE(corner.flow.waiting(), 0);
    }

    void jobsThatComeMeanwhileArePrintedToo()
    {
        Corner corner;
        corner.accept({PaperKind::ReceiptSlip});
        corner.printer.holding = true;
        corner.flow.begin(clerk);
        corner.settle();
        corner.accept({PaperKind::ReceiptSlip});
        corner.flow.retry();
        corner.printer.release();
        corner.settle();
        QTRY_COMPARE(corner.printer.printed.size(), 2);
        QTRY_VERIFY(corner.allPrinted());
    }

    void aLateAnswerReachesNoClosedFlow()
    {
        Corner corner;
        corner.accept(slipAndNotice);
        corner.printer.holding = true;
        corner.flow.begin(clerk);
        corner.settle();
        corner.flow.end();
        corner.printer.release();
        corner.settle();
        QCOMPARE(corner.slips.count(), 0);
        QCOMPARE(corner.papers.count(), 0);
        corner.flow.begin(QStringLiteral("next"));
        QTRY_COMPARE(corner.papers.count(), 1);
        corner.settle();
        QCOMPARE(corner.printer.printed.size(), 1);
        QVERIFY(corner.allPrinted());
    }

    void aStoreThatCannotBeReadIsTold()
    {
        Corner corner;
        corner.store.failNext[QStringLiteral("printJobs")] = {
            Reason{Fault::StoreUnavailable, QStringLiteral("store"), {}}};
        corner.accept({PaperKind::ReceiptSlip});
        corner.flow.begin(clerk);
        corner.settle();
        QCOMPARE(corner.told, QList{Fault::StoreUnavailable});
        corner.flow.retry();
        corner.settle();
        QVERIFY(corner.allPrinted());
    }
};

QTEST_GUILESS_MAIN(PrintFlowTest)
#include "tst_print_flow.moc"
