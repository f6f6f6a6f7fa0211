// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/sealing.h"

#include "tests/unit/crypto/suites.h"

#include <QSet>

using namespace yichuang;

class TestSealing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhatItSealed_data() { suiteRows(); }
    void opensWhatItSealed()
    {
        QFETCH(Suite, suite);
        const Secret key = Secret::random();
        Sealer sealer(suite, key);
        for (const qsizetype size : {0, 1, 15, 16, 17, 2048, 100000}) {
            const QByteArray plain(size, 'p');
            const auto sealed = sealer.seal(plain, "row 1");
            QVERIFY(sealed);
            QCOMPARE(sealed->size(), size + sealOverhead(suite));
            QCOMPARE(sealer.unseal(*sealed, "row 1").value(), plain);
            QCOMPARE(unseal(key, *sealed, "row 1").value(), plain);
        }
    }

    void hidesAndNeverRepeats_data() { suiteRows(); }
    void hidesAndNeverRepeats()
    {
        QFETCH(Suite, suite);
        Sealer sealer(suite, Secret::random());
        QSet<QByteArray> seen;
        for (int i = 0; i < 200; ++i) {
            const QByteArray sealed = sealer.seal("the same plain text", "row").value();
            QVERIFY(!sealed.contains("plain"));
            seen.insert(sealed);
        }
        QCOMPARE(seen.size(), 200);
    }

    void noticesEveryChangedByte_data() { suiteRows(); }
    void noticesEveryChangedByte()
    {
        QFETCH(Suite, suite);
        Sealer sealer(suite, Secret::random());
        const QByteArray sealed = sealer.seal("a row of the store", "cases/7").value();
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray changed = sealed;
            changed[i] = static_cast<char>(changed[i] ^ 0x01);
            const auto opened = sealer.unseal(changed, "cases/7");
            QVERIFY2(!opened, qPrintable(QString::number(i)));
            QCOMPARE(opened.error().fault, Fault::SealBroken);
        }
        for (qsizetype size = 0; size < sealed.size(); ++size)
            QVERIFY(!sealer.unseal(sealed.first(size), "cases/7"));
        QVERIFY(!sealer.unseal(sealed + 'x', "cases/7"));
        QCOMPARE(sealer.unseal(sealed, "cases/7").value(), QByteArray("a row of the store"));
    }

    void noticesSwappedRows_data() { suiteRows(); }
    void noticesSwappedRows()
    {
        QFETCH(Suite, suite);
        Sealer sealer(suite, Secret::random());
        const QByteArray one = sealer.seal("one", "cases/1").value();
        const QByteArray two = sealer.seal("two", "cases/2").value();
        QCOMPARE(sealer.unseal(one, "cases/2").error().fault, Fault::SealBroken);
        QCOMPARE(sealer.unseal(two, "cases/1").error().fault, Fault::SealBroken);
        QCOMPARE(sealer.unseal(one, "").error().fault, Fault::SealBroken);
        QCOMPARE(sealer.unseal(two, "cases/2").value(), QByteArray("two"));
    }

    void needsItsKey_data() { suiteRows(); }
    void needsItsKey()
    {
        QFETCH(Suite, suite);
        const QByteArray sealed = seal(suite, Secret::random(), "text", {}).value();
        QCOMPARE(unseal(Secret::random(), sealed, {}).error().fault, Fault::SealBroken);
        QCOMPARE(seal(suite, Secret(), "text", {}).error().fault, Fault::BadArgument);
        QCOMPARE(unseal(Secret::random(15), sealed, {}).error().fault, Fault::BadArgument);
    }

    void opensTheOtherSuite()
    {
        const Secret key = Secret::random();
        Sealer international(Suite::International, key);
        const QByteArray national = seal(Suite::National, key, "older rows", "r").value();
        QCOMPARE(international.unseal(national, "r").value(), QByteArray("older rows"));
    }

    void isQuick_data() { suiteRows(); }
    void isQuick()
    {
        QFETCH(Suite, suite);
        Sealer sealer(suite, Secret::random());
        const QByteArray row(2048, 'r');
        QBENCHMARK
        {
            QVERIFY(sealer.seal(row, "cases/1/payload"));
        }
    }
};

QTEST_GUILESS_MAIN(TestSealing)
#include "tst_sealing.moc"
