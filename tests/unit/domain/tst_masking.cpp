// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/masking.h"

#include <QTest>

using namespace yichuang;

class MaskingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers()
    {
        QCOMPARE(maskIdNumber(QStringLiteral("11010519491231002X")), QStringLiteral("1101**********002X"));
        QCOMPARE(maskIdNumber(QStringLiteral("KAZ110090123105")), QStringLiteral("KAZ1*******3105"));
        QCOMPARE(maskIdNumber(QStringLiteral("H12345678")), QStringLiteral("H1*****78"));
        QCOMPARE(maskIdNumber(QStringLiteral("E12345")), QStringLiteral("E*****"));
        QCOMPARE(maskIdNumber(QStringLiteral("12")), QStringLiteral("**"));
        QCOMPARE(maskIdNumber(QString()), QString());
        QCOMPARE(maskCreditCode(QStringLiteral("91350100M000100Y43")), QStringLiteral("9135**********0Y43"));
    }

    void names()
    {
        QCOMPARE(maskName(QStringLiteral("王小明")), QStringLiteral("王*明"));
        QCOMPARE(maskName(QStringLiteral("王明")), QStringLiteral("王*"));
        QCOMPARE(maskName(QStringLiteral("欧阳小明")), QStringLiteral("欧**明"));
        QCOMPARE(maskName(QStringLiteral("王")), QStringLiteral("*"));
        QCOMPARE(maskName(QStringLiteral("阿里木·买买提")), QStringLiteral("阿**·**提"));
        QCOMPARE(maskName(QStringLiteral("𠮷小明")), QStringLiteral("𠮷*明"));
        QCOMPARE(maskName(QStringLiteral("Anna Maria")), QStringLiteral("A*** M****"));
        QCOMPARE(maskName(QString()), QString());
    }

    void telephones()
    {
        QCOMPARE(maskPhone(QStringLiteral("13812345678")), QStringLiteral("138****5678"));
        QCOMPARE(maskPhone(QStringLiteral("0311-86081234")), QStringLiteral("031*-****1234"));
        QCOMPARE(maskPhone(QStringLiteral("86081234")), QStringLiteral("****1234"));
        QCOMPARE(maskPhone(QStringLiteral("12345")), QStringLiteral("*****"));
    }
};

QTEST_GUILESS_MAIN(MaskingTest)
#include "tst_masking.moc"
