// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/rules.h"

#include <algorithm>

namespace yichuang::rules
{
namespace
{

bool isDash(char16_t u)
{
    return (u >= 0x2010 && u <= 0x2015) || u == 0x2212 || u == 0x00AD || u == 0xFE63 || u == 0xFF0D;
}

} // namespace

QString tidied(const QString &text)
{
    QString out;
    const QStringView seen = QStringView(text).first(std::min(text.size(), longest * 4));
    out.reserve(seen.size());
    for (QChar c : seen) {
        char16_t u = c.unicode();
        if (isDash(u))
            u = u'-';
        else if (u >= 0xFF01 && u <= 0xFF5E)
            u = static_cast<char16_t>(u - 0xFEE0);
        const QChar half(u);
        if (half.isSpace() || half.category() == QChar::Other_Control || half.category() == QChar::Other_Format)
            continue;
        out += u >= u'a' && u <= u'z' ? QChar(static_cast<char16_t>(u - u'a' + u'A')) : half;
    }
    return out;
}

QString compacted(const QString &text)
{
    return tidied(text).remove(u'-');
}

Verdict begin(const QString &text, const QString &normalised, IdentifierKind kind)
{
    Verdict verdict;
    verdict.text = text;
    verdict.normalised = normalised;
    verdict.kind = kind;
    return verdict;
}

bool refuse(Verdict &verdict, QStringView rule, const QString &expected, const QString &found, qsizetype position)
{
    verdict.valid = false;
    verdict.rule = rule.toString();
    verdict.expected = expected;
    verdict.found = found;
    verdict.position = static_cast<int>(std::min(position, verdict.normalised.size()));
    return false;
}

bool needLength(Verdict &verdict, qsizetype length)
{
    const qsizetype found = verdict.normalised.size();
    return found == length || refuse(verdict, u"length", QString::number(length), QString::number(found));
}

bool needDigits(Verdict &verdict, qsizetype from, qsizetype count)
{
    return needAlphabet(verdict, from, count, u"0123456789", QStringLiteral("0-9"));
}

bool needAlphabet(Verdict &verdict, qsizetype from, qsizetype count, QStringView alphabet, const QString &named)
{
    for (qsizetype i = from; i < from + count; ++i) {
        if (!alphabet.contains(verdict.normalised[i]))
            return refuse(verdict, u"character", named, QString(verdict.normalised[i]), i + 1);
    }
    return true;
}

bool needCheck(Verdict &verdict, qsizetype index, QChar expected, QStringView rule)
{
    const QChar found = verdict.normalised[index];
    return found == expected || refuse(verdict, rule, QString(expected), QString(found), index + 1);
}

bool needBirth(Verdict &verdict, qsizetype index, const QDate &today)
{
    const QString digits = verdict.normalised.mid(index, 8);
    const QDate birth = QDate::fromString(digits, QStringLiteral("yyyyMMdd"));
    if (!birth.isValid() || birth.year() < 1800)
        return refuse(verdict, u"birthDate", QStringLiteral("yyyyMMdd"), digits, index + 1);
    addPart(verdict, u"birth", birth.toString(Qt::ISODate));
    if (today.isValid() && birth > today)
        return refuse(verdict, u"birthInFuture", today.toString(Qt::ISODate), birth.toString(Qt::ISODate), index + 1);
    return true;
}

void noteRegion(Verdict &verdict, QStringView code, const Regions &regions, int year)
{
    addPart(verdict, u"region", code.toString());
    const bool known = regions.isEmpty() ? Regions::isProvince(code.first(2)) : regions.knows(code);
    if (!known)
        verdict.remarks << QStringLiteral("regionUnknown");
    else if (!regions.isEmpty())
        addPart(verdict, u"regionName", regions.fullName(code, year));
}

void addPart(Verdict &verdict, QStringView name, const QString &value)
{
    verdict.parts.append({name.toString(), value});
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isUpper(QChar c)
{
    return c >= u'A' && c <= u'Z';
}

bool allDigits(QStringView text)
{
    return std::all_of(text.begin(), text.end(), isDigit);
}

QStringView alphanumerics()
{
    return u"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
}

QString lookAlikesAsDigits(QString text)
{
    for (QChar &c : text) {
        if (c == u'O')
            c = u'0';
        else if (c == u'I' || c == u'L')
            c = u'1';
    }
    return text;
}

QString lookAlikesOfResident(QString text)
{
    text = lookAlikesAsDigits(std::move(text));
    if (!text.isEmpty() && QStringView(u"×✕╳ⅩⅹХх*").contains(text.back()))
        text.back() = u'X';
    return text;
}

QString lookAlikesOfCreditCode(QString text)
{
    return text.replace(u'O', u'0').replace(u'I', u'1').replace(u'S', u'5').replace(u'Z', u'2');
}

Verdict suggesting(Verdict verdict, const QString &candidate, const std::function<Verdict(const QString &)> &check)
{
    if (!verdict.valid && candidate != verdict.normalised && check(candidate).valid)
        verdict.suggestion = candidate;
    return verdict;
}

} // namespace yichuang::rules
