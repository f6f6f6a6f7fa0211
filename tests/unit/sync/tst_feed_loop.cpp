// SPDX-License-Identifier: Apache-2.0
#include "app/sync/feed_loop.h"
#include "tests/unit/sync/sync_bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace yichuang;

namespace
{

struct Fixture : SyncBench {
    FeedLoop loop{parts};
};

} // namespace

class TestFeedLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void catchesUpAndThenWaits()
    {
        Fixture f;
        for (int n = 1; n <= 450; ++n)
            f.centre.append(f.op(n, n % 3));
        f.loop.start();
        f.settle();
        QCOMPARE(f.outbox.changes.size(), 450);
        QCOMPARE(f.outbox.place, QStringLiteral("1:450"));
        QCOMPARE(f.centre.pollsWaiting(), 1);
        f.centre.append(f.op(451, 1));
        f.settle();
        QCOMPARE(f.outbox.place, QStringLiteral("1:451"));
    }
    void beginsWhereItEnded()
    {
        Fixture f;
        for (int n = 1; n <= 5; ++n)
            f.centre.append(f.op(n, 1));
        f.outbox.place = QStringLiteral("1:3");
        f.loop.start();
        f.settle();
        QCOMPARE(f.centre.cursors.first(), QStringLiteral("1:3"));
        QCOMPARE(f.outbox.changes.size(), 2);
    }
    void movesOnlyWithWhatWasFolded()
    {
        Fixture f;
        f.centre.append(f.op(1, 1));
        f.outbox.failNext[QStringLiteral("applyChanges")] = {Fault::DiskFull};
        f.loop.start();
        f.settle();
        QCOMPARE(f.outbox.place, QString());
        f.pass(1000);
        QCOMPARE(f.outbox.place, QStringLiteral("1:1"));
        QCOMPARE(f.outbox.changes.size(), 1);
        QCOMPARE(f.centre.cursors.at(1), QString());
    }
    void followsANewEpochFromWhatBothHave()
    {
        Fixture f;
        for (int n = 1; n <= 5; ++n)
            f.centre.append(f.op(n, 1));
        f.outbox.place = QStringLiteral("1:9");
        f.centre.epoch = 2;
        f.loop.start();
        f.settle();
        QCOMPARE(f.centre.cursors.mid(0, 2), (QStringList{QStringLiteral("1:9"), QStringLiteral("2:0")}));
        QVERIFY(f.outbox.journal.contains(QStringLiteral("beginEpoch")));
        QCOMPARE(f.outbox.changes.size(), 5);
        QCOMPARE(f.outbox.place, QStringLiteral("2:5"));
    }
    void comesBackWithAShortPoll()
    {
        Fixture f;
        f.loop.start();
        f.settle();
        f.centre.goOffline();
        f.pass(300'000);
        const int tries = f.centre.calls(QStringLiteral("changes"));
        QVERIFY2(tries < 20, qPrintable(QString::number(tries)));
        f.centre.unreachable = false;
        f.centre.append(f.op(1, 1));
        f.loop.hurry();
        f.settle();
        QCOMPARE(f.outbox.changes.size(), 1);
    }
    void drawsBreathWhenTheCentreDoesNotWait()
    {
        Fixture f;
        f.loop.start();
        f.settle();
        const int before = f.centre.calls(QStringLiteral("changes"));
        for (int i = 0; i < 20; ++i) {
            f.centre.endPolls(); // at once, with nothing
            f.settle();
        }
        QVERIFY(f.centre.calls(QStringLiteral("changes")) <= before + 1);
        f.pass(1000);
        QCOMPARE(f.centre.calls(QStringLiteral("changes")), before + 1);
    }
    void tellsOfTheQueue()
    {
        Fixture f;
        QSignalSpy queue(&f.loop, &FeedLoop::queueChanged);
        f.centre.standing = {3, 60};
        f.loop.start();
        f.settle();
        QVERIFY(!queue.isEmpty());
        QCOMPARE(queue.first().first().value<QueueStanding>(), (QueueStanding{3, 60}));
    }
    void dropsACursorThatTheCentreRefuses()
    {
        Fixture f;
        f.centre.append(f.op(1, 1));
        f.outbox.place = QStringLiteral("1:1");
        f.centre.failNext[QStringLiteral("changes")] = {Reason{Fault::RequestRefused, {}, {}}};
        f.loop.start();
        f.pass(1000);
        QCOMPARE(f.centre.cursors.at(1), QString());
        QCOMPARE(f.outbox.changes.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestFeedLoop)
#include "tst_feed_loop.moc"
