// SPDX-License-Identifier: Apache-2.0
#include "app/sync/pace.h"
#include "tests/fakes/manual_timers.h"

#include <QTest>

using namespace yichuang;

namespace
{

const Reason busy{Fault::CentreBusy, {}, {}};

struct Fixture {
    ManualClock clock{QDateTime(QDate(2026, 2, 13), QTime(8, 0), Qt::UTC)};
    ManualTimers timers{clock};
    Pace pace{timers, [](qsizetype n) { return QByteArray(n, '\0'); }, RetryPolicy{}};
    int acted = 0;
    std::function<void()> act = [this] { ++acted; };
};

} // namespace

class TestPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsLongerAfterEachFailure()
    {
        Fixture f;
        QList<qint64> delays;
        for (int i = 0; i < 12; ++i) {
            f.pace.retry(busy, f.act);
            delays.append(f.timers.nextIn());
            f.timers.advance(f.timers.nextIn());
        }
        QCOMPARE(delays.mid(0, 4), (QList<qint64>{500, 1000, 2000, 4000}));
        QCOMPARE(delays.last(), 150'000);
        QCOMPARE(f.acted, 12);
    }
    void beginsAnewAfterSuccess()
    {
        Fixture f;
        for (int i = 0; i < 5; ++i)
            f.pace.retry(busy, f.act);
        f.pace.succeeded();
        f.pace.retry(busy, f.act);
        QCOMPARE(f.timers.nextIn(), 500);
        QCOMPARE(f.timers.count(), 1);
    }
    void honoursTheWaitAskedFor()
    {
        Fixture f;
        f.pace.retry(Reason{Fault::CentreBusy, {}, QStringLiteral("status=429 retryAfter=60")}, f.act);
        f.timers.advance(59'999);
        QCOMPARE(f.acted, 0);
        f.timers.advance(1);
        QCOMPARE(f.acted, 1);
    }
    void hurriesOnce()
    {
        Fixture f;
        f.pace.retry(busy, f.act);
        QVERIFY(f.pace.waits());
        QVERIFY(f.pace.hurry());
        QVERIFY(!f.pace.hurry());
        f.timers.advance(1'000'000);
        QCOMPARE(f.acted, 1);
        QCOMPARE(f.pace.failures(), 1);
    }
    void forgetsWhatWasCancelled()
    {
        Fixture f;
        f.pace.retry(busy, f.act);
        f.pace.cancel();
        f.timers.advance(1'000'000);
        QCOMPARE(f.acted, 0);
    }
    void mayWaitAgainInsideItsAct()
    {
        Fixture f;
        f.pace.rest(10, [&] { f.pace.rest(10, f.act); });
        f.timers.advance(20);
        QCOMPARE(f.acted, 1);
    }
};

QTEST_GUILESS_MAIN(TestPace)
#include "tst_pace.moc"
