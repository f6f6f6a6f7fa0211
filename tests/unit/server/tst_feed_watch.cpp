// SPDX-License-Identifier: Apache-2.0
#include "app/server/feed_watch.h"

#include "app/server/store/cases.h"
#include "tests/fakes/both_stores.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <latch>
#include <random>

using namespace yichuang;
using namespace yichuang::server;

namespace
{

const QString hall = QStringLiteral("130102");

/// Operations as the ledger appends them, each in a transaction that takes a while of chance.
void writeSome(const SqlPlace &place, int writer, int count, std::atomic<int> &failed)
{
    const auto sql = *Sql::open(place);
    std::mt19937 chance(static_cast<std::mt19937::result_type>(writer));
    for (int i = 0; i < count; ++i) {
        Operation operation;
        operation.id = QStringLiteral("o-%1-%2").arg(writer).arg(i);
        operation.caseId = QStringLiteral("c-%1-%2").arg(writer).arg(i);
        operation.device = QStringLiteral("d%1").arg(writer);
        Case after;
        after.id = operation.caseId;
        after.version = 1;
        after.matterCode = QStringLiteral("m");
        after.openedAt = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
        sql->begin(hall);
        const Change change = appendOperation(*sql, hall, after, operation, after.openedAt);
        // Between the number's giving and its commit.
        std::this_thread::sleep_for(std::chrono::microseconds(chance() % 3000));
        announce(*sql, hall, change.sequence);
        if (!sql->commit())
            ++failed;
    }
}

/// A centre's half of a feed: who waits is told, and reads on from where it was.
class Reader
{
public:
    Reader(const SqlPlace &place, ChangeFeed &feed) : m_feed(feed), m_sql(*Sql::open(place)) {}
    /// Reads until it has so many; false where a number was passed over.
    bool readUntil(qint64 last)
    {
        while (m_last < last) {
            std::latch woken(1);
            if (!m_feed.wait(hall, m_last, 10'000, [&woken] { woken.count_down(); }))
                return false;
            woken.wait();
            m_sql->clear();
            for (const Row &row : m_sql->rows("SELECT sequence FROM case_operation WHERE hall = ? AND sequence > ?"
                                              " ORDER BY sequence LIMIT 20",
                                              {hall, m_last})) {
                if (row.first().toLongLong() != m_last + 1)
                    return false;
                ++m_last;
            }
        }
        return true;
    }

private:
    ChangeFeed &m_feed;
    std::unique_ptr<Sql> m_sql;
    qint64 m_last = 0;
};

} // namespace

class TestFeedWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_place = emptyPlace(m_dir->path());
        const auto sql = *Sql::open(m_place);
        QVERIFY(migrate(*sql));
        sql->begin();
        sql->run("INSERT INTO hall (hall, name, epoch, sequence, backed_up_through, centre_sequence, centre_hash)"
                 " VALUES (?, '示例大厅', 1, 0, 0, 0, '')",
                 {hall});
        QVERIFY(sql->commit());
    }

    /// Two centres in one database, each in a schema of its own: the news of one are not the other's.
    void aNeighboursNewsAreNotItsOwn()
    {
        if (isEmbeddedsTurn())
            return; // a file is one centre's
        SystemClock clock;
        ChangeFeed feed(clock);
        const FeedWatch watch(m_place, hall, feed);
        const auto here = *Sql::open(m_place);
        const auto neighbour = *Sql::open(emptyPlace(m_dir->path()));
        std::atomic<bool> heardFar = false;
        QVERIFY(feed.wait(hall, 50, 60'000, [&heardFar] { heardFar = true; }));
        std::atomic<bool> heardNear = false;
        QVERIFY(feed.wait(hall, 0, 60'000, [&heardNear] { heardNear = true; }));
        // Announcements come in the order of their commits; the watch may begin to listen between any two.
        QVERIFY(QTest::qWaitFor(
            [&] {
                announce(*neighbour, hall, 100);
                announce(*here, hall, 1);
                return heardNear.load();
            },
            20'000));
        QVERIFY(!neighbour->trouble() && !here->trouble());
        QVERIFY(!heardFar.load());
    }

    /// Fifty writers in one hall, four readers that follow: none passes a number that is still to be committed.
    void nobodyPassesWhatIsStillToCome()
    {
        constexpr int writers = 50;
        constexpr int each = 8;
        SystemClock clock;
        ChangeFeed feed(clock);
        const FeedWatch watch(m_place, hall, feed, isEmbeddedsTurn() ? Hearing::Looking : Hearing::Announcements);
        std::atomic<int> failed = 0;
        std::atomic<int> gaps = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                if (!Reader(m_place, feed).readUntil(writers * each))
                    ++gaps;
            });
        }
        for (int i = 0; i < writers; ++i)
            threads.emplace_back([&, i] { writeSome(m_place, i, each, failed); });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(failed.load(), 0);
        QCOMPARE(gaps.load(), 0);
    }

    void othersAreHeard_data()
    {
        QTest::addColumn<bool>("announced");
        QTest::newRow("announced") << true;
        QTest::newRow("looked for") << false;
    }
    void othersAreHeard()
    {
        QFETCH(bool, announced);
        SystemClock clock;
        ChangeFeed feed(clock);
        const FeedWatch watch(m_place, hall, feed, announced ? Hearing::Announcements : Hearing::Looking);
        std::latch woken(1);
        QVERIFY(feed.wait(hall, 0, 60'000, [&woken] { woken.count_down(); }));
        std::atomic<int> failed = 0;
        writeSome(m_place, 1, 1, failed);
        woken.wait();
        QCOMPARE(failed.load(), 0);
    }

    void itListensAgainAfterItsConnectionWasLost()
    {
        if (isEmbeddedsTurn())
            return; // a file is not lost
        SystemClock clock;
        ChangeFeed feed(clock);
        const QString name = QStringLiteral("watch%1").arg(QCoreApplication::applicationPid());
        QString uri = m_place.name;
        uri.replace(QRegularExpression(QStringLiteral("application_name=[^&]*")),
                    QStringLiteral("application_name=") + name);
        const FeedWatch watch({uri}, hall, feed);
        const auto sql = *Sql::open(m_place);
        const QByteArray asked = "SELECT pid FROM pg_stat_activity WHERE application_name = '" + name.toLatin1() + '\'';
        const char *listeners = asked.constData();
        QTRY_VERIFY(sql->row(listeners));
        const QVariant first = sql->row(listeners)->first();
        QVERIFY(sql->row("SELECT pg_terminate_backend(?, 10000)", {first})->first().toBool());
        std::atomic<int> failed = 0;
        writeSome(m_place, 1, 1, failed); // while nobody hears
        std::latch woken(1);
        QVERIFY(feed.wait(hall, 0, 60'000, [&woken] { woken.count_down(); }));
        woken.wait();
        QCOMPARE(failed.load(), 0);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    SqlPlace m_place;
};

ON_BOTH_STORES(TestFeedWatch)
#include "tst_feed_watch.moc"
