// SPDX-License-Identifier: Apache-2.0
// The seeded world itself: it repeats, and it catches what is broken on purpose.
#include "tests/chaos/world.h"

#include <QCoreApplication>
#include <QHashSeed>
#include <QLoggingCategory>
#include <QTest>

using namespace yichuang;
using namespace yichuang::chaos;

class TestChaos : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<const Ground> m_ground;

    [[nodiscard]] RunReport run(quint64 seed, Break broken = Break::None) const
    {
        RunOptions options;
        options.seed = seed;
        options.broken = broken;
        return World(*m_ground, options).run();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("yichuang.*=false"));
        const auto ground = layGround(3);
        QVERIFY2(ground, qPrintable(ground ? QString() : describe(ground.error())));
        m_ground = *ground;
    }
    void theSameSeedIsTheSameWorld()
    {
        const RunReport first = run(7);
        const RunReport again = run(7);
        QCOMPARE(first.trace, again.trace);
        QCOMPARE(first.problems, QStringList());
        QVERIFY(first.operations > 0);
        QVERIFY(run(8).trace != first.trace);
    }
    void whatIsBrokenIsCaught_data()
    {
        QTest::addColumn<int>("broken");
        for (const BreakName &one : breakNames)
            QTest::newRow(one.name) << static_cast<int>(one.which);
    }
    void whatIsBrokenIsCaught()
    {
        QFETCH(int, broken);
        for (quint64 seed = 1; seed <= 12; ++seed) {
            if (!run(seed, static_cast<Break>(broken)).problems.isEmpty())
                return;
        }
        QFAIL("twelve worlds and nobody noticed");
    }
};

int main(int argc, char *argv[])
{
    QHashSeed::setDeterministicGlobalSeed();
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    TestChaos test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_chaos.moc"
