// SPDX-License-Identifier: Apache-2.0
// Machine-readable zones of travel documents (ICAO 9303 parts 4 to 6).
#include "app/domain/identifiers/check_digits.h"
#include "app/domain/identifiers/rules.h"

#include <algorithm>
#include <array>

namespace yichuang
{
namespace
{

using namespace rules;

struct Span {
    qsizetype from = 0;
    qsizetype count = 0;
};

/// Where the parts of a zone stand, counted from its first character; its lines follow each other without a break.
struct Layout {
    qsizetype length;
    qsizetype number; ///< nine characters, their check behind them
    qsizetype birth;  ///< six, their check behind them, then the sex
    qsizetype expiry; ///< six, their check behind them
    qsizetype nationality;
    Span optional;
    bool optionalChecked; ///< the optional part has a check digit of its own behind it
    std::array<Span, 4> composite;
    qsizetype compositeCheck;
};

constexpr Layout passport{88, 44, 57, 65, 54, {72, 14}, true, {{{44, 10}, {57, 7}, {65, 22}, {0, 0}}}, 87};
constexpr Layout card{90, 5, 30, 38, 45, {48, 11}, false, {{{5, 25}, {30, 7}, {38, 7}, {48, 11}}}, 59};
constexpr Layout largeCard{72, 36, 49, 57, 46, {64, 7}, false, {{{36, 10}, {49, 7}, {57, 14}, {0, 0}}}, 71};

bool isFiller(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c == u'<'; });
}

/// yyMMdd; a day of expiry is of this century, a birth is not after today.
QDate dayOf(QStringView digits, bool isBirth, const QDate &today)
{
    const QString format = QStringLiteral("yyyyMMdd");
    const QDate recent = QDate::fromString(QLatin1String("20") + digits.toString(), format);
    if (!isBirth || (recent.isValid() && (!today.isValid() || recent <= today)))
        return recent;
    return QDate::fromString(QLatin1String("19") + digits.toString(), format);
}

/// The zone under examination. A passport's second line may stand alone; `missing` is what is not there before it.
struct Zone {
    Verdict &verdict;
    const Layout &at;
    qsizetype missing;

    [[nodiscard]] QStringView text(Span span) const
    {
        return QStringView(verdict.normalised).mid(span.from - missing, span.count);
    }
    [[nodiscard]] bool needs(Span body, qsizetype check) const
    {
        return needCheck(verdict, check - missing, icaoCheck(text(body)));
    }
};

/// A card's number of more than nine characters goes on in the optional part, with its check digit there.
bool needLongNumber(const Zone &zone)
{
    const QStringView more = zone.text({zone.at.number + 10, 15});
    const qsizetype end = more.indexOf(u'<');
    if (end < 2)
        return refuse(zone.verdict, u"form", QStringLiteral("0-9"), QStringLiteral("<"),
                      zone.at.number + 10 - zone.missing);
    const QString number = zone.text({zone.at.number, 9}).toString() + more.first(end - 1).toString();
    zone.verdict.parts[0].second = QString(number).remove(u'<');
    return needCheck(zone.verdict, zone.at.number + 10 + end - 1 - zone.missing, icaoCheck(number));
}

bool needChecks(const Zone &zone)
{
    const Layout &at = zone.at;
    const bool isLong = &at == &card && zone.text({at.number + 9, 1}) == u"<" && !isFiller(zone.text({at.number, 9}));
    if (isLong ? !needLongNumber(zone) : !zone.needs({at.number, 9}, at.number + 9))
        return false;
    if (!zone.needs({at.birth, 6}, at.birth + 6) || !zone.needs({at.expiry, 6}, at.expiry + 6))
        return false;
    const qsizetype ownCheck = at.optional.from + at.optional.count;
    const bool emptyOptional = isFiller(zone.text({at.optional.from, at.optional.count + 1}));
    if (at.optionalChecked && !emptyOptional && !zone.needs(at.optional, ownCheck))
        return false;
    QString composite;
    for (const Span &span : at.composite)
        composite += zone.text(span);
    return needCheck(zone.verdict, at.compositeCheck - zone.missing, icaoCheck(composite));
}

bool needDates(const Zone &zone, const QDate &today)
{
    const QStringView born = zone.text({zone.at.birth, 6});
    // An unknown day or month of birth may be filled with `<`.
    if (!born.contains(u'<')) {
        const QDate birth = dayOf(born, true, today);
        if (!birth.isValid())
            return refuse(zone.verdict, u"birthDate", QStringLiteral("yyMMdd"), born.toString(),
                          zone.at.birth - zone.missing + 1);
        addPart(zone.verdict, u"birth", birth.toString(Qt::ISODate));
    }
    const QStringView ends = zone.text({zone.at.expiry, 6});
    const QDate expiry = dayOf(ends, false, today);
    if (!expiry.isValid())
        return refuse(zone.verdict, u"date", QStringLiteral("yyMMdd"), ends.toString(),
                      zone.at.expiry - zone.missing + 1);
    addPart(zone.verdict, u"expiry", expiry.toString(Qt::ISODate));
    if (today.isValid() && expiry < today)
        zone.verdict.remarks << QStringLiteral("expired");
    return true;
}

} // namespace

Verdict checkPassportMrz(const QString &text, const QDate &today)
{
    Verdict verdict = begin(text, tidied(text), IdentifierKind::Passport);
    const qsizetype length = verdict.normalised.size();
    const Layout &layout = length == 90 ? card : length == 72 ? largeCard : passport;
    const qsizetype missing = length == 44 ? 44 : 0;
    if (length + missing != layout.length) {
        refuse(verdict, u"length", QStringLiteral("44 72 88 90"), QString::number(length));
        return verdict;
    }
    if (!needAlphabet(verdict, 0, length, QString(alphanumerics().toString() + u'<'), QStringLiteral("0-9 A-Z <")))
        return verdict;
    if (length == 88 && verdict.normalised[0] != u'P') {
        refuse(verdict, u"form", QStringLiteral("P"), QString(verdict.normalised[0]), 1);
        return verdict;
    }
    const Zone zone{verdict, layout, missing};
    addPart(verdict, u"number", zone.text({layout.number, 9}).toString().remove(u'<'));
    addPart(verdict, u"nationality", zone.text({layout.nationality, 3}).toString().remove(u'<'));
    const QStringView sex = zone.text({layout.birth + 7, 1});
    if (sex == u"M" || sex == u"F")
        addPart(verdict, u"sex", sex == u"M" ? QStringLiteral("male") : QStringLiteral("female"));
    verdict.valid = needDates(zone, today) && needChecks(zone);
    return verdict;
}

} // namespace yichuang
