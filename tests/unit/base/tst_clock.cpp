// SPDX-License-Identifier: Apache-2.0
#include "app/base/clock.h"
#include "tests/fakes/manual_clock.h"

#include <QTest>

using namespace yichuang;

class ClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void systemClockTellsUtc()
    {
        const SystemClock clock;
        const QDateTime before = QDateTime::currentDateTimeUtc();
        const QDateTime now = clock.now();
        QCOMPARE(now.timeSpec(), Qt::UTC);
        QVERIFY(before <= now);
        QVERIFY(now <= QDateTime::currentDateTimeUtc());
    }

    void monotonicNeverRunsBack()
    {
        const SystemClock clock;
        qint64 last = clock.monotonicMs();
        for (int i = 0; i < 10000; ++i) {
            const qint64 next = clock.monotonicMs();
            QVERIFY(next >= last);
            last = next;
        }
    }

    void manualClockMovesOnlyWhenTold()
    {
        const QDateTime start(QDate(2026, 2, 13), QTime(9, 0), Qt::UTC);
        ManualClock clock(start);
        const qint64 monotonic = clock.monotonicMs();
        QCOMPARE(clock.now(), start);
        clock.advance(1500);
        QCOMPARE(clock.now(), start.addMSecs(1500));
        QCOMPARE(clock.monotonicMs(), monotonic + 1500);
        clock.setWall(start.addDays(-1));
        QCOMPARE(clock.now(), start.addDays(-1));
        QCOMPARE(clock.monotonicMs(), monotonic + 1500);
    }
};

QTEST_GUILESS_MAIN(ClockTest)
#include "tst_clock.moc"
