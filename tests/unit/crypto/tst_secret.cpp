// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/secret.h"

#include <QTest>

using namespace yichuang;

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsEmpty()
    {
        const Secret none;
        QVERIFY(none.isEmpty());
        QCOMPARE(none.size(), qsizetype(0));
        QVERIFY(none == Secret::fromBytes({}));
    }

    void keepsItsBytes()
    {
        const QByteArray bytes("a key\0with a zero", 17);
        const Secret secret = Secret::fromBytes(bytes);
        QCOMPARE(secret.reveal(), bytes);
        QCOMPARE(secret.size(), qsizetype(17));
    }

    void takesAndZeroes()
    {
        QByteArray bytes(32, 'k');
        bytes.detach();
        const Secret secret = Secret::taking(std::move(bytes));
        QCOMPARE(secret.reveal(), QByteArray(32, 'k'));
    }

    void copiesShareOneMemory()
    {
        const QList<Secret> copies(2, Secret::random(32));
        QCOMPARE(static_cast<const void *>(copies.first().view().data()),
                 static_cast<const void *>(copies.last().view().data()));
        QVERIFY(&copies.first() != &copies.last());
    }

    void comparesByBytes()
    {
        QVERIFY(Secret::fromBytes("same") == Secret::fromBytes("same"));
        QVERIFY(!(Secret::fromBytes("same") == Secret::fromBytes("samf")));
        QVERIFY(!(Secret::fromBytes("same") == Secret::fromBytes("sam")));
    }

    void isRandom()
    {
        QVERIFY(!(Secret::random() == Secret::random()));
        QCOMPARE(Secret::random().size(), qsizetype(32));
    }
};

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
