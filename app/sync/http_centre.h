// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/crypto/signing.h"
#include "app/ports/audit.h"
#include "app/ports/centre.h"
#include "app/sync/centre_address.h"
#include "app/sync/line.h"
#include "app/sync/timers.h"

#include <QThread>

#include <memory>

namespace yichuang
{

class BlobTransfer;

/// The centre over HTTPS. Public members are for the thread that made it; its signals and the ends of its futures come
/// there. The network works in a thread of its own. A session that has run out is renewed once by itself, for all the
/// calls that met it together; what the renewal gives is in sessionRenewed(). Calls that are open when it is destroyed
/// end with Cancelled. A small call that stays without an answer for CallLimits::quietMs shows the link as off line,
/// and the long poll, which would hear of it much later, ends at once with NetworkTimeout.
class HttpCentre final : public Centre, public AuditWitness
{
    Q_OBJECT

public:
    HttpCentre(const CentreAddress &address, const Clock &clock, CallLimits limits = {}, QObject *parent = nullptr);
    /// Over a line that works in this thread, with delays from outside: for a world that makes its own time. The timers
    /// must live longer.
    HttpCentre(std::unique_ptr<Line> line, const CentreAddress &address, const Clock &clock, Timers &timers,
               CallLimits limits = {}, QObject *parent = nullptr);
    ~HttpCentre() override;

    /// Goes on elsewhere, or with the certificate that enrolment gave. Open calls end with Cancelled.
    void setAddress(const CentreAddress &address);
    [[nodiscard]] const Session &session() const { return m_session; }

    [[nodiscard]] QFuture<Result<Enrolment>> enrol(const QString &code, const QByteArray &csr,
                                                   const QByteArray &signingKey) override;
    [[nodiscard]] QFuture<Result<Session>> signIn(const QString &clerk, const QString &password,
                                                  const SignInProof &proof = {}) override;
    /// A new certificate for this window, with which it goes on: PEM. DeviceRevoked, NotEnrolled, RequestRefused.
    [[nodiscard]] QFuture<Result<QByteArray>> renewCertificate(const QByteArray &csr);
    [[nodiscard]] QFuture<Result<Session>> refresh() override;
    void setSession(const Session &session) override;
    [[nodiscard]] QFuture<Result<QList<OperationVerdict>>> postOperations(const QList<Operation> &batch) override;
    [[nodiscard]] QFuture<Result<ChangeBatch>> changes(const QString &cursor, int waitSeconds) override;
    [[nodiscard]] QFuture<Result<Done>> putBlob(const QString &blob, const QByteArray &bytes) override;
    /// The document's signature is checked with the centre's key: ReplyMalformed where it does not fit, NotEnrolled
    /// where no key is known.
    [[nodiscard]] QFuture<Result<QPair<QByteArray, QString>>> document(const QString &name,
                                                                       const QString &etag) override;
    [[nodiscard]] QFuture<Result<Ticket>> callNext(const QString &request) override;
    [[nodiscard]] QFuture<Result<Ticket>> ticketEvent(const QString &request, const QString &ticketId,
                                                      TicketEvent event) override;
    [[nodiscard]] QFuture<Result<QueueStanding>> queue() override;
    [[nodiscard]] QFuture<Result<Done>> ping() override;
    /// NotEnrolled where no key of the centre is known.
    [[nodiscard]] QFuture<Result<CountersignedHead>> countersign(const AuditHead &head) override;
    [[nodiscard]] LinkState link() const override { return m_link; }
    [[nodiscard]] qint64 serverOffsetMs() const override { return m_offsetMs; }

Q_SIGNALS:
    /// The tokens changed without the caller asking.
    void sessionRenewed(const yichuang::Session &session);

private:
    friend class BlobTransfer;
    using Read = std::function<std::optional<Reason>(const Answer &)>;
    using Ended = std::function<void(const std::optional<Reason> &)>;
    struct Errand;

    template <typename T>
    [[nodiscard]] QFuture<Result<T>> ask(const Call &call, std::function<Result<T>(const Answer &)> read,
                                         bool withSession = true);
    /// `read` runs on the line's thread, then `ended` here, exactly once.
    void run(const Call &call, Read read, Ended ended, bool withSession);
    void dispatch(const std::shared_ptr<Errand> &errand);
    void arrived(const std::shared_ptr<Errand> &errand, const Outcome &outcome, std::optional<Reason> reason);
    void end(const std::shared_ptr<Errand> &errand, const std::optional<Reason> &reason);
    void endAll();
    void renewFor(const std::shared_ptr<Errand> &errand);
    void renewalEnded(const std::optional<Reason> &reason);
    [[nodiscard]] Call refreshCall() const;
    void noteContact(const Errand &errand, const Outcome &outcome, const std::optional<Reason> &reason);
    void watchQuiet(const std::shared_ptr<Errand> &errand);
    void unwatch(const std::shared_ptr<Errand> &errand);
    void abandonPolls();
    void setLink(LinkState link);
    void goOnWithBlobs();

    const Clock &m_clock;
    CallLimits m_limits;
    VerifyKey m_centreKey;
    Session m_session;
    LinkState m_link = LinkState::Unknown;
    qint64 m_offsetMs = 0;
    QtTimers m_ownTimers;
    Timers &m_timers;
    QThread m_thread;
    Line *m_line = nullptr; ///< lives in m_thread, where that runs
    QList<std::shared_ptr<Errand>> m_open;
    QList<std::shared_ptr<Errand>> m_untilRenewed;
    bool m_renewing = false;
    quint64 m_lastCall = 0;     ///< number of the newest call
    quint64 m_heardThrough = 0; ///< the newest call when the centre was last heard
    int m_operationCalls = 0;   ///< under way; blob chunks wait for them
    QList<std::function<void()>> m_waitingChunks;
};

} // namespace yichuang
