// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/blob_loop.h"
#include "app/sync/http_centre.h"
#include "app/sync/operation_loop.h"
#include "app/sync/sync_engine.h"
#include "tests/load/load_outbox.h"
#include "tests/load/tally.h"
#include "tests/unit/server/operation_maker.h"

namespace yichuang::load
{

/// What is the same for all windows of a run.
struct Terms {
    QUrl server;
    QByteArray authority;
    QString matter;
    QString password;
    bool pages = false;
    int thinkMs = 200; ///< between the saves of a case
    Tally &tally;
    Journal &journal;
    const Clock &clock;
};

/// One window: enrolled by a code, a clerk signed in, the client's own sync over a store in memory. One that follows
/// runs all of it, the others what sends alone: a hall's feed goes to every window that follows, so that its cost is
/// the product of both. The thread that made it.
class LoadWindow final : public QObject
{
    Q_OBJECT

public:
    LoadWindow(const Terms &terms, int number, bool follows);
    ~LoadWindow() override;

    /// Enrols with a code and signs in; ready() or failed() comes.
    void begin(const QString &code, const QString &clerk);
    /// Plays a case of so many operations, 8 to 12, in saves as a clerk makes them.
    void playCase(int operations);
    [[nodiscard]] bool isSettled() const { return m_saving == 0 && m_outbox.unsettled() == 0; }
    [[nodiscard]] HttpCentre &centre() { return *m_centre; }
    [[nodiscard]] const CentreAddress &address() const { return m_address; }

Q_SIGNALS:
    void ready();
    void failed(const yichuang::Reason &reason);

private:
    struct Play;
    void signIn(const QString &clerk, int attempt);
    void startSync();
    void next(const std::shared_ptr<Play> &play);
    void add(Play &play, OperationKind kind, const QJsonObject &payload);
    void addMaterial(Play &play, int number);
    void trouble(const Reason &reason);

    const Terms &m_terms;
    int m_number;
    bool m_follows;
    QtTimers m_timers;
    CentreAddress m_address;
    LoadOutbox m_outbox;
    std::unique_ptr<HttpCentre> m_centre;
    std::unique_ptr<OperationMaker> m_maker;
    std::unique_ptr<SyncEngine> m_engine; ///< where it follows
    std::unique_ptr<SessionGate> m_gate;  ///< these three where it does not
    std::unique_ptr<OperationLoop> m_operations;
    std::unique_ptr<BlobLoop> m_blobs;
    int m_saving = 0;
    int m_receipts = 0;
};

} // namespace yichuang::load
