// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/print_flow.h"

#include "app/base/log.h"
#include "app/domain/signature.h"

#include <QDir>
#include <QSaveFile>
#include <QThreadPool>

#include <utility>

namespace yichuang
{
namespace
{

bool isSlip(PaperKind kind)
{
    return kind == PaperKind::ReceiptSlip || kind == PaperKind::TicketSlip;
}

/// Nobody knows whether it came out: the helper, or the window itself, went while it was under way.
bool mayHaveComeOut(const PrintJob &job)
{
    return job.fault == faultName(Fault::HelperCrashed) || job.fault == faultName(Fault::HelperHung);
}

/// Writes the PDF whole or not at all; off the main thread.
QFuture<Result<Done>> keepFile(const QString &path, const QByteArray &bytes)
{
    auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    QFuture<Result<Done>> future = promise->future();
    QThreadPool::globalInstance()->start([promise, path, bytes] {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly)) {
            promise->addResult(failure(Fault::StoreReadOnly, QStringLiteral("print.keep"), file.errorString()));
        } else if (file.write(bytes) != bytes.size() || !file.commit()) {
            promise->addResult(failure(Fault::DiskFull, QStringLiteral("print.keep"), file.errorString()));
        } else {
            promise->addResult(Done{});
        }
        promise->finish();
    });
    return future;
}

/// What the applicant confirmed on the second screen stands on what answers the application.
bool bearsSignature(PaperKind kind)
{
    return kind == PaperKind::AcceptanceNotice || kind == PaperKind::ToleranceNotice;
}

/// A second one says so.
PrintJob anotherCopy(PrintJob job)
{
    job.copy += 1;
    return job;
}

} // namespace

PrintFlow::PrintFlow(CaseStore &store, SlipPrinter &printer, PaperPress &press, const Rulebook &rules,
                     const Clock &clock, QString paperFolder, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_printer(printer),
      m_press(press),
      m_rules(rules),
      m_clock(clock),
      m_ahead(std::make_shared<PrintAhead>(printer, rules)),
      m_paperFolder(std::move(paperFolder))
{
    connect(&m_printer, &SlipPrinter::stateChanged, this, &PrintFlow::onPrinterState);
}

PrintFlow::~PrintFlow()
{
    m_store.setPapersWitness(nullptr);
    m_ahead->detach();
}

/// A printer that was merely busy with a slip is no news; one that comes back from trouble is.
void PrintFlow::onPrinterState(DeviceState state)
{
    if (state == DeviceState::Trouble || state == DeviceState::Absent)
        m_hadTrouble = true;
    else if (state == DeviceState::Ready && std::exchange(m_hadTrouble, false))
        retry();
}

void PrintFlow::begin(const QString &clerkName)
{
    m_shift.change();
    m_running = false;
    m_clerkName = clerkName;
    m_ahead->setClerk(clerkName);
    m_store.setPapersWitness(m_ahead);
    m_active = true;
    m_printer.expect(); // the first slip finds it awake
    retry();
}

void PrintFlow::end()
{
    m_shift.change();
    m_running = false;
    m_active = false;
    m_store.setPapersWitness(nullptr);
    m_jobs.clear();
    Q_EMIT waitingChanged();
}

void PrintFlow::retry()
{
    if (!m_active)
        return;
    m_again = m_running;
    if (m_running)
        return;
    m_running = true;
    m_shift.await(this, m_store.printJobs(), [this](const Result<QList<PrintJob>> &jobs) {
        if (!jobs) {
            m_running = false;
            Q_EMIT told(jobs.error());
            return;
        }
        m_jobs = *jobs;
        m_at = 0;
        Q_EMIT waitingChanged();
        next();
    });
}

void PrintFlow::next()
{
    if (m_at >= m_jobs.size()) {
        m_running = false;
        if (m_again)
            retry();
        return;
    }
    const PrintJob job = m_jobs.at(m_at);
    if (m_taken.contains(job.id))
        settle(job, std::nullopt);
    else if (const auto printed = m_ahead->outcome(job.id))
        awaitSlip(job, *printed);
    else
        write(mayHaveComeOut(job) ? anotherCopy(job) : job);
}

void PrintFlow::write(const PrintJob &job)
{
    m_shift.await(this, m_store.load(job.caseId), [this, job](const Result<CaseFile> &file) {
        if (!file)
            failed(job, file.error());
        else if (file->current.receiptNumber.isEmpty())
            failed(job, {Fault::TransitionRefused, QStringLiteral("print.write"), QStringLiteral("no receipt")});
        else
            signAndPrint(job, file->current);
    });
}

void PrintFlow::signAndPrint(const PrintJob &job, const Case &theCase)
{
    const QByteArray bytes = paperBytes(theCase.receiptNumber, theCase.receivedAt);
    m_shift.await(this, m_store.sign(bytes), [this, job, theCase](const Result<QByteArray> &signature) {
        if (!signature) {
            failed(job, signature.error());
            return;
        }
        const Result<PaperText> text = composePaper(job, theCase, m_rules, m_clerkName, *signature);
        if (text)
            addSignature(job, theCase, *text);
        else
            failed(job, text.error());
    });
}

void PrintFlow::addSignature(const PrintJob &job, const Case &theCase, const PaperText &text)
{
    const PageRef *drawn = bearsSignature(job.paper) ? signaturePage(theCase) : nullptr;
    if (drawn == nullptr) {
        print(job, text);
        return;
    }
    m_shift.await(this, m_store.page(drawn->blob), [this, job, theCase, text](const Result<QByteArray> &bytes) {
        const Matter *matter = m_rules.matterOf(theCase);
        const auto signature = bytes ? signatureFromBytes(*bytes) : Result<Signature>(failure(bytes.error()));
        PaperText whole = text;
        // Of a case that another window signed, the page may not be here; what was changed since is not signed.
        if (signature && matter != nullptr && signature->statement == statementHash(theCase, matter->name))
            whole.signature = *bytes;
        print(job, whole);
    });
}

void PrintFlow::print(const PrintJob &job, const PaperText &text)
{
    if (isSlip(job.paper)) {
        awaitSlip(job, m_printer.print(writeSlip(text)));
        return;
    }
    m_shift.await(this, m_press.pdf(text), [this, job, text](const Result<QByteArray> &pdf) {
        if (pdf)
            keepPaper(job, text, *pdf);
        else
            failed(job, pdf.error());
    });
}

void PrintFlow::awaitSlip(const PrintJob &job, const QFuture<Result<Done>> &printed)
{
    // Not bound to the shift: what the printer took is noted, whoever is signed in by then.
    whenDone(printed, this, [this, job, shift = m_shift.number()](const Result<Done> &done) {
        m_ahead->forget(job.id);
        if (done)
            m_taken.insert(job.id);
        if (shift != m_shift.number())
            return;
        if (!done) {
            failed(job, done.error());
            return;
        }
        Q_EMIT slipPrinted(job);
        settle(job, std::nullopt);
    });
}

void PrintFlow::keepPaper(const PrintJob &job, const PaperText &text, const QByteArray &pdf)
{
    const QString copy = job.copy > 0 ? QStringLiteral("-%1").arg(job.copy) : QString();
    const QString path =
        m_paperFolder + u'/' + text.receiptNumber + u'-' + paperName(job.paper) + copy + QStringLiteral(".pdf");
    m_shift.await(this, keepFile(path, pdf), [this, job, text, pdf](const Result<Done> &kept) {
        if (!kept) {
            failed(job, kept.error());
            return;
        }
        m_taken.insert(job.id);
        Q_EMIT paperReady(FinishedPaper{job, text, pdf});
        settle(job, std::nullopt);
    });
}

void PrintFlow::failed(const PrintJob &job, const Reason &reason)
{
    qCWarning(logDesk) << "not printed:" << describe(reason);
    Q_EMIT told(reason);
    settle(job, reason);
}

void PrintFlow::settle(const PrintJob &job, const std::optional<Reason> &reason)
{
    m_shift.await(this, m_store.markPrinted(job.id, reason), [this, job, reason](const Result<Done> &marked) {
        if (!marked)
            Q_EMIT told(marked.error());
        if (marked && !reason) {
            m_taken.remove(job.id);
            m_jobs.removeAt(m_at);
        } else {
            m_at += 1;
        }
        Q_EMIT waitingChanged();
        next();
    });
}

} // namespace yichuang
