// SPDX-License-Identifier: Apache-2.0
// Slips in whole numbers of every kind with a check character: over seeded random numbers, each character changed into
// each other and each two neighbours swapped. What is let through is exactly what the standards' equations cannot see
// (tst_check_digits.cpp counts those) and the form does not catch.
#include "app/domain/identifiers/check_digits.h"
#include "app/domain/identifiers/identifier.h"
#include "app/domain/identifiers/receipt_number.h"

#include <QRandomGenerator>
#include <QTest>

#include <functional>

using namespace yichuang;

namespace
{

const QDate today(2026, 11, 23);
const QString capitals = QStringLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const QString alphanumeric = QStringLiteral("0123456789") + capitals;

QString drawn(QRandomGenerator &random, QStringView alphabet, int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text += alphabet[random.bounded(static_cast<int>(alphabet.size()))];
    return text;
}

QString birth(QRandomGenerator &random)
{
    return QDate(1930, 1, 1).addDays(random.bounded(30'000)).toString(QStringLiteral("yyyyMMdd"));
}

QString residentLike(QRandomGenerator &random, const QString &front)
{
    const QString body = front + birth(random) + drawn(random, u"0123456789", 3);
    return body + residentCheck(body);
}

QString creditCode(QRandomGenerator &random)
{
    const QString organisation = drawn(random, creditAlphabet(), 8);
    const QChar check = organisationCheck(organisation);
    const QString body = QStringLiteral("91130102") + organisation + check;
    return body + creditCheck(body);
}

QString licence(QRandomGenerator &random)
{
    const QString parts[] = {QStringLiteral("11100000000013338W") + drawn(random, u"0123456789", 3), creditCode(random),
                             drawn(random, alphanumeric, 9), drawn(random, u"0123456789", 3)};
    const QString joined = parts[0] + parts[1] + parts[2] + parts[3];
    return QStringLiteral("1.2.156.3005.2.%1.%2.%3.%4.%5")
        .arg(parts[0], parts[1], parts[2], parts[3], QString(mod3736Check(joined)));
}

QString foreign2017(QRandomGenerator &random)
{
    const QString body =
        drawn(random, capitals, 3) + QStringLiteral("1301") + birth(random).mid(2) + drawn(random, u"0123456789", 1);
    return body + icaoCheck(body);
}

QString receipt(QRandomGenerator &random)
{
    return ReceiptNumber{QStringLiteral("130102"), 1 + random.bounded(99), 1 + random.bounded(9),
                         QDate(2026, 1, 1).addDays(random.bounded(365)), 1 + random.bounded(9999)}
        .format();
}

struct Kind {
    const char *name;
    std::function<QString(QRandomGenerator &)> draw;
    std::function<Verdict(const QString &)> check;
    bool changesAllCaught;
    bool swapsAllCaught;
};

QList<Kind> kinds()
{
    const auto resident = [](const QString &text) { return checkResidentId(text, today); };
    return {
        {"resident", [](QRandomGenerator &r) { return residentLike(r, QStringLiteral("130102")); }, resident, true,
         true},
        {"Taiwan residence", [](QRandomGenerator &r) { return residentLike(r, QStringLiteral("830000")); },
         [](const QString &text) { return checkHmtResidencePermit(text, today); }, true, true},
        {"foreign 2023", [](QRandomGenerator &r) { return residentLike(r, QStringLiteral("913398")); },
         [](const QString &text) { return checkForeignPermanent2023(text, today); }, true, true},
        {"foreign 2017", foreign2017, [](const QString &text) { return checkForeignPermanent2017(text, today); }, false,
         false},
        {"credit code", creditCode, [](const QString &text) { return checkCreditCode(text); }, true, true},
        {"organisation", [](QRandomGenerator &r) { return creditCode(r).mid(8, 9); }, checkOrganisationCode, false,
         false},
        {"licence", licence, checkELicence, true, false},
        {"receipt", receipt, checkReceiptNumber, true, false},
    };
}

/// What the equation of the kind sees of a text that has the form; the one place where a slip may hide.
bool equationHolds(const QByteArray &kind, QString text)
{
    if (kind == "foreign 2017")
        return icaoCheck(text.chopped(1)) == text.back();
    if (kind == "organisation")
        return organisationCheck(text.chopped(1)) == text.back();
    if (kind == "licence")
        text.remove(0, 15);
    text.remove(u'.').remove(u'-');
    return mod3736Check(text.chopped(1)) == text.back();
}

} // namespace

class IdentifierSlipsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slips_data()
    {
        QTest::addColumn<int>("kind");
        const QList<Kind> all = kinds();
        for (int i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name) << i;
    }

    void slips()
    {
        QFETCH(int, kind);
        const Kind with = kinds()[kind];
        QRandomGenerator random(20261123);
        for (int round = 0; round < 40; ++round) {
            const QString right = with.draw(random);
            QVERIFY2(with.check(right).valid, qPrintable(right));
            for (qsizetype at = 0; at < right.size(); ++at) {
                for (const QChar c : alphanumeric) {
                    QString changed = right;
                    changed[at] = c;
                    if (c != right[at] && right[at].isLetterOrNumber())
                        judge(with, changed, with.changesAllCaught);
                }
                QString swapped = right;
                if (at + 1 < right.size() && right[at] != right[at + 1]) {
                    std::swap(swapped[at], swapped[at + 1]);
                    judge(with, swapped, with.swapsAllCaught);
                }
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }

    /// A number read by its form alone may pass as another kind; it never passes as its own.
    void aWrongResidentNumberIsNeverAnotherResident()
    {
        QRandomGenerator random(11643);
        int taken = 0;
        for (int round = 0; round < 60; ++round) {
            const QString right = residentLike(random, QStringLiteral("130102"));
            for (qsizetype at = 0; at < 18; ++at) {
                for (const QChar c : QStringLiteral("0123456789")) {
                    QString changed = right;
                    changed[at] = c;
                    if (c == right[at])
                        continue;
                    const Verdict verdict = identify(changed, today);
                    QVERIFY(!verdict.valid || verdict.kind == IdentifierKind::CreditCode);
                    if (verdict.valid && at > 5 && at < 8)
                        continue;
                    taken += verdict.valid ? 1 : 0;
                    if (verdict.valid && at > 13)
                        QVERIFY(verdict.remarks.contains(QStringLiteral("perhapsResidentId")));
                }
            }
        }
        QVERIFY2(taken < 100, qPrintable(QString::number(taken)));
    }

private:
    static void judge(const Kind &with, const QString &slipped, bool allCaught)
    {
        const Verdict verdict = with.check(slipped);
        if (allCaught) {
            QVERIFY2(!verdict.valid, qPrintable(slipped));
            return;
        }
        const bool reachedTheCheck = verdict.valid || verdict.rule == QLatin1String("checkDigit");
        if (reachedTheCheck)
            QVERIFY2(verdict.valid == equationHolds(with.name, slipped), qPrintable(slipped));
    }
};

QTEST_GUILESS_MAIN(IdentifierSlipsTest)
#include "tst_identifier_slips.moc"
