// SPDX-License-Identifier: Apache-2.0
#include "tests/chaos/world_window.h"

#include "app/base/when_done.h"
#include "app/storage/backup.h"

#include <QFile>

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

std::unique_ptr<Ledger> WorldWindow::ledger(bool mends)
{
    return std::make_unique<Ledger>(
        StorePlace{m_folder, 0, false, mends}, m_place.keys(), m_place.identity(),
        StoreSurroundings{&m_clock, sourceOf(m_dice.fork(3)),
                          [this] { return m_program && m_program->centre ? m_program->centre->serverOffsetMs() : 0; }});
}

Result<std::unique_ptr<Ledger>> WorldWindow::opened(bool looksThrough)
{
    auto opened = ledger(true);
    auto done = opened->open();
    const auto sound = done && looksThrough ? opened->verify() : Result<Done>(Done{});
    if (!sound) {
        opened->suspect(sound.error());
        opened = ledger(true);
        done = opened->open();
    }
    if (!done)
        return failure(done.error());
    if (const auto &mended = opened->mended()) {
        ++m_mendings;
        m_world.trace.note(m_world.agenda.now(),
                           QStringLiteral("w%1 mended, %2 carried over").arg(m_place.number).arg(mended->carriedOver));
    }
    if (opened->mended() || looksThrough)
        m_doubtful = false;
    return opened;
}

void WorldWindow::start()
{
    m_clock.restart();
    if (m_doubtful && m_world.broken == Break::MendsByBackup)
        takeBackupAlone();
    auto store = opened(m_doubtful && m_dice.chance(0.5));
    if (store)
        begin(*std::move(store));
    else
        m_troubles.append(
            QStringLiteral("window %1: the store does not open: %2").arg(m_place.number).arg(describe(store.error())));
}

void WorldWindow::lookThrough()
{
    crash();
    m_clock.restart();
    auto store = opened(true);
    if (store)
        begin(*std::move(store));
    else
        m_troubles.append(
            QStringLiteral("window %1: the store is not mended: %2").arg(m_place.number).arg(describe(store.error())));
}

void WorldWindow::begin(std::unique_ptr<Ledger> ledger)
{
    ++m_life;
    const qint64 longest = m_world.broken == Break::NeverRetries ? 5000 : std::numeric_limits<qint64>::max();
    auto program = std::make_unique<Program>();
    program->timers = std::make_unique<WorldTimers>(m_world.agenda, longest);
    program->store = std::make_unique<LedgerStore>(m_world.agenda, m_dice.fork(4), std::move(ledger), m_world.broken);
    CentreAddress address;
    address.centreKeyDer = m_world.ground.configuration.centreKey.publicKey().toDer();
    program->centre = std::make_unique<HttpCentre>(
        std::make_unique<WorldLine>(m_world.network, m_world.agenda, m_place.number, m_place.device, m_world.broken),
        address, m_clock, *program->timers);
    program->engine = std::make_unique<SyncEngine>(*program->centre, *program->store, m_clock, sourceOf(m_dice.fork(5)),
                                                   *program->timers);
    connect(program->store.get(), &LedgerStore::changed, program->engine.get(), &SyncEngine::wake);
    connect(program->store.get(), &LedgerStore::doubted, this, &WorldWindow::beginAnewSoon);
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

/// The clerk ends the program and begins it anew.
void WorldWindow::beginAnewSoon()
{
    m_world.agenda.in(m_dice.between(1000, 20'000), [this, life = m_life] {
        if (!m_program || m_life != life)
            return;
        crash();
        start();
    });
}

void WorldWindow::backUp()
{
    if (!m_program)
        return;
    LedgerStore *store = m_program->store.get();
    whenDone(store->post([](Ledger &ledger) { return ledger.backUpSome(); }), store,
             [this, store](const Result<std::optional<QString>> &file) {
                 if (file && !*file)
                     return backUp();
                 if (!file)
                     return;
                 const auto placed = placeBackup(**file);
                 (void)store->post([placed](Ledger &ledger) {
                     ledger.backedUp(placed);
                     return placed;
                 });
             });
}

void WorldWindow::damage()
{
    const Flip flip = turnABit(m_folder, m_dice);
    m_world.trace.note(m_world.agenda.now(), QStringLiteral("w%1 damaged: %2").arg(m_place.number).arg(flip.where));
    m_atRisk.insert(flip.onPage);
    m_doubtful = true;
}

void WorldWindow::takeBackupAlone()
{
    const QString store = m_folder + QStringLiteral("/store.db");
    for (const char *part : {"", "-wal", "-shm"})
        QFile::remove(store + QLatin1String(part));
    QFile::remove(m_folder + QStringLiteral("/head"));
    const QList<BackupFile> backups = backupsIn(m_folder + QStringLiteral("/backup"));
    if (!backups.isEmpty())
        QFile::copy(backups.first().file, store);
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
        (void)database.change("DELETE FROM receipt_counter").and_then([&](qint64) {
            return database.change("DELETE FROM meta WHERE name = 'lastReceipt'");
        });
}

} // namespace yichuang::chaos
