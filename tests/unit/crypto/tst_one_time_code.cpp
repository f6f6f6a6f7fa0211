// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/one_time_code.h"

#include <QTest>

using namespace yichuang;

class TestOneTimeCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// RFC 6238, appendix B, SHA-1, the last six of the eight digits.
    void theStandardsOwnExamples_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("code");
        QTest::newRow("1970") << qint64(59) << QStringLiteral("287082");
        QTest::newRow("2005") << qint64(1111111109) << QStringLiteral("081804");
        QTest::newRow("2005, next step") << qint64(1111111111) << QStringLiteral("050471");
        QTest::newRow("2009") << qint64(1234567890) << QStringLiteral("005924");
        QTest::newRow("2033") << qint64(2000000000) << QStringLiteral("279037");
        QTest::newRow("2603") << qint64(20000000000) << QStringLiteral("353130");
    }
    void theStandardsOwnExamples()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, code);
        const QDateTime time = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
        QCOMPARE(oneTimeCode(m_secret, codeStepAt(time)), code);
        QCOMPARE(stepOfCode(m_secret, code, time), codeStepAt(time));
    }

    void aStepBeforeAndAfterAreTakenAndNoMore()
    {
        const QDateTime now = QDateTime::fromSecsSinceEpoch(1234567890, Qt::UTC);
        const qint64 step = codeStepAt(now);
        for (qint64 other = step - 3; other <= step + 3; ++other) {
            const auto found = stepOfCode(m_secret, oneTimeCode(m_secret, other), now);
            QCOMPARE(found.has_value(), std::abs(other - step) <= 1);
            QVERIFY(!found || *found == other);
        }
    }

    void whatIsNoCodeIsNone()
    {
        const QDateTime now = QDateTime::fromSecsSinceEpoch(59, Qt::UTC);
        for (const char *text : {"", "28708", "2870820", "28708a", "000000"})
            QVERIFY(!stepOfCode(m_secret, QString::fromLatin1(text), now));
        QVERIFY(!stepOfCode({}, QStringLiteral("287082"), now));
        QVERIFY(oneTimeCode({}, 1).isEmpty());
    }

    void anAuthenticatorReadsTheUri()
    {
        QCOMPARE(authenticatorUri(m_secret, QStringLiteral("大厅 A"), QStringLiteral("li.na")),
                 QStringLiteral("otpauth://totp/%E5%A4%A7%E5%8E%85%20A:li.na"
                                "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E5%A4%A7%E5%8E%85%20A"
                                "&algorithm=SHA1&digits=6&period=30"));
    }

private:
    const Secret m_secret = Secret::fromBytes("12345678901234567890");
};

QTEST_GUILESS_MAIN(TestOneTimeCode)
#include "tst_one_time_code.moc"
