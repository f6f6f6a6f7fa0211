// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/identifier.h"

#include "app/domain/identifiers/rules.h"

#include <algorithm>
#include <array>

namespace yichuang
{
namespace
{

using namespace rules;

bool isProvinceAt(QStringView text, qsizetype index)
{
    return text.size() >= index + 2 && Regions::isProvince(text.mid(index, 2));
}

bool hasCenturyAt(QStringView text, qsizetype index)
{
    const QStringView century = text.mid(index, 2);
    return century == u"18" || century == u"19" || century == u"20";
}

bool isRealDayAt(QStringView text, qsizetype index)
{
    return QDate::fromString(text.mid(index, 8).toString(), QStringLiteral("yyyyMMdd")).isValid();
}

/// The score of a text with all that shows in the form of a resident's number: province, century, a real day.
constexpr int residentForm = 3;

/// How much a text of 18 characters looks like a resident's number; -1 with more than one character wrong.
int residentScore(QStringView fixed)
{
    const QStringView body = fixed.first(17);
    if (body.size() - std::count_if(body.begin(), body.end(), isDigit) > 1)
        return -1;
    return int(isProvinceAt(fixed, 0)) + int(hasCenturyAt(fixed, 6)) + int(isRealDayAt(fixed, 6));
}

int foreign2023Score(QStringView fixed)
{
    if (!allDigits(fixed.first(17)) || fixed[0] != u'9')
        return -1;
    return int(isProvinceAt(fixed, 1)) + int(hasCenturyAt(fixed, 6)) + int(isRealDayAt(fixed, 6));
}

/// How much a text looks like a credit code. The first two characters are the registrar and the category (GB 32100).
int creditScore(QStringView text)
{
    static constexpr std::array<const char16_t *, 22> kinds{u"11", u"12", u"13", u"19", u"21", u"29", u"31", u"32",
                                                            u"33", u"34", u"35", u"51", u"52", u"53", u"59", u"91",
                                                            u"92", u"93", u"A1", u"N1", u"N2", u"Y1"};
    const QStringView pair = text.first(2);
    const bool kindKnown =
        std::any_of(kinds.begin(), kinds.end(), [&](const char16_t *kind) { return pair == QStringView(kind); });
    const bool hasLetter = !allDigits(text.first(std::min<qsizetype>(17, text.size())));
    return int(kindKnown) + int(isProvinceAt(text, 2)) + int(hasLetter);
}

/// 18 characters: the kind that passes, else the kind they look most like.
Verdict identifyEighteen(const QString &text, const QString &compact, const QDate &today, const Regions &regions)
{
    const QString fixed = lookAlikesAsDigits(compact);
    struct Candidate {
        int score;
        Verdict verdict;
    };
    QList<Candidate> candidates;
    if (const int score = residentScore(fixed); score >= 0)
        candidates.append({score, checkResidentId(text, today, regions)});
    candidates.append({creditScore(compact), checkCreditCode(text, regions)});
    if (const int score = foreign2023Score(fixed); score >= 0)
        candidates.append({score, checkForeignPermanent2023(text, today)});
    const auto likelier = [](const Candidate &a, const Candidate &b) {
        return std::pair(a.verdict.valid, a.score) < std::pair(b.verdict.valid, b.score);
    };
    Verdict best = std::max_element(candidates.cbegin(), candidates.cend(), likelier)->verdict;
    // One wrong digit of a resident's number in some three hundred makes a credit code that passes.
    const bool looksLikeResident = std::any_of(candidates.cbegin(), candidates.cend(), [](const Candidate &each) {
        return each.score == residentForm && each.verdict.kind != IdentifierKind::CreditCode;
    });
    if (best.valid && best.kind == IdentifierKind::CreditCode && looksLikeResident)
        best.remarks << QStringLiteral("perhapsResidentId");
    return best;
}

bool startsWithLettersThenDigits(QStringView text, qsizetype mostLetters)
{
    qsizetype letters = 0;
    while (letters < text.size() && isUpper(text[letters]))
        ++letters;
    return letters >= 1 && letters <= mostLetters && text.size() - letters >= 5 && allDigits(text.mid(letters));
}

Verdict identifyNine(const QString &text, const QString &compact)
{
    if ((compact[0] == u'H' || compact[0] == u'M') && allDigits(lookAlikesAsDigits(compact.mid(1))))
        return checkMainlandTravelPermit(text);
    Verdict organisation = checkOrganisationCode(text);
    if (!organisation.valid && startsWithLettersThenDigits(compact, 2))
        return checkPassport(text);
    return organisation;
}

/// How long the known kinds are, passports apart.
const QString knownLengths = QStringLiteral("6 8 9 11 12 15 18 20 31 33 43");

Verdict unrecognised(const QString &text, const QString &normalised)
{
    Verdict verdict = begin(text, normalised, IdentifierKind::Unknown);
    refuse(verdict, u"unrecognised", knownLengths, QString::number(normalised.size()));
    return verdict;
}

/// A text that has no kind's length: perhaps a number with a character too many or too few.
Verdict identifyOddLength(const QString &text, const QString &compact, const QDate &today, const Regions &regions)
{
    const QString fixed = lookAlikesAsDigits(compact);
    const qsizetype length = compact.size();
    if (length >= 5 && length <= 12 && startsWithLettersThenDigits(compact, 3))
        return checkPassport(text);
    if (length >= 15 && length <= 20) {
        if (allDigits(QStringView(fixed).chopped(1)) && isProvinceAt(fixed, 0))
            return checkResidentId(text, today, regions);
        if (creditScore(compact) >= 2)
            return checkCreditCode(text, regions);
    }
    return unrecognised(text, compact);
}

Verdict identifyByLength(const QString &text, const QString &compact, const QDate &today, const Regions &regions,
                         const MatterCodeRules &matterCodes)
{
    const bool digits = allDigits(lookAlikesAsDigits(compact));
    switch (compact.size()) {
    case 6:
    case 12:
        if (digits)
            return checkRegion(text, regions);
        break;
    case 8:
        if (digits)
            return checkTaiwanTravelPermit(text);
        break;
    case 9:
        return identifyNine(text, compact);
    case 11:
        if ((compact[0] == u'H' || compact[0] == u'M') && allDigits(lookAlikesAsDigits(compact.mid(1))))
            return checkMainlandTravelPermit(text);
        break;
    case 15:
        if (!isDigit(compact[2]) && allDigits(lookAlikesAsDigits(compact.mid(3))))
            return checkForeignPermanent2017(text, today, regions);
        break;
    case 18:
        return identifyEighteen(text, compact, today, regions);
    case 20:
        if (Verdict receipt = checkReceiptNumber(text); receipt.valid)
            return receipt;
        break;
    case 31:
        return checkMatterCode(text, matterCodes);
    case 33:
        return checkBusinessItemCode(text, matterCodes);
    case 43:
        return checkCaseNumber(text);
    default:
        break;
    }
    return identifyOddLength(text, compact, today, regions);
}

} // namespace

QString Verdict::part(QStringView name) const
{
    for (const auto &[each, value] : parts) {
        if (each == name)
            return value;
    }
    return {};
}

Verdict identify(const QString &text, const QDate &today, const Regions &regions, const MatterCodeRules &matterCodes)
{
    const QString tidy = tidied(text);
    if (tidy.size() > longest || tidy.isEmpty())
        return unrecognised(text, tidy.left(longest));
    if (tidy.startsWith(QLatin1String("1.2.156.3005.")))
        return checkELicence(text);
    if (tidy.contains(u'<') && (tidy.size() == 44 || tidy.size() == 88 || tidy.size() == 90 || tidy.size() == 72))
        return checkPassportMrz(text, today);
    if (tidy.count(u'-') == 5 && tidy.indexOf(u'-') == 6)
        return checkReceiptNumber(text);
    const QString compact = compacted(text);
    const auto isCodeCharacter = [](QChar c) { return isDigit(c) || isUpper(c); };
    const auto strange = std::count_if(compact.begin(), compact.end(), [&](QChar c) { return !isCodeCharacter(c); });
    // A sentence is not a wrong number: one strange character may be a slip, more are another thing.
    if (compact.isEmpty() || strange > 1)
        return unrecognised(text, tidy);
    return identifyByLength(text, compact, today, regions, matterCodes);
}

QString identifierKindName(IdentifierKind kind)
{
    switch (kind) {
    case IdentifierKind::ResidentId:
        return QStringLiteral("residentId");
    case IdentifierKind::HmtResidencePermit:
        return QStringLiteral("hmtResidencePermit");
    case IdentifierKind::MainlandTravelPermit:
        return QStringLiteral("mainlandTravelPermit");
    case IdentifierKind::TaiwanTravelPermit:
        return QStringLiteral("taiwanTravelPermit");
    case IdentifierKind::ForeignPermanent2017:
        return QStringLiteral("foreignPermanent2017");
    case IdentifierKind::ForeignPermanent2023:
        return QStringLiteral("foreignPermanent2023");
    case IdentifierKind::Passport:
        return QStringLiteral("passport");
    case IdentifierKind::CreditCode:
        return QStringLiteral("creditCode");
    case IdentifierKind::OrganisationCode:
        return QStringLiteral("organisationCode");
    case IdentifierKind::Region:
        return QStringLiteral("region");
    case IdentifierKind::MatterCode:
        return QStringLiteral("matterCode");
    case IdentifierKind::BusinessItemCode:
        return QStringLiteral("businessItemCode");
    case IdentifierKind::CaseNumber:
        return QStringLiteral("caseNumber");
    case IdentifierKind::ELicence:
        return QStringLiteral("eLicence");
    case IdentifierKind::ReceiptNumber:
        return QStringLiteral("receiptNumber");
    case IdentifierKind::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

} // namespace yichuang
