// SPDX-License-Identifier: Apache-2.0
// Codes of organisations (GB 32100, GB 11714) and of administrative divisions (GB/T 2260).
#include "app/domain/identifiers/check_digits.h"
#include "app/domain/identifiers/rules.h"

namespace yichuang
{
namespace
{

using namespace rules;

Verdict examineCreditCode(const QString &text, const Regions &regions)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::CreditCode);
    if (!needLength(verdict, 18) || !needAlphabet(verdict, 0, 18, creditAlphabet(), creditAlphabet().toString()))
        return verdict;
    const QStringView code = verdict.normalised;
    addPart(verdict, u"registrar", QString(code[0]));
    addPart(verdict, u"category", QString(code[1]));
    noteRegion(verdict, code.mid(2, 6), regions, 0);
    addPart(verdict, u"organisation", code.mid(8, 9).toString());
    verdict.valid = needCheck(verdict, 17, creditCheck(code.first(17)))
                    && needCheck(verdict, 16, organisationCheck(code.mid(8, 8)), u"organisationCheckDigit");
    return verdict;
}

Verdict examineOrganisationCode(const QString &text)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::OrganisationCode);
    if (!needLength(verdict, 9) || !needAlphabet(verdict, 0, 8, alphanumerics(), QStringLiteral("0-9 A-Z"))
        || !needAlphabet(verdict, 8, 1, u"0123456789X", QStringLiteral("0-9 X")))
        return verdict;
    verdict.valid = needCheck(verdict, 8, organisationCheck(QStringView(verdict.normalised).first(8)));
    return verdict;
}

Verdict examineRegion(const QString &text, const Regions &regions)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::Region);
    const qsizetype length = verdict.normalised.size();
    if (length != 6 && length != 12) {
        refuse(verdict, u"length", QStringLiteral("6 12"), QString::number(length));
        return verdict;
    }
    if (!needDigits(verdict, 0, length))
        return verdict;
    const QStringView code = verdict.normalised;
    if (!Regions::isProvince(code.first(2))) {
        refuse(verdict, u"province", QStringLiteral("11-65 71 81-83"), code.first(2).toString(), 1);
        return verdict;
    }
    noteRegion(verdict, code.first(6), regions, 0);
    if (length == 12) {
        addPart(verdict, u"township", code.mid(6, 3).toString());
        addPart(verdict, u"village", code.mid(9, 3).toString());
    }
    verdict.valid = true;
    return verdict;
}

} // namespace

Verdict checkCreditCode(const QString &text, const Regions &regions)
{
    const auto examine = [&](const QString &each) { return examineCreditCode(each, regions); };
    const Verdict verdict = examine(text);
    return suggesting(verdict, lookAlikesOfCreditCode(verdict.normalised), examine);
}

Verdict checkOrganisationCode(const QString &text)
{
    const Verdict verdict = examineOrganisationCode(text);
    QString candidate = verdict.normalised;
    candidate.replace(u'O', u'0').replace(u'I', u'1');
    return suggesting(verdict, candidate, examineOrganisationCode);
}

Verdict checkRegion(const QString &text, const Regions &regions)
{
    const auto examine = [&](const QString &each) { return examineRegion(each, regions); };
    const Verdict verdict = examine(text);
    return suggesting(verdict, lookAlikesAsDigits(verdict.normalised), examine);
}

} // namespace yichuang
