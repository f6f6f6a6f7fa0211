// SPDX-License-Identifier: Apache-2.0
#include "tests/chaos/world_window.h"

#include "app/base/when_done.h"

namespace yichuang::chaos
{

/// In the order in which they are made; they end in the other.
struct WorldWindow::Program {
    std::unique_ptr<WorldTimers> timers;
    std::unique_ptr<LedgerStore> store;
    std::unique_ptr<HttpCentre> centre;
    std::unique_ptr<SyncEngine> engine;
    bool signingIn = false;
};

WorldWindow::WorldWindow(const Surroundings &world, const Place &place, Dice dice, const QString &disk)
    : m_world(world),
      m_place(place),
      m_dice(dice),
      m_folder(world.folder + QStringLiteral("/window-%1").arg(place.number) + disk),
      m_clock(world.agenda)
{
}

WorldWindow::~WorldWindow()
{
    crash();
}

LedgerStore *WorldWindow::store()
{
    return m_program ? m_program->store.get() : nullptr;
}

std::unique_ptr<Ledger> WorldWindow::ledger()
{
    return std::make_unique<Ledger>(
        StorePlace{m_folder, 0, false}, m_place.keys(), m_place.identity(),
        StoreSurroundings{&m_clock, sourceOf(m_dice.fork(3)),
                          [this] { return m_program && m_program->centre ? m_program->centre->serverOffsetMs() : 0; }});
}

void WorldWindow::start()
{
    m_clock.restart();
    auto opened = ledger();
    if (const auto done = opened->open(); !done) {
        m_troubles.append(
            QStringLiteral("window %1: the store does not open: %2").arg(m_place.number).arg(describe(done.error())));
        return;
    }
    const qint64 longest = m_world.broken == Break::NeverRetries ? 5000 : std::numeric_limits<qint64>::max();
    auto program = std::make_unique<Program>();
    program->timers = std::make_unique<WorldTimers>(m_world.agenda, longest);
    program->store = std::make_unique<LedgerStore>(m_world.agenda, m_dice.fork(4), std::move(opened), m_world.broken);
    CentreAddress address;
    address.centreKeyDer = m_world.ground.configuration.centreKey.publicKey().toDer();
    program->centre = std::make_unique<HttpCentre>(
        std::make_unique<WorldLine>(m_world.network, m_world.agenda, m_place.number, m_place.device, m_world.broken),
        address, m_clock, *program->timers);
    program->engine = std::make_unique<SyncEngine>(*program->centre, *program->store, m_clock, sourceOf(m_dice.fork(5)),
                                                   *program->timers);
    connect(program->store.get(), &LedgerStore::changed, program->engine.get(), &SyncEngine::wake);
    connect(program->engine.get(), &CentreLink::sessionNeeded, this, &WorldWindow::signIn);
    m_program = std::move(program);
    m_program->engine->start();
    signIn();
}

void WorldWindow::crash()
{
    if (!m_program)
        return;
    m_program->engine.reset();
    m_program->centre.reset();
    m_program->store.reset();
    m_program.reset();
    if (m_world.broken == Break::ReceiptAgain)
        turnCounterBack();
}

/// The clerk types the password, again and again until it is taken.
void WorldWindow::signIn()
{
    if (!m_program || std::exchange(m_program->signingIn, true))
        return;
    m_program->timers->after(static_cast<int>(m_dice.between(1000, 4000)), [this] {
        HttpCentre *centre = m_program->centre.get();
        whenDone(centre->signIn(m_place.clerk, thePassword), centre, [this](const Result<Session> &session) {
            m_program->signingIn = false;
            if (!session)
                return signIn();
            m_world.trace.note(m_world.agenda.now(), QStringLiteral("w%1 signed in").arg(m_place.number));
            m_program->engine->sessionRestored();
        });
    });
}

LinkState WorldWindow::link() const
{
    return m_program ? m_program->engine->link() : LinkState::Offline;
}

void WorldWindow::sendNow()
{
    if (m_program)
        m_program->engine->sendNow();
}

void WorldWindow::noteSaved(const CaseFile &file, const CommitRequest &request)
{
    Told &told = m_told[file.current.id];
    told.saves += static_cast<int>(request.drafts.size());
    for (const OperationDraft &draft : request.drafts) {
        if (draft.kind != OperationKind::Received)
            continue;
        told.receipt = file.current.receiptNumber;
        told.received = file.current.receivedAt;
    }
}

void WorldWindow::turnAByte()
{
    Database database;
    if (!database.open(m_folder + QStringLiteral("/store.db")))
        return;
    const auto found = database.rows("SELECT id, sealed FROM operation ORDER BY id LIMIT 1");
    if (!found || found->isEmpty())
        return;
    QByteArray sealed = found->first()[1].toByteArray();
    const qsizetype place = m_dice.between(0, sealed.size() - 1);
    sealed[place] = static_cast<char>(sealed.at(place) ^ 4);
    (void)database.change("UPDATE operation SET sealed = ? WHERE id = ?", {sealed, found->first()[0]});
}

void WorldWindow::turnCounterBack()
{
    Database database;
    if (database.open(m_folder + QStringLiteral("/store.db")))
        (void)database.change("DELETE FROM receipt_counter");
}

} // namespace yichuang::chaos
