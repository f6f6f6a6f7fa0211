// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/print_ahead.h"

#include "app/domain/clocks.h"

#include <QPromise>

namespace yichuang
{

Result<PaperText> composePaper(const PrintJob &job, const Case &theCase, const Rulebook &rules,
                               const QString &clerkName, const QByteArray &signature)
{
    const Matter *matter = rules.matterOf(theCase);
    if (matter == nullptr || !rules.calendar)
        return failure(Fault::MatterUnknown, QStringLiteral("print.write"), theCase.matterCode);
    const QDateTime issued = job.queuedAt.toOffsetFromUtc(rules.utcOffsetSeconds);
    Issuer issuer = rules.issuer;
    issuer.clerkName = clerkName;
    const QString code = paperCode(issuer.centreUrl, theCase.receiptNumber, theCase.receivedAt, signature);
    const Deadlines deadlines = deadlinesOf(theCase, *matter, *rules.calendar, issued.date(), rules.clocks);
    return writePaper(job.paper, theCase, *matter, deadlines, issuer, code, issued, job.copy, job.offline);
}

struct PrintAhead::Slipping {
    PrintJob job;
    Case theCase;
    Rulebook rules;
    QString clerkName;
    PaperSigner sign;
    QPromise<Result<Done>> outcome;

    std::mutex guard; ///< of all below
    std::unique_ptr<LaidSlip> laid;
    std::optional<Reason> failed; ///< to be written or laid
    bool isDurable = false;
    bool isLost = false;

    void end(const Result<Done> &done)
    {
        outcome.addResult(done);
        outcome.finish();
    }
};

PrintAhead::PrintAhead(SlipPrinter &printer, const Rulebook &rules) : m_printer(&printer), m_rules(rules)
{
    m_thread.setObjectName(QStringLiteral("slip-writer"));
    m_writer.moveToThread(&m_thread);
    m_thread.start();
}

PrintAhead::~PrintAhead()
{
    detach();
}

std::optional<QFuture<Result<Done>>> PrintAhead::outcome(qint64 job) const
{
    const std::scoped_lock lock(m_guard);
    const auto found = m_outcomes.constFind(job);
    return found == m_outcomes.constEnd() ? std::nullopt : std::optional(*found);
}

void PrintAhead::forget(qint64 job)
{
    const std::scoped_lock lock(m_guard);
    m_outcomes.remove(job);
}

void PrintAhead::detach()
{
    {
        const std::scoped_lock lock(m_guard);
        m_detached = true;
    }
    m_thread.quit();
    m_thread.wait();
    lost();
}

void PrintAhead::expected()
{
    {
        const std::scoped_lock lock(m_guard);
        if (m_detached)
            return;
        m_rulesThen = m_rules;
        m_clerkThen = m_clerkName;
    }
    m_printer->expect();
}

void PrintAhead::written(const Case &theCase, const QList<PrintJob> &jobs, const PaperSigner &sign)
{
    const auto wanted = std::find_if(jobs.cbegin(), jobs.cend(),
                                     [](const PrintJob &job) { return job.paper == PaperKind::ReceiptSlip; });
    if (wanted == jobs.cend() || theCase.receiptNumber.isEmpty())
        return;
    auto slip = std::make_shared<Slipping>();
    slip->job = *wanted;
    slip->theCase = theCase;
    slip->sign = sign;
    slip->outcome.start();
    const std::scoped_lock lock(m_guard);
    if (m_detached)
        return;
    slip->rules = m_rulesThen;
    slip->clerkName = m_clerkThen;
    m_current = slip;
    m_outcomes.insert(slip->job.id, slip->outcome.future());
    QMetaObject::invokeMethod(&m_writer, [this, slip] { prepare(slip); }, Qt::QueuedConnection);
}

void PrintAhead::prepare(const std::shared_ptr<Slipping> &slip)
{
    const Result<QByteArray> signature = slip->sign(paperBytes(slip->theCase.receiptNumber, slip->theCase.receivedAt));
    const Result<PaperText> text = signature.and_then([&](const QByteArray &signedBytes) {
        return composePaper(slip->job, slip->theCase, slip->rules, slip->clerkName, signedBytes);
    });
    std::unique_ptr<LaidSlip> laid = text ? m_printer->lay(writeSlip(*text)) : nullptr;
    bool durableFirst = false;
    {
        const std::scoped_lock lock(slip->guard);
        if (!slip->isLost)
            slip->laid = std::move(laid);
        if (!text)
            slip->failed = text.error();
        durableFirst = slip->isDurable;
    }
    if (durableFirst)
        letGo(slip);
}

void PrintAhead::letGo(const std::shared_ptr<Slipping> &slip)
{
    if (slip->failed) {
        slip->end(failure(*slip->failed));
        return;
    }
    slip->laid->print().then([slip](const Result<Done> &done) { slip->end(done); });
    slip->laid.reset();
}

void PrintAhead::durable()
{
    std::shared_ptr<Slipping> slip;
    {
        const std::scoped_lock lock(m_guard);
        slip = std::exchange(m_current, nullptr);
    }
    if (!slip)
        return;
    bool isReady = false;
    {
        const std::scoped_lock lock(slip->guard);
        slip->isDurable = true;
        isReady = slip->laid != nullptr || slip->failed.has_value();
    }
    if (isReady)
        letGo(slip);
}

void PrintAhead::lost()
{
    std::shared_ptr<Slipping> slip;
    {
        const std::scoped_lock lock(m_guard);
        slip = std::exchange(m_current, nullptr);
        if (slip)
            m_outcomes.remove(slip->job.id);
    }
    if (!slip)
        return;
    const std::scoped_lock lock(slip->guard);
    slip->isLost = true;
    slip->laid.reset();
}

} // namespace yichuang
