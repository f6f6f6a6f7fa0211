// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/offline_grant.h"

#include "app/base/json.h"

#include <QTest>

using namespace yichuang;

class TestOfflineGrant : public QObject
{
    Q_OBJECT

    const SigningKey m_centre = SigningKey::generate(Suite::International).value();
    const QJsonObject m_body{{QStringLiteral("clerk"), QStringLiteral("li")},
                             {QStringLiteral("clerkName"), QStringLiteral("李窗口")},
                             {QStringLiteral("role"), QStringLiteral("clerk")},
                             {QStringLiteral("device"), QStringLiteral("device-7")},
                             {QStringLiteral("until"), QStringLiteral("2026-03-09T09:00:00Z")}};

    [[nodiscard]] static QByteArray grantBy(const SigningKey &key, const QByteArray &text)
    {
        return text.toBase64() + '.' + key.sign(text).value().toBase64();
    }
    [[nodiscard]] Result<OfflineGrant> read(const QJsonObject &body) const
    {
        return readOfflineGrant(grantBy(m_centre, canonicalJson(body)), m_centre.publicKey());
    }

private Q_SLOTS:
    void isRead()
    {
        const OfflineGrant grant = read(m_body).value();
        QCOMPARE(grant.clerk, QStringLiteral("li"));
        QCOMPARE(grant.clerkName, QStringLiteral("李窗口"));
        QCOMPARE(grant.role, QStringLiteral("clerk"));
        QCOMPARE(grant.device, QStringLiteral("device-7"));
        QCOMPARE(grant.until, QDateTime(QDate(2026, 3, 9), QTime(9, 0), Qt::UTC));
    }

    void needsEveryMember()
    {
        for (const char *member : {"clerk", "role", "device", "until"}) {
            QJsonObject body = m_body;
            body.remove(QLatin1String(member));
            QCOMPARE(read(body).error().fault, Fault::ReplyMalformed);
        }
        QJsonObject body = m_body;
        body.insert(QStringLiteral("until"), QStringLiteral("for ever"));
        QCOMPARE(read(body).error().fault, Fault::ReplyMalformed);
    }

    void needsTheCentresSignature()
    {
        const QByteArray text = canonicalJson(m_body);
        const auto fault = [this](const QByteArray &document) {
            return readOfflineGrant(document, m_centre.publicKey()).error().fault;
        };
        QCOMPARE(fault(grantBy(SigningKey::generate(Suite::International).value(), text)), Fault::KeyMismatch);
        QByteArray other = text;
        other.replace("\"clerk\":\"li\"", "\"clerk\":\"wu\"");
        QVERIFY(other != text);
        QCOMPARE(fault(other.toBase64() + '.' + m_centre.sign(text).value().toBase64()), Fault::KeyMismatch);
        QCOMPARE(fault(text.toBase64() + '.'), Fault::KeyMismatch);
    }

    void refusesStrangeBytes()
    {
        const auto fault = [this](const QByteArray &document) {
            return readOfflineGrant(document, m_centre.publicKey()).error().fault;
        };
        QCOMPARE(fault({}), Fault::ReplyMalformed);
        QCOMPARE(fault("<html>"), Fault::ReplyMalformed);
        QCOMPARE(fault("a.b.c"), Fault::ReplyMalformed);
        QCOMPARE(fault("%%%.AAAA"), Fault::ReplyMalformed);
        QCOMPARE(fault(grantBy(m_centre, "[1]")), Fault::ReplyMalformed);
        QCOMPARE(fault(grantBy(m_centre, QByteArray(20000, ' '))), Fault::TooLarge);
    }
};

QTEST_GUILESS_MAIN(TestOfflineGrant)
#include "tst_offline_grant.moc"
