// SPDX-License-Identifier: Apache-2.0
#include "tests/chaos/network.h"

#include "app/crypto/digest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

namespace yichuang::chaos
{

struct Network::Journey {
    quint64 number = 0;
    int window = 0;
    server::Request request;
    Ended ended;
    quint64 deadline = 0;
    bool atCentre = false;
    bool done = false;
};

namespace
{

RawReply rawOf(const server::Response &response, bool toHead)
{
    RawReply raw;
    raw.status = response.status;
    raw.toHead = toHead;
    raw.body = toHead ? QByteArray() : response.body;
    raw.headers.insert("content-type", response.contentType);
    for (const auto &[name, value] : response.headers)
        raw.headers.insert(name.toLower(), value);
    return raw;
}

Result<RawReply> broken(Fault fault, const char *how)
{
    return failure(fault, QStringLiteral("chaos.network"), QString::fromLatin1(how));
}

QString endOf(const Result<RawReply> &reply)
{
    return reply ? QString::number(reply->status) : faultName(reply.error().fault);
}

} // namespace

Network::Network(Agenda &agenda, WorldCentre &centre, Dice dice, Trace &trace)
    : m_agenda(agenda),
      m_centre(centre),
      m_dice(dice),
      m_trace(trace)
{
}

void Network::setCut(int window, bool cut)
{
    if (cut)
        m_cut.insert(window);
    else
        m_cut.remove(window);
}

qint64 Network::latency()
{
    return m_dice.chance(m_weather.slow) ? m_dice.between(1000, 40'000) : m_dice.between(2, 40);
}

void Network::carry(int window, const server::Request &request, int totalMs, const Ended &ended)
{
    auto journey = std::make_shared<Journey>();
    journey->number = ++m_last;
    journey->window = window;
    journey->request = request;
    journey->ended = ended;
    ++m_calls[window];
    m_trace.note(m_agenda.now(), QStringLiteral("w%1 > %2 %3 %4")
                                     .arg(window)
                                     .arg(journey->number)
                                     .arg(QString::fromLatin1(request.method), request.path));
    m_journeys.insert(journey->number, journey);
    journey->deadline =
        m_agenda.in(totalMs, [this, journey] { end(journey, broken(Fault::NetworkTimeout, "deadline")); });
    set(journey);
}

void Network::set(const std::shared_ptr<Journey> &journey)
{
    const bool toHead = journey->request.method == "HEAD";
    if (isCut(journey->window) || m_dice.chance(m_weather.lostOnTheWay))
        return lose(journey);
    if (m_dice.chance(m_weather.foreign)) {
        const RawReply reply = foreignReply();
        m_agenda.in(latency(), [this, journey, reply] { end(journey, reply); });
        return;
    }
    if (m_dice.chance(m_weather.busy)) {
        const RawReply reply = busyReply(toHead);
        m_agenda.in(latency(), [this, journey, reply] { end(journey, reply); });
        return;
    }
    const qint64 there = latency();
    m_agenda.in(there, [this, journey] { hear(journey, false); });
    if (m_dice.chance(m_weather.twice))
        m_agenda.in(there + m_dice.between(0, 8000), [this, journey] { hear(journey, true); });
}

/// Either the connection breaks, or nothing is ever heard.
void Network::lose(const std::shared_ptr<Journey> &journey)
{
    if (m_dice.chance(0.4))
        return;
    const bool known = m_dice.chance(0.5);
    m_agenda.in(m_dice.between(1, 300), [this, journey, known] {
        end(journey, broken(known ? Fault::NoNetwork : Fault::CentreUnreachable, "lost"));
    });
}

void Network::hear(const std::shared_ptr<Journey> &journey, bool again)
{
    if (isCut(journey->window))
        return;
    if (!m_centre.isUp()) {
        if (!again)
            end(journey, broken(Fault::CentreUnreachable, "refused"));
        return;
    }
    journey->atCentre = true;
    m_centre.serve(journey->request, [this, journey, again](const server::Response &response) {
        if (!again)
            comeBack(journey, response);
    });
}

void Network::comeBack(const std::shared_ptr<Journey> &journey, const server::Response &response)
{
    journey->atCentre = false;
    if (journey->done)
        return;
    if (m_dice.chance(m_weather.lostOnReturn))
        return lose(journey);
    RawReply reply = rawOf(response, journey->request.method == "HEAD");
    if (!reply.body.isEmpty() && m_dice.chance(m_weather.shortened))
        reply.body.truncate(m_dice.between(0, reply.body.size() - 1));
    m_agenda.in(latency(), [this, journey, reply] {
        if (!isCut(journey->window))
            end(journey, reply);
    });
}

void Network::centreDied()
{
    const auto journeys = m_journeys.values();
    for (const auto &journey : journeys) {
        if (journey->atCentre && !journey->done)
            lose(journey);
    }
}

void Network::end(const std::shared_ptr<Journey> &journey, const Result<RawReply> &reply)
{
    if (std::exchange(journey->done, true))
        return;
    m_agenda.cancel(journey->deadline);
    m_journeys.remove(journey->number);
    m_trace.note(m_agenda.now(),
                 QStringLiteral("w%1 < %2 %3").arg(journey->window).arg(journey->number).arg(endOf(reply)));
    const Ended ended = std::exchange(journey->ended, nullptr);
    ended(reply);
}

RawReply Network::busyReply(bool toHead)
{
    static const int statuses[] = {429, 500, 502, 503, 504};
    server::Response response = server::problem(m_dice.oneOf(statuses), Fault::CentreBusy);
    if (m_dice.chance(0.5))
        response.add("Retry-After", QByteArray::number(m_dice.between(1, 20)));
    // From the centre, or from something in front of it.
    if (m_dice.chance(0.7)) {
        response.add("Yichuang-Protocol", protocolVersion);
        response.add("Yichuang-Digest", "sha-256=" + sha256(response.body).toBase64());
    }
    return rawOf(response, toHead);
}

RawReply Network::foreignReply()
{
    RawReply reply;
    static const int statuses[] = {200, 302, 403, 511};
    reply.status = m_dice.oneOf(statuses);
    reply.headers.insert("content-type", "text/html");
    reply.headers.insert("location", "http://login.example/");
    reply.body = "<html>Welcome</html>";
    return reply;
}

WorldLine::WorldLine(Network &network, const Agenda &agenda, int window, QString device, Break broken)
    : m_network(network),
      m_agenda(agenda),
      m_window(window),
      m_device(std::move(device)),
      m_broken(broken)
{
}

server::Request WorldLine::requestFor(const Call &call) const
{
    server::Request request;
    request.method = call.method;
    const qsizetype mark = call.path.indexOf(QLatin1Char('?'));
    request.path = QString::fromUtf8(QByteArray::fromPercentEncoding(call.path.left(mark).toUtf8()));
    if (mark >= 0) {
        const QUrlQuery query(call.path.mid(mark + 1));
        for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded))
            request.query.insert(name, value);
    }
    request.body = call.body ? call.body() : QByteArray();
    request.headers.insert("yichuang-protocol", protocolVersion);
    if (!call.accessToken.isEmpty())
        request.headers.insert("authorization", "Bearer " + call.accessToken);
    for (const auto &[name, value] : call.headers)
        request.headers.insert(name.toLower(), value);
    if (call.chunkDigest)
        request.headers.insert("yichuang-chunk-digest", "sha-256=" + sha256(request.body).toBase64());
    request.peer = {QStringLiteral("10.0.0.%1").arg(m_window), m_device, m_device};
    return request;
}

namespace
{

/// Of a call that nobody answered: everything was applied.
Answer hope(const QByteArray &request)
{
    QJsonArray verdicts;
    for (const QJsonValue &operation : QJsonDocument::fromJson(request)[QStringLiteral("operations")].toArray()) {
        OperationVerdict verdict;
        verdict.operationId = operation[QStringLiteral("id")].toString();
        verdict.sequence = 1;
        verdict.caseVersion = 1;
        verdicts.append(toJson(verdict));
    }
    Answer answer;
    answer.status = 200;
    answer.body = QJsonDocument(QJsonObject{{QStringLiteral("verdicts"), verdicts}}).toJson();
    return answer;
}

} // namespace

void WorldLine::send(const Call &call, const Finished &finished)
{
    const server::Request request = requestFor(call);
    const bool hopes = m_broken == Break::TrustsSilence && call.path == QLatin1String("/v1/operations");
    m_open.insert(call.number);
    m_network.carry(m_window, request, call.totalMs,
                    [this, alive = std::weak_ptr<bool>(m_alive), finished, began = m_agenda.now(), good = call.alsoGood,
                     number = call.number, hoped = hopes ? request.body : QByteArray()](const Result<RawReply> &reply) {
                        if (alive.expired() || !m_open.remove(number))
                            return;
                        Outcome outcome;
                        outcome.tookMs = m_agenda.now() - began;
                        if (reply) {
                            outcome.answer = judge(*reply, good);
                            outcome.reached = isOurs(*reply);
                        } else if (!hoped.isEmpty()) {
                            outcome.answer = hope(hoped);
                        } else {
                            outcome.answer = failure(reply.error());
                        }
                        finished(outcome);
                    });
}

} // namespace yichuang::chaos
