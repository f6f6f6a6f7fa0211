// SPDX-License-Identifier: Apache-2.0
#include "app/server/change_feed.h"

#include "app/server/rate_limit.h"
#include "tests/fakes/manual_clock.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace yichuang;
using namespace yichuang::server;

class TestChangeFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wakesWithTheNextChangeOfItsHall()
    {
        ChangeFeed feed(m_clock);
        feed.published(hall, 5);
        int woken = 0;
        QVERIFY(feed.wait(hall, 4, 1000, [&] { ++woken; })); // already past
        QCOMPARE(woken, 1);
        QVERIFY(feed.wait(hall, 5, 1000, [&] { ++woken; }));
        feed.published(QStringLiteral("130104"), 9);
        feed.published(hall, 5);
        QCOMPARE(woken, 1);
        feed.published(hall, 6);
        QCOMPARE(woken, 2);
        QCOMPARE(feed.waiting(), std::size_t(0));
    }

    void wakesWhenItsTimeIsOver()
    {
        ChangeFeed feed(m_clock);
        int woken = 0;
        QVERIFY(feed.wait(hall, 0, 1000, [&] { ++woken; }));
        m_clock.advance(999);
        feed.expire();
        QCOMPARE(woken, 0);
        m_clock.advance(1);
        feed.expire();
        QCOMPARE(woken, 1);
    }

    void nobodyWaitsAfterTheEnd()
    {
        ChangeFeed feed(m_clock, 2);
        int woken = 0;
        QVERIFY(feed.wait(hall, 0, 1000, [&] { ++woken; }));
        QVERIFY(feed.wait(hall, 0, 1000, [&] { ++woken; }));
        QVERIFY(!feed.wait(hall, 0, 1000, [&] { ++woken; })); // too many
        feed.end();
        QCOMPARE(woken, 2);
        QVERIFY(feed.wait(hall, 0, 1000, [&] { ++woken; }));
        QCOMPARE(woken, 3);
    }

    void noChangeIsMissedBetweenThreads()
    {
        ChangeFeed feed(m_clock);
        constexpr int last = 20'000;
        std::thread writer([&] {
            for (int i = 1; i <= last; ++i)
                feed.published(hall, i);
        });
        // Each round waits for anything after the last seen; a lost wake-up would leave a round waiting for ever.
        qint64 seen = 0;
        while (seen < last) {
            std::atomic<bool> woken = false;
            QVERIFY(feed.wait(hall, seen, 60'000, [&] { woken = true; }));
            while (!woken.load()) {
                feed.expire();
                std::this_thread::yield();
            }
            ++seen;
        }
        writer.join();
        QCOMPARE(feed.waiting(), std::size_t(0));
    }

    void aBusyHallIsToldAFewTimesASecond()
    {
        ChangeFeed feed(m_clock);
        int woken = 0;
        QVERIFY(feed.wait(hall, 0, 60'000, [&] { ++woken; }));
        feed.published(hall, 1);
        QCOMPARE(woken, 1); // at once
        QVERIFY(feed.wait(hall, 1, 60'000, [&] { ++woken; }));
        feed.published(hall, 2);
        feed.published(hall, 3);
        QCOMPARE(woken, 1);
        feed.expire();
        QCOMPARE(woken, 2);
        m_clock.advance(1000);
        QVERIFY(feed.wait(hall, 3, 60'000, [&] { ++woken; }));
        feed.published(hall, 4);
        QCOMPARE(woken, 3);
    }

    void aRateIsHeldForEachKey()
    {
        RateLimit limit(m_clock, 6);
        for (int i = 0; i < 6; ++i)
            QCOMPARE(limit.take(QStringLiteral("a")), 0);
        QCOMPARE(limit.take(QStringLiteral("a")), 10);
        QCOMPARE(limit.take(QStringLiteral("b")), 0);
        m_clock.advance(10'000);
        QCOMPARE(limit.take(QStringLiteral("a")), 0);
        QVERIFY(limit.take(QStringLiteral("a")) > 0);
    }

    void aRateRemembersNoMoreThanItsKeys()
    {
        RateLimit limit(m_clock, 60, 3);
        for (const char *key : {"a", "b", "c"})
            QCOMPARE(limit.take(QString::fromLatin1(key)), 0);
        QVERIFY(limit.take(QStringLiteral("d")) > 0);
        m_clock.advance(60'000);
        QCOMPARE(limit.take(QStringLiteral("d")), 0);
    }

private:
    const QString hall = QStringLiteral("130102");
    ManualClock m_clock{QDateTime({2026, 11, 23}, {1, 0}, Qt::UTC)};
};

QTEST_GUILESS_MAIN(TestChangeFeed)
#include "tst_change_feed.moc"
