// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/ticket.h"
#include "app/workflows/outbox_words.h"
#include "ui/widgets/chip.h"

namespace yichuang
{

/// How the hall's time is written.
struct HallTime {
    int offsetSeconds = 0;
    QDate today;
};

/// The word of a case that waits: "retrying at 10:45".
[[nodiscard]] Status statusOf(const OutboxLine &line, const HallTime &time);
/// Why it waits and what happens next, in sentences; empty where it only waits for its turn.
[[nodiscard]] QString whyInWords(const OutboxLine &line, const HallTime &time);
/// "1.2 MB".
[[nodiscard]] QString sizeInWords(qint64 bytes);
/// "3 steps · 2 pages (1.2 MB)".
[[nodiscard]] QString contentInWords(int operations, int pages, qint64 pageBytes);
/// What was done to a ticket.
[[nodiscard]] QString wordOf(TicketEvent event);

} // namespace yichuang
