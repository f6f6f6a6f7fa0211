// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/domain/operation.h"
#include "app/domain/ticket.h"

#include <QFuture>
#include <QJsonObject>
#include <QObject>

namespace yichuang
{

/// What a good online sign-in gives.
struct Session {
    QString clerk;     ///< login name
    QString clerkName; ///< as shown
    QString role;      ///< "clerk", "supervisor", "administrator", "auditor"
    QString accessToken;
    QString refreshToken;
    QDateTime accessUntil;
    QByteArray offlineGrant; ///< signed by the centre; lets the clerk sign in off line until its date
    QByteArray hallKey;      ///< opens this window's sealed store for a further clerk
};

/// What a centre may ask for beside the password; empty where it did not.
struct SignInProof {
    QString code;        ///< six digits of an authenticator (RFC 6238): SecondFactorNeeded, SecondFactorWrong
    QString newPassword; ///< replaces the password: PasswordMustChange, PasswordTooWeak
};

/// What enrolment gives a window.
struct Enrolment {
    QString device; ///< device id
    QString hall;   ///< 6 digits
    QString hallName;
    int window = 0;
    QString windowName;
    int generation = 0;
    QByteArray certificate; ///< PEM, for mutual TLS
    QByteArray authority;   ///< PEM of the hall's CA
    QByteArray centreKey;   ///< DER of the key that signs catalogue, grants and audit heads
    QJsonObject policy;
};

struct ChangeBatch {
    QList<Change> changes;
    QString cursor; ///< "epoch:sequence"
    bool epochChanged = false;
    qint64 commonThrough = 0; ///< where the epoch changed: the last sequence that both epochs have; 0 for none
    std::optional<QueueStanding> queue;
    int unreadable = 0; ///< changes left out because this version cannot read their operation
};

/// How the link stands.
enum class LinkState { Unknown, Online, Offline };

/// The central approval server. Calls end by themselves: each has a total deadline (30 s; the long poll its wait plus
/// 10 s), a reply limit, no redirects, and a check that it is our server. Reasons: NoNetwork, CentreUnreachable,
/// NotOurServer, CertificateUntrusted, NetworkTimeout, ReplyTooLarge, ReplyMalformed, CentreBusy, CentreFault, and the
/// fault that a problem document names. The caller's thread.
class Centre : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    [[nodiscard]] virtual QFuture<Result<Enrolment>> enrol(const QString &code, const QByteArray &csr,
                                                           const QByteArray &signingKey) = 0;
    [[nodiscard]] virtual QFuture<Result<Session>> signIn(const QString &clerk, const QString &password,
                                                          const SignInProof &proof = {}) = 0;
    [[nodiscard]] virtual QFuture<Result<Session>> refresh() = 0;
    /// Takes up a session made elsewhere, or drops it (an empty one).
    virtual void setSession(const Session &session) = 0;
    [[nodiscard]] virtual QFuture<Result<QList<OperationVerdict>>> postOperations(const QList<Operation> &batch) = 0;
    /// Long poll; ends at once when there is something, else after `waitSeconds`.
    [[nodiscard]] virtual QFuture<Result<ChangeBatch>> changes(const QString &cursor, int waitSeconds) = 0;
    /// Sends a blob by chunks of 512 KiB, skipping those the centre has.
    [[nodiscard]] virtual QFuture<Result<Done>> putBlob(const QString &blob, const QByteArray &bytes) = 0;
    /// A published document; empty bytes when unchanged since `etag`. {bytes, etag}
    [[nodiscard]] virtual QFuture<Result<QPair<QByteArray, QString>>> document(const QString &name,
                                                                               const QString &etag) = 0;
    /// The next visitor for this window, exclusively; QueueEmpty. `request` is a UUID version 7 for the act: asked
    /// again with the same one it calls nobody else and gives the same answer.
    [[nodiscard]] virtual QFuture<Result<Ticket>> callNext(const QString &request) = 0;
    /// TicketTaken, TransitionRefused, NotFound. `request` as in callNext().
    [[nodiscard]] virtual QFuture<Result<Ticket>> ticketEvent(const QString &request, const QString &ticketId,
                                                              TicketEvent event) = 0;
    [[nodiscard]] virtual QFuture<Result<QueueStanding>> queue() = 0;
    /// The smallest call, for a link on which nothing is said: whether the centre answers.
    [[nodiscard]] virtual QFuture<Result<Done>> ping() = 0;
    [[nodiscard]] virtual LinkState link() const = 0;
    /// Centre time minus our wall time, ms; 0 until known.
    [[nodiscard]] virtual qint64 serverOffsetMs() const = 0;

Q_SIGNALS:
    void linkChanged(yichuang::LinkState state);
};

} // namespace yichuang
