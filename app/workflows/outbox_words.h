// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_store.h"
#include "app/ports/centre_link.h"

namespace yichuang
{

/// How a case waits for the centre, as a clerk reads it.
enum class WaitWord {
    Waiting,       ///< its turn comes, or the link is down
    Sending,       ///< something of it is on its way now
    Retrying,      ///< an attempt failed; the next has its time
    SetAside,      ///< the centre refuses it as it is: kept, exportable, never sent again by itself
    NeedsAttention ///< both versions differ: a clerk decides
};

/// True where a refusal says that the case stands otherwise at the centre, so that both versions are to be compared;
/// any other refusal is of the operation itself.
[[nodiscard]] bool isConflict(Fault refusal);

/// One case that waits: its word, why, and when it goes on.
struct OutboxLine {
    CaseSummary summary;
    WaitWord word = WaitWord::Waiting;
    std::optional<Reason> why; ///< none while it only waits for its turn
    QDateTime nextTry;         ///< UTC; invalid where nobody set a time
    bool operator==(const OutboxLine &other) const
    {
        return summary.id == other.summary.id && word == other.word && why == other.why && nextTry == other.nextTry;
    }
};
[[nodiscard]] OutboxLine outboxLine(const CaseSummary &summary, const SendingStanding &sending, LinkState link);

} // namespace yichuang
