// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/answered.h"

#include "tests/fakes/both_stores.h"

#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

class TestAnswered : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sql.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        m_sql = *Sql::open(emptyPlace(m_dir->path()));
        QVERIFY(migrate(*m_sql));
    }

    void givesTheSameAnswerAgain()
    {
        const AskedOnce one = asked(1);
        QVERIFY(!*answeredBefore(*m_sql, one));
        keepAnswer(*m_sql, one, problem(404, Fault::QueueEmpty), m_now);
        const auto again = *answeredBefore(*m_sql, one);
        QVERIFY(again);
        QCOMPARE(again->status, 404);
        QCOMPARE(again->contentType, problem(404, Fault::QueueEmpty).contentType);
        QCOMPARE(again->body, problem(404, Fault::QueueEmpty).body);
    }

    void anIdIsNotUsedForSomethingElse()
    {
        AskedOnce one = asked(1);
        keepAnswer(*m_sql, one, jsonReply({}), m_now);
        one.digest = QStringLiteral("other");
        QCOMPARE(answeredBefore(*m_sql, one).error().fault, Fault::RequestRefused);
    }

    void askersAreApart()
    {
        keepAnswer(*m_sql, asked(1), jsonReply({}), m_now);
        QVERIFY(!*answeredBefore(*m_sql, asked(1, QStringLiteral("130102-04-1"))));
    }

    void keepsNoMoreThanItsBound()
    {
        for (int n = 0; n < mostAnswered + 3; ++n)
            keepAnswer(*m_sql, asked(n), jsonReply({}), m_now.addMSecs(n));
        QCOMPARE(m_sql->row("SELECT COUNT(*) FROM answered_request")->first().toInt(), mostAnswered);
        QVERIFY(!*answeredBefore(*m_sql, asked(2)));
        QVERIFY(*answeredBefore(*m_sql, asked(3)));
    }

    void forgetsWhatIsOld()
    {
        keepAnswer(*m_sql, asked(1), jsonReply({}), m_now);
        keepAnswer(*m_sql, asked(2), jsonReply({}), m_now.addDays(answeredDays).addMSecs(1));
        QVERIFY(!*answeredBefore(*m_sql, asked(1)));
        QVERIFY(*answeredBefore(*m_sql, asked(2)));
        QVERIFY(!m_sql->trouble());
    }

private:
    static AskedOnce asked(int n, const QString &asker = QStringLiteral("130102-03-1"))
    {
        return {QStringLiteral("130102"), asker,
                QStringLiteral("0193a000-0000-7000-8000-%1").arg(n, 12, 10, QLatin1Char('0')),
                QStringLiteral("digest")};
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Sql> m_sql;
    QDateTime m_now{QDate(2026, 2, 13), QTime(1, 0), Qt::UTC};
};

ON_BOTH_STORES(TestAnswered)
#include "tst_answered.moc"
