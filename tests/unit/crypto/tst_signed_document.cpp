// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/signed_document.h"

#include "tests/unit/crypto/suites.h"

using namespace yichuang;

class TestSignedDocument : public QObject
{
    Q_OBJECT

    const QString m_context = QStringLiteral("offline-grant");
    const QJsonObject m_body{{QStringLiteral("clerk"), QStringLiteral("li")}, {QStringLiteral("until"), 7}};

private Q_SLOTS:
    void isReadBack_data() { suiteRows(); }
    void isReadBack()
    {
        QFETCH(Suite, suite);
        const SigningKey key = SigningKey::generate(suite).value();
        const QByteArray document = signDocument(key, m_context, m_body).value();
        QCOMPARE(readSignedDocument(key.publicKey(), m_context, document).value(), m_body);
        // white space and the order of members say nothing
        QByteArray spaced = document;
        spaced.replace(",", " ,\n ");
        QCOMPARE(readSignedDocument(key.publicKey(), m_context, spaced).value(), m_body);
    }

    void isNotBelievedWhenChanged_data() { suiteRows(); }
    void isNotBelievedWhenChanged()
    {
        QFETCH(Suite, suite);
        const SigningKey key = SigningKey::generate(suite).value();
        const QByteArray document = signDocument(key, m_context, m_body).value();
        QByteArray changed = document;
        changed.replace("\"li\"", "\"wu\"");
        QVERIFY(changed != document);
        QCOMPARE(readSignedDocument(key.publicKey(), m_context, changed).error().fault, Fault::KeyMismatch);
        QCOMPARE(readSignedDocument(key.publicKey(), QStringLiteral("policy"), document).error().fault,
                 Fault::KeyMismatch);
        const SigningKey other = SigningKey::generate(suite).value();
        QCOMPARE(readSignedDocument(other.publicKey(), m_context, document).error().fault, Fault::KeyMismatch);
        QCOMPARE(readSignedDocument(VerifyKey(), m_context, document).error().fault, Fault::KeyMismatch);
    }

    void refusesStrangeBytes()
    {
        const VerifyKey key = SigningKey::generate(Suite::International).value().publicKey();
        for (const QByteArray &bytes : {QByteArray(), QByteArray("<html>"), QByteArray("{}"), QByteArray("[1]"),
                                        QByteArray(R"({"body":{}})"), QByteArray(R"({"body":1,"signature":"AA=="})")})
            QCOMPARE(readSignedDocument(key, m_context, bytes).error().fault, Fault::ReplyMalformed);
        QCOMPARE(readSignedDocument(key, m_context, QByteArray(2 * 1024 * 1024, ' ')).error().fault, Fault::TooLarge);
        QCOMPARE(readSignedDocument(key, m_context, R"({"body":{},"signature":"%"})").error().fault,
                 Fault::KeyMismatch);
    }
};

QTEST_GUILESS_MAIN(TestSignedDocument)
#include "tst_signed_document.moc"
