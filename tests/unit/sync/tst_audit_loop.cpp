// SPDX-License-Identifier: Apache-2.0
#include "app/sync/audit_loop.h"
#include "tests/fakes/manual_clock.h"

#include <QSignalSpy>
#include <QTest>

using namespace yichuang;

namespace
{

template <typename T>
QFuture<Result<T>> ready(Result<T> answer)
{
    return QtFuture::makeReadyFuture(std::move(answer));
}

struct Trail final : AuditTrail {
    QFuture<Result<std::optional<AuditHead>>> auditHead() override
    {
        ++asked;
        return ready(Result<std::optional<AuditHead>>(head));
    }
    QFuture<Result<Done>> keepCountersigned(const CountersignedHead &sealed) override
    {
        kept.append(sealed);
        return ready(Result<Done>(Done{}));
    }
    std::optional<AuditHead> head = AuditHead{7, QByteArray(32, 'h'), QByteArray(64, 's')};
    QList<CountersignedHead> kept;
    int asked = 0;
};

struct Witness final : AuditWitness {
    QFuture<Result<CountersignedHead>> countersign(const AuditHead &head) override
    {
        seen.append(head);
        if (refusal)
            return ready(Result<CountersignedHead>(failure(*refusal)));
        return ready(Result<CountersignedHead>(CountersignedHead{QStringLiteral("d"), head.number, head.hash, {}, {}}));
    }
    QList<AuditHead> seen;
    std::optional<Reason> refusal;
};

} // namespace

class TestAuditLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewHeadIsCountersignedAndKept();
    void onceAMinute();
    void whatTheCentreContradictsRests();
    void nothingNewAsksNobody();
    void stoppedItKeepsNothing();

private:
    ManualClock m_clock{QDateTime(QDate(2026, 11, 23), QTime(1, 0), Qt::UTC)};
};

void TestAuditLoop::aNewHeadIsCountersignedAndKept()
{
    Trail trail;
    Witness witness;
    AuditLoop loop(trail, witness, m_clock);
    loop.contacted();
    loop.contacted();
    QTRY_COMPARE(trail.kept.size(), 1);
    QCOMPARE(witness.seen.size(), 1);
    QCOMPARE(trail.kept.constFirst().number, 7);
}

void TestAuditLoop::onceAMinute()
{
    Trail trail;
    Witness witness;
    AuditLoop loop(trail, witness, m_clock);
    loop.contacted();
    QTRY_COMPARE(trail.kept.size(), 1);
    m_clock.advance(59'000);
    loop.contacted();
    QCOMPARE(trail.asked, 1);
    m_clock.advance(1'000);
    loop.contacted();
    QTRY_COMPARE(trail.kept.size(), 2);
}

void TestAuditLoop::whatTheCentreContradictsRests()
{
    Trail trail;
    Witness witness;
    witness.refusal = Reason{Fault::VersionConflict, QStringLiteral("test"), {}};
    AuditLoop loop(trail, witness, m_clock);
    const QSignalSpy troubled(&loop, &AuditLoop::troubled);
    loop.contacted();
    QTRY_COMPARE(troubled.size(), 1);
    m_clock.advance(3'599'000);
    loop.contacted();
    QCOMPARE(trail.asked, 1);
    m_clock.advance(1'000);
    witness.refusal.reset();
    loop.contacted();
    QTRY_COMPARE(trail.kept.size(), 1);
}

void TestAuditLoop::nothingNewAsksNobody()
{
    Trail trail;
    trail.head.reset();
    Witness witness;
    AuditLoop loop(trail, witness, m_clock);
    loop.contacted();
    QTRY_COMPARE(trail.asked, 1);
    QTRY_VERIFY((m_clock.advance(60'000), loop.contacted(), trail.asked > 1));
    QCOMPARE(witness.seen.size(), 0);
}

void TestAuditLoop::stoppedItKeepsNothing()
{
    Trail trail;
    Witness witness;
    AuditLoop loop(trail, witness, m_clock);
    loop.contacted();
    loop.stop();
    loop.contacted();
    QTRY_COMPARE(trail.kept.size(), 1);
    QCOMPARE(trail.asked, 2);
}

QTEST_GUILESS_MAIN(TestAuditLoop)
#include "tst_audit_loop.moc"
