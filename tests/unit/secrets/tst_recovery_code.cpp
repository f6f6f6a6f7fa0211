// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/recovery_code.h"

#include <QRegularExpression>
#include <QTest>

using namespace yichuang;

class TestRecoveryCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasEightGroups()
    {
        const QString code = newRecoveryCode();
        QVERIFY(QRegularExpression(QStringLiteral("^([A-Z2-7]{4}-){7}[A-Z2-7]{4}$")).match(code).hasMatch());
        QVERIFY(code != newRecoveryCode());
        QCOMPARE(plainRecoveryCode(code), QString(code).remove(u'-'));
    }

    void isReadAsPeopleType_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("plain");
        const QString plain = QStringLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
        QTest::newRow("lower case, spaces") << QStringLiteral(" abcd efgh ijkl mnop qrst uvwx yz23 4567 ") << plain;
        QTest::newRow("digits for letters") << QStringLiteral("A8CD-EFGH-1JKL-MN0P-QRST-UVWX-YZ23-4567") << plain;
        QTest::newRow("full width") << QStringLiteral("ＡＢＣＤEFGHIJKLMNOPQRSTUVWXYZ234567") << plain;
        QTest::newRow("too short") << plain.chopped(1) << QString();
        QTest::newRow("too long") << plain + u'A' << QString();
        QTest::newRow("a strange sign") << QString(plain).replace(3, 1, u'9') << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void isReadAsPeopleType()
    {
        QFETCH(QString, typed);
        QFETCH(QString, plain);
        QCOMPARE(plainRecoveryCode(typed), plain);
    }
};

QTEST_GUILESS_MAIN(TestRecoveryCode)
#include "tst_recovery_code.moc"
