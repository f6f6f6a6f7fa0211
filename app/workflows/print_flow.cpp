// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/print_flow.h"

#include "app/base/log.h"
#include "app/domain/clocks.h"

#include <QDir>
#include <QSaveFile>
#include <QThreadPool>

namespace yichuang
{
namespace
{

bool isSlip(PaperKind kind)
{
    return kind == PaperKind::ReceiptSlip || kind == PaperKind::TicketSlip;
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

} // namespace

PrintFlow::PrintFlow(CaseStore &store, SlipPrinter &printer, PaperPress &press, const Rulebook &rules,
                     const Clock &clock, QString paperFolder, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_printer(printer),
      m_press(press),
      m_rules(rules),
      m_clock(clock),
      m_paperFolder(std::move(paperFolder))
{
    connect(&m_printer, &SlipPrinter::stateChanged, this, [this](DeviceState state) {
        if (state == DeviceState::Ready)
            retry();
    });
}

void PrintFlow::begin(const QString &clerkName)
{
    m_clerkName = clerkName;
    m_active = true;
    retry();
}

void PrintFlow::end()
{
    m_active = false;
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
    m_store.printJobs().then(this, [this](const Result<QList<PrintJob>> &jobs) {
        if (!jobs) {
            m_running = false;
            Q_EMIT told(jobs.error());
            return;
        }
        m_jobs = *jobs;
        Q_EMIT waitingChanged();
        next();
    });
}

void PrintFlow::next()
{
    if (m_jobs.isEmpty() || !m_active) {
        m_running = false;
        if (m_again)
            retry();
        return;
    }
    write(m_jobs.takeFirst());
}

void PrintFlow::write(const PrintJob &job)
{
    m_store.load(job.caseId).then(this, [this, job](const Result<CaseFile> &file) {
        if (!file) {
            finish(job, file.error());
            return;
        }
        const Case theCase = file->current;
        const Matter *matter = m_rules.matter(theCase.matterCode);
        if (matter == nullptr || !m_rules.calendar) {
            finish(job, Reason{Fault::MatterUnknown, QStringLiteral("print.write"), theCase.matterCode});
            return;
        }
        const QByteArray bytes = paperBytes(theCase.receiptNumber, theCase.receivedAt);
        m_store.sign(bytes).then(this, [this, job, theCase](const Result<QByteArray> &signature) {
            const Matter *known = m_rules.matter(theCase.matterCode);
            if (!signature || known == nullptr) {
                finish(job, signature ? Reason{Fault::MatterUnknown, QStringLiteral("print.write"), theCase.matterCode}
                                      : signature.error());
                return;
            }
            const QDateTime issued = job.queuedAt.toOffsetFromUtc(m_rules.utcOffsetSeconds);
            Issuer issuer = m_rules.issuer;
            issuer.clerkName = m_clerkName;
            const QString code = paperCode(issuer.centreUrl, theCase.receiptNumber, theCase.receivedAt, *signature);
            const Deadlines deadlines = deadlinesOf(theCase, *known, *m_rules.calendar, issued.date());
            print(job, writePaper(job.paper, theCase, *known, deadlines, issuer, code, issued, job.copy, job.offline));
        });
    });
}

void PrintFlow::print(const PrintJob &job, const PaperText &text)
{
    if (isSlip(job.paper)) {
        m_printer.print(writeSlip(text)).then(this, [this, job](const Result<Done> &printed) {
            finish(job, printed ? std::nullopt : std::optional(printed.error()));
            if (printed)
                Q_EMIT slipPrinted(job);
        });
        return;
    }
    m_press.pdf(text).then(this, [this, job, text](const Result<QByteArray> &pdf) {
        if (!pdf) {
            finish(job, pdf.error());
            return;
        }
        const QString copy = job.copy > 0 ? QStringLiteral("-%1").arg(job.copy) : QString();
        const QString path =
            m_paperFolder + u'/' + text.receiptNumber + u'-' + paperName(job.paper) + copy + QStringLiteral(".pdf");
        keepFile(path, *pdf).then(this, [this, job, text, bytes = *pdf](const Result<Done> &kept) {
            finish(job, kept ? std::nullopt : std::optional(kept.error()));
            if (kept)
                Q_EMIT paperReady(FinishedPaper{job, text, bytes});
        });
    });
}

void PrintFlow::finish(const PrintJob &job, const std::optional<Reason> &failed)
{
    if (failed) {
        qCWarning(logDesk) << "not printed:" << describe(*failed);
        Q_EMIT told(*failed);
    }
    m_store.markPrinted(job.id, failed).then(this, [this](const Result<Done> &) {
        Q_EMIT waitingChanged();
        next();
    });
}

} // namespace yichuang
