// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/search/matter_search.h"
#include "tests/fakes/fake_carrier.h"
#include "tests/fakes/fake_centre.h"
#include "tests/fakes/manual_clock.h"
#include "tests/fakes/scripted_devices.h"
#include "tests/ui/preview/scene_store.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/theme.h"

#include <QTemporaryDir>

namespace yichuang
{

/// The link as a scene wants it.
class SceneLink final : public CentreLink
{
    Q_OBJECT

public:
    explicit SceneLink(const Clock &clock) : m_since(clock.now().addSecs(-660)) {}
    [[nodiscard]] LinkState link() const override { return m_state; }
    [[nodiscard]] QDateTime since() const override { return m_since; }
    [[nodiscard]] QueueStanding queue() const override { return {14, 26 * 60}; }
    [[nodiscard]] qint64 serverOffsetMs() const override { return 0; }
    void sendNow() override {}
    [[nodiscard]] SendingStanding sending() const override { return m_sending; }
    void sendCaseNow(const QString &) override {}
    void tellQueue(const QString &, const QString &, TicketEvent) override {}
    [[nodiscard]] QList<QueueAct> queueActs() const override { return m_acts; }
    void tellQueueAgain(const QString &request) override { dropQueueAct(request); }
    void dropQueueAct(const QString &request) override
    {
        m_acts.removeIf([&](const QueueAct &act) { return act.request == request; });
        Q_EMIT queueActsChanged();
    }
    void show(const SendingStanding &sending, const QList<QueueAct> &acts)
    {
        m_sending = sending;
        m_acts = acts;
        Q_EMIT sendingChanged();
        Q_EMIT queueActsChanged();
    }
    void turn(LinkState state)
    {
        m_state = state;
        Q_EMIT linkChanged(state);
    }

private:
    LinkState m_state = LinkState::Online;
    QDateTime m_since;
    SendingStanding m_sending;
    QList<QueueAct> m_acts;
};

/// Draws a paper as one plain page; gives back an imported file as it is named.
class ScenePress final : public PaperPress
{
public:
    [[nodiscard]] QFuture<Result<QByteArray>> pdf(const PaperText &paper) override;
    [[nodiscard]] QFuture<Result<ScannedPage>> import(const QString &path) override;
};

/// Renews no key, and tells what was asked of it.
class SceneRenewal final : public KeyRenewal
{
    Q_OBJECT

public:
    [[nodiscard]] KeyRenewalStanding standing() const override { return m_standing; }
    void begin(const QString &clerk, const QString &password) override
    {
        asked.append({clerk, password});
        show({KeyRenewalStanding::Phase::Asked, 0, 0, 0, {}});
    }
    void stop() override
    {
        KeyRenewalStanding stopped = m_standing;
        stopped.phase = KeyRenewalStanding::Phase::Stopped;
        show(stopped);
    }
    void goOn() override
    {
        KeyRenewalStanding going = m_standing;
        going.phase = KeyRenewalStanding::Phase::Sealing;
        show(going);
    }
    void show(const KeyRenewalStanding &standing)
    {
        m_standing = standing;
        Q_EMIT changed();
    }
    QList<std::pair<QString, QString>> asked;

private:
    KeyRenewalStanding m_standing;
};

/// A vault that opens for anybody.
class SceneVault final : public Vault
{
public:
    [[nodiscard]] QFuture<Result<Done>> admit(const Session &, const QString &) override
    {
        return QtFuture::makeReadyFuture(Result<Done>(Done{}));
    }
    [[nodiscard]] QFuture<Result<Session>> unlock(const QString &, const QString &) override
    {
        return QtFuture::makeReadyFuture(
            Result<Session>(failure(Fault::FirstSignInNeedsCentre, QStringLiteral("scene.vault"))));
    }
    void lock() override {}
};

/// The whole window over doubles of every port, at a morning in a hall of Shijiazhuang: Friday 2026-02-13, 10:42.
class Scene
{
public:
    explicit Scene(QApplication &application);
    ~Scene();
    /// Signs 李晓雯 in and waits until the shell stands.
    void signIn();
    /// Who is signed in signs in again, as a supervisor.
    void beSupervisor();
    /// Calls A023, lays a card, opens the food permit with some materials in.
    void fillVisit();
    /// Cases of the day, one of which needs attention.
    void fillCases();
    /// The same once more, with every way in which cases and acts on tickets can wait.
    void fillOutbox();
    /// Lets what is queued happen.
    void settle() const;
    void set(const char *key, const QJsonValue &value);

    QTemporaryDir folder;
    ManualClock clock;
    Rulebook rules;
    std::unique_ptr<MatterSearch> search;
    std::unique_ptr<Settings> settings;
    FakeCentre centre;
    SceneVault vault;
    SceneStore store;
    SceneLink link;
    SceneRenewal renewal;
    ScriptedTrials trials;
    FakeCarrier carrier;
    ScenePress press;
    ScriptedIdReader reader;
    ScriptedPageSource scanner;
    ScriptedCodeSource codes;
    ScriptedSlipPrinter slips;
    std::unique_ptr<SignInFlow> signInFlow;
    std::unique_ptr<VisitFlow> visit;
    std::unique_ptr<CitizenFlow> citizen;
    std::unique_ptr<CasesFlow> cases;
    std::unique_ptr<OutboxFlow> outbox;
    std::unique_ptr<PrintFlow> print;
    std::unique_ptr<Theme> theme;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<MainWindow> window;

private:
    void dispute(CaseFile &file, const Matter &matter) const;
    void readRules();
    void buildFlows();
};

/// 王晓明 as the card says; an invented person with a valid check digit.
[[nodiscard]] IdCard sampleCard();

} // namespace yichuang
