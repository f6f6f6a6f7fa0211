// SPDX-License-Identifier: Apache-2.0
// Codes of matters and cases, and the identifier of electronic licences (GB/T 36904).
#include "app/domain/identifiers/check_digits.h"
#include "app/domain/identifiers/rules.h"

namespace yichuang
{
namespace
{

using namespace rules;

const QString doubtful = QStringLiteral("creditCodeDoubtful");
const QString licenceRoot = QStringLiteral("1.2.156.3005.2.");

bool needMatterBody(Verdict &verdict, qsizetype length)
{
    if (!needLength(verdict, length) || !needAlphabet(verdict, 0, length, alphanumerics(), QStringLiteral("0-9 A-Z")))
        return false;
    const QStringView code = verdict.normalised;
    const QString body = code.first(18).toString();
    addPart(verdict, u"creditCode", body);
    addPart(verdict, u"level", QString(code[18]));
    addPart(verdict, u"basicCode", code.mid(19, 12).toString());
    if (!checkCreditCode(body).valid)
        verdict.remarks << doubtful;
    return true;
}

Verdict examineELicence(const QString &text)
{
    Verdict verdict = begin(text, tidied(text), IdentifierKind::ELicence);
    if (verdict.normalised.size() > longest) {
        refuse(verdict, u"length", QString::number(longest), QString::number(verdict.normalised.size()));
        return verdict;
    }
    if (!verdict.normalised.startsWith(licenceRoot)) {
        refuse(verdict, u"form", licenceRoot, verdict.normalised.left(licenceRoot.size()), 1);
        return verdict;
    }
    const QList<QStringView> parts = QStringView(verdict.normalised).mid(licenceRoot.size()).split(u'.');
    if (parts.size() != 5) {
        refuse(verdict, u"form", QStringLiteral("5"), QString::number(parts.size()), licenceRoot.size() + 1);
        return verdict;
    }
    static constexpr std::pair<const char16_t *, qsizetype> names[] = {
        {u"licenceType", 21}, {u"issuer", 18}, {u"serial", 0}, {u"version", 3}, {u"check", 1}};
    qsizetype at = licenceRoot.size();
    QString body;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const auto &[name, length] = names[i];
        const QStringView part = parts[i];
        if (part.isEmpty() || (length > 0 && part.size() != length)) {
            refuse(verdict, u"length", QString::number(length), QString::number(part.size()), at + 1);
            return verdict;
        }
        if (!needAlphabet(verdict, at, part.size(), alphanumerics(), QStringLiteral("0-9 A-Z")))
            return verdict;
        if (i < 4) {
            addPart(verdict, QStringView(name), part.toString());
            body += part;
        }
        at += part.size() + 1;
    }
    // The type begins with the credit code of who defined it.
    for (const QStringView code : {parts[0].first(18), parts[1]}) {
        if (!checkCreditCode(code.toString()).valid && !verdict.remarks.contains(doubtful))
            verdict.remarks << doubtful;
    }
    verdict.valid = needCheck(verdict, verdict.normalised.size() - 1, mod3736Check(body));
    return verdict;
}

} // namespace

Verdict checkMatterCode(const QString &text, const MatterCodeRules &rules)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::MatterCode);
    verdict.valid = needMatterBody(verdict, 31);
    if (verdict.valid)
        verdict.remarks += rules.remarksOn(verdict.normalised);
    return verdict;
}

Verdict checkBusinessItemCode(const QString &text, const MatterCodeRules &rules)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::BusinessItemCode);
    if (!needMatterBody(verdict, 33))
        return verdict;
    addPart(verdict, u"item", verdict.normalised.mid(31));
    verdict.remarks += rules.remarksOn(verdict.normalised);
    verdict.valid = true;
    return verdict;
}

Verdict checkCaseNumber(const QString &text)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::CaseNumber);
    if (!needMatterBody(verdict, 43) || !needDigits(verdict, 31, 12))
        return verdict;
    const QString day = verdict.normalised.mid(31, 8);
    const QDate date = QDate::fromString(day, QStringLiteral("yyyyMMdd"));
    if (!date.isValid()) {
        refuse(verdict, u"date", QStringLiteral("yyyyMMdd"), day, 32);
        return verdict;
    }
    addPart(verdict, u"date", date.toString(Qt::ISODate));
    addPart(verdict, u"serial", verdict.normalised.mid(39));
    verdict.valid = true;
    return verdict;
}

Verdict checkELicence(const QString &text)
{
    const Verdict verdict = examineELicence(text);
    // The codes of type and issuer are of GB 32100, which has no O and no I; a serial may have both and is let be.
    QStringList parts = verdict.normalised.mid(licenceRoot.size()).split(u'.');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (i == 0 || i == 1 || i == 3)
            parts[i].replace(u'O', u'0').replace(u'I', u'1');
    }
    return suggesting(verdict, verdict.normalised.left(licenceRoot.size()) + parts.join(u'.'), examineELicence);
}

} // namespace yichuang
