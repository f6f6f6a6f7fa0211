// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/fake_centre.h"

namespace yichuang
{

FakeCentre::FakeCentre() = default;
FakeCentre::~FakeCentre() = default;

void FakeCentre::append(const Operation &operation)
{
    const qint64 version = ++m_versions[operation.caseId];
    feed.append(Change{feed.size() + 1, version, operation});
    endPolls();
}

void FakeCentre::endPolls()
{
    for (const auto &[promise, cursor] : std::exchange(m_polls, {})) {
        promise->addResult(Result<ChangeBatch>(since(cursor)));
        promise->finish();
    }
}

void FakeCentre::answerHeld()
{
    holding = false;
    for (const auto &act : std::exchange(m_held, {}))
        act();
}

void FakeCentre::goOffline()
{
    unreachable = true;
    for (const auto &[promise, cursor] : std::exchange(m_polls, {})) {
        promise->addResult(Result<ChangeBatch>(failure(Fault::CentreUnreachable, QStringLiteral("fake.centre"))));
        promise->finish();
    }
    setLink(LinkState::Offline);
}

QFuture<Result<Enrolment>> FakeCentre::enrol(const QString &code, const QByteArray &, const QByteArray &)
{
    Enrolment made;
    made.device = code;
    return give("enrol", made);
}

QFuture<Result<Session>> FakeCentre::signIn(const QString &, const QString &password, const SignInProof &proof)
{
    passwords.append(password);
    proofs.append(proof);
    if (holding)
        return hold<Session>([this] { return give("signIn", session); });
    return give("signIn", session);
}

QFuture<Result<Session>> FakeCentre::refresh()
{
    const bool wasGood = std::exchange(sessionGood, true);
    if (!refreshGood && !unreachable) {
        sessionGood = wasGood;
        journal.append(QStringLiteral("refresh"));
        return ready(Result<Session>(failure(Fault::SessionExpired, QStringLiteral("fake.centre"))));
    }
    auto answer = give("refresh", session);
    sessionGood = answer.result().has_value();
    return answer;
}

void FakeCentre::setSession(const Session &made)
{
    session = made;
}

QFuture<Result<QList<OperationVerdict>>> FakeCentre::postOperations(const QList<Operation> &batch)
{
    using Posted = Result<QList<OperationVerdict>>;
    QStringList ids;
    for (const Operation &operation : batch)
        ids.append(operation.id);
    batches.append(ids);
    if (const auto reason = fails("postOperations"))
        return ready(Posted(failure(*reason)));
    const auto isIn = [&](const QSet<QString> &set) {
        return std::any_of(ids.begin(), ids.end(), [&](const QString &id) { return set.contains(id); });
    };
    if (isIn(poison))
        return ready(Posted(failure(Fault::CentreFault, QStringLiteral("fake.centre"))));
    if (isIn(invalid))
        return ready(Posted(failure(Fault::RequestRefused, QStringLiteral("fake.centre"))));
    QList<OperationVerdict> answers;
    for (const Operation &operation : batch) {
        if (!silent.contains(operation.id))
            answers.append(judge(operation));
    }
    endPolls();
    if (loseReplies > 0) {
        --loseReplies;
        return ready(Posted(failure(Fault::NetworkTimeout, QStringLiteral("fake.centre"))));
    }
    return ready(Posted(answers));
}

QFuture<Result<ChangeBatch>> FakeCentre::changes(const QString &cursor, int waitSeconds)
{
    cursors.append(cursor);
    if (const auto reason = fails("changes"))
        return ready(Result<ChangeBatch>(failure(*reason)));
    const ChangeBatch now = since(cursor);
    if (waitSeconds == 0 || !now.changes.isEmpty() || now.epochChanged)
        return ready(Result<ChangeBatch>(now));
    auto promise = std::make_shared<QPromise<Result<ChangeBatch>>>();
    promise->start();
    m_polls.append({promise, cursor});
    return promise->future();
}

QFuture<Result<Done>> FakeCentre::putBlob(const QString &blob, const QByteArray &bytes)
{
    const auto reason = fails("putBlob");
    if (reason)
        return ready(Result<Done>(failure(*reason)));
    blobs.insert(blob, bytes);
    return ready(Result<Done>(Done{}));
}

QFuture<Result<QPair<QByteArray, QString>>> FakeCentre::document(const QString &name, const QString &etag)
{
    using Document = QPair<QByteArray, QString>;
    const auto reason = fails("document");
    if (reason)
        return ready(Result<Document>(failure(*reason)));
    if (!documents.contains(name))
        return ready(Result<Document>(failure(Fault::NotFound, QStringLiteral("fake.centre"))));
    const Document held = documents.value(name);
    return ready(Result<Document>(held.second == etag ? Document({}, etag) : held));
}

QFuture<Result<Ticket>> FakeCentre::callNext(const QString &request)
{
    if (holding)
        return hold<Ticket>([this, request] { return callNext(request); });
    if (const auto reason = fails("callNext"))
        return ready(Result<Ticket>(failure(*reason)));
    if (!m_called.contains(request) && tickets.isEmpty())
        return ready(Result<Ticket>(failure(Fault::QueueEmpty, QStringLiteral("fake.centre"))));
    if (!m_called.contains(request))
        m_called.insert(request, tickets.takeFirst());
    if (loseCalls > 0) {
        --loseCalls;
        return ready(Result<Ticket>(failure(Fault::NetworkTimeout, QStringLiteral("fake.centre"))));
    }
    return ready(Result<Ticket>(m_called.value(request)));
}

QFuture<Result<Ticket>> FakeCentre::ticketEvent(const QString &request, const QString &ticketId, TicketEvent event)
{
    Ticket ticket;
    ticket.id = ticketId;
    if (const auto reason = fails("ticketEvent"))
        return ready(Result<Ticket>(failure(*reason)));
    if (refuseTicket.contains(ticketId))
        return ready(Result<Ticket>(failure(refuseTicket.value(ticketId), QStringLiteral("fake.centre"))));
    if (!m_acts.contains(request)) {
        m_acts.insert(request);
        ticketActs.append(ticketId + u' ' + ticketEventName(event));
    }
    if (loseActs > 0) {
        --loseActs;
        return ready(Result<Ticket>(failure(Fault::NetworkTimeout, QStringLiteral("fake.centre"))));
    }
    return ready(Result<Ticket>(ticket));
}

QFuture<Result<QueueStanding>> FakeCentre::queue()
{
    return give("queue", standing);
}

QFuture<Result<Done>> FakeCentre::ping()
{
    return give("ping", Done{});
}

LinkState FakeCentre::link() const
{
    return m_link;
}

qint64 FakeCentre::serverOffsetMs() const
{
    return 0;
}

template <typename T>
QFuture<T> FakeCentre::ready(const T &value)
{
    return QtFuture::makeReadyFuture(value);
}

template <typename T, typename Act>
QFuture<Result<T>> FakeCentre::hold(Act act)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_held.append([promise, act] {
        promise->addResult(act().result());
        promise->finish();
    });
    return promise->future();
}

template <typename T>
QFuture<Result<T>> FakeCentre::give(const char *call, const T &value)
{
    const auto reason = fails(call);
    return ready(reason ? Result<T>(failure(*reason)) : Result<T>(value));
}

std::optional<Reason> FakeCentre::fails(const char *call)
{
    const QString name = QString::fromLatin1(call);
    journal.append(name);
    if (unreachable) {
        setLink(LinkState::Offline);
        return Reason{Fault::CentreUnreachable, QStringLiteral("fake.centre"), {}};
    }
    std::optional<Reason> reason;
    if (!failNext.value(name).isEmpty())
        reason = failNext[name].takeFirst();
    else if (!sessionGood)
        reason = Reason{Fault::SessionExpired, QStringLiteral("fake.centre"), {}};
    setLink(LinkState::Online);
    return reason;
}

OperationVerdict FakeCentre::judge(const Operation &operation)
{
    if (verdicts.contains(operation.id)) {
        OperationVerdict again = verdicts.value(operation.id);
        if (again.kind == VerdictKind::Applied)
            again.kind = VerdictKind::SeenBefore;
        return again;
    }
    OperationVerdict verdict;
    verdict.operationId = operation.id;
    if (refuse.contains(operation.id)) {
        verdict.kind = VerdictKind::Refused;
        verdict.fault = refuse.value(operation.id);
    } else {
        verdict.caseVersion = ++m_versions[operation.caseId];
        verdict.sequence = feed.size() + 1;
        feed.append(Change{verdict.sequence, verdict.caseVersion, operation});
    }
    verdicts.insert(operation.id, verdict);
    return verdict;
}

ChangeBatch FakeCentre::since(const QString &cursor) const
{
    ChangeBatch batch;
    const bool known = cursor.section(QLatin1Char(':'), 0, 0).toLongLong() == epoch;
    batch.epochChanged = !cursor.isEmpty() && !known;
    const qint64 after = known ? cursor.section(QLatin1Char(':'), 1).toLongLong() : 0;
    batch.changes = feed.mid(after, 200);
    batch.cursor = QStringLiteral("%1:%2").arg(epoch).arg(after + batch.changes.size());
    batch.queue = standing;
    return batch;
}

void FakeCentre::setLink(LinkState link)
{
    if (std::exchange(m_link, link) != link)
        Q_EMIT linkChanged(link);
}

} // namespace yichuang
