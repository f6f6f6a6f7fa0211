// SPDX-License-Identifier: Apache-2.0
#include "app/sync/sync_engine.h"
#include "tests/unit/sync/sync_bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace yichuang;
using Word = FakeOutbox::Word;

namespace
{

struct Fixture : SyncBench {
    SyncEngine engine{centre, outbox, clock, random, timers};

    Fixture()
    {
        for (const char *name : {"catalogue", "calendar", "policy", "keys"})
            centre.documents.insert(QLatin1String(name), {QByteArray(name) + "-1", QStringLiteral("\"1\"")});
    }
    void addBlob(int n)
    {
        const QString blob = QString(64, QLatin1Char('a')) + QString::number(n);
        outbox.blobs.append({blob.right(64), 3, QStringLiteral("image/jpeg")});
        outbox.blobContents.insert(blob.right(64), "abc");
    }
};

} // namespace

class TestSyncEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesEverythingOnce()
    {
        Fixture f;
        QSignalSpy documents(&f.engine, &CentreLink::documentChanged);
        f.fill(10, 3);
        f.addBlob(1);
        f.engine.start();
        f.settle();
        QCOMPARE(f.outbox.unsettled(), 0);
        QCOMPARE(f.centre.blobs.size(), 1);
        QVERIFY(f.outbox.blobs.isEmpty());
        QCOMPARE(documents.size(), 4);
        QCOMPARE(f.outbox.documents.value(QStringLiteral("catalogue")).first, QByteArray("catalogue-1"));
        QCOMPARE(f.outbox.changes.size(), 10);
        QCOMPARE(f.engine.lastContact(), f.clock.now());
        QCOMPARE(f.engine.link(), LinkState::Online);
    }
    void sendsOperationsBeforePages()
    {
        Fixture f;
        f.fill(250, 3);
        for (int n = 0; n < 3; ++n)
            f.addBlob(n);
        f.engine.start();
        f.settle();
        f.settle();
        const qsizetype lastPost = f.centre.journal.lastIndexOf(QStringLiteral("postOperations"));
        const qsizetype firstBlob = f.centre.journal.indexOf(QStringLiteral("putBlob"));
        QVERIFY(firstBlob > lastPost);
        QCOMPARE(f.centre.blobs.size(), 3);
    }
    void oneBadPageHoldsUpNoOther()
    {
        Fixture f;
        for (int n = 0; n < 12; ++n)
            f.addBlob(n);
        f.outbox.failNext[QStringLiteral("blobBytes")] = {Fault::SealBroken};
        f.centre.failNext[QStringLiteral("putBlob")] = {Reason{Fault::RequestRefused, {}, {}}};
        f.engine.start();
        f.pass(60'000);
        QCOMPARE(f.centre.blobs.size(), 12);
    }
    void asksForNoDocumentTwice()
    {
        Fixture f;
        f.engine.start();
        f.settle();
        QSignalSpy documents(&f.engine, &CentreLink::documentChanged);
        f.pass(3'600'000);
        QCOMPARE(documents.size(), 0);
        f.centre.documents[QStringLiteral("policy")] = {"policy-2", QStringLiteral("\"2\"")};
        f.pass(3'600'000);
        QCOMPARE(documents.size(), 1);
        QCOMPARE(documents.first().first().toString(), QStringLiteral("policy"));
        QCOMPARE(f.outbox.documents.value(QStringLiteral("policy")).first, QByteArray("policy-2"));
    }
    void oneMissingDocumentHoldsUpNoOther()
    {
        Fixture f;
        f.centre.documents.remove(QStringLiteral("catalogue"));
        f.engine.start();
        f.settle();
        QCOMPARE(f.outbox.documents.size(), 3);
        f.centre.documents.insert(QStringLiteral("catalogue"), {"late", QStringLiteral("\"1\"")});
        f.pass(1000);
        QCOMPARE(f.outbox.documents.value(QStringLiteral("catalogue")).first, QByteArray("late"));
    }
    void drainsByItselfWhenTheLinkReturns()
    {
        Fixture f;
        QSignalSpy link(&f.engine, &CentreLink::linkChanged);
        f.engine.start();
        f.settle();
        f.centre.goOffline();
        f.settle();
        QCOMPARE(f.engine.link(), LinkState::Offline);
        f.fill(30, 4);
        f.addBlob(1);
        f.engine.wake();
        f.pass(7'200'000);
        QCOMPARE(f.outbox.unsettled(), 30);
        f.centre.unreachable = false;
        f.pass(300'000);
        QCOMPARE(f.outbox.unsettled(), 0);
        QCOMPARE(f.centre.blobs.size(), 1);
        QCOMPARE(f.engine.link(), LinkState::Online);
        QCOMPARE(link.last().first().value<LinkState>(), LinkState::Online);
    }
    void oneLoopThatComesThroughWakesTheOthers()
    {
        Fixture f;
        f.centre.unreachable = true;
        f.fill(5, 1);
        f.engine.start();
        f.pass(600'000);
        f.centre.unreachable = false;
        // The first delay of any loop that ends finds the centre; the others do not wait for theirs.
        f.timers.advance(f.timers.nextIn());
        f.settle();
        QCOMPARE(f.outbox.unsettled(), 0);
        QCOMPARE(f.outbox.documents.size(), 4);
    }
    void sendsNowWhenTheClerkSaysSo()
    {
        Fixture f;
        f.centre.unreachable = true;
        f.fill(5, 1);
        f.engine.start();
        f.pass(600'000);
        f.centre.unreachable = false;
        f.engine.sendNow();
        f.settle();
        QCOMPARE(f.outbox.unsettled(), 0);
    }
    void asksTheClerkOnceAndGoesOnAfterSignIn()
    {
        Fixture f;
        QSignalSpy needed(&f.engine, &CentreLink::sessionNeeded);
        f.centre.sessionGood = f.centre.refreshGood = false;
        f.fill(5, 2);
        f.engine.start();
        f.pass(600'000);
        QCOMPARE(needed.size(), 1);
        QCOMPARE(f.outbox.unsettled(), 5);
        f.centre.sessionGood = f.centre.refreshGood = true;
        f.engine.sessionRestored();
        f.settle();
        QCOMPARE(f.outbox.unsettled(), 0);
        QCOMPARE(f.outbox.documents.size(), 4);
    }
    void tellsOfTheQueueWhenItChanges()
    {
        Fixture f;
        QSignalSpy queue(&f.engine, &CentreLink::queueChanged);
        f.centre.standing = {2, 30};
        f.engine.start();
        f.settle();
        QCOMPARE(queue.size(), 1);
        QCOMPARE(f.engine.queue(), (QueueStanding{2, 30}));
    }
    void aWindowThatIsTurnedAwayStopsAsking_data()
    {
        QTest::addColumn<QString>("call");
        for (const char *call : {"postOperations", "changes", "document"})
            QTest::newRow(call) << QString::fromLatin1(call);
    }
    void aWindowThatIsTurnedAwayStopsAsking()
    {
        QFETCH(const QString, call);
        Fixture f;
        QSignalSpy told(&f.engine, &CentreLink::sendingChanged);
        f.fill(3, 1);
        const Reason revoked{Fault::DeviceRevoked, {}, {}};
        f.centre.failNext[call] = {revoked};
        f.engine.start();
        f.settle();
        QVERIFY(told.size() > 0);
        QVERIFY(f.engine.sending().all.has_value());
        QCOMPARE(f.engine.sending().all->why.fault, Fault::DeviceRevoked);
        QVERIFY(!f.engine.sending().all->at.isValid());
        const qsizetype asked = f.centre.journal.size();
        f.engine.wake();
        f.pass(24 * 3'600'000);
        QCOMPARE(f.centre.journal.size(), asked);
        f.engine.sendNow(); // IT has enrolled it anew, or it was a mistake
        f.settle();
        QVERIFY(!f.engine.sending().all.has_value());
        QCOMPARE(f.outbox.unsettled(), 0);
    }
    void isSilentAfterStop()
    {
        Fixture f;
        f.engine.start();
        f.settle();
        f.engine.stop();
        const qsizetype before = f.centre.journal.size();
        f.fill(3, 1);
        f.engine.wake();
        f.engine.sendNow();
        f.pass(7'200'000);
        QCOMPARE(f.centre.journal.size(), before);
        f.engine.start();
        f.settle();
        QCOMPARE(f.outbox.unsettled(), 0);
    }
    void mayGoAwayAtAnyTime()
    {
        SyncBench bench;
        bench.fill(5, 1);
        {
            SyncEngine engine(bench.centre, bench.outbox, bench.clock, bench.random, bench.timers);
            engine.start();
            QCoreApplication::processEvents();
        }
        bench.pass(600'000);
        bench.centre.endPolls();
        bench.settle();
        QCOMPARE(bench.timers.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSyncEngine)
#include "tst_sync_engine.moc"
