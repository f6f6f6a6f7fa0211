// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/storage/store_desk.h"

#include <QSignalSpy>

using namespace yichuang;
using namespace yichuang::desk;

namespace
{

/// The writer thread needs nothing of this one, so a test may wait.
template <typename T>
T ended(QFuture<T> future)
{
    future.waitForFinished();
    return future.result();
}

} // namespace

class TestLocalStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsEndInOrder();
    void signalsComeAfterTheCommit();
    void refusedCallsAreSilent();
    void destroyedWithCallsUnderWay();
    void bothPortsAreOneStore();
    void notOpenedSaysSo();
    void signsForPapers();
    void callsFromManyThreads();
};

void TestLocalStore::callsEndInOrder()
{
    Site place;
    LocalStore store(place.place, place.keys, place.identity, place.surroundings());
    // Nobody waits for the opening: what is asked for after it comes after it.
    auto opening = store.open();
    auto making = store.commit(newCase());
    auto listing = store.list(QStringLiteral("li"), {}, 10);
    WORKS(ended(opening));
    TAKE(made, ended(making));
    TAKE(listed, ended(listing));
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed[0].id, made.current.id);
    TAKE(view, ended(store.viewOnly()));
    QVERIFY(!view);
    WORKS(ended(store.verify()));
}

void TestLocalStore::signalsComeAfterTheCommit()
{
    Site place;
    LocalStore store(place.place, place.keys, place.identity, place.surroundings());
    QSignalSpy changed(&store, &CaseStore::caseChanged);
    QSignalSpy standing(&store, &CaseStore::standingChanged);
    QThread *heard = nullptr;
    connect(&store, &CaseStore::caseChanged, &store, [&] { heard = QThread::currentThread(); });
    WORKS(ended(store.open()));
    TAKE(made, ended(store.commit(newCase())));
    QVERIFY(changed.isEmpty());
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toString(), made.current.id);
    QCOMPARE(heard, QThread::currentThread());
    QTRY_VERIFY(!standing.isEmpty());
    QCOMPARE(standing.last()[0].value<OutboxStanding>().operations, 2);
    auto image = place.image();
    TAKE(durable, image->ledger()->load(made.current.id));
    QCOMPARE(durable.current, made.current);
}

void TestLocalStore::refusedCallsAreSilent()
{
    Site place;
    LocalStore store(place.place, place.keys, place.identity, place.surroundings());
    WORKS(ended(store.open()));
    TAKE(made, ended(store.commit(newCase())));
    QCoreApplication::sendPostedEvents();
    QSignalSpy changed(&store, &CaseStore::caseChanged);
    QSignalSpy standing(&store, &CaseStore::standingChanged);
    FAILS_WITH(Fault::TransitionRefused,
               ended(store.commit(request(made.current.id, {{OperationKind::Accepted, {}}}))));
    QCoreApplication::sendPostedEvents();
    QVERIFY(changed.isEmpty());
    QVERIFY(standing.isEmpty());
}

void TestLocalStore::destroyedWithCallsUnderWay()
{
    Site place;
    QFuture<Result<CaseFile>> last;
    {
        LocalStore store(place.place, place.keys, place.identity, place.surroundings());
        (void)store.open();
        for (int i = 0; i < 20; ++i)
            last = store.commit(newCase());
    }
    QVERIFY(last.isFinished());
    WORKS(last.result());
    TAKE(listed, place.ledger()->list(QStringLiteral("li"), {}, 100));
    QCOMPARE(listed.size(), 20);
}

void TestLocalStore::bothPortsAreOneStore()
{
    Site place;
    LocalStore store(place.place, place.keys, place.identity, place.surroundings());
    Outbox &outbox = store;
    WORKS(ended(store.open()));
    TAKE(page, ended(store.putPage("bytes", QStringLiteral("image/png"), {})));
    TAKE(made, ended(store.commit(newCase())));
    WORKS(ended(store.commit(request(made.current.id, {material(page)}))));
    TAKE(some, ended(outbox.pending(2)));
    QCOMPARE(some.size(), 2);
    TAKE(pending, ended(outbox.pending(10)));
    QStringList ids;
    for (const Operation &one : std::as_const(pending))
        ids.append(one.id);
    TAKE(blobs, ended(outbox.blobsToSend(5)));
    QCOMPARE(blobs.size(), 1);
    TAKE(bytes, ended(outbox.blobBytes(blobs[0].blob)));
    QCOMPARE(bytes, QByteArray("bytes"));
    WORKS(ended(outbox.blobSent(blobs[0].blob)));
    WORKS(ended(outbox.markSent(ids.mid(0, 1))));
    TAKE(begun, ended(store.outbox()));
    QCOMPARE(begun[0].word, SyncWord::SavedHere);
    WORKS(ended(outbox.markSent(ids)));
    TAKE(sent, ended(store.outbox()));
    QCOMPARE(sent[0].word, SyncWord::Sent);
    WORKS(ended(outbox.applyChanges({}, QStringLiteral("1:5"))));
    TAKE(cursor, ended(outbox.cursor()));
    QCOMPARE(cursor, QStringLiteral("1:5"));
}

void TestLocalStore::notOpenedSaysSo()
{
    Site place;
    LocalStore store(place.place, place.keys, place.identity, place.surroundings());
    FAILS_WITH(Fault::StoreUnavailable, ended(store.commit(newCase())));
    FAILS_WITH(Fault::StoreUnavailable, ended(store.load(QStringLiteral("x"))));
}

void TestLocalStore::signsForPapers()
{
    Site place;
    LocalStore store(place.place, place.keys, place.identity, place.surroundings());
    WORKS(ended(store.open()));
    TAKE(signature, ended(store.sign("paper")));
    QCOMPARE(signature.size(), 64);
    QVERIFY(place.keys.signing.publicKey().verify("paper", signature));
}

void TestLocalStore::callsFromManyThreads()
{
    Site place;
    LocalStore store(place.place, place.keys, place.identity, place.surroundings());
    WORKS(ended(store.open()));
    QList<QThread *> threads;
    std::atomic_int worked = 0;
    for (int i = 0; i < 4; ++i) {
        threads.append(QThread::create([&] {
            for (int n = 0; n < 10; ++n) {
                if (ended(store.commit(newCase())))
                    ++worked;
            }
        }));
        threads.last()->start();
    }
    for (QThread *thread : threads)
        thread->wait();
    qDeleteAll(threads);
    QCOMPARE(worked.load(), 40);
    WORKS(ended(store.verify()));
    TAKE(listed, ended(store.list(QStringLiteral("li"), {}, 100)));
    QCOMPARE(listed.size(), 40);
}

QTEST_GUILESS_MAIN(TestLocalStore)
#include "tst_local_store.moc"
