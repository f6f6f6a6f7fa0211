// SPDX-License-Identifier: Apache-2.0
#include "app/domain/audit_head.h"
#include "tests/contract/server_rig.h"

#include <QJsonArray>
#include <QTest>

using namespace yichuang;
using namespace yichuang::contract;

/// The heads of the windows' audits: what the centre signs, keeps and refuses.
class ServerAudit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aHeadIsCountersignedOnce();
    void whatContradictsAFormerHeadIsRefused();
    void malformedHeadsAreRefused_data();
    void malformedHeadsAreRefused();
    void onlyTheWindowItselfMay();
    void auditorsSeeWhatWasCountersigned();
    void theKeysNameTheCentre();

private:
    [[nodiscard]] static AuditHead head(const Window &window, qint64 number, char content);
    [[nodiscard]] static Heard send(const Window &window, const AuditHead &head);
    [[nodiscard]] VerifyKey centreKey() const;
    ServerRig m_rig;
    Window m_window;
    Window m_other;
    Window m_auditor;
};

void ServerAudit::initTestCase()
{
    QVERIFY(m_rig.start());
    m_window = m_rig.window(3);
    m_other = m_rig.window(4);
    m_auditor = m_rig.window(5, QStringLiteral("auditor"));
}

AuditHead ServerAudit::head(const Window &window, qint64 number, char content)
{
    const QByteArray hash(32, content);
    return {number, hash, window.maker->key().sign(auditHeadBytes(number, hash)).value()};
}

Heard ServerAudit::send(const Window &window, const AuditHead &head)
{
    return window.caller->post(QStringLiteral("/v1/audit/heads"), toJson(head));
}

VerifyKey ServerAudit::centreKey() const
{
    const QString key = m_window.enrolment.value(QStringLiteral("centreKey")).toString();
    return VerifyKey::fromDer(QByteArray::fromBase64(key.toLatin1())).value();
}

void ServerAudit::aHeadIsCountersignedOnce()
{
    const AuditHead sent = head(m_window, 12, 'a');
    const Heard first = send(m_window, sent);
    QCOMPARE(first.status, 200);
    const auto sealed = countersignedFromJson(first.json());
    QVERIFY(sealed);
    QCOMPARE(sealed->device, m_window.device);
    QCOMPARE(sealed->number, 12);
    QCOMPARE(sealed->hash, sent.hash);
    QVERIFY(qAbs(sealed->at.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QVERIFY(centreKey().verify(countersignedBytes(*sealed), sealed->signature));
    QCOMPARE(send(m_window, sent).body, first.body);
    // The same number at another window is another chain.
    const Heard other = send(m_other, head(m_other, 12, 'b'));
    QCOMPARE(other.status, 200);
}

void ServerAudit::whatContradictsAFormerHeadIsRefused()
{
    QCOMPARE(send(m_window, head(m_window, 20, 'c')).status, 200);
    const Heard another = send(m_window, head(m_window, 20, 'd'));
    QCOMPARE(another.status, 409);
    QCOMPARE(another.fault(), QStringLiteral("versionConflict"));
    QCOMPARE(send(m_window, head(m_window, 19, 'd')).status, 409);
    QCOMPARE(send(m_window, head(m_window, 20, 'c')).status, 200);
    QCOMPARE(send(m_window, head(m_window, 21, 'e')).status, 200);
}

void ServerAudit::malformedHeadsAreRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no number") << QStringLiteral("number") << QJsonValue();
    QTest::newRow("number 0") << QStringLiteral("number") << QJsonValue(0);
    QTest::newRow("short hash") << QStringLiteral("hash") << QJsonValue(QStringLiteral("ab"));
    QTest::newRow("another number") << QStringLiteral("number") << QJsonValue(31);
    QTest::newRow("another hash") << QStringLiteral("hash") << QJsonValue(QString(64, u'0'));
    QTest::newRow("no signature") << QStringLiteral("signature") << QJsonValue();
}

void ServerAudit::malformedHeadsAreRefused()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QJsonObject json = toJson(head(m_window, 30, 'f'));
    json.insert(member, value);
    const Heard heard = m_window.caller->post(QStringLiteral("/v1/audit/heads"), json);
    QCOMPARE(heard.status, 400);
    QCOMPARE(heard.fault(), QStringLiteral("requestRefused"));
}

void ServerAudit::onlyTheWindowItselfMay()
{
    QCOMPARE(send(m_other, head(m_window, 40, 'g')).status, 400);
    const auto stranger = m_rig.stranger();
    QCOMPARE(stranger->post(QStringLiteral("/v1/audit/heads"), toJson(head(m_window, 40, 'g'))).status, 403);
}

void ServerAudit::auditorsSeeWhatWasCountersigned()
{
    const QString path = QStringLiteral("/v1/audit/%1/heads").arg(m_window.device);
    QCOMPARE(m_window.caller->get(path).status, 403);
    const Heard heard = m_auditor.caller->get(path);
    QCOMPARE(heard.status, 200);
    const QJsonArray heads = heard.json().value(QStringLiteral("heads")).toArray();
    QVERIFY(!heads.isEmpty());
    qint64 before = 0;
    for (const QJsonValue &value : heads) {
        const auto sealed = countersignedFromJson(value.toObject());
        QVERIFY(sealed);
        QVERIFY(sealed->number > before);
        before = sealed->number;
        QVERIFY(centreKey().verify(countersignedBytes(*sealed), sealed->signature));
    }
}

void ServerAudit::theKeysNameTheCentre()
{
    const QJsonObject keys = m_window.caller->get(QStringLiteral("/v1/keys")).json();
    QCOMPARE(QByteArray::fromBase64(keys.value(QStringLiteral("centre")).toString().toLatin1()), centreKey().toDer());
}

QTEST_GUILESS_MAIN(ServerAudit)
#include "server_audit.moc"
