// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/regions.h"

#include <algorithm>
#include <array>

namespace yichuang
{
namespace
{

constexpr qsizetype byteLimit = 4 * 1024 * 1024;
constexpr qsizetype nameLimit = 64;

/// Six ASCII digits as a number; -1 for anything else.
int codeOf(QStringView code)
{
    if (code.size() != 6)
        return -1;
    int value = 0;
    for (const QChar c : code) {
        if (c < u'0' || c > u'9')
            return -1;
        value = value * 10 + (c.unicode() - u'0');
    }
    return value;
}

} // namespace

Result<Regions> Regions::fromTsv(const QByteArray &bytes)
{
    const QString where = QStringLiteral("regions.fromTsv");
    if (bytes.size() > byteLimit)
        return failure(Fault::TooLarge, where, QString::number(bytes.size()));
    Regions regions;
    bool headsSeen = false;
    const QList<QByteArray> lines = bytes.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray line = lines[i].endsWith('\r') ? lines[i].chopped(1) : lines[i];
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (!headsSeen) {
            headsSeen = true;
            if (line.startsWith("code\t"))
                continue;
        }
        const QList<QByteArray> cells = line.split('\t');
        const int code = cells.size() == 4 ? codeOf(QString::fromUtf8(cells[0])) : -1;
        const QString name = cells.size() == 4 ? QString::fromUtf8(cells[1]) : QString();
        bool fromIsNumber = false;
        bool toIsNumber = false;
        const int from = cells.value(2).toInt(&fromIsNumber);
        const int to = cells.value(3).toInt(&toIsNumber);
        if (code < 0 || name.isEmpty() || name.size() > nameLimit || !fromIsNumber || !toIsNumber || from > to)
            return failure(Fault::ConfigMalformed, where, QStringLiteral("line %1").arg(i + 1));
        regions.m_spans[code].append(Span{from, to, name});
    }
    if (regions.m_spans.isEmpty())
        return failure(Fault::ConfigMalformed, where, QStringLiteral("no line"));
    for (QList<Span> &spans : regions.m_spans)
        std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.to < b.to; });
    return regions;
}

bool Regions::knows(QStringView code) const
{
    return m_spans.contains(codeOf(code));
}

QString Regions::name(QStringView code, int year) const
{
    const auto spans = m_spans.constFind(codeOf(code));
    if (spans == m_spans.constEnd())
        return {};
    for (const Span &span : *spans) {
        if (year >= span.from && year <= span.to)
            return span.name;
    }
    return spans->last().name;
}

QString Regions::fullName(QStringView code, int year) const
{
    if (code.size() != 6 || !knows(code))
        return {};
    const std::array<QString, 3> levels{code.first(2).toString() + QLatin1String("0000"),
                                        code.first(4).toString() + QLatin1String("00"), code.toString()};
    QString full;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (i == 0 || levels[i] != levels[i - 1])
            full += name(levels[i], year);
    }
    return full;
}

bool Regions::isProvince(QStringView twoDigits)
{
    static constexpr std::array<int, 35> provinces{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34,
                                                   35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
                                                   53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};
    if (twoDigits.size() != 2 || twoDigits[0] < u'0' || twoDigits[0] > u'9' || twoDigits[1] < u'0'
        || twoDigits[1] > u'9')
        return false;
    const int code = (twoDigits[0].unicode() - u'0') * 10 + (twoDigits[1].unicode() - u'0');
    return std::binary_search(provinces.begin(), provinces.end(), code);
}

} // namespace yichuang
