// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/http_centre.h"
#include "app/sync/sync_engine.h"
#include "tests/chaos/flips.h"
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

    /// The program begins, on the store as it lies; a damaged one is mended, or waits to be found out.
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
    /// As the program opens it, or only as it lies.
    [[nodiscard]] std::unique_ptr<Ledger> ledger(bool mends = false);
    /// A copy of the store beside it, a few pages at a time between its other work.
    void backUp();
    /// A bit turns anywhere in the store, while the program is not there.
    void damage();
    /// The store may be damaged, and that was not found out yet.
    [[nodiscard]] bool isDoubtful() const { return m_doubtful; }
    /// Every row is read; what is damaged is mended.
    void lookThrough();
    /// Own operations that lay on a page with a turned bit, with their cases.
    [[nodiscard]] const QHash<QString, QString> &atRisk() const { return m_atRisk; }
    [[nodiscard]] int mendings() const { return m_mendings; }
    /// A byte of an operation turns on its disk, while the program is not there.
    void turnAByte();

private:
    struct Program;
    void signIn();
    [[nodiscard]] Result<std::unique_ptr<Ledger>> opened(bool looksThrough);
    void begin(std::unique_ptr<Ledger> ledger);
    void beginAnewSoon();
    void takeBackupAlone();
    void turnCounterBack();

    Surroundings m_world;
    Place m_place;
    Dice m_dice;
    QString m_folder;
    WorldClock m_clock;
    std::unique_ptr<Program> m_program;
    QMap<QString, Told> m_told; ///< by case
    QStringList m_troubles;
    QHash<QString, QString> m_atRisk;
    bool m_doubtful = false;
    int m_mendings = 0;
    int m_life = 0; ///< of its program
};

} // namespace yichuang::chaos
