// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/power_cuts.h"

#include <QLoggingCategory>

using namespace yichuang;

/// That the power cuts are what they say: the same again by the same seed, and noticed where a promise is broken.
class TestPowerCuts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("*=false")); }
    void aSeedGivesTheSameAgain();
    void aDiskThatDoesNotSyncIsNoticed();
};

void TestPowerCuts::aSeedGivesTheSameAgain()
{
    for (const quint64 seed : {11, 12, 13}) {
        PowerCuts cuts;
        const CutReport once = cuts.run(seed, false);
        const CutReport again = cuts.run(seed, false);
        QCOMPARE(once.problems, QStringList());
        QVERIFY(!once.trace.isEmpty());
        QCOMPARE(again.trace, once.trace);
        QVERIFY(cuts.run(seed + 100, false).trace != once.trace);
    }
}

void TestPowerCuts::aDiskThatDoesNotSyncIsNoticed()
{
    PowerCuts cuts;
    int noticed = 0;
    for (quint64 seed = 1; seed <= 30; ++seed)
        noticed += cuts.run(seed, true).problems.isEmpty() ? 0 : 1;
    QVERIFY2(noticed >= 10, qPrintable(QString::number(noticed)));
}

QTEST_GUILESS_MAIN(TestPowerCuts)
#include "tst_power_cuts.moc"
