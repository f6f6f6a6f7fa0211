// SPDX-License-Identifier: Apache-2.0
#include "app/server/server_state.h"

#include "tests/fakes/both_stores.h"
#include "tests/fakes/manual_clock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

namespace
{
const QString hall = QStringLiteral("130102");
} // namespace

/// What writes together shares a transaction and nothing else. The threads are this test's.
class TestServerState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Foundation foundation;
        foundation.folder = m_dir.filePath(QStringLiteral("centre"));
        foundation.hall = hall;
        foundation.hallName = QStringLiteral("示例大厅");
        foundation.catalogueFile = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/catalogue/shijiazhuang.json");
        foundation.calendarFile = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/calendar/china-working-days.json");
        if (!isEmbeddedsTurn())
            foundation.database = emptyPlace(m_dir.path()).name;
        QVERIFY(found(foundation, m_clock));
        const auto configuration = loadConfiguration(foundation.folder);
        QVERIFY(configuration);
        m_state = std::make_unique<ServerState>(*configuration, *WorkingDays::fromJson(configuration->calendar),
                                                m_clock, systemRandom(), StoreThreads::Callers);
        QVERIFY(m_state->open());
        m_sql = *Sql::open(configuration->database);
        m_sql->run("CREATE TABLE note (hall TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (hall, text))");
    }
    void init()
    {
        m_statuses.clear();
        m_sql->run("DELETE FROM note");
    }
    void cleanupTestCase()
    {
        m_sql.reset();
        m_state.reset();
    }

    void oneThatFailsTakesNobodyAlong()
    {
        for (const char *text : {"a", "b", "a", "c"})
            note(QLatin1String(text));
        QVERIFY(m_statuses.isEmpty());
        QVERIFY(m_state->writer.work() > 0);
        QCOMPARE(m_statuses, (QList<int>{200, 200, 500, 200}));
        QCOMPARE(m_sql->rows("SELECT text FROM note").size(), 3);
    }

    void oneAloneFailsAlone()
    {
        note(QStringLiteral("a"));
        m_state->writer.work();
        note(QStringLiteral("a"));
        m_state->writer.work();
        QCOMPARE(m_statuses, (QList<int>{200, 500}));
        QCOMPARE(m_sql->rows("SELECT text FROM note").size(), 1);
    }

    void manyAreAnsweredInOrder()
    {
        QList<int> order;
        for (int i = 0; i < 300; ++i) {
            m_state->write(
                [i](Sql &sql) {
                    sql.run("INSERT INTO note (hall, text) VALUES (?, ?)", {hall, QString::number(i)});
                    return Response{};
                },
                [&order, i](const Response &) { order.append(i); });
        }
        m_state->writer.work();
        QCOMPARE(order.size(), 300);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
        QCOMPARE(m_sql->rows("SELECT text FROM note").size(), 300);
    }

    void theFeedHearsOfWhatIsCommitted()
    {
        bool woken = false;
        QVERIFY(m_state->feed.wait(hall, 0, 60'000, [&woken] { woken = true; }));
        note(QStringLiteral("nothing of the feed"));
        m_state->writer.work();
        QVERIFY(!woken);
        m_state->write(
            [](Sql &sql) {
                (void)sql.nextSequence(hall);
                return Response{};
            },
            [&](const Response &) { QVERIFY(woken); });
        QVERIFY(!woken);
        m_state->writer.work();
        QVERIFY(woken);
    }

private:
    void note(const QString &text)
    {
        m_state->write(
            [text](Sql &sql) {
                sql.run("INSERT INTO note (hall, text) VALUES (?, ?)", {hall, text});
                return Response{};
            },
            [this](const Response &response) { m_statuses.append(response.status); });
    }

    QTemporaryDir m_dir;
    ManualClock m_clock{QDateTime({2026, 11, 23}, {1, 0}, Qt::UTC)};
    std::unique_ptr<ServerState> m_state;
    std::unique_ptr<Sql> m_sql;
    QList<int> m_statuses;
};

ON_BOTH_STORES(TestServerState)
#include "tst_server_state.moc"
