// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/mend_report.h"
#include "app/storage/store_terms.h"

namespace yichuang
{

class Database;
class KeptThings;

/// Whether a reason says that the store's own bytes are wrong.
[[nodiscard]] bool isDamage(const Reason &reason);

/// Puts a sound store in the place of a damaged one: the damaged files are moved aside, whole; the newest backup that
/// is sound, or an empty store, takes their place; what can still be read of them is brought over. Numbers that may
/// have been given since are left out: the next operation and the next receipt number come behind a gap. What is
/// missing after that comes back through the change feed, whose place is the backup's. Safe to be killed at any point:
/// the next opening goes on. The store's thread; nothing may have the store open.
class Mending
{
public:
    /// Everything given must outlive it.
    Mending(const StorePlace &place, const StoreKeys &keys, const StoreIdentity &identity,
            const StoreSurroundings &surroundings);

    /// Where backups of a store lie, and where the damaged ones.
    [[nodiscard]] static QString backupFolder(const StorePlace &place);
    [[nodiscard]] static QString setAsideFolder(const StorePlace &place);
    /// One was begun in that store and not ended: the store may lie elsewhere for now.
    [[nodiscard]] static bool isUnderWay(const QString &folder);
    /// Begins one for that reason, or goes on with the one under way. DiskFull, StoreReadOnly, StoreUnavailable: the
    /// store does not open until it is done.
    [[nodiscard]] Result<MendReport> run(const Reason &why);

private:
    [[nodiscard]] Result<MendReport> begun(const Reason &why);
    [[nodiscard]] Result<Done> moveAside(const QString &folder);
    [[nodiscard]] Result<Done> replace(MendReport &report);
    [[nodiscard]] Result<Done> build(const QString &backup, MendReport &report);
    [[nodiscard]] Result<Done> bringOver(MendReport &report);
    [[nodiscard]] Result<Done> leaveGaps(Database &database, KeptThings &kept);
    [[nodiscard]] QString inStore(const QString &name) const;

    const StorePlace &m_place;
    const StoreKeys &m_keys;
    const StoreIdentity &m_identity;
    const StoreSurroundings &m_surroundings;
};

} // namespace yichuang
