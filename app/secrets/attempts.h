// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/secrets/key_folder.h"

namespace yichuang
{

/// Failed attempts before a clerk has to wait.
inline constexpr int attemptsBeforeWait = 5;
/// How long a clerk waits after so many failures in a row, in seconds: 0 up to four, 30 after the fifth, then twice
/// as long each time, at most 15 minutes.
[[nodiscard]] qint64 waitAfterFailures(int failures);

/// Counts failed sign-ins without the centre, a clerk at a time, across restarts; and knows the latest time the window
/// has seen, so that setting the clock back wins nothing. One thread at a time.
class Attempts
{
public:
    Attempts(const KeyFolder &folder, const Clock &clock) : m_folder(folder), m_clock(clock) {}

    /// To be called before a password is tried, so that ending the program does not undo the count. LockedOut, with
    /// the seconds to wait as its detail; StoreDamaged where the count cannot be read.
    [[nodiscard]] Result<Done> begin(const QString &clerk);
    /// The password was right, or was not what failed.
    [[nodiscard]] Result<Done> forgive(const QString &clerk);
    /// The centre let the clerk in: forgives, and believes the clock again. Replaces a damaged file.
    [[nodiscard]] Result<Done> startAnew(const QString &clerk);
    /// The clock's time, or the latest time seen where that is later.
    [[nodiscard]] Result<QDateTime> latestTime() const;

private:
    [[nodiscard]] Result<QJsonObject> load() const;
    const KeyFolder &m_folder;
    const Clock &m_clock;
};

} // namespace yichuang
