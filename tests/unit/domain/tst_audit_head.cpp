// SPDX-License-Identifier: Apache-2.0
#include "app/domain/audit_head.h"

#include <QTest>

using namespace yichuang;

class TestAuditHead : public QObject
{
    Q_OBJECT

    static CountersignedHead sealed()
    {
        return {QStringLiteral("130102-03-1"), 412, QByteArray(32, 'h'),
                QDateTime(QDate(2026, 11, 23), QTime(1, 2, 3, 40), Qt::UTC), QByteArray(64, 's')};
    }

private Q_SLOTS:
    void survivesJson()
    {
        const AuditHead head{412, QByteArray(32, 'h'), QByteArray(64, 's')};
        QVERIFY(auditHeadFromJson(toJson(head)).value() == head);
        QVERIFY(countersignedFromJson(toJson(sealed())).value() == sealed());
    }

    void everyPartIsSigned()
    {
        QSet<QByteArray> forms{countersignedBytes(sealed())};
        CountersignedHead other = sealed();
        other.device = QStringLiteral("130102-03-2");
        forms.insert(countersignedBytes(other));
        other = sealed();
        other.number = 413;
        forms.insert(countersignedBytes(other));
        other = sealed();
        other.hash[31] = 'x';
        forms.insert(countersignedBytes(other));
        other = sealed();
        other.at = other.at.addMSecs(1);
        forms.insert(countersignedBytes(other));
        forms.insert(auditHeadBytes(412, sealed().hash));
        QCOMPARE(forms.size(), 6);
    }

    void whatIsNotOfTheFormIsRefused_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char *name, const char *member, const QJsonValue &value) {
            QTest::newRow(name) << QString::fromLatin1(member) << value;
        };
        row("no number", "number", QJsonValue());
        row("number 0", "number", 0);
        row("short hash", "hash", QStringLiteral("abcd"));
        row("upper case", "hash", QString(64, u'A'));
        row("no hex", "hash", QString(64, u'g'));
        row("short signature", "signature", QStringLiteral("AAAA"));
        row("no base64", "signature", QString(88, u'!'));
        row("no device", "device", QString());
        row("two words", "device", QStringLiteral("130102 03"));
        row("long device", "device", QString(65, u'1'));
        row("no time", "at", QStringLiteral("yesterday"));
        row("local time", "at", QStringLiteral("2026-11-23T09:02:03.040+08:00"));
    }
    void whatIsNotOfTheFormIsRefused()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QJsonObject json = toJson(sealed());
        json.insert(member, value);
        QCOMPARE(countersignedFromJson(json).error().fault, Fault::ReplyMalformed);
        const bool ofBoth = member == QLatin1String("number") || member == QLatin1String("hash")
                            || member == QLatin1String("signature");
        QCOMPARE(auditHeadFromJson(json).has_value(), !ofBoth);
    }
};

QTEST_GUILESS_MAIN(TestAuditHead)
#include "tst_audit_head.moc"
