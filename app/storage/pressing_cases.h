// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/case_table.h"

#include <set>

namespace yichuang
{

/// The cases that somebody must still do something for, in memory, newest first: drafts, what waits to be sent, what
/// needs attention. One thread.
class PressingCases
{
public:
    void clear();
    /// Takes it in, or drops it where nothing presses any more.
    void put(const CaseEntry &entry);

    [[nodiscard]] QList<CaseSummary> drafts(const QString &clerk) const;
    /// Cases with something waiting or that need attention.
    [[nodiscard]] QList<CaseSummary> outbox() const;
    /// Without the blobs.
    [[nodiscard]] OutboxStanding standing() const;

private:
    /// Newest first, then by id.
    using Key = std::pair<qint64, QString>;
    [[nodiscard]] static Key keyOf(const CaseEntry &entry);

    QHash<QString, CaseEntry> m_entries;
    std::set<Key> m_drafts;
    std::set<Key> m_waiting;
};

} // namespace yichuang
