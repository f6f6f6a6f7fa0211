// SPDX-License-Identifier: Apache-2.0
#include "tests/chaos/world_centre.h"

#include "app/server/backup.h"
#include "app/server/store/departments.h"

#include <QDir>

namespace yichuang::chaos
{

using namespace yichuang::server;

WorldCentre::WorldCentre(const Ground &ground, QString folder, Agenda &agenda, Dice dice, Break broken)
    : m_ground(ground),
      m_folder(std::move(folder)),
      m_agenda(agenda),
      m_dice(dice),
      m_broken(broken),
      m_clock(agenda),
      m_configuration(ground.configuration)
{
    QDir().mkpath(m_folder);
    m_configuration.folder = m_folder;
    m_configuration.database.name = m_folder + QStringLiteral("/centre.sqlite");
    m_configuration.recoverySeconds = 30;
    m_configuration.departmentDelaysMs = {20'000, 30'000, 20'000, 20'000};
    QFile::copy(ground.configuration.database.name, m_configuration.database.name);
}

WorldCentre::~WorldCentre()
{
    crash();
}

Result<Done> WorldCentre::start()
{
    ++m_life;
    m_clock.restart();
    auto state = std::make_unique<ServerState>(m_configuration, *m_ground.rules.calendar, m_clock,
                                               sourceOf(m_dice.fork(1)), StoreThreads::Callers);
    state->rules.catalogue = *m_ground.rules.catalogue;
    state->rules.departmentsPlayed = true;
    if (auto opened = state->open(); !opened)
        return opened;
    m_state = std::move(state);
    m_router = std::make_unique<Router>(*m_state);
    if (m_broken == Break::CentreAppliesTwice)
        forgetWhatWasApplied();
    return Done{};
}

void WorldCentre::crash()
{
    ++m_life;
    m_router.reset();
    m_state.reset();
}

void WorldCentre::serve(const Request &request, const Answer &answer)
{
    m_router->serve(request, [this, life = m_life, answer](Response response) {
        if (life != m_life)
            return;
        m_router->finish(response);
        answer(std::move(response));
    });
    if (m_broken == Break::CentreAppliesTwice && request.path == QLatin1String("/v1/operations"))
        forgetWhatWasApplied();
}

void WorldCentre::forgetWhatWasApplied()
{
    m_state->write(
        [](Sql &sql) {
            sql.run("DROP INDEX IF EXISTS case_operation_id");
            sql.run("DELETE FROM verdict");
            return Response{};
        },
        [](const Response &) {});
}

std::size_t WorldCentre::work()
{
    std::size_t done = 0;
    for (std::size_t some = 1; some > 0 && m_state; done += some)
        some = m_state->readers.work() + m_state->pages.work() + m_state->writer.work() + m_state->passwords.work();
    return done;
}

void WorldCentre::tick()
{
    if (!m_state)
        return;
    m_state->feed.expire();
    if (m_agenda.now() < m_timeActsAt)
        return;
    m_timeActsAt = m_agenda.now() + 5000;
    m_state->write(
        [this](Sql &sql) {
            (void)acceptByTime(sql, m_state->rules);
            (void)playDepartments(sql, m_state->rules);
            return Response{};
        },
        [](const Response &) {});
}

void WorldCentre::actOn(const QString &caseId, OperationKind kind, const QJsonObject &payload)
{
    if (!m_state)
        return;
    m_state->write(
        [this, caseId, kind, payload](Sql &sql) {
            const auto done = actAtCentre(sql, m_state->rules, caseId, kind, payload, QStringLiteral("approver"));
            return done ? Response{} : problem(done.error());
        },
        [](const Response &) {});
}

Result<Done> WorldCentre::backUp()
{
    ++m_backups;
    return server::backUp(m_configuration, backup(m_backups));
}

Result<Done> WorldCentre::restore()
{
    if (m_backups == 0 || isUp())
        return failure(Fault::BadArgument, QStringLiteral("chaos.restore"));
    QDir(m_folder + QStringLiteral("/blobs")).removeRecursively();
    if (m_broken != Break::RestoreKeepsEpoch)
        return server::restore(m_configuration, backup(m_backups), m_clock, sourceOf(m_dice.fork(2)));
    for (const char *part : {"", "-wal", "-shm"})
        QFile::remove(m_configuration.database.name + QLatin1String(part));
    QFile::copy(backup(m_backups) + QStringLiteral("/centre.sqlite"), m_configuration.database.name);
    return Done{};
}

} // namespace yichuang::chaos
