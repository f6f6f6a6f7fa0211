// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/attempts.h"

#include "tests/fakes/manual_clock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

class TestAttempts : public QObject
{
    Q_OBJECT

    const QString m_li = QStringLiteral("li");

private Q_SLOTS:
    void theWaitDoubles()
    {
        QCOMPARE(waitAfterFailures(0), 0);
        QCOMPARE(waitAfterFailures(4), 0);
        QCOMPARE(waitAfterFailures(5), 30);
        QCOMPARE(waitAfterFailures(6), 60);
        QCOMPARE(waitAfterFailures(9), 480);
        QCOMPARE(waitAfterFailures(10), 900);
        QCOMPARE(waitAfterFailures(1000), 900);
    }

    void locksAfterFiveAndLetsGo()
    {
        const QTemporaryDir dir;
        const KeyFolder folder(dir.path());
        ManualClock clock(QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC));
        Attempts attempts(folder, clock);
        for (int i = 0; i < 5; ++i)
            QVERIFY(attempts.begin(m_li));
        auto locked = attempts.begin(m_li);
        QCOMPARE(locked.error().fault, Fault::LockedOut);
        QCOMPARE(locked.error().detail, QStringLiteral("30"));
        QVERIFY(attempts.begin(QStringLiteral("wang")));
        clock.advance(29000);
        QCOMPARE(attempts.begin(m_li).error().detail, QStringLiteral("1"));
        clock.advance(1000);
        QVERIFY(Attempts(folder, clock).begin(m_li)); // counted across restarts
        QCOMPARE(attempts.begin(m_li).error().detail, QStringLiteral("60"));
        clock.advance(60000);
        QVERIFY(attempts.forgive(m_li));
        for (int i = 0; i < 5; ++i)
            QVERIFY(attempts.begin(m_li));
    }

    void settingTheClockBackWinsNothingAndLosesNothing()
    {
        const QTemporaryDir dir;
        const KeyFolder folder(dir.path());
        const QDateTime start(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC);
        ManualClock clock(start);
        Attempts attempts(folder, clock);
        for (int i = 0; i < 5; ++i)
            QVERIFY(attempts.begin(m_li));
        clock.setWall(start.addYears(-1));
        QCOMPARE(attempts.begin(m_li).error().detail, QStringLiteral("30"));
        QCOMPARE(attempts.latestTime().value(), start);
        clock.advance(30000);
        QVERIFY(attempts.begin(m_li));
        QVERIFY(attempts.startAnew(m_li));
        QCOMPARE(attempts.latestTime().value(), clock.now());
    }

    void aDamagedCountIsNotForgotten()
    {
        const QTemporaryDir dir;
        const KeyFolder folder(dir.path());
        ManualClock clock(QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC));
        Attempts attempts(folder, clock);
        QVERIFY(attempts.begin(m_li));
        QFile file(dir.filePath(QStringLiteral("attempts.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{");
        file.close();
        QCOMPARE(attempts.begin(m_li).error().fault, Fault::StoreDamaged);
        QCOMPARE(attempts.forgive(m_li).error().fault, Fault::StoreDamaged);
        QVERIFY(attempts.startAnew(m_li));
        QVERIFY(attempts.begin(m_li));
    }
};

QTEST_GUILESS_MAIN(TestAttempts)
#include "tst_attempts.moc"
