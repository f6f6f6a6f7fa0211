// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/digest.h"
#include "app/storage/resealing.h"
#include "tests/unit/storage/store_desk.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>

#include <cstdio>

using namespace yichuang;
using namespace yichuang::desk;

namespace
{

constexpr int cases = 10;
constexpr int kills = 5;

/// The keys after a rotation, as the vault gives them until it is finished.
StoreKeys rotated(const StoreKeys &keys, const Secret &master = Secret::random())
{
    StoreKeys fresh = keys;
    fresh.older = {{keys.generation, keys.master}};
    fresh.generation += 1;
    fresh.master = master;
    return fresh;
}

StoreKeys finished(StoreKeys keys)
{
    keys.older.clear();
    return keys;
}

/// Something in every table and a page to most cases. The blobs of the pages.
Result<QStringList> fill(Ledger &ledger)
{
    QStringList blobs;
    QStringList refused;
    for (int i = 0; i < cases; ++i) {
        const auto page =
            ledger.putPage(QByteArray::number(i).repeated(3000), QStringLiteral("image/png"), QStringLiteral("页"));
        const auto draft = ledger.commit(newCase());
        if (!page || !draft)
            return failure(page ? draft.error() : page.error());
        const auto done = ledger.commit(request(draft->current.id, {material(*page), {OperationKind::Received, {}}}));
        if (!done)
            return failure(done.error());
        blobs.append(page->blob);
        if (i % 5 == 0)
            refused.append(done->history.last().id);
    }
    QList<OperationVerdict> verdicts;
    for (const QString &id : std::as_const(refused))
        verdicts.append({id, VerdictKind::Refused, 0, 0, Fault::OperationInvalid, QStringLiteral("why")});
    if (const auto recorded = ledger.recordVerdicts(verdicts); !recorded)
        return failure(recorded.error());
    KeptVisit visit;
    visit.applicant.name = holderName;
    return ledger.keepVisit(QStringLiteral("li"), visit)
        .and_then([&](Done) { return ledger.keepDocument(QStringLiteral("policy"), "{}", QStringLiteral("1")); })
        .map([&](Done) { return blobs; });
}

/// Everything that was ever put in comes out again.
Result<Done> allReadable(Ledger &ledger, const QStringList &blobs)
{
    if (const auto sound = ledger.verify(); !sound)
        return sound;
    const auto found = ledger.list(QStringLiteral("li"), holderNumber, 1000);
    if (!found)
        return failure(found.error());
    if (found->size() < blobs.size())
        return failure(Fault::NotFound, QStringLiteral("test"),
                       QStringLiteral("%1 cases by the holder's number").arg(found->size()));
    for (const CaseSummary &one : *found) {
        const auto loaded = ledger.load(one.id);
        if (!loaded)
            return failure(loaded.error());
        if (loaded->current.applicant.name != holderName)
            return failure(Fault::StoreDamaged, QStringLiteral("test"), QStringLiteral("another name"));
    }
    for (const QString &blob : blobs) {
        if (const auto page = ledger.page(blob); !page)
            return failure(page.error());
    }
    if (const auto document = ledger.document(QStringLiteral("policy")); !document)
        return failure(document.error());
    const auto visit = ledger.keptVisit(QStringLiteral("li"));
    if (!visit || !*visit || (*visit)->applicant.name != holderName)
        return failure(Fault::NotFound, QStringLiteral("test"), QStringLiteral("the kept visit"));
    return Done{};
}

Result<int> resealAll(Ledger &ledger)
{
    for (int steps = 0;; ++steps) {
        const auto standing = ledger.resealSome();
        if (!standing)
            return failure(standing.error());
        if (standing->over)
            return steps;
    }
}

/// Rows and page files that the key of before still seals, counted in the files themselves.
Result<qint64> onOlderKeys(const Site &site)
{
    Database database;
    SealedRows seals(site.keys);
    if (const auto opened = database.open(site.place.folder + QStringLiteral("/store.db")); !opened)
        return failure(opened.error());
    return Resealing(database, seals, site.place.folder + QStringLiteral("/pages")).left();
}

// -- for the process that is killed

Secret masterOf(int generation)
{
    return Secret::fromBytes(sha256("master " + QByteArray::number(generation)));
}

StorePlace placeIn(const QString &folder)
{
    return {folder + QStringLiteral("/store"), 64 * 1024, false};
}

StoreKeys keysOf(int generation, const SigningKey &signing)
{
    StoreKeys keys{Suite::National, masterOf(1), signing, 1};
    while (keys.generation < generation)
        keys = rotated(keys, masterOf(keys.generation + 1));
    return keys;
}

Result<SigningKey> signingIn(const QString &folder)
{
    QFile file(folder + QStringLiteral("/signing.key"));
    if (!file.open(QIODevice::ReadOnly))
        return failure(Fault::KeyUnavailable, QStringLiteral("test"));
    return SigningKey::fromPkcs8Der(Secret::fromBytes(file.readAll()));
}

/// Rotates to one generation, works a little between the steps, and tells each step until it is killed.
int rotateUntilKilled(const QString &folder, int generation)
{
    const SystemClock clock;
    const auto signing = signingIn(folder);
    if (!signing)
        return 1;
    Ledger ledger(placeIn(folder), keysOf(generation, *signing),
                  {QStringLiteral("device-1"), QStringLiteral("130102"), 3, 1},
                  StoreSurroundings{&clock, systemRandom(), {}});
    const auto opened = ledger.open();
    if (!opened)
        std::printf("broken %s\n", qPrintable(describe(opened.error())));
    while (opened) {
        const auto standing = ledger.resealSome();
        if (!standing)
            std::printf("broken %s\n", qPrintable(describe(standing.error())));
        else
            std::puts(standing->over ? "over" : "step");
        std::fflush(stdout);
        if (!standing || standing->over)
            return 0;
    }
    return 1;
}

} // namespace

class TestRotation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnAfterEveryStep_data();
    void goesOnAfterEveryStep();
    void goesOnWhereOnlyTheKeysWereTurned();
    void survivesRealKills();
    void theClerkWorksOn();
    void needsTheKeysOfBefore();
    void aBrokenPageHoldsUpNothing();
    void backupsOfBeforeGo();
    void whatNoKeyOpensIsNotThrownAway();
};

void TestRotation::goesOnAfterEveryStep_data()
{
    QTest::addColumn<int>("suite");
    QTest::newRow("international") << int(Suite::International);
    QTest::newRow("national") << int(Suite::National);
}

/// The power goes after each step in turn; what lies on the disk then is opened and brought to the end.
void TestRotation::goesOnAfterEveryStep()
{
    QFETCH(int, suite);
    Site site(static_cast<Suite>(suite));
    auto ledger = site.ledger();
    TAKE(blobs, fill(*ledger));
    WORKS(allReadable(*ledger, blobs));
    ledger.reset();
    const StoreKeys old = site.keys;
    const StoreKeys fresh = rotated(old);
    int steps = 1;
    for (int after = 0; after <= steps; ++after) {
        const auto running = site.image();
        ledger = running->ledger();
        WORKS(ledger->takeUp(fresh));
        for (int step = 0; step < after; ++step)
            WORKS(ledger->resealSome());
        const auto cut = running->image();
        ledger.reset();

        cut->keys = old;
        FAILS_WITH(Fault::KeyMismatch, cut->closedLedger()->open());
        cut->keys = fresh;
        ledger = cut->ledger();
        WORKS(allReadable(*ledger, blobs));
        TAKE(left, resealAll(*ledger));
        steps = std::max(steps, left);
        QVERIFY2(left + after >= steps || after >= steps, "what was done stays done");
        ledger.reset();
        TAKE(older, onOlderKeys(*cut));
        QCOMPARE(older, 0);
        cut->keys = finished(fresh);
        ledger = cut->ledger();
        WORKS(allReadable(*ledger, blobs));
        TAKE(more, ledger->commit(newCase()));
        WORKS(ledger->verify());
        ledger.reset();
    }
    QVERIFY(steps > 5);
    QVERIFY(site.allBytes().size() > 0);
    TAKE(before, onOlderKeys(site));
    QCOMPARE(before, 0); // the original was not touched, and by its own keys nothing is older
    qInfo() << steps << "steps";
}

/// Ended between the vault's file and the store's first write.
void TestRotation::goesOnWhereOnlyTheKeysWereTurned()
{
    Site site;
    auto ledger = site.ledger();
    TAKE(blobs, fill(*ledger));
    ledger.reset();
    site.keys = rotated(site.keys);
    ledger = site.ledger();
    WORKS(allReadable(*ledger, blobs));
    TAKE(steps, resealAll(*ledger));
    QVERIFY(steps > 1);
    ledger.reset();
    site.keys = finished(site.keys);
    ledger = site.ledger();
    WORKS(allReadable(*ledger, blobs));
    TAKE(none, resealAll(*ledger));
    QCOMPARE(none, 0);
}

void TestRotation::survivesRealKills()
{
    const QTemporaryDir folder;
    const SigningKey signing = SigningKey::generate(Suite::National).value();
    QFile key(folder.filePath(QStringLiteral("signing.key")));
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.write(signing.toPkcs8Der()->reveal());
    key.close();
    const SystemClock clock;
    const auto ledgerOf = [&](int generation) {
        return std::make_unique<Ledger>(placeIn(folder.path()), keysOf(generation, signing),
                                        StoreIdentity{QStringLiteral("device-1"), QStringLiteral("130102"), 3, 1},
                                        StoreSurroundings{&clock, systemRandom(), {}});
    };
    auto ledger = ledgerOf(1);
    WORKS(ledger->open());
    TAKE(blobs, fill(*ledger));
    ledger.reset();
    int generation = 2;
    for (int round = 0; round < kills; ++round) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--rotate"), folder.path(), QString::number(generation)});
        QVERIFY(child.waitForStarted());
        const auto after = QRandomGenerator::global()->bounded(9);
        QByteArray journal;
        while (journal.count("step") < after && !journal.contains("over")) {
            QVERIFY2(child.waitForReadyRead(20'000), journal.constData());
            journal += child.readAllStandardOutput();
            QVERIFY2(!journal.contains("broken"), journal.constData());
        }
        child.kill();
        QVERIFY(child.waitForFinished());
        journal += child.readAllStandardOutput();
        QVERIFY2(!journal.contains("broken"), journal.constData());
        ledger = ledgerOf(generation);
        WORKS(ledger->open());
        WORKS(allReadable(*ledger, blobs));
        ledger.reset();
        if (journal.contains("over"))
            ++generation;
    }
    ledger = ledgerOf(generation);
    WORKS(ledger->open());
    WORKS(resealAll(*ledger));
    WORKS(allReadable(*ledger, blobs));
    qInfo() << kills << "kills, now generation" << generation;
}

void TestRotation::theClerkWorksOn()
{
    Site site;
    auto ledger = site.ledger();
    TAKE(blobs, fill(*ledger));
    ledger.reset();
    LocalStore store(site.place, site.keys, site.identity, site.surroundings());
    const auto opened = store.open();
    QTRY_VERIFY(opened.isFinished());
    WORKS(opened.result());
    // Told in the order in which the store did it.
    QStringList order;
    connect(&store, &LocalStore::resealed, this,
            [&](const ResealStanding &standing) { order.append(standing.over ? QStringLiteral("over") : QString()); });
    connect(&store, &LocalStore::caseChanged, this, [&] { order.append(QStringLiteral("saved")); });
    const auto rotation = store.rotate(rotated(site.keys));
    const auto saved = store.commit(newCase());
    QTRY_VERIFY(rotation.isFinished() && saved.isFinished());
    WORKS(saved.result());
    TAKE(standing, rotation.result());
    QVERIFY(standing.over);
    QVERIFY(standing.total > 0);
    QCOMPARE(standing.done, standing.total);
    QTRY_VERIFY(order.contains(QStringLiteral("over")));
    QCOMPARE(order.count(QStringLiteral("saved")), 1); // sealing anew is no change to anybody
    QVERIFY(order.indexOf(QStringLiteral("saved")) < order.indexOf(QStringLiteral("over")));
    const auto again = store.verify();
    QTRY_VERIFY(again.isFinished());
    WORKS(again.result());
}

void TestRotation::needsTheKeysOfBefore()
{
    Site site;
    auto ledger = site.ledger();
    TAKE(blobs, fill(*ledger));
    StoreKeys strange = rotated(site.keys);
    strange.older[site.keys.generation] = Secret::random();
    FAILS_WITH(Fault::KeyMismatch, ledger->takeUp(strange));
    StoreKeys bare = finished(rotated(site.keys));
    FAILS_WITH(Fault::KeyMismatch, ledger->takeUp(bare));
    WORKS(allReadable(*ledger, blobs));
    ledger.reset();
    const StoreKeys old = site.keys;
    for (const StoreKeys &keys : {strange, bare}) {
        site.keys = keys;
        FAILS_WITH(Fault::KeyMismatch, site.closedLedger()->open());
    }
    site.keys = old;
    ledger = site.ledger();
    WORKS(allReadable(*ledger, blobs));
}

void TestRotation::aBrokenPageHoldsUpNothing()
{
    Site site;
    auto ledger = site.ledger();
    TAKE(blobs, fill(*ledger));
    QFile page(site.place.folder + QStringLiteral("/pages/") + blobs[3].left(2) + u'/' + blobs[3]);
    QVERIFY(page.open(QIODevice::ReadWrite));
    page.seek(200);
    page.write("broken");
    page.close();
    WORKS(ledger->takeUp(rotated(site.keys)));
    ResealStanding standing;
    while (!standing.over) {
        TAKE(step, ledger->resealSome());
        standing = step;
    }
    QCOMPARE(standing.broken, 1);
    for (const QString &blob : blobs)
        QCOMPARE(ledger->page(blob).has_value(), blob != blobs[3]);
}

void TestRotation::backupsOfBeforeGo()
{
    Site site;
    auto ledger = site.ledger();
    TAKE(blobs, fill(*ledger));
    const auto backUp = [&]() -> Result<Done> {
        for (;;) {
            site.clock.advance(1'000);
            const auto file = ledger->backUpSome();
            if (!file)
                return failure(file.error());
            if (!*file)
                continue;
            const auto placed = placeBackup(**file);
            ledger->backedUp(placed);
            return placed;
        }
    };
    const QString folder = Mending::backupFolder(site.place);
    WORKS(backUp());
    WORKS(backUp());
    QCOMPARE(backupsIn(folder).size(), 2);
    WORKS(ledger->takeUp(rotated(site.keys)));
    WORKS(resealAll(*ledger));
    WORKS(backUp());
    QCOMPARE(backupsIn(folder).size(), 1);
    WORKS(backUp());
    QCOMPARE(backupsIn(folder).size(), 2);
}

/// A row that no key opens stops the rotation, and nothing is taken for done.
void TestRotation::whatNoKeyOpensIsNotThrownAway()
{
    Site site;
    auto ledger = site.ledger();
    TAKE(blobs, fill(*ledger));
    ledger.reset();
    {
        Database database;
        WORKS(database.open(site.place.folder + QStringLiteral("/store.db")));
        WORKS(database.change("UPDATE operation SET sealed = zeroblob(200) WHERE device_sequence = 9"));
    }
    site.keys = rotated(site.keys);
    ledger = site.ledger();
    FAILS_WITH(Fault::SealBroken, resealAll(*ledger));
    FAILS_WITH(Fault::SealBroken, resealAll(*ledger));
    WORKS(ledger->page(blobs[0]));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == QLatin1String("--rotate"))
        return rotateUntilKilled(arguments[2], arguments[3].toInt());
    TestRotation test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_rotation.moc"
