// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/shift.h"
#include "app/sync/sync_parts.h"

namespace yichuang
{

/// Asks the centre for a sign of life while nothing else is said on a link that is up, so that a link which swallows
/// everything is known within 5 s: idleMs here, then CallLimits::quietMs of the call. Off line it rests; the loops' own
/// attempts find out when the link is back. A centre that answers, but is busy, is asked ever more slowly. One thread.
class LinkProbe : public QObject
{
    Q_OBJECT

public:
    static constexpr int idleMs = 1'500;

    explicit LinkProbe(const SyncParts &parts);
    ~LinkProbe() override;
    void start();
    void stop();
    /// The centre said something: the silence begins anew.
    void noteContact();

Q_SIGNALS:
    void contacted();

private:
    void wait();
    void ask();
    void rest();

    SyncParts m_parts;
    int m_timer = 0;
    int m_failures = 0;
    std::optional<int> m_asked; ///< seconds that the centre asked to wait
    Shift m_shift;
    bool m_runs = false;
    bool m_asks = false;
};

} // namespace yichuang
