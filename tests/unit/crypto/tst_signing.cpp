// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/signing.h"

#include "tests/unit/crypto/suites.h"

using namespace yichuang;

class TestSigning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithRfc8032()
    {
        // RFC 8032 §7.1, test 2
        const QByteArray seed = QByteArray::fromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        const QByteArray der = QByteArray::fromHex("302e020100300506032b657004220420") + seed;
        const SigningKey key = SigningKey::fromPkcs8Der(Secret::fromBytes(der)).value();
        QCOMPARE(key.suite(), Suite::International);
        QVERIFY(key.publicKey().toDer().endsWith(
            QByteArray::fromHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")));
        QCOMPARE(key.sign(QByteArray::fromHex("72")).value().toHex(),
                 QByteArray("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
    }

    void verifiesOpenSslsSm2Signature()
    {
        // made with OpenSSL 3 (dgst -sm3 -sign, distid 1234567812345678), r and s taken out of the DER
        const VerifyKey key =
            VerifyKey::fromDer(
                QByteArray::fromBase64("MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEg34Zk0pxs3DHRTMn+KsHDDPO"
                                       "VXHFcMfk560KRrXnKPNcuvHYjuYQ9ruYzsf7/Ktxu7fT23JgaocItu3cWpEfDg=="))
                .value();
        QCOMPARE(key.suite(), Suite::National);
        const QByteArray signature =
            QByteArray::fromHex("b5a1ff67f9c846a483e2bde4a9c4b1b22ef96a7d7a15e6c5cb8efc798b0f455b"
                                "9c17c353ad8e018ba7e8fc640fd05e7b2e6e48ddc198f9e08e38f73889e8ab61");
        QVERIFY(key.verify("one window", signature));
        QVERIFY(!key.verify("two windows", signature));
    }

    void signsAndVerifies_data() { suiteRows(); }
    void signsAndVerifies()
    {
        QFETCH(Suite, suite);
        const SigningKey key = SigningKey::generate(suite).value();
        QCOMPARE(key.suite(), suite);
        for (const QByteArray &message : {QByteArray(), QByteArray("operation"), QByteArray(100000, 'o')}) {
            const QByteArray signature = key.sign(message).value();
            QCOMPARE(signature.size(), qsizetype(64));
            QVERIFY(key.publicKey().verify(message, signature));
            QVERIFY(!key.publicKey().verify(message + 'x', signature));
            QVERIFY(!SigningKey::generate(suite).value().publicKey().verify(message, signature));
        }
    }

    void noticesEveryChangedByte_data() { suiteRows(); }
    void noticesEveryChangedByte()
    {
        QFETCH(Suite, suite);
        const SigningKey key = SigningKey::generate(suite).value();
        const QByteArray signature = key.sign("message").value();
        for (qsizetype i = 0; i < signature.size(); ++i) {
            QByteArray changed = signature;
            changed[i] = static_cast<char>(changed[i] ^ 0x10);
            QVERIFY2(!key.publicKey().verify("message", changed), qPrintable(QString::number(i)));
        }
        QVERIFY(!key.publicKey().verify("message", signature.first(63)));
        QVERIFY(!key.publicKey().verify("message", signature + 'x'));
        QVERIFY(!key.publicKey().verify("message", {}));
        QVERIFY(!key.publicKey().verify("message", QByteArray(64, '\0')));
    }

    void survivesDer_data() { suiteRows(); }
    void survivesDer()
    {
        QFETCH(Suite, suite);
        const SigningKey key = SigningKey::generate(suite).value();
        const SigningKey again = SigningKey::fromPkcs8Der(key.toPkcs8Der().value()).value();
        QCOMPARE(again.publicKey(), key.publicKey());
        const VerifyKey verify = VerifyKey::fromDer(key.publicKey().toDer()).value();
        QCOMPARE(verify.suite(), suite);
        QCOMPARE(verify.id(), key.publicKey().id());
        QCOMPARE(verify.id().size(), qsizetype(16));
        QVERIFY(verify.verify("message", again.sign("message").value()));
    }

    void refusesStrangeBytes_data() { suiteRows(); }
    void refusesStrangeBytes()
    {
        QFETCH(Suite, suite);
        const SigningKey key = SigningKey::generate(suite).value();
        const QByteArray der = key.publicKey().toDer();
        for (qsizetype size = 0; size < der.size(); ++size)
            QCOMPARE(VerifyKey::fromDer(der.first(size)).error().fault, Fault::BadArgument);
        QVERIFY(!VerifyKey::fromDer(QByteArray(2000, '0')));
        const QByteArray secret = key.toPkcs8Der().value().reveal();
        QVERIFY(!SigningKey::fromPkcs8Der(Secret::fromBytes(secret.chopped(1))));
        QVERIFY(!SigningKey::fromPkcs8Der(Secret()));
        // a P-256 key is a key, but of no suite
        QVERIFY(!VerifyKey::fromDer(
            QByteArray::fromBase64("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEoVgwv4Cmsu1Ooq4M6V5SCUGgQdIliG9ra5Hq"
                                   "/D7rJEDM5fNMF0Bax/B9FVENz8Wp9p5KwD0A5aP1s/dAVpgmGg==")));
    }

    void doesNothingWithoutAKey()
    {
        QVERIFY(SigningKey().isNull());
        QCOMPARE(SigningKey().sign("message").error().fault, Fault::KeyUnavailable);
        QCOMPARE(SigningKey().toPkcs8Der().error().fault, Fault::KeyUnavailable);
        QVERIFY(!VerifyKey().verify("message", QByteArray(64, 'x')));
        QVERIFY(VerifyKey().id().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSigning)
#include "tst_signing.moc"
