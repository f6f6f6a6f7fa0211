// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/http_centre.h"
#include "app/sync/sync_engine.h"
#include "tests/chaos/ledger_store.h"
#include "tests/chaos/network.h"

namespace yichuang::chaos
{

/// What is the same for everybody in a world.
struct Surroundings {
    const Ground &ground;
    QString folder;
    Agenda &agenda;
    Network &network;
    Trace &trace;
    Break broken = Break::None;
};

/// What a clerk was told about a case: what must hold whatever happens to machines.
struct Told {
    int saves = 0;      ///< operations that the screen said were saved
    QString receipt;    ///< as printed
    QDateTime received; ///< as printed
};

/// A window's computer: its disk and clock last, its program comes and goes.
class WorldWindow : public QObject
{
    Q_OBJECT

public:
    WorldWindow(const Surroundings &world, const Place &place, Dice dice, const QString &disk = {});
    ~WorldWindow() override;

    /// The program begins, on the store as it lies.
    void start();
    /// The program ends here and now.
    void crash();
    [[nodiscard]] bool isUp() const { return m_program != nullptr; }
    [[nodiscard]] LedgerStore *store();
    void sendNow();
    [[nodiscard]] LinkState link() const;

    /// A save was acknowledged to the clerk.
    void noteSaved(const CaseFile &file, const CommitRequest &request);

    [[nodiscard]] const Place &place() const { return m_place; }
    [[nodiscard]] QString folder() const { return m_folder; }
    [[nodiscard]] WorldClock &clock() { return m_clock; }
    [[nodiscard]] const QMap<QString, Told> &told() const { return m_told; }
    /// What failed that never should: the store did not open.
    [[nodiscard]] const QStringList &troubles() const { return m_troubles; }
    [[nodiscard]] std::unique_ptr<Ledger> ledger();
    /// A byte of an operation turns on its disk, while the program is not there.
    void turnAByte();

private:
    struct Program;
    void signIn();
    void turnCounterBack();

    Surroundings m_world;
    Place m_place;
    Dice m_dice;
    QString m_folder;
    WorldClock m_clock;
    std::unique_ptr<Program> m_program;
    QMap<QString, Told> m_told; ///< by case
    QStringList m_troubles;
};

} // namespace yichuang::chaos
