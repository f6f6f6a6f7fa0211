// SPDX-License-Identifier: Apache-2.0
#include "plugins/printers/escpos/escpos_printer.h"

#include "plugins/escpos_glyphs.h"

namespace yichuang::escpos
{
namespace
{

constexpr int openMs = 5'000;
constexpr int firstAnswerMs = 150;
constexpr int answerMs = 3'000;
constexpr int writeMs = 20'000;
constexpr int writeMsAByte = 2; ///< a byte takes 1.04 ms at 9,600 baud
constexpr int lookMs = 10;
constexpr int standMs = 1'500; ///< for a slip that was expected; other windows may want the printer too

Reason reasonOf(Fault fault, const QString &detail = {})
{
    return Reason{fault, QStringLiteral("escpos.print"), detail};
}

class EncodedSlip final : public LaidSlip
{
public:
    EncodedSlip(EscPosPrinter *printer, Result<QByteArray> bytes) : m_printer(printer), m_bytes(std::move(bytes)) {}
    QFuture<Result<Done>> print() override
    {
        if (!m_bytes)
            return QtFuture::makeReadyFuture(Result<Done>(failure(m_bytes.error())));
        return m_printer->send(*m_bytes);
    }

private:
    EscPosPrinter *m_printer;
    Result<QByteArray> m_bytes;
};

} // namespace

EscPosPrinter::EscPosPrinter(QString address, Profile profile, QObject *parent)
    : SlipPrinter(parent),
      m_address(std::move(address)),
      m_profile(std::move(profile))
{
    m_limit.setSingleShot(true);
    m_look.setInterval(lookMs);
    connect(&m_limit, &QTimer::timeout, this, &EscPosPrinter::late);
    connect(&m_look, &QTimer::timeout, this, &EscPosPrinter::look);
}

EscPosPrinter::~EscPosPrinter()
{
    for (Job &job : m_jobs) {
        job.promise.addResult(failure(reasonOf(Fault::Cancelled)));
        job.promise.finish();
    }
}

QJsonObject EscPosPrinter::describe() const
{
    QJsonObject known{{QStringLiteral("profile"), m_profile.name}};
    if (m_answers)
        known.insert(QStringLiteral("answers"), *m_answers);
    if (m_known) {
        known.insert(QStringLiteral("coverOpen"), m_known->coverOpen);
        known.insert(QStringLiteral("paperOut"), m_known->paperOut);
        known.insert(QStringLiteral("paperNearEnd"), m_known->paperNearEnd);
        if (m_profile.cutterStatus)
            known.insert(QStringLiteral("cutterStuck"), m_known->cutterStuck);
    }
    return known;
}

QFuture<Result<Done>> EscPosPrinter::print(const Slip &slip)
{
    return lay(slip)->print();
}

std::unique_ptr<LaidSlip> EscPosPrinter::lay(const Slip &slip)
{
    return std::make_unique<EncodedSlip>(this, encodeSlip(slip, m_profile, paintGlyph));
}

QFuture<Result<Done>> EscPosPrinter::send(const QByteArray &bytes)
{
    Job job{bytes, {}};
    QFuture<Result<Done>> future = job.promise.future();
    job.promise.start();
    m_jobs.push_back(std::move(job));
    next();
    return future;
}

void EscPosPrinter::expect()
{
    if (m_stage == Stage::Standing)
        m_limit.start(standMs);
    else if (m_stage == Stage::Idle)
        open();
}

void EscPosPrinter::next()
{
    if (m_jobs.empty())
        return;
    setState(DeviceState::Busy);
    if (m_stage == Stage::Idle)
        open();
    else if (m_stage == Stage::Standing)
        write();
}

void EscPosPrinter::open()
{
    Result<std::unique_ptr<Line>> line = lineTo(m_address);
    m_stage = Stage::Opening;
    if (!line || (m_jobs.empty() && !(*line)->isTwoWay())) {
        end(line ? std::nullopt : std::optional(line.error()));
        return;
    }
    m_line = std::move(*line);
    connect(m_line.get(), &Line::opened, this, [this] {
        const bool asks = m_profile.status && m_line->isTwoWay() && m_answers.value_or(true);
        if (asks)
            ask(Stage::AskingBefore, m_answers ? answerMs : firstAnswerMs);
        else
            stand();
    });
    connect(m_line.get(), &Line::broken, this, [this](const QString &detail) {
        const bool begun = m_stage == Stage::Writing || m_stage == Stage::AskingAfter;
        end(reasonOf(begun ? Fault::PrinterCutShort : Fault::PrinterUnreachable, detail));
    });
    connect(&m_line->device(), &QIODevice::readyRead, this, &EscPosPrinter::hear);
    m_limit.start(openMs);
    m_line->open();
}

/// The line is open and the printer willing.
void EscPosPrinter::stand()
{
    m_stage = Stage::Standing;
    if (m_jobs.empty())
        m_limit.start(standMs);
    else
        write();
}

void EscPosPrinter::ask(Stage stage, int patienceMs)
{
    m_stage = stage;
    m_status = StatusReader(m_profile.cutterStatus);
    m_limit.start(patienceMs);
    const QByteArray question = statusQuestion(m_profile.cutterStatus);
    Q_EMIT traced(false, question, false);
    m_line->device().write(question);
    m_line->flush();
}

void EscPosPrinter::hear()
{
    const QByteArray answer = m_line->device().readAll();
    Q_EMIT traced(true, answer, false);
    m_status.feed(answer);
    if (m_status.isWhole() && (m_stage == Stage::AskingBefore || m_stage == Stage::AskingAfter))
        asked();
}

void EscPosPrinter::asked()
{
    m_answers = true;
    m_known = m_status.status();
    const std::optional<Fault> fault = faultOf(m_status.status());
    if (fault)
        end(reasonOf(*fault));
    else if (m_stage == Stage::AskingBefore)
        stand();
    else
        end(std::nullopt);
}

void EscPosPrinter::late()
{
    switch (m_stage) {
    case Stage::Opening:
        end(reasonOf(Fault::PrinterUnreachable, QStringLiteral("no connection")));
        break;
    case Stage::AskingBefore:
        if (m_answers.value_or(false)) {
            end(reasonOf(Fault::PrinterOffline, QStringLiteral("no answer")));
        } else {
            m_answers = !m_status.isSilent();
            stand();
        }
        break;
    case Stage::Standing:
        end(std::nullopt);
        break;
    case Stage::Writing:
        end(reasonOf(Fault::PrinterCutShort, QStringLiteral("the printer takes no more")));
        break;
    case Stage::AskingAfter:
        if (m_look.isActive())
            end(reasonOf(Fault::PrinterCutShort, QStringLiteral("the printer takes no more")));
        else
            end(reasonOf(Fault::PrinterOffline, QStringLiteral("no answer after the slip")));
        break;
    case Stage::Idle:
        break;
    }
}

void EscPosPrinter::write()
{
    m_stage = Stage::Writing;
    const QByteArray &bytes = m_jobs.front().bytes;
    const int patienceMs = writeMs + writeMsAByte * static_cast<int>(bytes.size());
    m_limit.start(patienceMs);
    Q_EMIT traced(false, bytes, true);
    if (m_line->device().write(bytes) != bytes.size()) {
        end(reasonOf(Fault::PrinterCutShort, m_line->device().errorString()));
        return;
    }
    m_look.start();
    // The answer to a question that stands behind the slip says that the whole slip was taken: sooner than the far
    // end's own acknowledgement, which may be held back for 40 ms.
    if (m_answers.value_or(false) && m_profile.status && m_line->isTwoWay())
        ask(Stage::AskingAfter, patienceMs);
    else
        m_line->flush();
    look();
}

void EscPosPrinter::look()
{
    const bool isWritten = m_stage == Stage::Writing || m_stage == Stage::AskingAfter;
    if (!isWritten || !m_line->isTaken())
        return;
    m_look.stop();
    if (m_stage == Stage::AskingAfter)
        m_limit.start(answerMs);
    else
        end(std::nullopt);
}

void EscPosPrinter::end(const std::optional<Reason> &reason)
{
    if (m_stage == Stage::Idle)
        return;
    m_stage = Stage::Idle;
    m_limit.stop();
    m_look.stop();
    closeLine();
    if (m_jobs.empty()) // the slip that was expected did not come
        return;
    Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    setState(reason ? DeviceState::Trouble : DeviceState::Ready);
    job.promise.addResult(reason ? Result<Done>(failure(*reason)) : Result<Done>(Done{}));
    job.promise.finish();
    if (m_stage == Stage::Idle)
        next();
}

void EscPosPrinter::closeLine()
{
    if (!m_line)
        return;
    // The line may be in the middle of one of its signals.
    Line *line = m_line.release();
    line->disconnect(this);
    line->device().disconnect(this);
    line->device().close();
    line->deleteLater();
}

void EscPosPrinter::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang::escpos
