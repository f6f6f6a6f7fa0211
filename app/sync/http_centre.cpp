// SPDX-License-Identifier: Apache-2.0
#include "app/sync/http_centre.h"

#include "app/base/log.h"
#include "app/crypto/digest.h"
#include "app/sync/blob_transfer.h"
#include "app/sync/http_line.h"
#include "app/sync/wire.h"

#include <QJsonDocument>
#include <QPointer>
#include <QPromise>
#include <QUuid>

#include <utility>

namespace yichuang
{

namespace
{

const QString where = QStringLiteral("sync.centre");

QByteArray jsonOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Call getCall(const QString &path)
{
    Call call;
    call.path = path;
    return call;
}

Call postCall(const QString &path, std::function<QByteArray()> body)
{
    Call call;
    call.method = "POST";
    call.path = path;
    call.body = std::move(body);
    return call;
}

/// An act that has its effect once, however often it is sent.
Call onceCall(const QString &path, const QString &request, std::function<QByteArray()> body)
{
    Call call = postCall(path, std::move(body));
    call.headers.append({"Yichuang-Request", request.toLatin1()});
    return call;
}

/// The id of a request that is known by what it asks alone: the same content is the same request.
QString idOf(const QByteArray &content)
{
    QByteArray bytes = sha256(content).left(16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x70);
    bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

QString percent(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

VerifyKey keyOf(const CentreAddress &address)
{
    if (address.centreKeyDer.isEmpty())
        return {};
    return VerifyKey::fromDer(address.centreKeyDer).value_or(VerifyKey());
}

bool breaksLink(Fault fault)
{
    return fault == Fault::NoNetwork || fault == Fault::CentreUnreachable || fault == Fault::NotOurServer
           || fault == Fault::CertificateUntrusted || fault == Fault::NetworkTimeout;
}

} // namespace

struct HttpCentre::Errand {
    Call call;
    Read read;
    Ended ended;
    bool withSession = false;
    bool mayRenew = false;
    bool isOperations = false;
    bool onlyRenewal = false; ///< no call of its own: it waits for the renewal
    bool hasEnded = false;
    int watch = 0; ///< timer of a small call
};

HttpCentre::HttpCentre(const CentreAddress &address, const Clock &clock, CallLimits limits, QObject *parent)
    : Centre(parent),
      m_clock(clock),
      m_limits(limits),
      m_centreKey(keyOf(address)),
      m_timers(m_ownTimers),
      m_line(new HttpLine(address, limits))
{
    m_line->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_line, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("centre"));
    m_thread.start();
}

HttpCentre::HttpCentre(std::unique_ptr<Line> line, const CentreAddress &address, const Clock &clock, Timers &timers,
                       CallLimits limits, QObject *parent)
    : Centre(parent),
      m_clock(clock),
      m_limits(limits),
      m_centreKey(keyOf(address)),
      m_timers(timers),
      m_line(line.release())
{
    m_line->setParent(this);
}

HttpCentre::~HttpCentre()
{
    if (m_line->parent() == this)
        delete m_line;
    m_thread.quit();
    m_thread.wait();
    m_line = nullptr;
    m_waitingChunks.clear();
    endAll();
}

void HttpCentre::endAll()
{
    m_renewing = false;
    const auto waiting = std::exchange(m_untilRenewed, {}) + std::exchange(m_open, {});
    for (const auto &errand : waiting)
        end(errand, Reason{Fault::Cancelled, where, {}});
}

void HttpCentre::setAddress(const CentreAddress &address)
{
    m_centreKey = keyOf(address);
    QMetaObject::invokeMethod(m_line, [line = m_line, address] { line->setAddress(address); });
    endAll();
}

template <typename T>
QFuture<Result<T>> HttpCentre::ask(const Call &call, std::function<Result<T>(const Answer &)> read, bool withSession)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    auto value = std::make_shared<std::optional<Result<T>>>();
    promise->start();
    QFuture<Result<T>> future = promise->future();
    run(
        call,
        [read = std::move(read), value](const Answer &answer) -> std::optional<Reason> {
            value->emplace(read(answer));
            return (*value)->has_value() ? std::nullopt : std::optional((*value)->error());
        },
        [promise, value](const std::optional<Reason> &reason) {
            promise->addResult(reason ? Result<T>(failure(*reason)) : **value);
            promise->finish();
        },
        withSession);
    return future;
}

void HttpCentre::run(const Call &call, Read read, Ended ended, bool withSession)
{
    auto errand = std::make_shared<Errand>();
    errand->call = call;
    errand->call.totalMs = call.totalMs == Call().totalMs ? m_limits.totalMs : call.totalMs;
    errand->read = std::move(read);
    errand->ended = std::move(ended);
    errand->withSession = withSession;
    errand->mayRenew = withSession;
    errand->isOperations = call.path == QLatin1String("/v1/operations");
    m_operationCalls += errand->isOperations ? 1 : 0;
    dispatch(errand);
}

void HttpCentre::dispatch(const std::shared_ptr<Errand> &errand)
{
    if (!m_line)
        return end(errand, Reason{Fault::Cancelled, where, {}});
    m_open.append(errand);
    if (errand->withSession)
        errand->call.accessToken = m_session.accessToken.toLatin1();
    errand->call.number = ++m_lastCall;
    watchQuiet(errand);
    QMetaObject::invokeMethod(m_line, [this, line = m_line, errand, call = errand->call] {
        line->send(call, [this, errand](const Outcome &outcome) {
            // Still on the line's thread: bodies are read here.
            const auto reason = outcome.answer ? errand->read(*outcome.answer) : std::optional(outcome.answer.error());
            QMetaObject::invokeMethod(this, [this, errand, outcome, reason] { arrived(errand, outcome, reason); });
        });
    });
}

void HttpCentre::arrived(const std::shared_ptr<Errand> &errand, const Outcome &outcome, std::optional<Reason> reason)
{
    if (errand->hasEnded || !m_open.removeOne(errand))
        return;
    unwatch(errand);
    noteContact(*errand, outcome, reason);
    if (reason && reason->fault == Fault::SessionExpired && errand->mayRenew) {
        errand->mayRenew = false;
        return renewFor(errand);
    }
    end(errand, reason);
}

void HttpCentre::end(const std::shared_ptr<Errand> &errand, const std::optional<Reason> &reason)
{
    if (std::exchange(errand->hasEnded, true))
        return;
    unwatch(errand);
    if (reason && reason->fault != Fault::Cancelled)
        qCDebug(logSync, "%s ended: %s", errand->call.method.constData(), qUtf8Printable(describe(*reason)));
    if (errand->isOperations && --m_operationCalls == 0)
        goOnWithBlobs();
    errand->ended(reason);
}

void HttpCentre::noteContact(const Errand &errand, const Outcome &outcome, const std::optional<Reason> &reason)
{
    if (outcome.reached) {
        m_heardThrough = m_lastCall;
        setLink(LinkState::Online);
    } else if (reason && breaksLink(reason->fault)) {
        // One that was sent before the centre was last heard says nothing of the link as it is now.
        if (reason->fault != Fault::NetworkTimeout || errand.call.number > m_heardThrough)
            setLink(LinkState::Offline);
    }
    // A reply that took long says little about the time now; a long poll's head is written at its end.
    if (outcome.answer && outcome.answer->time.isValid() && outcome.tookMs < 2000)
        m_offsetMs = m_clock.now().msecsTo(outcome.answer->time) + outcome.tookMs / 2;
}

void HttpCentre::watchQuiet(const std::shared_ptr<Errand> &errand)
{
    if (errand->call.isPoll || errand->call.chunkDigest || errand->isOperations)
        return;
    errand->watch = m_timers.after(m_limits.quietMs, [self = QPointer(this), weak = std::weak_ptr<Errand>(errand)] {
        const auto still = weak.lock();
        if (!self || !still)
            return;
        still->watch = 0;
        if (self->m_open.contains(still) && still->call.number > self->m_heardThrough)
            self->setLink(LinkState::Offline);
    });
}

void HttpCentre::unwatch(const std::shared_ptr<Errand> &errand)
{
    m_timers.cancel(std::exchange(errand->watch, 0));
}

/// A poll on a dead link would find out at its own deadline only.
void HttpCentre::abandonPolls()
{
    for (const auto &errand : QList<std::shared_ptr<Errand>>(m_open)) {
        if (!errand->call.isPoll)
            continue;
        m_open.removeOne(errand);
        QMetaObject::invokeMethod(m_line, [line = m_line, number = errand->call.number] { line->abandon(number); });
        end(errand, Reason{Fault::NetworkTimeout, where, QStringLiteral("quiet")});
    }
}

void HttpCentre::setLink(LinkState link)
{
    if (std::exchange(m_link, link) == link)
        return;
    if (link == LinkState::Offline)
        abandonPolls();
    Q_EMIT linkChanged(link);
}

// --- session ---

Call HttpCentre::refreshCall() const
{
    const QByteArray body = jsonOf({{QStringLiteral("refreshToken"), m_session.refreshToken}});
    return postCall(QStringLiteral("/v1/sessions/refresh"), [body] { return body; });
}

void HttpCentre::renewFor(const std::shared_ptr<Errand> &errand)
{
    // Another call may have renewed it while this one was on its way.
    if (!errand->onlyRenewal && !m_session.accessToken.isEmpty()
        && errand->call.accessToken != m_session.accessToken.toLatin1())
        return dispatch(errand);
    if (m_session.refreshToken.isEmpty())
        return end(errand, Reason{Fault::SessionExpired, where, QStringLiteral("no session")});
    m_untilRenewed.append(errand);
    if (std::exchange(m_renewing, true))
        return;
    auto renewed = std::make_shared<Session>();
    run(
        refreshCall(),
        [renewed](const Answer &answer) -> std::optional<Reason> {
            const auto session = sessionFrom(answer.body);
            if (!session)
                return session.error();
            *renewed = *session;
            return std::nullopt;
        },
        [this, renewed](const std::optional<Reason> &reason) {
            if (!reason) {
                if (renewed->hallKey.isEmpty())
                    renewed->hallKey = m_session.hallKey;
                m_session = *renewed;
                Q_EMIT sessionRenewed(m_session);
            }
            renewalEnded(reason);
        },
        false);
}

void HttpCentre::renewalEnded(const std::optional<Reason> &reason)
{
    m_renewing = false;
    if (reason && reason->fault == Fault::SessionExpired) {
        m_session.accessToken.clear();
        m_session.refreshToken.clear();
    }
    for (const auto &errand : std::exchange(m_untilRenewed, {})) {
        if (reason || errand->onlyRenewal)
            end(errand, reason);
        else
            dispatch(errand);
    }
}

void HttpCentre::setSession(const Session &session)
{
    m_session = session;
}

QFuture<Result<Session>> HttpCentre::signIn(const QString &clerk, const QString &password, const SignInProof &proof)
{
    QJsonObject json{{QStringLiteral("clerk"), clerk}, {QStringLiteral("password"), password}};
    if (!proof.code.isEmpty())
        json.insert(QStringLiteral("code"), proof.code);
    if (!proof.newPassword.isEmpty())
        json.insert(QStringLiteral("newPassword"), proof.newPassword);
    auto promise = std::make_shared<QPromise<Result<Session>>>();
    auto made = std::make_shared<Session>();
    promise->start();
    run(
        postCall(QStringLiteral("/v1/sessions"), [body = jsonOf(json)] { return body; }),
        [made](const Answer &answer) -> std::optional<Reason> {
            const auto session = sessionFrom(answer.body);
            if (!session)
                return session.error();
            *made = *session;
            return std::nullopt;
        },
        [this, promise, made](const std::optional<Reason> &reason) {
            if (!reason)
                m_session = *made;
            promise->addResult(reason ? Result<Session>(failure(*reason)) : Result<Session>(*made));
            promise->finish();
        },
        false);
    return promise->future();
}

QFuture<Result<Session>> HttpCentre::refresh()
{
    auto promise = std::make_shared<QPromise<Result<Session>>>();
    promise->start();
    auto errand = std::make_shared<Errand>();
    // Joins a renewal that is under way: a refresh token is good once.
    errand->ended = [this, promise](const std::optional<Reason> &reason) {
        promise->addResult(reason ? Result<Session>(failure(*reason)) : Result<Session>(m_session));
        promise->finish();
    };
    errand->onlyRenewal = true;
    renewFor(errand);
    return promise->future();
}

// --- calls ---

QFuture<Result<Enrolment>> HttpCentre::enrol(const QString &code, const QByteArray &csr, const QByteArray &signingKey)
{
    const auto key = VerifyKey::fromDer(signingKey);
    const QString suite = suiteName(key ? key->suite() : Suite::International);
    return ask<Enrolment>(
        onceCall(QStringLiteral("/v1/enrolments"), idOf(code.toUtf8() + csr + signingKey),
                 [code, csr, signingKey, suite] { return enrolmentBody(code, csr, signingKey, suite); }),
        [](const Answer &answer) { return enrolmentFrom(answer.body); }, false);
}

QFuture<Result<QList<OperationVerdict>>> HttpCentre::postOperations(const QList<Operation> &batch)
{
    return ask<QList<OperationVerdict>>(
        postCall(QStringLiteral("/v1/operations"), [batch] { return operationsBody(batch); }),
        [](const Answer &answer) { return verdictsFrom(answer.body); });
}

QFuture<Result<ChangeBatch>> HttpCentre::changes(const QString &cursor, int waitSeconds)
{
    Call call =
        getCall(QStringLiteral("/v1/changes?after=%1&wait=%2").arg(percent(cursor), QString::number(waitSeconds)));
    if (waitSeconds > 0)
        call.totalMs = waitSeconds * 1000 + m_limits.pollExtraMs;
    call.isPoll = waitSeconds > 0;
    return ask<ChangeBatch>(call, [](const Answer &answer) { return changesFrom(answer.body); });
}

QFuture<Result<QPair<QByteArray, QString>>> HttpCentre::document(const QString &name, const QString &etag)
{
    using Document = QPair<QByteArray, QString>;
    Call call = getCall(QStringLiteral("/v1/") + percent(name));
    call.alsoGood = {304};
    if (!etag.isEmpty())
        call.headers.append({"If-None-Match", etag.toLatin1()});
    const VerifyKey key = m_centreKey;
    return ask<Document>(call, [key, name, etag](const Answer &answer) -> Result<Document> {
        if (answer.status == 304)
            return Document({}, etag);
        if (key.isNull())
            return failure(Fault::NotEnrolled, where, QStringLiteral("no key to check documents"));
        if (!key.verify(answer.body, QByteArray::fromBase64(answer.signature)))
            return failure(Fault::ReplyMalformed, where, QStringLiteral("signature of ") + name);
        return Document(answer.body, QString::fromLatin1(answer.etag));
    });
}

QFuture<Result<Ticket>> HttpCentre::callNext(const QString &request)
{
    return ask<Ticket>(onceCall(QStringLiteral("/v1/tickets/next"), request, [] { return QByteArray("{}"); }),
                       [](const Answer &answer) { return ticketFrom(answer.body); });
}

QFuture<Result<Ticket>> HttpCentre::ticketEvent(const QString &request, const QString &ticketId, TicketEvent event)
{
    const QByteArray body = jsonOf({{QStringLiteral("event"), ticketEventName(event)}});
    return ask<Ticket>(
        onceCall(QStringLiteral("/v1/tickets/%1/events").arg(percent(ticketId)), request, [body] { return body; }),
        [](const Answer &answer) { return ticketFrom(answer.body); });
}

QFuture<Result<QueueStanding>> HttpCentre::queue()
{
    return ask<QueueStanding>(getCall(QStringLiteral("/v1/queue")),
                              [](const Answer &answer) { return queueFrom(answer.body); });
}

QFuture<Result<Done>> HttpCentre::ping()
{
    return ask<Done>(getCall(QStringLiteral("/healthz")), [](const Answer &) { return Result<Done>(Done{}); }, false);
}

QFuture<Result<CountersignedHead>> HttpCentre::countersign(const AuditHead &head)
{
    const VerifyKey key = m_centreKey;
    return ask<CountersignedHead>(
        postCall(QStringLiteral("/v1/audit/heads"), [head] { return jsonOf(toJson(head)); }),
        [key, head](const Answer &answer) { return countersignedFrom(answer.body, head, key); }, false);
}

QFuture<Result<QByteArray>> HttpCentre::renewCertificate(const QByteArray &csr)
{
    const QByteArray body = jsonOf({{QStringLiteral("csr"), QString::fromLatin1(csr)}});
    return ask<QByteArray>(
        onceCall(QStringLiteral("/v1/certificates"), idOf(body), [body] { return body; }),
        [](const Answer &answer) { return certificateFrom(answer.body); }, false);
}

// --- blobs ---

QFuture<Result<Done>> HttpCentre::putBlob(const QString &blob, const QByteArray &bytes)
{
    auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    BlobTransfer::Way way;
    way.run = [this](const Call &call, const auto &read, const auto &ended) { run(call, read, ended, true); };
    way.whenFree = [this](const std::function<void()> &next) {
        if (m_operationCalls == 0)
            return next();
        m_waitingChunks.append(next);
    };
    BlobTransfer::start(way, blob, bytes, [promise](const std::optional<Reason> &reason) {
        promise->addResult(reason ? Result<Done>(failure(*reason)) : Result<Done>(Done{}));
        promise->finish();
    });
    return promise->future();
}

void HttpCentre::goOnWithBlobs()
{
    for (const auto &next : std::exchange(m_waitingChunks, {}))
        next();
}

} // namespace yichuang
