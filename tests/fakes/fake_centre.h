// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/centre.h"

#include <QMap>
#include <QPromise>
#include <QSet>

#include <functional>

namespace yichuang
{

/// A centre in memory that keeps the port's promises: one effect an operation, the first verdict again for one seen
/// before, a feed without gaps, an exclusive queue. A test scripts its troubles.
class FakeCentre final : public Centre
{
public:
    FakeCentre();
    ~FakeCentre() override;

    bool unreachable = false;              ///< every call ends with CentreUnreachable, the link goes off line
    bool sessionGood = true;               ///< false: calls end with SessionExpired
    bool refreshGood = true;               ///< false: so does refresh()
    QMap<QString, QList<Reason>> failNext; ///< by call
    QSet<QString> poison;                  ///< operations that make the centre fail on their whole batch
    QSet<QString> invalid;                 ///< operations that make it refuse their whole batch
    QMap<QString, Fault> refuse;           ///< operations that get a refusal
    QSet<QString> silent;                  ///< operations that get no verdict
    int loseReplies = 0;                   ///< so many posts take effect and their reply is lost
    bool holding = false;                  ///< sign-ins and calls of tickets wait for answerHeld()
    qint64 epoch = 1;
    QList<Change> feed;
    QMap<QString, OperationVerdict> verdicts;
    QMap<QString, QByteArray> blobs;
    QMap<QString, QPair<QByteArray, QString>> documents;
    QList<Ticket> tickets;
    QMap<QString, Fault> refuseTicket; ///< tickets whose acts the queue refuses
    QStringList ticketActs;            ///< "ticket event", each taken once
    int loseCalls = 0;                 ///< so many calls of a ticket take effect and their reply is lost
    int loseActs = 0;                  ///< the same of acts on tickets
    QueueStanding standing;
    QStringList journal;        ///< every call, in order
    QStringList passwords;      ///< of each sign-in
    QList<SignInProof> proofs;  ///< of each sign-in
    QList<QStringList> batches; ///< ids of each post
    QStringList cursors;        ///< of each poll
    Session session{QStringLiteral("clerk"),
                    QStringLiteral("Clerk"),
                    QStringLiteral("clerk"),
                    QStringLiteral("a1"),
                    QStringLiteral("r1"),
                    {},
                    {},
                    {}};

    [[nodiscard]] int calls(const QString &name) const { return static_cast<int>(journal.count(name)); }
    /// Something happens at the centre by itself.
    void append(const Operation &operation);
    /// Ends the polls that wait.
    void endPolls();
    /// Answers the sign-ins and calls of tickets that wait, as things stand now.
    void answerHeld();
    [[nodiscard]] qsizetype pollsWaiting() const { return m_polls.size(); }
    void goOffline();

    QFuture<Result<Enrolment>> enrol(const QString &code, const QByteArray &, const QByteArray &) override;
    QFuture<Result<Session>> signIn(const QString &, const QString &password, const SignInProof &proof = {}) override;
    QFuture<Result<Session>> refresh() override;
    void setSession(const Session &made) override;

    QFuture<Result<QList<OperationVerdict>>> postOperations(const QList<Operation> &batch) override;
    QFuture<Result<ChangeBatch>> changes(const QString &cursor, int waitSeconds) override;
    QFuture<Result<Done>> putBlob(const QString &blob, const QByteArray &bytes) override;
    QFuture<Result<QPair<QByteArray, QString>>> document(const QString &name, const QString &etag) override;
    QFuture<Result<Ticket>> callNext(const QString &request) override;
    QFuture<Result<Ticket>> ticketEvent(const QString &request, const QString &ticketId, TicketEvent event) override;
    QFuture<Result<QueueStanding>> queue() override;
    QFuture<Result<Done>> ping() override;
    LinkState link() const override;
    qint64 serverOffsetMs() const override;

private:
    template <typename T>
    static QFuture<T> ready(const T &value);
    template <typename T, typename Act>
    QFuture<Result<T>> hold(Act act);
    template <typename T>
    QFuture<Result<T>> give(const char *call, const T &value);
    std::optional<Reason> fails(const char *call);
    OperationVerdict judge(const Operation &operation);
    ChangeBatch since(const QString &cursor) const;
    void setLink(LinkState link);

    LinkState m_link = LinkState::Unknown;
    QMap<QString, qint64> m_versions;
    QMap<QString, Ticket> m_called; ///< by request
    QSet<QString> m_acts;           ///< requests
    QList<std::function<void()>> m_held;
    QList<QPair<std::shared_ptr<QPromise<Result<ChangeBatch>>>, QString>> m_polls;
};

} // namespace yichuang
