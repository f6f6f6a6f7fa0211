// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/hosted_trials.h"
#include "app/documents/press.h"
#include "app/main/yichuang/counter_devices.h"
#include "app/main/yichuang/published_rules.h"
#include "app/main/yichuang/store_vault.h"
#include "app/main/yichuang/window_files.h"
#include "app/sync/audit_loop.h"
#include "app/sync/bundle_carrier.h"
#include "app/sync/http_centre.h"
#include "app/sync/sync_engine.h"
#include "app/workflows/idle_lock.h"
#include "ui/shell/desk.h"

namespace yichuang
{

/// The graph of one window: everything is made here, once, and handed to what needs it. Main thread.
class Workplace : public QObject
{
    Q_OBJECT

public:
    /// The settings and places must outlive it. ConfigMissing, NotEnrolled, StoreReadOnly.
    [[nodiscard]] static Result<std::unique_ptr<Workplace>> build(Settings &settings, const Places &places);
    ~Workplace() override;

    [[nodiscard]] Desk &desk() { return *m_desk; }
    [[nodiscard]] HttpCentre &centre() { return *m_centre; }

Q_SIGNALS:
    /// Something that no page asked for failed; a person should know.
    void told(const yichuang::Reason &reason);
    void recoveryCodeMade(const QString &code);
    /// The store was damaged and is mended; a report for people lies in that file.
    void storeMended(const QString &file);
    void rulesChanged();

private:
    Workplace(Settings &settings, const Places &places);
    [[nodiscard]] Result<Done> assemble();
    void assembleFlows();
    void connectFlows();
    /// The hall's public keys as a plain file, by which anyone here can check a paper while off line.
    void layOutKeys();
    void layOutReport(const MendReport &report);
    void learnUses();
    void begin(const Session &session);
    void end();
    /// In good time before its end.
    void renewCertificate();

    Settings &m_settings;
    Places m_places;
    SystemClock m_clock;
    WindowFiles m_files;
    QtTimers m_timers;
    CodeRoutes m_routes;
    std::unique_ptr<WindowVault> m_keys;
    std::unique_ptr<HttpCentre> m_centre;
    std::unique_ptr<KeychainLink> m_keyring;
    StoreDoor m_door;
    std::unique_ptr<StoreVault> m_vault;
    std::unique_ptr<SyncEngine> m_sync;
    std::unique_ptr<AuditLoop> m_audit;
    std::unique_ptr<BundleCarrier> m_carrier;
    std::unique_ptr<PublishedRules> m_rules;
    CounterDevices m_devices;
    HostedTrials m_trials;
    std::unique_ptr<Press> m_press;
    std::unique_ptr<SignInFlow> m_signIn;
    std::unique_ptr<IdleLock> m_idle;
    std::unique_ptr<VisitFlow> m_visit;
    std::unique_ptr<CitizenFlow> m_citizen;
    std::unique_ptr<CasesFlow> m_cases;
    std::unique_ptr<OutboxFlow> m_outbox;
    std::unique_ptr<PrintFlow> m_print;
    std::unique_ptr<Desk> m_desk;
};

} // namespace yichuang
