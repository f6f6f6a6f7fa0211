// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/session_gate.h"
#include "app/sync/sync_parts.h"
#include "tests/fakes/case_samples.h"
#include "tests/fakes/fake_centre.h"
#include "tests/fakes/fake_outbox.h"
#include "tests/fakes/manual_timers.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QEvent>

namespace yichuang
{

/// Everything a loop of sync works with, of a kind that a test steps by hand.
struct SyncBench {
    ManualClock clock{QDateTime(QDate(2026, 2, 13), QTime(0, 30), Qt::UTC)};
    ManualTimers timers{clock};
    FakeCentre centre;
    FakeOutbox outbox;
    RandomSource random = [](qsizetype n) { return QByteArray(n, '\0'); };
    RetryPolicy policy;
    SessionGate gate{centre, timers, random, policy};
    SyncParts parts{centre, outbox, clock, random, timers, policy, gate};

    /// Lets everything happen that needs no time to pass.
    static void settle()
    {
        auto *events = QAbstractEventDispatcher::instance();
        for (int idle = 0, turns = 0; idle < 3 && turns < 100'000; ++turns) {
            idle = events->processEvents(QEventLoop::AllEvents) ? 0 : idle + 1;
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }
    /// Lets so much time pass, by steps.
    void pass(qint64 ms)
    {
        settle();
        const qint64 end = clock.monotonicMs() + ms;
        while (clock.monotonicMs() < end) {
            const qint64 next = timers.nextIn();
            const qint64 left = end - clock.monotonicMs();
            timers.advance(next < 0 ? left : std::min(left, std::max<qint64>(next, 1)));
            settle();
        }
    }
    static Operation op(int n, int caseNumber)
    {
        Operation made =
            samples::operation(n, OperationKind::Noted, {{QStringLiteral("text"), QStringLiteral("note")}});
        made.caseId = samples::idOf(0xc000 + caseNumber);
        return made;
    }
    /// Operations 1 to count, spread over so many cases.
    void fill(int count, int cases)
    {
        for (int n = 1; n <= count; ++n)
            outbox.add(op(n, n % cases));
    }
    [[nodiscard]] FakeOutbox::Word word(int n) const { return outbox.word(samples::idOf(n)); }
};

} // namespace yichuang
