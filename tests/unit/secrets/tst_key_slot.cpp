// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/key_slot.h"
#include "tests/unit/crypto/suites.h"

using namespace yichuang;

class TestKeySlot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leadsToTheMasterKey_data() { suiteRows(); }
    void leadsToTheMasterKey()
    {
        QFETCH(Suite, suite);
        const Secret master = Secret::random();
        const QString purpose = QStringLiteral("clerk/li");
        const KeySlot slot =
            KeySlot::byPassword(suite, master, QStringLiteral("pin"), purpose, PasswordCost{64, 1, 1}).value();
        QVERIFY(slot.isByPassword());
        QVERIFY(slot.openWithPassword(QStringLiteral("pin"), purpose).value() == master);
        QCOMPARE(slot.openWithPassword(QStringLiteral("nip"), purpose).error().fault, Fault::WrongPassword);
        QCOMPARE(slot.openWithPassword(QStringLiteral("pin"), QStringLiteral("clerk/wang")).error().fault,
                 Fault::WrongPassword);
        QVERIFY(KeySlot::fromJson(slot.toJson()).value() == slot);

        // Whoever turns it to another master key needs no password.
        const Secret fresh = Secret::random();
        const KeySlot turned = slot.leadingTo(fresh, purpose).value();
        QVERIFY(turned.openWithPassword(QStringLiteral("pin"), purpose).value() == fresh);
        QVERIFY(slot.openWithPassword(QStringLiteral("pin"), purpose).value() == master);
    }

    void aKeyOpensToo_data() { suiteRows(); }
    void aKeyOpensToo()
    {
        QFETCH(Suite, suite);
        const Secret master = Secret::random();
        const Secret key = Secret::random();
        const KeySlot slot = KeySlot::byKey(suite, master, key, QStringLiteral("hall")).value();
        QVERIFY(!slot.isByPassword());
        QVERIFY(slot.openWithKey(key, QStringLiteral("hall")).value() == master);
        QCOMPARE(slot.openWithKey(Secret::random(), QStringLiteral("hall")).error().fault, Fault::KeyMismatch);
        QCOMPARE(slot.openWithKey(key, QStringLiteral("keychain")).error().fault, Fault::KeyMismatch);
    }

    void damageIsSaid()
    {
        const Secret key = Secret::random();
        const KeySlot slot =
            KeySlot::byKey(Suite::International, Secret::random(), key, QStringLiteral("hall")).value();
        for (const char *member : {"lock", "box", "filled"}) {
            QJsonObject json = slot.toJson();
            json.remove(QLatin1String(member));
            QCOMPARE(KeySlot::fromJson(json).error().fault, Fault::StoreDamaged);
        }
        QJsonObject json = slot.toJson();
        QByteArray filled = QByteArray::fromBase64(json.value(QStringLiteral("filled")).toString().toLatin1());
        filled[filled.size() - 1] = static_cast<char>(filled.back() ^ 1);
        json.insert(QStringLiteral("filled"), QString::fromLatin1(filled.toBase64()));
        QCOMPARE(KeySlot::fromJson(json).value().openWithKey(key, QStringLiteral("hall")).error().fault,
                 Fault::StoreDamaged);
    }
};

QTEST_GUILESS_MAIN(TestKeySlot)
#include "tst_key_slot.moc"
