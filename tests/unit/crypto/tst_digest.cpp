// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/digest.h"

#include "tests/unit/crypto/suites.h"

using namespace yichuang;

class TestDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithPublishedValues_data()
    {
        QTest::addColumn<Suite>("suite");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("SHA-256 of nothing")
            << Suite::International << QByteArray()
            << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("SHA-256 of abc, FIPS 180-4")
            << Suite::International << QByteArray("abc")
            << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("SM3 of abc, GB/T 32905 A.1")
            << Suite::National << QByteArray("abc")
            << QByteArray("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        QTest::newRow("SM3 of 16 times abcd, GB/T 32905 A.2")
            << Suite::National << QByteArray("abcd").repeated(16)
            << QByteArray("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }
    void agreesWithPublishedValues()
    {
        QFETCH(Suite, suite);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, hex);
        QCOMPARE(digest(suite, text).toHex(), hex);
    }

    void takesPieces_data() { suiteRows(); }
    void takesPieces()
    {
        QFETCH(Suite, suite);
        const QByteArray text("the whole text, in pieces of any size");
        Digester digester(suite);
        digester.add(text.first(3));
        digester.add({});
        digester.add(text.sliced(3));
        QCOMPARE(digester.finish(), digest(suite, text));
        digester.add("anew");
        QCOMPARE(digester.finish(), digest(suite, "anew"));
    }

    void hashesUnderAKey()
    {
        // RFC 4231, test case 2
        QCOMPARE(keyedHash(Suite::International, Secret::fromBytes("Jefe"), "what do ya want for nothing?").toHex(),
                 QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        const Secret key = Secret::fromBytes("Jefe");
        QVERIFY(keyedHash(Suite::National, key, "x") != keyedHash(Suite::International, key, "x"));
        QVERIFY(keyedHash(Suite::National, key, "x") != keyedHash(Suite::National, Secret::fromBytes("Jeff"), "x"));
        QCOMPARE(keyedHash(Suite::National, key, "x").size(), qsizetype(32));
    }

    void namesBlobs()
    {
        const QString name = sha256Hex("abc");
        QCOMPARE(name, QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QVERIFY(isSha256Hex(name));
        QVERIFY(!isSha256Hex(name.toUpper()));
        QVERIFY(!isSha256Hex(name.chopped(1)));
        QVERIFY(!isSha256Hex(QStringLiteral("../").repeated(21) + u'a'));
    }

    void comparesBytes()
    {
        QVERIFY(sameBytes("", ""));
        QVERIFY(sameBytes("one", "one"));
        QVERIFY(!sameBytes("one", "onf"));
        QVERIFY(!sameBytes("one", "on"));
    }
};

QTEST_GUILESS_MAIN(TestDigest)
#include "tst_digest.moc"
