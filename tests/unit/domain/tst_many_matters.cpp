// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/many_matters.h"

#include "app/domain/identifiers/identifier.h"
#include "app/domain/matter.h"

#include <QTest>

using namespace yichuang;

class TestManyMatters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tenThousandAreRead()
    {
        const auto catalogue = catalogueFromJson(bench::manyMatters(10000));
        QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().detail));
        QCOMPARE(catalogue->matters.size(), 10000);
        QSet<QString> names;
        for (const Matter &matter : catalogue->matters) {
            names.insert(matter.name);
            const Verdict verdict = checkMatterCode(matter.code);
            QVERIFY2(verdict.valid && verdict.remarks.isEmpty(), qPrintable(matter.code));
        }
        QCOMPARE(names.size(), 10000);
    }
    void sameSeedSameBytes()
    {
        QCOMPARE(bench::manyMatters(50, 7), bench::manyMatters(50, 7));
        QVERIFY(bench::manyMatters(50, 7) != bench::manyMatters(50, 8));
        const auto few = catalogueFromJson(bench::manyMatters(10)).value();
        const auto more = catalogueFromJson(bench::manyMatters(40)).value();
        QCOMPARE(more.matters.mid(0, 10), few.matters);
    }
};

QTEST_GUILESS_MAIN(TestManyMatters)
#include "tst_many_matters.moc"
