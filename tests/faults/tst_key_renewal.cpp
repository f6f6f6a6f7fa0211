// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/store_vault.h"
#include "app/storage/mending.h"
#include "tests/faults/rounds.h"
#include "tests/unit/secrets/enrolled_window.h"
#include "tests/unit/secrets/scripted_access.h"
#include "tests/unit/storage/store_desk.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QSemaphore>

#include <atomic>
#include <cstdio>

using namespace yichuang;
using namespace yichuang::desk;

namespace
{

using Phase = KeyRenewalStanding::Phase;
const QString li = QStringLiteral("li");
const QString zhao = QStringLiteral("zhao");
const QString word = QStringLiteral("2468 and more");
constexpr PasswordCost cheap{64, 1, 1};
constexpr int waitMs = 120'000;

/// The store's clock: while it is shut, the store stands still at the next thing it does.
class GateClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override
    {
        if (shut.load()) {
            reached.release();
            go.acquire();
        }
        return QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC);
    }
    [[nodiscard]] qint64 monotonicMs() const override { return 0; }

    std::atomic<bool> shut = false;
    mutable QSemaphore reached;
    mutable QSemaphore go;
};

/// The client's part that holds keys and store, as the program has it.
struct Client {
    explicit Client(const QString &at)
        : keys(at + QStringLiteral("/vault"), time, Suite::International, cheap),
          folder(at + QStringLiteral("/store"))
    {
        vault.setBackupHours(4);
        QObject::connect(&vault, &StoreVault::rotationTroubled, &vault,
                         [this](const Reason &reason) { troubles.append(describe(reason)); });
    }
    [[nodiscard]] KeyRenewal &renewal() { return vault.renewal(); }
    [[nodiscard]] Phase phase() { return renewal().standing().phase; }
    template <typename T>
    [[nodiscard]] static Result<T> await(const QFuture<Result<T>> &future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, waitMs) || future.resultCount() == 0)
            return failure(Fault::Timeout, QStringLiteral("test"));
        return future.result();
    }
    [[nodiscard]] Result<Session> signIn() { return await(vault.unlock(zhao, word)); }
    [[nodiscard]] bool comesTo(Phase wanted)
    {
        return QTest::qWaitFor([&] { return phase() == wanted; }, waitMs);
    }
    /// What a clerk has saved, as far as it can be read.
    [[nodiscard]] Result<int> readableCases()
    {
        const auto found = await(door.list(zhao, holderNumber, 10'000));
        if (!found)
            return failure(found.error());
        for (const CaseSummary &one : *found) {
            if (const auto loaded = await(door.load(one.id)); !loaded)
                return failure(loaded.error());
        }
        return static_cast<int>(found->size());
    }

    ManualClock time{QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC)};
    WindowVault keys;
    KeychainLink keyring{keys, std::make_unique<ScriptedAccess>(), [] { return false; }};
    StoreDoor door;
    GateClock clock;
    QString folder; ///< the store's
    StoreVault vault{keys, keyring, door, folder, StoreSurroundings{&clock, systemRandom(), {}}, nullptr};
    QStringList troubles;
};

/// Renews the key again and again until it is killed, and tells each step.
int renewUntilKilled(const QString &folder)
{
    Client client(folder);
    const auto say = [](const QByteArray &line) {
        std::fputs((line + '\n').constData(), stdout);
        std::fflush(stdout);
    };
    QObject::connect(&client.renewal(), &KeyRenewal::changed, &client.vault, [&] {
        const KeyRenewalStanding now = client.renewal().standing();
        say("step " + QByteArray::number(static_cast<int>(now.phase)) + (now.why ? " broken" : ""));
        if (now.phase == Phase::Renewed)
            client.renewal().begin(zhao, word);
    });
    if (const auto in = client.signIn(); !in) {
        say("broken " + describe(in.error()).toUtf8());
        return 1;
    }
    client.renewal().begin(zhao, word);
    return QCoreApplication::exec();
}

} // namespace

/// A supervisor gives the window a new key while it works, through the parts that the window's program has.
class TestKeyRenewal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theNewKeyIsInForce();
    void whoIsNotAllowedChangesNothing();
    void stopsAndGoesOn();
    void goesOnAtTheNextSignIn();
    void aRefusingDiskStopsIt();
    void survivesKills();

private:
    [[nodiscard]] QString at() const { return m_window->dir.path(); }
    [[nodiscard]] QString fingerprint() const { return m_window->vault()->masterFingerprint().value_or(QString()); }
    [[nodiscard]] qint64 onOlderKeys() const;

    std::unique_ptr<EnrolledWindow> m_window;
    static constexpr int m_cases = 12;
};

/// A window at which a clerk and a supervisor have signed in, with some cases and pages.
void TestKeyRenewal::init()
{
    m_window = std::make_unique<EnrolledWindow>();
    const auto vault = m_window->vault();
    m_window->enrol(*vault);
    QVERIFY(vault->admit(m_window->session(li), word));
    QVERIFY(vault->admit(m_window->session(zhao, QStringLiteral("supervisor")), word));
    Client client(at());
    WORKS(client.signIn());
    for (int i = 0; i < m_cases; ++i) {
        TAKE(page, Client::await(client.door.putPage(QByteArray::number(i).repeated(3'000), QStringLiteral("image/png"),
                                                     QStringLiteral("页"))));
        TAKE(draft, Client::await(client.door.commit(newCase(zhao))));
        WORKS(Client::await(client.door.commit(request(draft.current.id, {material(page)}, zhao))));
    }
    QCOMPARE(client.phase(), Phase::None);
}

/// Rows and page files that are sealed by another key than the one in force.
qint64 TestKeyRenewal::onOlderKeys() const
{
    const auto keys = m_window->vault()->unlock(zhao, word);
    if (!keys)
        return -1;
    SealedRows seals({Suite::International, keys->master, keys->signing, keys->generation, keys->older});
    Database database;
    if (!database.open(at() + QStringLiteral("/store/store.db")))
        return -1;
    return Resealing(database, seals, at() + QStringLiteral("/store/pages")).left().value_or(-1);
}

void TestKeyRenewal::theNewKeyIsInForce()
{
    const QString before = fingerprint();
    {
        Client client(at());
        WORKS(client.signIn());
        qint64 total = 0;
        qint64 done = 0;
        bool ran = true;
        connect(&client.renewal(), &KeyRenewal::changed, this, [&] {
            const KeyRenewalStanding now = client.renewal().standing();
            ran = ran && (now.phase != Phase::Sealing || now.done >= done);
            done = now.done;
            total = std::max(total, now.total);
        });
        client.renewal().begin(zhao, word);
        QCOMPARE(client.phase(), Phase::Asked);
        client.renewal().begin(zhao, word); // once is enough
        const auto saved = client.door.commit(newCase(zhao));
        QVERIFY(client.comesTo(Phase::Renewed));
        WORKS(Client::await(saved));
        QVERIFY(ran);
        QVERIFY(total > 2 * m_cases);
        QCOMPARE(done, total);
        TAKE(readable, client.readableCases());
        QCOMPARE(readable, m_cases + 1);
        QCOMPARE(client.troubles, QStringList());
        QCOMPARE(backupsIn(client.folder + QStringLiteral("/backup")).size(), 1);
    }
    QVERIFY(fingerprint() != before);
    QCOMPARE(onOlderKeys(), 0);
    // Everybody's password is as it was, and nothing of the key before is kept.
    for (const QString &clerk : {li, zhao}) {
        const auto keys = m_window->vault()->unlock(clerk, word);
        QVERIFY(keys && keys->older.isEmpty() && keys->generation == 2);
    }
    Client client(at());
    WORKS(client.signIn());
    TAKE(readable, client.readableCases());
    QCOMPARE(readable, m_cases + 1);
}

void TestKeyRenewal::whoIsNotAllowedChangesNothing()
{
    const QString before = fingerprint();
    Client client(at());
    const auto refusal = [&](const QString &clerk, const QString &password) {
        client.renewal().begin(clerk, password);
        const bool over = client.comesTo(Phase::None);
        const auto why = client.renewal().standing().why;
        return over && why ? faultName(why->fault) : QString();
    };
    client.renewal().begin(zhao, word); // nobody is signed in
    QCOMPARE(client.phase(), Phase::None);
    WORKS(client.signIn());
    QCOMPARE(refusal(zhao, QStringLiteral("1357 and more")), faultName(Fault::WrongPassword));
    QCOMPARE(refusal(li, word), faultName(Fault::NotAllowed)); // as the centre signed it, whatever the page thought
    QCOMPARE(refusal(QStringLiteral("wang"), word), faultName(Fault::FirstSignInNeedsCentre));
    QCOMPARE(fingerprint(), before);
    QCOMPARE(client.troubles, QStringList());
}

void TestKeyRenewal::stopsAndGoesOn()
{
    Client client(at());
    WORKS(client.signIn());
    // The store stands still, so that the stop comes before its first step.
    client.clock.shut = true;
    const auto saved = client.door.commit(newCase(zhao));
    QTRY_VERIFY_WITH_TIMEOUT(client.clock.reached.available() > 0, waitMs);
    client.renewal().begin(zhao, word);
    QVERIFY(client.comesTo(Phase::Sealing));
    client.renewal().stop();
    client.clock.shut = false;
    client.clock.go.release();
    QVERIFY(client.comesTo(Phase::Stopped));
    WORKS(Client::await(saved));
    QVERIFY(!client.renewal().standing().why);
    QCOMPARE(client.troubles, QStringList());
    TAKE(readable, client.readableCases()); // by both keys
    QCOMPARE(readable, m_cases + 1);
    client.renewal().begin(zhao, word); // nothing begins while one is under way
    QCOMPARE(client.phase(), Phase::Stopped);
    client.renewal().goOn();
    QVERIFY(client.comesTo(Phase::Renewed));
    client.vault.lock();
    QCOMPARE(client.phase(), Phase::None);
    QCOMPARE(onOlderKeys(), 0);
}

void TestKeyRenewal::goesOnAtTheNextSignIn()
{
    {
        Client client(at());
        WORKS(client.signIn());
        client.clock.shut = true;
        const auto saved = client.door.commit(newCase(zhao));
        QTRY_VERIFY_WITH_TIMEOUT(client.clock.reached.available() > 0, waitMs);
        client.renewal().begin(zhao, word);
        QVERIFY(client.comesTo(Phase::Sealing));
        client.renewal().stop();
        client.clock.shut = false;
        client.clock.go.release();
        QVERIFY(client.comesTo(Phase::Stopped));
    }
    QVERIFY(onOlderKeys() > 2 * m_cases);
    Client client(at());
    WORKS(client.signIn());
    QVERIFY(client.comesTo(Phase::Renewed));
    TAKE(readable, client.readableCases());
    QCOMPARE(readable, m_cases + 1);
    client.vault.lock();
    QCOMPARE(onOlderKeys(), 0);
}

/// No backup can be made: the key of before is not forgotten, and what was done stays done.
void TestKeyRenewal::aRefusingDiskStopsIt()
{
    Client client(at());
    WORKS(client.signIn());
    QFile inTheWay(client.folder + QStringLiteral("/backup"));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    client.renewal().begin(zhao, word);
    QVERIFY(client.comesTo(Phase::Stopped));
    QVERIFY(client.renewal().standing().why);
    QCOMPARE(client.troubles.size(), 1);
    const auto keys = client.keys.unlock(zhao, word);
    QVERIFY(keys && !keys->older.isEmpty());
    QVERIFY(inTheWay.remove());
    client.renewal().goOn();
    QVERIFY(client.comesTo(Phase::Renewed));
    QVERIFY(!client.renewal().standing().why);
}

void TestKeyRenewal::survivesKills()
{
    const int kills = roundsOf("YICHUANG_RENEWAL_KILLS", 6);
    int renewed = 0;
    for (int round = 0; round < kills; ++round) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--renew"), at()});
        QVERIFY(child.waitForStarted());
        const auto after = QRandomGenerator::global()->bounded(1, 40);
        QByteArray journal;
        while (journal.count("step") < after) {
            QVERIFY2(child.waitForReadyRead(waitMs), journal.constData());
            journal += child.readAllStandardOutput();
            QVERIFY2(!journal.contains("broken"), journal.constData());
        }
        child.kill();
        QVERIFY(child.waitForFinished(waitMs));
        renewed += static_cast<int>(journal.count("step 5"));
        // Opened by hand: whatever the kill left is sound, and each row opens.
        const auto keys = m_window->vault()->unlock(zhao, word);
        QVERIFY2(keys, keys ? "" : qPrintable(describe(keys.error())));
        GateClock clock;
        StorePlace place{at() + QStringLiteral("/store"), 64 * 1024, false};
        Ledger ledger(place, {Suite::International, keys->master, keys->signing, keys->generation, keys->older},
                      {QStringLiteral("device-7"), QStringLiteral("130102"), 3, 1},
                      StoreSurroundings{&clock, systemRandom(), {}});
        WORKS(ledger.open());
        WORKS(ledger.verify());
        TAKE(found, ledger.list(zhao, holderNumber, 1'000));
        QCOMPARE(found.size(), m_cases);
    }
    Client client(at());
    WORKS(client.signIn());
    if (client.phase() == Phase::Sealing)
        QVERIFY(client.comesTo(Phase::Renewed));
    TAKE(readable, client.readableCases());
    QCOMPARE(readable, m_cases);
    client.vault.lock();
    QCOMPARE(onOlderKeys(), 0);
    qInfo() << kills << "kills," << renewed << "renewals came to their end";
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QLatin1String("--renew"))
        return renewUntilKilled(arguments[2]);
    TestKeyRenewal test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_key_renewal.moc"
