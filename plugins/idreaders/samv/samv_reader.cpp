// SPDX-License-Identifier: Apache-2.0
#include "plugins/idreaders/samv/samv_reader.h"

#include "plugins/idreaders/samv/card_text.h"

#include <array>

namespace yichuang::samv
{
namespace
{

constexpr int leastPollMs = 300;
constexpr int replyMs = 1'500; // 1,295 bytes at 9,600 baud take 1.35 s
constexpr int addressMs = 500;
constexpr int greetingMs = 400;        // 10 bytes there, 11 back
constexpr int greetingsToMissing = 10; // each speed twice
constexpr int silencesToMissing = 3;
constexpr int movesToTell = 3;
constexpr std::array speeds{115'200, 57'600, 38'400, 19'200, 9'600};

Reason reasonOf(Fault fault, const QString &detail)
{
    return Reason{fault, QStringLiteral("samv.read"), detail};
}

SerialLink::Options withSpeed(SerialLink::Options link)
{
    if (link.baud == 0)
        link.baud = speeds.front();
    return link;
}

} // namespace

SamvReader::SamvReader(Options options, QObject *parent)
    : IdReader(parent),
      m_options(std::move(options)),
      m_link(withSpeed(m_options.link)),
      m_speedKnown(m_options.link.baud != 0)
{
    m_poll.setSingleShot(true);
    m_poll.setInterval(std::max(m_options.pollMs, leastPollMs));
    m_limit.setSingleShot(true);
    connect(&m_poll, &QTimer::timeout, this, [this] { ask(Step::Finding, Command::FindCard); });
    connect(&m_limit, &QTimer::timeout, this, &SamvReader::late);
    connect(&m_link, &SerialLink::arrived, this, &SamvReader::take);
    connect(&m_link, &SerialLink::lost, this, &SamvReader::lose);
    connect(&m_link, &SerialLink::opened, this, &SamvReader::begin);
}

QJsonObject SamvReader::describe() const
{
    QJsonObject known{{QStringLiteral("port"), m_options.link.port}};
    if (m_speedKnown)
        known.insert(QStringLiteral("baud"), m_link.baud());
    if (!m_moduleId.isEmpty())
        known.insert(QStringLiteral("moduleId"), m_moduleId);
    return known;
}

void SamvReader::begin()
{
    m_silences = 0;
    m_greetings = 0;
    if (m_speedKnown)
        ask(Step::Introducing, Command::ModuleId);
    else
        greet();
}

void SamvReader::greet()
{
    m_link.setBaud(speeds.at(m_speed));
    ask(Step::Greeting, Command::Status);
}

void SamvReader::start()
{
    if (m_state != DeviceState::Absent)
        return;
    m_saidMissing = false;
    setState(DeviceState::Starting);
    m_link.open();
}

void SamvReader::stop()
{
    m_poll.stop();
    m_limit.stop();
    m_link.close();
    m_step = Step::Idle;
    m_card.reset();
    m_lying.clear();
    m_reported = false;
    setState(DeviceState::Absent);
}

void SamvReader::ask(Step step, Command command)
{
    m_step = step;
    m_parser.reset();
    m_limit.start(step == Step::Addressing ? addressMs : step == Step::Greeting ? greetingMs : replyMs);
    const QByteArray frame = commandFrame(command);
    m_trace.reset();
    Q_EMIT traced(false, frame, false);
    m_link.write(frame);
}

void SamvReader::take(const QByteArray &bytes)
{
    const QList<FrameTrace::Piece> pieces = m_trace.feed(bytes);
    for (const FrameTrace::Piece &piece : pieces)
        Q_EMIT traced(true, piece.bytes, piece.hidden);
    if (m_step == Step::Idle)
        return;
    m_parser.feed(bytes);
    const Result<std::optional<Reply>> reply = m_parser.next();
    if (!reply)
        badFrame(reply.error());
    else if (reply->has_value())
        takeReply(**reply);
}

void SamvReader::takeReply(const Reply &reply)
{
    m_limit.stop();
    m_silences = 0;
    m_saidMissing = false;
    m_link.trust();
    if (m_state != DeviceState::Ready)
        setState(DeviceState::Ready);
    switch (m_step) {
    case Step::Greeting:
        m_speedKnown = true;
        ask(Step::Introducing, Command::ModuleId);
        break;
    case Step::Introducing:
        if (reply.status == statusDone)
            m_moduleId = moduleId(reply.content).value_or(QString());
        rest();
        break;
    case Step::Finding:
        takeFound(reply);
        break;
    case Step::Selecting:
        if (reply.status == statusDone)
            ask(Step::Reading, Command::ReadText);
        else
            refuse(reply);
        break;
    case Step::Reading:
        takeCard(reply);
        break;
    case Step::Addressing:
        takeAddress(reply);
        break;
    case Step::Idle:
        break;
    }
}

void SamvReader::takeFound(const Reply &reply)
{
    if (reply.status == statusFound) {
        ask(Step::Selecting, Command::SelectCard);
        return;
    }
    m_lying.clear();
    if (reply.status == statusNotFound)
        rest();
    else
        refuse(reply);
}

void SamvReader::takeCard(const Reply &reply)
{
    if (reply.status != statusDone) {
        refuse(reply);
        return;
    }
    m_moves = 0;
    const Result<CardBlocks> blocks = cardBlocks(reply.content);
    if (!blocks) {
        badFrame(blocks.error());
        return;
    }
    // A module that finds without a pause still sees the card that it has read.
    if (m_lying == blocks->text) {
        rest();
        return;
    }
    m_lying = blocks->text;
    const Result<IdCard> card = decodeCardText(blocks->text);
    if (!card) {
        rest();
        sayRemoved();
        Q_EMIT faulted(card.error());
        return;
    }
    m_card = *card;
    m_card->photo = blocks->photo;
    if (m_card->kind == CardKind::Resident)
        ask(Step::Addressing, Command::ReadAddress);
    else
        report();
}

void SamvReader::takeAddress(const Reply &reply)
{
    if (reply.status == statusDone) {
        const Result<QString> address = decodeAddress(reply.content);
        if (address && !address->isEmpty())
            m_card->address = *address;
    }
    report();
}

void SamvReader::report()
{
    const IdCard card = *std::exchange(m_card, std::nullopt);
    rest();
    sayRemoved();
    m_reported = true;
    Q_EMIT cardRead(card);
}

void SamvReader::sayRemoved()
{
    if (std::exchange(m_reported, false))
        Q_EMIT cardRemoved();
}

void SamvReader::late()
{
    if (m_step == Step::Addressing) {
        report();
        return;
    }
    if (m_step == Step::Greeting) {
        m_speed = (m_speed + 1) % speeds.size();
        if (++m_greetings < greetingsToMissing)
            greet();
        else
            m_link.giveUp(QStringLiteral("no answer at any speed"));
        return;
    }
    if (m_parser.isMidFrame()) {
        badFrame(reasonOf(Fault::ReaderTornFrame, QStringLiteral("frame ended early")));
        return;
    }
    if (++m_silences < silencesToMissing) {
        rest();
        return;
    }
    m_limit.stop();
    m_speedKnown = m_options.link.baud != 0;
    m_link.giveUp(QStringLiteral("no answer"));
}

void SamvReader::badFrame(const Reason &reason)
{
    m_limit.stop();
    if (m_step == Step::Greeting) {
        late(); // noise of another speed
        return;
    }
    if (m_step == Step::Addressing) {
        report();
        return;
    }
    rest();
    Q_EMIT faulted(reason);
}

void SamvReader::refuse(const Reply &reply)
{
    const QString detail = QStringLiteral("status %1").arg(reply.status, 2, 16, QLatin1Char('0'));
    const Step step = m_step;
    rest();
    const bool moved =
        reply.status == statusSelectFailed || reply.status == statusReadFailed || reply.status == statusNotFound;
    if (!moved) {
        Q_EMIT faulted(reasonOf(Fault::ReaderRefused, detail));
    } else if (step == Step::Reading || ++m_moves >= movesToTell) {
        m_moves = 0;
        Q_EMIT faulted(reasonOf(Fault::ReaderCardMoved, detail));
    }
}

void SamvReader::rest()
{
    m_step = Step::Idle;
    m_poll.start();
}

void SamvReader::lose(const Reason &reason)
{
    m_moduleId.clear();
    m_poll.stop();
    m_limit.stop();
    m_step = Step::Idle;
    m_lying.clear();
    sayRemoved();
    if (m_card)
        Q_EMIT cardRead(*std::exchange(m_card, std::nullopt));
    setState(DeviceState::Trouble);
    if (!std::exchange(m_saidMissing, true))
        Q_EMIT faulted(reason);
}

void SamvReader::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang::samv
