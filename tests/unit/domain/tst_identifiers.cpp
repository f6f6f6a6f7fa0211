// SPDX-License-Identifier: Apache-2.0
// Numbers of people and organisations against the vectors of their standards.
#include "app/domain/identifiers/check_digits.h"
#include "app/domain/identifiers/identifier.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace yichuang;

namespace
{

const QDate today(2026, 11, 23);

Regions shippedRegions()
{
    QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/resources/regions/region-codes-1980-2020.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no table of regions");
    return Regions::fromTsv(file.readAll()).value();
}

/// Every text that differs from `text` by one character of `alphabet`.
QStringList oneCharacterChanges(const QString &text, const QString &alphabet)
{
    QStringList changed;
    for (qsizetype i = 0; i < text.size(); ++i) {
        for (const QChar c : alphabet) {
            if (c == text[i])
                continue;
            QString other = text;
            other[i] = c;
            changed << other;
        }
    }
    return changed;
}

QStringList neighbourSwaps(const QString &text)
{
    QStringList swapped;
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == text[i + 1])
            continue;
        QString other = text;
        std::swap(other[i], other[i + 1]);
        swapped << other;
    }
    return swapped;
}

} // namespace

class IdentifiersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectorsPass_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<IdentifierKind>("kind");
        const auto row = [](const char *text, IdentifierKind kind) {
            QTest::newRow(text) << QString::fromLatin1(text) << kind;
        };
        row("11010519491231002X", IdentifierKind::ResidentId);
        row("440524188001010014", IdentifierKind::ResidentId);
        row("KAZ110090123105", IdentifierKind::ForeignPermanent2017);
        row("91350100M000100Y43", IdentifierKind::CreditCode);
        row("12441500196720244T", IdentifierKind::CreditCode);
        row("11370800MB28559184", IdentifierKind::CreditCode);
        row("196720244", IdentifierKind::OrganisationCode);
        row("M000100Y4", IdentifierKind::OrganisationCode);
        row("H12345678", IdentifierKind::MainlandTravelPermit);
        row("M1234567801", IdentifierKind::MainlandTravelPermit);
        row("12345678", IdentifierKind::TaiwanTravelPermit);
        row("E12345678", IdentifierKind::Passport);
        row("EA1234567", IdentifierKind::Passport);
        row("L898902C36UTO7408122F1204159ZE184226B<<<<<10", IdentifierKind::Passport);
        row("130102", IdentifierKind::Region);
        row("130102001003", IdentifierKind::Region);
        row("12441500196720244T3442199806003", IdentifierKind::MatterCode);
        row("12441500196720244T344219980600301", IdentifierKind::BusinessItemCode);
        row("12441500196720244T3442199806003202611230001", IdentifierKind::CaseNumber);
        row("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U", IdentifierKind::ELicence);
        row("1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F", IdentifierKind::ELicence);
        row("130102-03-1-261123-0001-3", IdentifierKind::ReceiptNumber);
    }

    void vectorsPass()
    {
        QFETCH(QString, text);
        QFETCH(IdentifierKind, kind);
        const Verdict verdict = identify(text, today);
        QCOMPARE(verdict.rule, QString());
        QVERIFY(verdict.valid);
        QCOMPARE(verdict.kind, kind);
        QCOMPARE(verdict.normalised, text);
        QVERIFY(verdict.expected.isEmpty() && verdict.found.isEmpty() && verdict.suggestion.isEmpty());
    }

    void permitsOfTheResidentForm_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<IdentifierKind>("kind");
        QTest::newRow("Hong Kong") << QStringLiteral("81000019900101001") << IdentifierKind::HmtResidencePermit;
        QTest::newRow("Macao") << QStringLiteral("82000019900101002") << IdentifierKind::HmtResidencePermit;
        QTest::newRow("Taiwan") << QStringLiteral("83000019900101003") << IdentifierKind::HmtResidencePermit;
        QTest::newRow("foreign 2023") << QStringLiteral("91139819851020123") << IdentifierKind::ForeignPermanent2023;
    }

    void permitsOfTheResidentForm()
    {
        QFETCH(QString, body);
        QFETCH(IdentifierKind, kind);
        const QString number = body + residentCheck(body);
        const Verdict verdict = identify(number, today);
        QVERIFY2(verdict.valid, qPrintable(verdict.rule));
        QCOMPARE(verdict.kind, kind);
        QCOMPARE(verdict.part(u"sex"),
                 (body.back().digitValue() % 2) ? QStringLiteral("male") : QStringLiteral("female"));
        for (const QString &changed : oneCharacterChanges(number, QStringLiteral("0123456789X")))
            QVERIFY2(!identify(changed, today).valid, qPrintable(changed));
    }

    void residentPartsAreRead()
    {
        const Verdict verdict = checkResidentId(QStringLiteral("11010519491231002X"), today, shippedRegions());
        QVERIFY(verdict.valid);
        QCOMPARE(verdict.part(u"region"), QStringLiteral("110105"));
        QCOMPARE(verdict.part(u"regionName"), QStringLiteral("北京市朝阳区"));
        QCOMPARE(verdict.part(u"birth"), QStringLiteral("1949-12-31"));
        QCOMPARE(verdict.part(u"sex"), QStringLiteral("female"));
        QVERIFY(verdict.remarks.isEmpty());
    }

    void aWrongCheckDigitIsNamed()
    {
        const Verdict verdict = identify(QStringLiteral("110105194912310023"), today);
        QVERIFY(!verdict.valid);
        QCOMPARE(verdict.kind, IdentifierKind::ResidentId);
        QCOMPARE(verdict.rule, QStringLiteral("checkDigit"));
        QCOMPARE(verdict.expected, QStringLiteral("X"));
        QCOMPARE(verdict.found, QStringLiteral("3"));
        QCOMPARE(verdict.position, 18);
    }

    void failedRulesAreNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<IdentifierKind>("kind");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("found");
        const auto row = [](const char *text, IdentifierKind kind, const char *rule, const char *expected,
                            const char *found) {
            QTest::newRow(text) << QString::fromUtf8(text) << kind << QString::fromLatin1(rule)
                                << QString::fromUtf8(expected) << QString::fromUtf8(found);
        };
        row("11010519491331002X", IdentifierKind::ResidentId, "birthDate", "yyyyMMdd", "19491331");
        row("110105190002290021", IdentifierKind::ResidentId, "birthDate", "yyyyMMdd", "19000229");
        row("110105202611240017", IdentifierKind::ResidentId, "birthInFuture", "2026-11-23", "2026-11-24");
        row("1101051949123100X2", IdentifierKind::ResidentId, "character", "0-9", "X");
        row("11010519491231002", IdentifierKind::ResidentId, "length", "18", "17");
        row("11010519491231002XX", IdentifierKind::Unknown, "unrecognised", "6 8 9 11 12 15 18 20 31 33 43", "19");
        row("1101051949123100200", IdentifierKind::ResidentId, "length", "18", "19");
        row("91350100M000100Y44", IdentifierKind::CreditCode, "checkDigit", "3", "4");
        row("91350100M000100Y4", IdentifierKind::CreditCode, "length", "18", "17");
        row("91350100M000100S43", IdentifierKind::CreditCode, "character", "0123456789ABCDEFGHJKLMNPQRTUWXY", "S");
        row("196720245", IdentifierKind::OrganisationCode, "checkDigit", "4", "5");
        row("KAZ110090123106", IdentifierKind::ForeignPermanent2017, "checkDigit", "5", "6");
        row("KAZ110090133105", IdentifierKind::ForeignPermanent2017, "birthDate", "yyMMdd", "901331");
        row("990000", IdentifierKind::Region, "province", "11-65 71 81-83", "99");
        row("12441500196720244T3442199806003202613010001", IdentifierKind::CaseNumber, "date", "yyyyMMdd", "20261301");
        row("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.V", IdentifierKind::ELicence,
            "checkDigit", "U", "V");
        row("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001", IdentifierKind::ELicence, "form",
            "5", "4");
        row("L898902C36UTO7408122F1204159ZE184226B<<<<<11", IdentifierKind::Passport, "checkDigit", "0", "1");
        row("130102-03-1-261123-0001-7", IdentifierKind::ReceiptNumber, "checkDigit", "3", "7");
        row("营业执照", IdentifierKind::Unknown, "unrecognised", "6 8 9 11 12 15 18 20 31 33 43", "4");
        row("", IdentifierKind::Unknown, "unrecognised", "6 8 9 11 12 15 18 20 31 33 43", "0");
    }

    void failedRulesAreNamed()
    {
        QFETCH(QString, text);
        QFETCH(IdentifierKind, kind);
        QFETCH(QString, rule);
        QFETCH(QString, expected);
        QFETCH(QString, found);
        const Verdict verdict = identify(text, today);
        QVERIFY(!verdict.valid);
        QCOMPARE(verdict.rule, rule);
        QCOMPARE(identifierKindName(verdict.kind), identifierKindName(kind));
        QCOMPARE(verdict.expected, expected);
        QCOMPARE(verdict.found, found);
    }

    void theOrganisationWithinACreditCodeIsChecked()
    {
        // The last check character is right, the one of GB 11714 within is not.
        const QString body = QStringLiteral("91350100M000100Y5");
        const Verdict verdict = checkCreditCode(body + creditCheck(body));
        QCOMPARE(verdict.rule, QStringLiteral("organisationCheckDigit"));
        QCOMPARE(verdict.expected, QStringLiteral("4"));
        QCOMPARE(verdict.position, 17);
    }

    void slipsAreFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("alphabet");
        QTest::addColumn<int>("missedSwaps");
        const QString digits = QStringLiteral("0123456789X");
        const QString all = QStringLiteral("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        QTest::newRow("resident") << QStringLiteral("11010519491231002X") << digits << 0;
        QTest::newRow("resident, old") << QStringLiteral("440524188001010014") << digits << 0;
        QTest::newRow("credit 1") << QStringLiteral("91350100M000100Y43") << all << 0;
        QTest::newRow("credit 2") << QStringLiteral("12441500196720244T") << all << 0;
        QTest::newRow("credit 3") << QStringLiteral("11370800MB28559184") << all << 0;
        QTest::newRow("licence 1") << QStringLiteral(
            "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U")
                                   << all << 0;
        // MOD 37,36 finds nearly all swaps, not all.
        QTest::newRow("licence 2") << QStringLiteral(
            "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F")
                                   << all << 1;
        QTest::newRow("receipt") << QStringLiteral("130102-03-1-261123-0001-3") << all << 0;
        // Weights 7 3 1 miss neighbours that differ by five or ten: K and A, A and Z, 0 and 5.
        QTest::newRow("foreign 2017") << QStringLiteral("KAZ110090123105") << QStringLiteral("0123456789") << 3;
    }

    void slipsAreFound()
    {
        QFETCH(QString, text);
        QFETCH(QString, alphabet);
        QFETCH(int, missedSwaps);
        QVERIFY(identify(text, today).valid);
        for (const QString &changed : oneCharacterChanges(text, alphabet)) {
            if (!changed.startsWith(QLatin1String("1.2.156.3005.2.")) && text.startsWith(QLatin1String("1.2.156")))
                continue;
            QVERIFY2(!identify(changed, today).valid, qPrintable(changed));
        }
        int missed = 0;
        for (const QString &swapped : neighbourSwaps(text)) {
            const Verdict verdict = identify(swapped, today);
            missed += verdict.valid && verdict.kind == identify(text, today).kind ? 1 : 0;
        }
        QCOMPARE(missed, missedSwaps);
    }

    void typingDoesNotMatter_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("normalised");
        QTest::newRow("full width") << QStringLiteral("１１０１０５１９４９１２３１００２Ｘ")
                                    << QStringLiteral("11010519491231002X");
        QTest::newRow("spaces, lower x") << QStringLiteral(" 110105 19491231\u3000002x\n")
                                         << QStringLiteral("11010519491231002X");
        QTest::newRow("invisible") << QStringLiteral("\uFEFF11010519491231\u200B002X")
                                   << QStringLiteral("11010519491231002X");
        QTest::newRow("hyphen") << QStringLiteral("19672024-4") << QStringLiteral("196720244");
        QTest::newRow("credit code in fours")
            << QStringLiteral("9135 0100 m000 100y 43") << QStringLiteral("91350100M000100Y43");
        QTest::newRow("receipt without hyphens")
            << QStringLiteral("13010203126112300013") << QStringLiteral("130102-03-1-261123-0001-3");
        QTest::newRow("receipt with dashes")
            << QStringLiteral("130102–03–1–261123–0001–3") << QStringLiteral("130102-03-1-261123-0001-3");
    }

    void typingDoesNotMatter()
    {
        QFETCH(QString, typed);
        QFETCH(QString, normalised);
        const Verdict verdict = identify(typed, today);
        QVERIFY2(verdict.valid, qPrintable(verdict.rule));
        QCOMPARE(verdict.normalised, normalised);
        QCOMPARE(verdict.text, typed);
    }

    void lookAlikesAreOnlySuggested_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("meant");
        const auto row = [](const char *typed, const char *meant) {
            QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(meant);
        };
        row("11O10519491231002X", "11010519491231002X");
        row("lIOIO5I949I23IOO2X", "11010519491231002X");
        row("9135OI00M000100Y43", "91350100M000100Y43");
        row("KAZ11OO9O1231O5", "KAZ110090123105");
        row("H1234567O", "H12345670");
        row("130102-O3-1-261123-000I-3", "130102-03-1-261123-0001-3");
        row("1.2.156.3005.2.11100000000013338W011.1143000000612224OL.20230000403.001.U", "");
        row("1.2.156.3005.2.11100000000013338WO11.11430000006122244L.20230000403.001.U",
            "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U");
        row("11O105194912310023", "");
    }

    void lookAlikesAreOnlySuggested()
    {
        QFETCH(QString, typed);
        QFETCH(QString, meant);
        const Verdict verdict = identify(typed, today);
        if (typed != QLatin1String("H1234567O") || !verdict.valid)
            QVERIFY(!verdict.valid);
        QCOMPARE(verdict.suggestion, meant);
    }

    void anUnknownRegionIsOnlyRemarked()
    {
        const QString body = QStringLiteral("99999919900101001");
        const Verdict verdict = checkResidentId(body + residentCheck(body), today, shippedRegions());
        QVERIFY(verdict.valid);
        QCOMPARE(verdict.remarks, QStringList{QStringLiteral("regionUnknown")});
    }

    void aCenturyThatCannotBeIsNotTaken()
    {
        QCOMPARE(identify(QStringLiteral("KAZ110090123105"), today).part(u"birth"), QStringLiteral("1990-12-31"));
        const QString child = QStringLiteral("KAZ11001501021");
        QCOMPARE(identify(child + icaoCheck(child), today).part(u"birth"), QStringLiteral("2015-01-02"));
    }

    void aPermitOfAnotherRegionIsRefused()
    {
        const Verdict verdict = checkHmtResidencePermit(QStringLiteral("11010519491231002X"), today);
        QCOMPARE(verdict.rule, QStringLiteral("region"));
        QVERIFY(!verdict.valid);
    }

    void aPassportIsReadByMachine()
    {
        const Verdict verdict =
            identify(QStringLiteral(
                         "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"),
                     today);
        QVERIFY2(verdict.valid, qPrintable(verdict.rule));
        QCOMPARE(verdict.part(u"number"), QStringLiteral("L898902C3"));
        QCOMPARE(verdict.part(u"nationality"), QStringLiteral("UTO"));
        QCOMPARE(verdict.part(u"birth"), QStringLiteral("1974-08-12"));
        QCOMPARE(verdict.part(u"sex"), QStringLiteral("female"));
        QCOMPARE(verdict.remarks, QStringList{QStringLiteral("expired")});
    }

    void longTextIsNotLookedAt()
    {
        const Verdict verdict = identify(QString(1'000'000, u'1'), today);
        QCOMPARE(verdict.rule, QStringLiteral("unrecognised"));
        QVERIFY(verdict.normalised.size() <= 256);
    }

    void verdictsKeepTheirPromises()
    {
        QStringList texts{QStringLiteral("11010519491231002X"),
                          QStringLiteral("KAZ110090123105"),
                          QStringLiteral("91350100M000100Y43"),
                          QStringLiteral("196720244"),
                          QStringLiteral("H1234567801"),
                          QStringLiteral("EA1234567"),
                          QStringLiteral("130102-03-1-261123-0001-3"),
                          QStringLiteral("13010203126112300013"),
                          QStringLiteral("12441500196720244T3442199806003202611230001"),
                          QStringLiteral("L898902C36UTO7408122F1204159ZE184226B<<<<<10"),
                          QStringLiteral("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U")};
        const QString typed = QStringLiteral("0123456789OILXMHZ-.< x\uFF11\u200B营");
        QRandomGenerator random(20261123);
        for (int round = 0; round < 20'000; ++round) {
            QString text = texts[random.bounded(static_cast<int>(texts.size()))];
            for (int change = random.bounded(4); change >= 0; --change) {
                const int at = random.bounded(static_cast<int>(text.size()));
                const QChar c = typed[random.bounded(static_cast<int>(typed.size()))];
                switch (random.bounded(3)) {
                case 0:
                    text[at] = c;
                    break;
                case 1:
                    text.insert(at, c);
                    break;
                default:
                    text.remove(at, 1);
                }
            }
            const Verdict verdict = identify(text, today);
            QCOMPARE(verdict.valid, verdict.rule.isEmpty());
            QVERIFY2(verdict.position <= verdict.normalised.size(), qPrintable(text));
            if (verdict.valid) {
                const Verdict again = identify(verdict.normalised, today);
                QVERIFY2(again.valid && again.kind == verdict.kind, qPrintable(text));
            }
            if (!verdict.suggestion.isEmpty())
                QVERIFY2(!verdict.valid && identify(verdict.suggestion, today).valid, qPrintable(text));
        }
    }

    void theKindsHaveNames()
    {
        QSet<QString> names;
        for (int kind = 0; kind <= static_cast<int>(IdentifierKind::Unknown); ++kind)
            names.insert(identifierKindName(static_cast<IdentifierKind>(kind)));
        QCOMPARE(names.size(), static_cast<int>(IdentifierKind::Unknown) + 1);
    }
};

QTEST_GUILESS_MAIN(IdentifiersTest)
#include "tst_identifiers.moc"
