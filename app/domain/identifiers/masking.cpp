// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/masking.h"

#include <QList>

#include <algorithm>

namespace yichuang
{
namespace
{

QString keepingEnds(const QString &text, qsizetype first, qsizetype last)
{
    return text.left(first) + QString(text.size() - first - last, u'*') + text.right(last);
}

QString maskLatinName(const QString &name)
{
    QString out;
    bool atStart = true;
    for (const QChar c : name) {
        const bool isBreak = c.isSpace() || c == u'-' || c == u',' || c == u'.';
        out += isBreak || atStart ? c : QChar(u'*');
        atStart = isBreak;
    }
    return out;
}

} // namespace

QString maskIdNumber(const QString &number)
{
    const QString trimmed = number.trimmed();
    const qsizetype length = trimmed.size();
    if (length >= 15)
        return keepingEnds(trimmed, 4, 4);
    if (length >= 8)
        return keepingEnds(trimmed, 2, 2);
    if (length >= 3)
        return keepingEnds(trimmed, 1, 0);
    return QString(length, u'*');
}

QString maskName(const QString &name)
{
    const QString trimmed = name.trimmed();
    const bool isLatin = std::all_of(trimmed.begin(), trimmed.end(), [](QChar c) { return c.unicode() < 0x0250; });
    if (isLatin && trimmed.size() > 2)
        return maskLatinName(trimmed);
    const QList<uint> characters = trimmed.toUcs4();
    const qsizetype count = characters.size();
    QString out;
    for (qsizetype i = 0; i < count; ++i) {
        const char32_t c = characters[i];
        const bool shown = (i == 0 && count > 1) || (i == count - 1 && count > 2) || c == U'·';
        out += shown ? QString::fromUcs4(&c, 1) : QStringLiteral("*");
    }
    return out;
}

QString maskPhone(const QString &phone)
{
    const QString trimmed = phone.trimmed();
    const auto digits = std::count_if(trimmed.begin(), trimmed.end(), [](QChar c) { return c.isDigit(); });
    const qsizetype shownFirst = digits >= 11 ? 3 : 0;
    const qsizetype shownLast = digits >= 7 ? 4 : 0;
    QString out;
    qsizetype seen = 0;
    for (const QChar c : trimmed) {
        if (!c.isDigit()) {
            out += c;
            continue;
        }
        ++seen;
        out += seen <= shownFirst || seen > digits - shownLast ? c : QChar(u'*');
    }
    return out;
}

QString maskCreditCode(const QString &code)
{
    return maskIdNumber(code);
}

} // namespace yichuang
