// SPDX-License-Identifier: Apache-2.0
// The zones printed in ICAO 9303 parts 4 to 6.
#include "app/domain/identifiers/identifier.h"

#include <QTest>

using namespace yichuang;

namespace
{

const QDate today(2026, 11, 23);
const QString passport = QStringLiteral("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
                                        "L898902C36UTO7408122F1204159ZE184226B<<<<<10");
const QString card = QStringLiteral("I<UTOD231458907<<<<<<<<<<<<<<<"
                                    "7408122F1204159UTO<<<<<<<<<<<6"
                                    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<");
const QString longCard = QStringLiteral("I<UTOD23145890<7349<<<<<<<<<<<"
                                        "3407127M9507122UTO<<<<<<<<<<<2"
                                        "STEVENSON<<PETER<JOHN<<<<<<<<<");
const QString largeCard = QStringLiteral("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<"
                                         "D231458907UTO7408122F1204159<<<<<<<6");

} // namespace

class MachineReadableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zonesOfTheStandardPass_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("birth");
        QTest::newRow("passport") << passport << QStringLiteral("L898902C3") << QStringLiteral("1974-08-12");
        QTest::newRow("second line") << passport.mid(44) << QStringLiteral("L898902C3") << QStringLiteral("1974-08-12");
        QTest::newRow("card") << card << QStringLiteral("D23145890") << QStringLiteral("1974-08-12");
        QTest::newRow("larger card") << largeCard << QStringLiteral("D23145890") << QStringLiteral("1974-08-12");
        QTest::newRow("long number") << longCard << QStringLiteral("D23145890734") << QStringLiteral("1934-07-12");
    }

    void zonesOfTheStandardPass()
    {
        QFETCH(QString, zone);
        QFETCH(QString, number);
        QFETCH(QString, birth);
        const Verdict verdict = identify(zone, today);
        QVERIFY2(verdict.valid, qPrintable(verdict.rule + u' ' + verdict.expected + u' ' + verdict.found));
        QCOMPARE(verdict.kind, IdentifierKind::Passport);
        QCOMPARE(verdict.part(u"number"), number);
        QCOMPARE(verdict.part(u"nationality"), QStringLiteral("UTO"));
        QCOMPARE(verdict.part(u"birth"), birth);
    }

    /// A digit changed in any checked field fails its own check digit or the composite one; the name has none.
    void everyCheckedDigitCounts()
    {
        for (const QString &zone : {passport, card, largeCard}) {
            const QString rightAfterNames = zone.size() == 90 ? QString() : zone.left(zone.size() / 2);
            for (qsizetype at = rightAfterNames.size(); at < zone.size(); ++at) {
                if (!zone[at].isDigit())
                    continue;
                QString changed = zone;
                changed[at] = QChar(u'0' + (zone[at].digitValue() + 1) % 10);
                QVERIFY2(!checkPassportMrz(changed, today).valid, qPrintable(changed));
            }
        }
    }

    void failedRulesAreNamed_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<int>("position");
        const auto with = [](QString zone, qsizetype at, QChar c) {
            zone[at - 1] = c;
            return zone;
        };
        QTest::newRow("length") << card.left(89) << QStringLiteral("length") << 0;
        QTest::newRow("character") << with(card, 3, u'-') << QStringLiteral("character") << 3;
        QTest::newRow("passport without P") << with(passport, 1, u'V') << QStringLiteral("form") << 1;
        QTest::newRow("number's check") << with(card, 15, u'8') << QStringLiteral("checkDigit") << 15;
        QTest::newRow("month of birth") << with(card, 33, u'3') << QStringLiteral("birthDate") << 31;
        QTest::newRow("day of expiry") << with(card, 43, u'9') << QStringLiteral("date") << 39;
        QTest::newRow("composite") << with(card, 60, u'7') << QStringLiteral("checkDigit") << 60;
        QTest::newRow("long number's check") << with(longCard, 19, u'8') << QStringLiteral("checkDigit") << 19;
        QTest::newRow("second line alone") << with(passport.mid(44), 44, u'1') << QStringLiteral("checkDigit") << 44;
    }

    void failedRulesAreNamed()
    {
        QFETCH(QString, zone);
        QFETCH(QString, rule);
        QFETCH(int, position);
        const Verdict verdict = checkPassportMrz(zone, today);
        QVERIFY(!verdict.valid);
        QCOMPARE(verdict.rule, rule);
        QCOMPARE(verdict.position, position);
    }
};

QTEST_GUILESS_MAIN(MachineReadableTest)
#include "tst_machine_readable.moc"
