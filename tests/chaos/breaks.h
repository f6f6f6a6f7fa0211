// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace yichuang::chaos
{

/// Faults put in on purpose, in this world's own wrappers, to see that they are caught.
enum class Break {
    None,
    CentreAppliesTwice, ///< forgets what it has applied
    SavesLate,          ///< a save is acknowledged a while before it is on disk
    SendsBackwards,     ///< the outbox forgets the order within a case
    FeedSkips,          ///< a change is left out while the cursor moves
    TrustsSilence,      ///< a call that failed counts as applied
    ReceiptAgain,       ///< the receipt counter does not survive a restart
    NeverRetries,       ///< longer delays are forgotten
    RestoreKeepsEpoch,  ///< a restored centre goes on as if nothing had happened
    StoreFlips,         ///< a byte of an operation turns on disk
    MendsByBackup,      ///< of a damaged store nothing is brought over into its backup
};

struct BreakName {
    Break which;
    const char *name;
};
inline constexpr BreakName breakNames[] = {
    {Break::CentreAppliesTwice, "centre-applies-twice"},
    {Break::SavesLate, "saves-late"},
    {Break::SendsBackwards, "sends-backwards"},
    {Break::FeedSkips, "feed-skips"},
    {Break::TrustsSilence, "trusts-silence"},
    {Break::ReceiptAgain, "receipt-again"},
    {Break::NeverRetries, "never-retries"},
    {Break::RestoreKeepsEpoch, "restore-keeps-epoch"},
    {Break::StoreFlips, "store-flips"},
    {Break::MendsByBackup, "mends-by-backup"},
};
[[nodiscard]] inline std::optional<Break> breakNamed(const QString &name)
{
    for (const BreakName &one : breakNames) {
        if (name == QLatin1String(one.name))
            return one.which;
    }
    return std::nullopt;
}

} // namespace yichuang::chaos
