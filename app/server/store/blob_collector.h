// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/server/sql/sql.h"
#include "app/server/store/blobs.h"

#include <chrono>

namespace yichuang::server
{

/// What one round did.
struct Collected {
    int removed = 0;   ///< pages that no operation refers to and nobody asked for any more
    int dropped = 0;   ///< uploads that were begun and never ended
    int met = 0;       ///< pages seen for the first time, whose time begins
    bool more = false; ///< another round would find more at once
};

/// Takes away the pages of a hall that no accepted operation refers to, once nobody has asked for them for `grace`,
/// and uploads that were given up. Several processes may have one; a round that is killed anywhere is ended by a later
/// one. One thread.
class BlobCollector
{
public:
    static constexpr int mostRemoved = 100;                ///< a round
    static constexpr int mostSeen = 1000;                  ///< files a round looks at
    static constexpr std::chrono::minutes removing{10};    ///< after which a removal counts as given up
    static constexpr std::chrono::hours shortestGrace{24}; ///< a window's session with its uploads is shorter

    BlobCollector(BlobStore &blobs, QString hall, std::chrono::milliseconds grace, const Clock &clock);

    /// Transactions of its own, each of them short; the files are removed outside of them. The store's faults.
    [[nodiscard]] Result<Collected> round(Sql &sql);
    /// What is due, with nothing done.
    [[nodiscard]] Result<Collected> wouldCollect(Sql &sql) const;

private:
    [[nodiscard]] Result<int> removeForgotten(Sql &sql);

    BlobStore &m_blobs;
    QString m_hall;
    std::chrono::milliseconds m_grace;
    const Clock &m_clock;
    QString m_seen; ///< up to which file the rounds have looked
};

} // namespace yichuang::server
