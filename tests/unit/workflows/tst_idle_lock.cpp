// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/idle_lock.h"

#include "tests/fakes/fake_centre.h"
#include "tests/fakes/fake_vault.h"
#include "tests/fakes/manual_clock.h"

#include <QTest>

using namespace yichuang;

namespace
{

constexpr qint64 minute = 60'000;

struct Counter {
    Counter()
    {
        centre.session.clerk = QStringLiteral("li");
        flow.signIn(QStringLiteral("li"), QStringLiteral("correct horse"));
        for (int i = 0; i < 6; ++i) {
            QCoreApplication::processEvents();
            vault.release();
        }
        QCoreApplication::processEvents();
    }
    [[nodiscard]] bool isLocked() const { return std::holds_alternative<WindowLocked>(flow.state()); }
    [[nodiscard]] bool isIn() const { return std::holds_alternative<SignedIn>(flow.state()); }

    ManualClock clock{QDateTime(QDate(2026, 11, 23), QTime(1, 0), Qt::UTC)};
    FakeCentre centre;
    FakeVault vault;
    SignInFlow flow{centre, vault};
};

} // namespace

class TestIdleLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoWalksAwayLeavesALockedWindow()
    {
        Counter counter;
        QVERIFY(counter.isIn());
        IdleLock lock(counter.flow, counter.clock, 10);
        counter.clock.advance(10 * minute - 1);
        lock.look();
        QVERIFY(counter.isIn());
        counter.clock.advance(1);
        lock.look();
        QVERIFY(counter.isLocked());
        QVERIFY2(counter.vault.open, "the work stays as it is");
    }

    void everyTouchCounts()
    {
        Counter counter;
        IdleLock lock(counter.flow, counter.clock, 10);
        for (const QEvent::Type type : {QEvent::KeyPress, QEvent::MouseMove, QEvent::MouseButtonPress, QEvent::Wheel,
                                        QEvent::TouchBegin, QEvent::TabletPress, QEvent::InputMethod}) {
            counter.clock.advance(9 * minute);
            QEvent event(type);
            QVERIFY2(!lock.eventFilter(this, &event), "it takes nothing away");
            counter.clock.advance(9 * minute);
            lock.look();
            QVERIFY(counter.isIn());
        }
        QEvent paint(QEvent::Paint);
        counter.clock.advance(minute);
        lock.eventFilter(this, &paint);
        lock.look();
        QVERIFY(counter.isLocked());
    }

    void aMachineThatSleptIsLocked()
    {
        Counter counter;
        IdleLock lock(counter.flow, counter.clock, 10);
        counter.clock.setWall(counter.clock.now().addSecs(3600));
        lock.look();
        QVERIFY(counter.isLocked());
    }

    void unlockingBeginsAnew()
    {
        Counter counter;
        IdleLock lock(counter.flow, counter.clock, 10);
        counter.clock.advance(11 * minute);
        lock.look();
        QVERIFY(counter.isLocked());
        counter.clock.advance(60 * minute);
        lock.look();
        counter.flow.signIn(QStringLiteral("li"), QStringLiteral("correct horse"));
        QTRY_VERIFY((counter.vault.release(), counter.isIn()));
        lock.look();
        QVERIFY(counter.isIn());
    }

    void aHallMayDoWithout()
    {
        Counter counter;
        IdleLock lock(counter.flow, counter.clock, 0);
        counter.clock.advance(600 * minute);
        lock.look();
        QVERIFY(counter.isIn());
    }
};

QTEST_GUILESS_MAIN(TestIdleLock)
#include "tst_idle_lock.moc"
