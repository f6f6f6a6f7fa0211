// SPDX-License-Identifier: Apache-2.0
// How often one wrong character, or two neighbours that changed places, is caught: counted over every case, and equal
// to what the standards' own equations allow. The equations stand here beside the code under test, not in it.
#include "app/domain/identifiers/check_digits.h"

#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <functional>

using namespace yichuang;

namespace
{

const QString digits = QStringLiteral("0123456789");
const QString alphanumeric = QStringLiteral("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const QString creditCharacters = QStringLiteral("0123456789ABCDEFGHJKLMNPQRTUWXY");

/// A check by weights: the values of the body, weighted, and that of the check character make `remainder`.
struct Weighted {
    const char *name;
    int modulus;
    QList<int> weights;
    int checkWeight;
    QString body;  ///< its characters have their places as values
    QString check; ///< likewise
    std::function<QChar(QStringView)> algorithm;

    [[nodiscard]] int valueInBody(QChar c) const { return static_cast<int>(body.indexOf(c)); }
    [[nodiscard]] int valueOfCheck(QChar c) const { return static_cast<int>(check.indexOf(c)); }
    /// True where the equation cannot tell a difference of the weighted sum.
    [[nodiscard]] bool isBlindTo(int difference) const { return difference % modulus == 0; }
};

QList<int> powers(int base, int modulus, int count, bool falling)
{
    QList<int> all;
    for (int i = 0, power = 1; i < count; ++i, power = power * base % modulus)
        all.insert(falling ? 0 : all.size(), power);
    return all;
}

QList<Weighted> weightedChecks()
{
    QList<int> mod112 = powers(2, 11, 18, true);
    mod112.removeLast(); // the last is the check character's own
    QList<int> icao;
    for (int i = 0; i < 14; ++i)
        icao << std::array<int, 3>{7, 3, 1}[static_cast<std::size_t>(i % 3)];
    return {
        {"GB 11643, ISO 7064 MOD 11-2", 11, mod112, 1, digits, QStringLiteral("0123456789X"), residentCheck},
        {"GB 32100, MOD 31-3", 31, powers(3, 31, 17, false), 1, creditCharacters, creditCharacters, creditCheck},
        {"GB 11714", 11, {3, 7, 9, 10, 5, 8, 4, 2}, 1, alphanumeric, QStringLiteral("0123456789X"), organisationCheck},
        {"ICAO 9303, digits", 10, icao, -1, digits, digits, icaoCheck},
        {"ICAO 9303, letters too", 10, icao, -1, alphanumeric, digits, icaoCheck}};
}

QString randomBody(const Weighted &check, QRandomGenerator &random)
{
    QString body;
    for (qsizetype i = 0; i < check.weights.size(); ++i)
        body += check.body[random.bounded(static_cast<int>(check.body.size()))];
    return body;
}

struct Count {
    qint64 tried = 0;
    qint64 missed = 0;
    bool operator==(const Count &) const = default;
};

} // namespace

namespace QTest
{
template <>
char *toString(const Count &count)
{
    return qstrdup(qPrintable(QStringLiteral("%1 missed of %2").arg(count.missed).arg(count.tried)));
}
} // namespace QTest

class CheckDigitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void weightsAreTheStandards()
    {
        const QList<Weighted> checks = weightedChecks();
        QCOMPARE(checks[0].weights, (QList<int>{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}));
        QCOMPARE(checks[1].weights, (QList<int>{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}));
    }

    void weighted_data()
    {
        QTest::addColumn<int>("check");
        const QList<Weighted> checks = weightedChecks();
        for (int i = 0; i < checks.size(); ++i)
            QTest::newRow(checks[i].name) << i;
    }

    /// Every body character in every place changed into every other, in bodies of all remainders.
    void aWrongCharacterIsCaughtAsOftenAsTheEquationCan_data() { weighted_data(); }
    void aWrongCharacterIsCaughtAsOftenAsTheEquationCan()
    {
        QFETCH(int, check);
        const Weighted with = weightedChecks()[check];
        QRandomGenerator random(11643);
        Count seen;
        Count possible;
        for (int round = 0; round < 20; ++round) {
            QString body = randomBody(with, random);
            for (qsizetype at = 0; at < body.size(); ++at) {
                const QString before = body;
                for (const QChar a : with.body) {
                    body[at] = a;
                    const QChar right = with.algorithm(body);
                    for (const QChar b : with.body) {
                        if (a == b)
                            continue;
                        body[at] = b;
                        ++seen.tried;
                        seen.missed += with.algorithm(body) == right ? 1 : 0;
                        ++possible.tried;
                        const int difference = with.weights[at] * (with.valueInBody(a) - with.valueInBody(b));
                        possible.missed += with.isBlindTo(difference) ? 1 : 0;
                    }
                }
                body = before;
            }
        }
        QCOMPARE(seen, possible);
        const bool isPrime = with.modulus == 11 || with.modulus == 31;
        if (isPrime && with.body.size() <= with.modulus)
            QCOMPARE(seen.missed, 0);
    }

    /// Two neighbours of the body, in every pair of characters and every place.
    void swappedNeighboursAreCaughtAsOftenAsTheEquationCan_data() { weighted_data(); }
    void swappedNeighboursAreCaughtAsOftenAsTheEquationCan()
    {
        QFETCH(int, check);
        const Weighted with = weightedChecks()[check];
        QRandomGenerator random(32100);
        Count seen;
        Count possible;
        for (int round = 0; round < 20; ++round) {
            QString body = randomBody(with, random);
            for (qsizetype at = 0; at + 1 < body.size(); ++at) {
                const QString before = body;
                for (const QChar a : with.body) {
                    for (const QChar b : with.body) {
                        if (a == b)
                            continue;
                        body[at] = a;
                        body[at + 1] = b;
                        const QChar right = with.algorithm(body);
                        std::swap(body[at], body[at + 1]);
                        ++seen.tried;
                        seen.missed += with.algorithm(body) == right ? 1 : 0;
                        ++possible.tried;
                        const int difference =
                            (with.weights[at] - with.weights[at + 1]) * (with.valueInBody(a) - with.valueInBody(b));
                        possible.missed += with.isBlindTo(difference) ? 1 : 0;
                    }
                }
                body = before;
            }
        }
        QCOMPARE(seen, possible);
        if (with.body.size() <= with.modulus && with.modulus != 10)
            QCOMPARE(seen.missed, 0);
    }

    /// The last of the body and the check character, where each may stand in the other's place.
    void theCheckCharacterSwappedIsCaughtAsOftenAsTheEquationCan_data() { weighted_data(); }
    void theCheckCharacterSwappedIsCaughtAsOftenAsTheEquationCan()
    {
        QFETCH(int, check);
        const Weighted with = weightedChecks()[check];
        QRandomGenerator random(11714);
        Count seen;
        Count possible;
        for (int round = 0; round < 2000; ++round) {
            QString body = randomBody(with, random);
            const QChar right = with.algorithm(body);
            const QChar last = body.back();
            if (right == last || !with.body.contains(right) || !with.check.contains(last))
                continue;
            body.back() = right;
            ++seen.tried;
            seen.missed += with.algorithm(body) == last ? 1 : 0;
            ++possible.tried;
            const int difference = with.weights.last() * (with.valueInBody(last) - with.valueInBody(right))
                                   + with.checkWeight * (with.valueOfCheck(right) - with.valueOfCheck(last));
            possible.missed += with.isBlindTo(difference) ? 1 : 0;
        }
        QVERIFY(seen.tried > 100);
        QCOMPARE(seen, possible);
    }

    /// The figures themselves, so that the equations above cannot drift with the code: of the 1,260 ordered pairs of
    /// The figures themselves: of the 1,260 ordered pairs of 36 characters, 84 are alike modulo 11 and 96 modulo 10.
    void theRatesAreTheKnownOnes()
    {
        const auto alike = [](int characters, int modulus) {
            int pairs = 0;
            for (int a = 0; a < characters; ++a) {
                for (int b = 0; b < characters; ++b)
                    pairs += a != b && (a - b) % modulus == 0 ? 1 : 0;
            }
            return pairs;
        };
        QCOMPARE(alike(36, 11), 84);
        QCOMPARE(alike(36, 10), 96);
        QCOMPARE(alike(10, 11), 0);
        QCOMPARE(alike(31, 31), 0);
        QCOMPARE(alike(10, 5), 10);
    }

    /// ISO 7064 MOD 37,36 keeps a product P in 1 to 36, which the first character alone can bring to any value; what
    /// follows depends on P only. So prefixes of one character stand for all.
    void mod3736CatchesEveryWrongCharacter()
    {
        for (const QChar prefix : alphanumeric) {
            QSet<QChar> checks;
            for (const QChar a : alphanumeric)
                checks.insert(mod3736Check(QString(prefix) + a));
            QCOMPARE(checks.size(), 36);
            QSet<QChar> later;
            for (const QChar a : alphanumeric)
                later.insert(mod3736Check(QString(prefix) + a + QStringLiteral("7K")));
            QCOMPARE(later.size(), 36);
        }
    }

    /// Doubling modulo 37 is doubling modulo 36, less one beyond 18. So a swap of a and b is missed exactly where P + a
    /// and P + b are 18 and 19 modulo 36: one pair of the 630, whatever P is.
    void mod3736MissesOneSwapIn630()
    {
        Count first;
        Count within;
        for (const QChar a : alphanumeric) {
            for (const QChar b : alphanumeric) {
                if (a == b)
                    continue;
                const QString pair = QString(a) + b;
                const QString swapped = QString(b) + a;
                ++first.tried;
                first.missed += mod3736Check(pair) == mod3736Check(swapped) ? 1 : 0;
                for (const QChar prefix : alphanumeric) {
                    ++within.tried;
                    within.missed += mod3736Check(prefix + pair) == mod3736Check(prefix + swapped) ? 1 : 0;
                }
            }
        }
        QCOMPARE(first, (Count{1260, 2}));
        QCOMPARE(within, (Count{36 * 1260, 36 * 2}));
        QCOMPARE(mod3736Check(u"IJ"), mod3736Check(u"JI"));
    }

    /// The last character swapped with the check character is missed for one P alone, 18, and one pair alone, 0 and 1.
    void mod3736MissesOneSwapWithTheCheckCharacter()
    {
        QStringList missed;
        for (const QChar prefix : alphanumeric) {
            for (const QChar a : alphanumeric) {
                const QChar check = mod3736Check(QString(prefix) + a);
                if (check != a && mod3736Check(QString(prefix) + check) == a)
                    missed << QString(prefix) + a + check;
            }
        }
        QCOMPARE(missed, (QStringList{QStringLiteral("901"), QStringLiteral("910")}));
    }

    void whatIsNotOfTheAlphabetHasNoCheckCharacter()
    {
        QVERIFY(residentCheck(u"1101051949123100X").isNull());
        QVERIFY(residentCheck(u"1101051949123100").isNull());
        QVERIFY(creditCheck(u"91350100M000100I4").isNull());
        QVERIFY(organisationCheck(u"M00010-Y").isNull());
        QVERIFY(icaoCheck(u"l898902c3").isNull());
        QVERIFY(mod3736Check(u"").isNull());
        QVERIFY(mod3736Check(u"a").isNull());
        QVERIFY(!icaoCheck(u"AB<").isNull());
    }
};

QTEST_GUILESS_MAIN(CheckDigitsTest)
#include "tst_check_digits.moc"
