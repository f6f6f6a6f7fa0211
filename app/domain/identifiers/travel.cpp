// SPDX-License-Identifier: Apache-2.0
// Numbers of people who travel: permits for Hong Kong, Macao and Taiwan residents, and passports as printed.
#include "app/domain/identifiers/rules.h"

#include <algorithm>

namespace yichuang
{
namespace
{

using namespace rules;

const QString notChecked = QStringLiteral("notChecked");

Verdict examineMainlandPermit(const QString &text)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::MainlandTravelPermit);
    const QStringView number = verdict.normalised;
    if (number.size() != 9 && number.size() != 11) {
        refuse(verdict, u"length", QStringLiteral("9 11"), QString::number(number.size()));
        return verdict;
    }
    if (!needAlphabet(verdict, 0, 1, u"HM", QStringLiteral("H M")) || !needDigits(verdict, 1, number.size() - 1))
        return verdict;
    addPart(verdict, u"place", number[0] == u'H' ? QStringLiteral("hongKong") : QStringLiteral("macao"));
    addPart(verdict, u"holder", number.first(9).toString());
    if (number.size() == 11)
        addPart(verdict, u"issue", number.mid(9).toString());
    verdict.remarks << notChecked;
    verdict.valid = true;
    return verdict;
}

Verdict examineTaiwanPermit(const QString &text)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::TaiwanTravelPermit);
    if (!needLength(verdict, 8) || !needDigits(verdict, 0, 8))
        return verdict;
    verdict.remarks << notChecked;
    verdict.valid = true;
    return verdict;
}

} // namespace

Verdict checkMainlandTravelPermit(const QString &text)
{
    const Verdict verdict = examineMainlandPermit(text);
    return suggesting(verdict, verdict.normalised.left(1) + lookAlikesAsDigits(verdict.normalised.mid(1)),
                      examineMainlandPermit);
}

Verdict checkTaiwanTravelPermit(const QString &text)
{
    const Verdict verdict = examineTaiwanPermit(text);
    return suggesting(verdict, lookAlikesAsDigits(verdict.normalised), examineTaiwanPermit);
}

Verdict checkPassport(const QString &text)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::Passport);
    const qsizetype length = verdict.normalised.size();
    if (length < 5 || length > 20) {
        refuse(verdict, u"length", QStringLiteral("5-20"), QString::number(length));
        return verdict;
    }
    if (!needAlphabet(verdict, 0, length, alphanumerics(), QStringLiteral("0-9 A-Z")))
        return verdict;
    if (std::none_of(verdict.normalised.cbegin(), verdict.normalised.cend(), isDigit)) {
        refuse(verdict, u"form", QStringLiteral("0-9"), verdict.normalised);
        return verdict;
    }
    verdict.remarks << notChecked;
    verdict.valid = true;
    return verdict;
}

} // namespace yichuang
