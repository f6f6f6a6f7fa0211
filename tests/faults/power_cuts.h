// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/faults/store_script.h"
#include "tests/faults/troubled_disk.h"

namespace yichuang
{

/// What one seed gave.
struct CutReport {
    QStringList problems; ///< promises that were broken; none where all is well
    int cuts = 0;
    int answered = 0;   ///< steps that were answered as saved
    int unanswered = 0; ///< steps under which the power went
    int kept = 0;       ///< of those, the ones that are there all the same, whole
    QByteArray trace;   ///< of all the pictures: the same seed gives the same
};

/// A store that loses its power at some change of the disk, again and again, by the seed. After each cut everything
/// that was answered is there and nothing else but, whole, the step that was under way: the store is compared with
/// another one, on which the same was done without a cut. Audit, chain and SQLite's integrity hold.
class PowerCuts
{
public:
    PowerCuts();
    [[nodiscard]] CutReport run(quint64 seed, bool lying);

private:
    struct Life;
    void live(Life &life, CutReport &report);
    [[nodiscard]] Result<Done> work(Life &life, ScriptedCentre centre);
    [[nodiscard]] Result<Done> look(Life &life, QStringList &seen);
    [[nodiscard]] Result<Done> compare(Life &life, const QStringList &seen, CutReport &report);

    TroubledDisk m_disk;
    QTemporaryDir m_folder; ///< of the pages; in memory where the machine has that
    StoreKeys m_keys;
};

} // namespace yichuang
