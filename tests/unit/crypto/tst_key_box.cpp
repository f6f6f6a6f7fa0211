// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/key_box.h"
#include "tests/unit/crypto/suites.h"

using namespace yichuang;

class TestKeyBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyItsOwnerOpensIt_data() { suiteRows(); }
    void onlyItsOwnerOpensIt()
    {
        QFETCH(Suite, suite);
        const KeyBox box = makeKeyBox(suite).value();
        const Secret key = Secret::random();
        const QByteArray filled = putIntoBox(box.publicly, key, QStringLiteral("clerk/li")).value();
        QVERIFY(openBox(box.opener, filled, QStringLiteral("clerk/li")).value() == key);
        QVERIFY(!filled.contains(key.reveal()));
        QCOMPARE(openBox(box.opener, filled, QStringLiteral("clerk/wang")).error().fault, Fault::KeyMismatch);
        for (const Suite other : {Suite::International, Suite::National})
            QCOMPARE(openBox(makeKeyBox(other).value().opener, filled, QStringLiteral("clerk/li")).error().fault,
                     Fault::KeyMismatch);
        QVERIFY(putIntoBox(box.publicly, key, QStringLiteral("clerk/li")).value() != filled);
    }

    void everyByteCounts_data() { suiteRows(); }
    void everyByteCounts()
    {
        QFETCH(Suite, suite);
        const KeyBox box = makeKeyBox(suite).value();
        const QByteArray filled = putIntoBox(box.publicly, Secret::random(), QStringLiteral("hall")).value();
        for (qsizetype i = 0; i < filled.size(); ++i) {
            QByteArray changed = filled;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            QVERIFY2(!openBox(box.opener, changed, QStringLiteral("hall")), qPrintable(QString::number(i)));
            QVERIFY(!openBox(box.opener, filled.left(i), QStringLiteral("hall")));
        }
        QVERIFY(!openBox(box.opener, filled + 'x', QStringLiteral("hall")));
    }

    void whatIsNoBoxIsRefused()
    {
        const KeyBox box = makeKeyBox(Suite::International).value();
        for (const QByteArray &bytes : {QByteArray(), QByteArray("no key"), QByteArray(2000, 'x'), box.opener.reveal()})
            QCOMPARE(putIntoBox(bytes, Secret::random(), {}).error().fault, Fault::BadArgument);
        const QByteArray filled = putIntoBox(box.publicly, Secret::random(), {}).value();
        QCOMPARE(openBox({}, filled, {}).error().fault, Fault::BadArgument);
    }
};

QTEST_GUILESS_MAIN(TestKeyBox)
#include "tst_key_box.moc"
