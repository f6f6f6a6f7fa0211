// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/routes/router.h"
#include "tests/chaos/agenda.h"
#include "tests/chaos/breaks.h"
#include "tests/chaos/dice.h"
#include "tests/chaos/ground.h"

namespace yichuang::chaos
{

/// The central server in this thread: its routes, rules and store, without sockets.
class WorldCentre
{
public:
    WorldCentre(const Ground &ground, QString folder, Agenda &agenda, Dice dice, Break broken);
    ~WorldCentre();

    [[nodiscard]] Result<Done> start();
    /// The process ends here and now: what is under way is never answered, what is committed stays.
    void crash();
    [[nodiscard]] bool isUp() const { return m_router != nullptr; }
    /// Answers in work() or later; never where it crashes before.
    void serve(const server::Request &request, const server::Answer &answer);
    /// Does what has come in. How much it was.
    std::size_t work();
    /// What a server does by itself several times a second.
    void tick();
    /// Something of the departments or of an approver happens to a case.
    void actOn(const QString &caseId, OperationKind kind, const QJsonObject &payload);

    [[nodiscard]] Result<Done> backUp();
    [[nodiscard]] bool hasBackup() const { return m_backups > 0; }
    /// Loses everything since the last backup. The centre is down before and after.
    [[nodiscard]] Result<Done> restore();

    [[nodiscard]] WorldClock &clock() { return m_clock; }
    [[nodiscard]] const server::Configuration &configuration() const { return m_configuration; }

private:
    [[nodiscard]] QString backup(int number) const { return m_folder + QStringLiteral("/backup-%1").arg(number); }
    void forgetWhatWasApplied();

    const Ground &m_ground;
    QString m_folder;
    Agenda &m_agenda;
    Dice m_dice;
    Break m_broken;
    WorldClock m_clock;
    server::Configuration m_configuration;
    std::unique_ptr<server::ServerState> m_state;
    std::unique_ptr<server::Router> m_router;
    int m_life = 0;
    int m_backups = 0;
    qint64 m_timeActsAt = 0;
};

} // namespace yichuang::chaos
