// SPDX-License-Identifier: Apache-2.0
#include "app/domain/calendar/working_days.h"

#include "app/base/json.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <limits>

namespace yichuang
{
namespace
{

constexpr qsizetype byteLimit = 1024 * 1024;
constexpr qsizetype yearLimit = 200;
constexpr int firstYear = 1949;
constexpr int lastYear = 2199;

const auto where = [] { return QStringLiteral("workingDays.fromJson"); };

/// What the notices say of the days that differ from the week's rule.
struct Notices {
    QSet<qint64> off;
    QSet<qint64> madeUp;
};

tl::unexpected<Reason> malformed(const QString &detail)
{
    return failure(Fault::ConfigMalformed, where(), detail);
}

qint64 floorDiv(qint64 a, qint64 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/// Julian day 0 was a Monday.
qint64 weekdayIndex(qint64 julian)
{
    return julian - floorDiv(julian, 7) * 7;
}

/// Mondays to Fridays from Julian day 0 up to and with `julian`.
qint64 weekdaysUpTo(qint64 julian)
{
    const qint64 days = julian + 1;
    const qint64 weeks = floorDiv(days, 7);
    return weeks * 5 + std::min<qint64>(days - weeks * 7, 5);
}

/// The earliest day on which weekdaysUpTo() reaches `count`.
qint64 dayOfWeekdayCount(qint64 count)
{
    const qint64 weeks = floorDiv(count - 1, 5);
    return weeks * 7 + (count - 1 - weeks * 5);
}

QDate dayOf(int year, const QString &monthDay)
{
    return monthDay.size() == 5 ? QDate::fromString(QStringLiteral("%1-%2").arg(year).arg(monthDay), Qt::ISODate)
                                : QDate();
}

/// "MM-dd" or "MM-dd..MM-dd" of one year into `days`.
Result<Done> readDays(int year, const QJsonValue &list, QSet<qint64> &days)
{
    if (!list.isArray())
        return malformed(QStringLiteral("%1: not a list").arg(year));
    const QJsonArray items = list.toArray();
    for (const QJsonValue &item : items) {
        const QString text = item.toString();
        const QStringList ends = text.split(QStringLiteral(".."));
        const QDate from = dayOf(year, ends.first());
        const QDate to = dayOf(year, ends.last());
        if (ends.size() > 2 || !from.isValid() || !to.isValid() || to < from)
            return malformed(QStringLiteral("%1: %2").arg(year).arg(text.left(24)));
        for (qint64 day = from.toJulianDay(); day <= to.toJulianDay(); ++day)
            days.insert(day);
    }
    return Done{};
}

Result<Done> readYear(int year, const QJsonObject &entry, Notices &notices)
{
    Notices own;
    if (const Result<Done> off = readDays(year, entry.value(QLatin1String("off")), own.off); !off)
        return off;
    if (const Result<Done> madeUp = readDays(year, entry.value(QLatin1String("madeUp")), own.madeUp); !madeUp)
        return madeUp;
    if (own.off.intersects(own.madeUp))
        return malformed(QStringLiteral("%1: a day is both off and made up").arg(year));
    int total = 0;
    for (qint64 day = QDate(year, 1, 1).toJulianDay(); day <= QDate(year, 12, 31).toJulianDay(); ++day)
        total += own.madeUp.contains(day) || (weekdayIndex(day) < 5 && !own.off.contains(day)) ? 1 : 0;
    const QJsonValue told = entry.value(QLatin1String("workingDays"));
    if (!told.isUndefined() && told.toInt(-1) != total)
        return malformed(QStringLiteral("%1: the total is %2").arg(year).arg(total));
    notices.off.unite(own.off);
    notices.madeUp.unite(own.madeUp);
    return Done{};
}

} // namespace

Result<WorkingDays> WorkingDays::fromJson(const QByteArray &json)
{
    const Result<QJsonObject> root = parseJsonObject(json, {byteLimit, 8});
    if (!root)
        return root.error().fault == Fault::TooLarge ? failure(root.error()) : malformed(root.error().detail);
    const QJsonObject entries = root->value(QLatin1String("years")).toObject();
    if (entries.isEmpty() || entries.size() > yearLimit)
        return malformed(QStringLiteral("years: %1").arg(entries.size()));

    WorkingDays calendar;
    Notices notices;
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        const int year = entry.key().size() == 4 ? entry.key().toInt() : 0;
        if (year < firstYear || year > lastYear || !entry->isObject())
            return malformed(QStringLiteral("year %1").arg(entry.key().left(8)));
        if (const Result<Done> read = readYear(year, entry->toObject(), notices); !read)
            return failure(read.error());
        calendar.m_years.append(year);
    }
    std::sort(calendar.m_years.begin(), calendar.m_years.end());

    calendar.m_first = QDate(calendar.m_years.first(), 1, 1).toJulianDay();
    const qint64 last = QDate(calendar.m_years.last(), 12, 31).toJulianDay();
    calendar.m_upTo.reserve(static_cast<std::size_t>(last - calendar.m_first + 1));
    int count = 0;
    for (qint64 day = calendar.m_first; day <= last; ++day) {
        count += notices.madeUp.contains(day) || (weekdayIndex(day) < 5 && !notices.off.contains(day)) ? 1 : 0;
        calendar.m_upTo.push_back(count);
    }
    return calendar;
}

bool WorkingDays::isWorkingDay(QDate date) const
{
    return date.isValid() && countUpTo(date.toJulianDay()) > countUpTo(date.toJulianDay() - 1);
}

bool WorkingDays::isKnown(int year) const
{
    return std::binary_search(m_years.begin(), m_years.end(), year);
}

/// Working days after the day before the table up to and with `julian`; negative before the table.
qint64 WorkingDays::countUpTo(qint64 julian) const
{
    const auto size = static_cast<qint64>(m_upTo.size());
    const qint64 index = julian - m_first;
    if (index < 0)
        return weekdaysUpTo(julian) - weekdaysUpTo(m_first - 1);
    if (index < size)
        return m_upTo[static_cast<std::size_t>(index)];
    return m_upTo.back() + weekdaysUpTo(julian) - weekdaysUpTo(m_first + size - 1);
}

/// The earliest day on which countUpTo() reaches `count`.
qint64 WorkingDays::dayOfCount(qint64 count) const
{
    if (count <= 0)
        return dayOfWeekdayCount(count + weekdaysUpTo(m_first - 1));
    if (count <= m_upTo.back()) {
        const auto found = std::lower_bound(m_upTo.begin(), m_upTo.end(), count);
        return m_first + std::distance(m_upTo.begin(), found);
    }
    const qint64 last = m_first + static_cast<qint64>(m_upTo.size()) - 1;
    return dayOfWeekdayCount(count - m_upTo.back() + weekdaysUpTo(last));
}

bool WorkingDays::touchesUnknown(qint64 firstJulian, qint64 lastJulian) const
{
    const int from = QDate::fromJulianDay(firstJulian).year();
    const int to = QDate::fromJulianDay(lastJulian).year();
    if (from < m_years.first() || to > m_years.last())
        return true;
    const auto begin = std::lower_bound(m_years.begin(), m_years.end(), from);
    const auto end = std::upper_bound(m_years.begin(), m_years.end(), to);
    return std::distance(begin, end) != to - from + 1;
}

Result<Due> WorkingDays::addWorkingDays(QDate received, int days, ReceiptDay receiptDay) const
{
    if (!received.isValid())
        return failure(Fault::BadArgument, QStringLiteral("workingDays.add"), QStringLiteral("invalid date"));
    if (days < 0 || days > longestPeriod)
        return failure(Fault::BadArgument, QStringLiteral("workingDays.add"), QStringLiteral("%1 days").arg(days));
    if (days == 0)
        return Due{received, false};
    const qint64 before = received.toJulianDay() - (receiptDay == ReceiptDay::Counted ? 1 : 0);
    const qint64 due = dayOfCount(countUpTo(before) + days);
    return Due{QDate::fromJulianDay(due), touchesUnknown(before + 1, due)};
}

Result<int> WorkingDays::workingDaysBetween(QDate from, QDate to) const
{
    if (!from.isValid() || !to.isValid())
        return failure(Fault::BadArgument, QStringLiteral("workingDays.between"), QStringLiteral("invalid date"));
    const qint64 count = countUpTo(to.toJulianDay()) - countUpTo(from.toJulianDay());
    if (count > std::numeric_limits<int>::max() || count < std::numeric_limits<int>::min())
        return failure(Fault::BadArgument, QStringLiteral("workingDays.between"), QStringLiteral("too far apart"));
    return static_cast<int>(count);
}

} // namespace yichuang
