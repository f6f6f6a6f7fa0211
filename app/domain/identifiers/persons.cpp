// SPDX-License-Identifier: Apache-2.0
// Numbers of people who live here: GB 11643, the residence permits of the same form, and both forms of the
// permanent resident card of foreigners.
#include "app/domain/identifiers/check_digits.h"
#include "app/domain/identifiers/rules.h"

namespace yichuang
{
namespace
{

using namespace rules;

QString sexOf(QChar sequenceDigit)
{
    return (sequenceDigit.unicode() - u'0') % 2 == 1 ? QStringLiteral("male") : QStringLiteral("female");
}

bool needResidentBody(Verdict &verdict)
{
    return needLength(verdict, 18) && needDigits(verdict, 0, 17)
           && needAlphabet(verdict, 17, 1, u"0123456789X", QStringLiteral("0-9 X"));
}

bool isHmtRegion(QStringView code)
{
    return code == u"810000" || code == u"820000" || code == u"830000";
}

Verdict examineResident(const QString &text, const QDate &today, const Regions &regions)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::ResidentId);
    if (!needResidentBody(verdict))
        return verdict;
    const QStringView number = verdict.normalised;
    const QStringView region = number.first(6);
    if (isHmtRegion(region)) {
        verdict.kind = IdentifierKind::HmtResidencePermit;
        addPart(verdict, u"region", region.toString());
    } else {
        noteRegion(verdict, region, regions, number.mid(6, 4).toInt());
    }
    if (!needBirth(verdict, 6, today))
        return verdict;
    addPart(verdict, u"sequence", number.mid(14, 3).toString());
    addPart(verdict, u"sex", sexOf(number[16]));
    verdict.valid = needCheck(verdict, 17, residentCheck(number.first(17)));
    return verdict;
}

Verdict examineForeign2023(const QString &text, const QDate &today)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::ForeignPermanent2023);
    if (!needResidentBody(verdict))
        return verdict;
    const QStringView number = verdict.normalised;
    if (number[0] != u'9') {
        refuse(verdict, u"form", QStringLiteral("9"), QString(number[0]), 1);
        return verdict;
    }
    addPart(verdict, u"province", number.mid(1, 2).toString());
    if (!Regions::isProvince(number.mid(1, 2)))
        verdict.remarks << QStringLiteral("regionUnknown");
    addPart(verdict, u"country", number.mid(3, 3).toString());
    if (!needBirth(verdict, 6, today))
        return verdict;
    addPart(verdict, u"sequence", number.mid(14, 3).toString());
    addPart(verdict, u"sex", sexOf(number[16]));
    verdict.valid = needCheck(verdict, 17, residentCheck(number.first(17)));
    return verdict;
}

/// The year of two digits that is not after today: a card of 2017 tells no century.
bool needShortBirth(Verdict &verdict, qsizetype index, const QDate &today)
{
    const QString digits = verdict.normalised.mid(index, 6);
    const auto inCentury = [&](const char16_t *century) {
        return QDate::fromString(QString::fromUtf16(century) + digits, QStringLiteral("yyyyMMdd"));
    };
    QDate birth = inCentury(u"20");
    if (!birth.isValid() || (today.isValid() && birth > today))
        birth = inCentury(u"19");
    if (!birth.isValid())
        return refuse(verdict, u"birthDate", QStringLiteral("yyMMdd"), digits, index + 1);
    addPart(verdict, u"birth", birth.toString(Qt::ISODate));
    return true;
}

Verdict examineForeign2017(const QString &text, const QDate &today, const Regions &regions)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::ForeignPermanent2017);
    if (!needLength(verdict, 15) || !needAlphabet(verdict, 0, 3, u"ABCDEFGHIJKLMNOPQRSTUVWXYZ", QStringLiteral("A-Z"))
        || !needDigits(verdict, 3, 12))
        return verdict;
    const QStringView number = verdict.normalised;
    addPart(verdict, u"country", number.first(3).toString());
    addPart(verdict, u"region", number.mid(3, 4).toString());
    const QString prefecture = number.mid(3, 4).toString() + QLatin1String("00");
    const bool known = Regions::isProvince(number.mid(3, 2))
                       && (regions.isEmpty() || number.mid(5, 2) == u"00" || regions.knows(prefecture));
    if (!known)
        verdict.remarks << QStringLiteral("regionUnknown");
    if (!needShortBirth(verdict, 7, today))
        return verdict;
    addPart(verdict, u"sequence", QString(number[13]));
    verdict.valid = needCheck(verdict, 14, icaoCheck(number.first(14)));
    return verdict;
}

} // namespace

Verdict checkResidentId(const QString &text, const QDate &today, const Regions &regions)
{
    const auto examine = [&](const QString &each) { return examineResident(each, today, regions); };
    const Verdict verdict = examine(text);
    return suggesting(verdict, lookAlikesOfResident(verdict.normalised), examine);
}

Verdict checkHmtResidencePermit(const QString &text, const QDate &today)
{
    Verdict verdict = checkResidentId(text, today);
    verdict.kind = IdentifierKind::HmtResidencePermit;
    const QStringView region = QStringView(verdict.normalised).first(std::min<qsizetype>(6, verdict.normalised.size()));
    if (region.size() == 6 && allDigits(region) && !isHmtRegion(region)) {
        verdict.suggestion.clear();
        refuse(verdict, u"region", QStringLiteral("810000 820000 830000"), region.toString(), 1);
    }
    return verdict;
}

Verdict checkForeignPermanent2017(const QString &text, const QDate &today, const Regions &regions)
{
    const auto examine = [&](const QString &each) { return examineForeign2017(each, today, regions); };
    const Verdict verdict = examine(text);
    QString letters = verdict.normalised.left(3);
    letters.replace(u'0', u'O').replace(u'1', u'I');
    return suggesting(verdict, letters + lookAlikesAsDigits(verdict.normalised.mid(3)), examine);
}

Verdict checkForeignPermanent2023(const QString &text, const QDate &today)
{
    const auto examine = [&](const QString &each) { return examineForeign2023(each, today); };
    const Verdict verdict = examine(text);
    return suggesting(verdict, lookAlikesOfResident(verdict.normalised), examine);
}

} // namespace yichuang
