// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QDate>
#include <QList>

#include <vector>

namespace yichuang
{

/// The last day of a period.
struct Due {
    QDate date;
    /// True where a day of the period lies in a year whose holidays are not announced: only weekends were left out
    /// there, and the date is to be computed again when the year arrives.
    bool provisional = false;
    bool operator==(const Due &) const = default;
};

/// Whether the day on which the materials were received counts; 行政许可法 art. 82 leaves it out, a hall may differ.
enum class ReceiptDay : bool { NotCounted, Counted };

/// The working days of the State Council's yearly notices: weekends and holidays off, made-up days on. Counting uses a
/// cumulative table, so that a period of any length costs a binary search. Immutable; any thread.
class WorkingDays
{
public:
    /// The most working days that may be added.
    static constexpr int longestPeriod = 100'000;

    /// From `{"years": {"2026": {"off": ["01-01..01-03", …], "madeUp": ["01-04", …], "workingDays": 248}, …}}`.
    /// `workingDays`, where given, must be the year's total. ConfigMalformed where the text breaks the form, a day does
    /// not exist, is both off and made up, or a total is wrong; TooLarge over 1 MiB.
    [[nodiscard]] static Result<WorkingDays> fromJson(const QByteArray &json);

    /// Weekends only in a year the table does not have; false for an invalid date.
    [[nodiscard]] bool isWorkingDay(QDate date) const;
    /// True where the year's holidays are in the table.
    [[nodiscard]] bool isKnown(int year) const;
    /// The years of the table, ascending.
    [[nodiscard]] QList<int> years() const { return m_years; }

    /// The last day of a period of `days` working days; 0 is the day of receipt itself. BadArgument on an invalid date,
    /// on days below 0 or over longestPeriod.
    [[nodiscard]] Result<Due> addWorkingDays(QDate received, int days,
                                             ReceiptDay receiptDay = ReceiptDay::NotCounted) const;
    /// Working days after `from` up to and with `to`; negative where `to` is the earlier. The days left of a clock are
    /// workingDaysBetween(today, due). BadArgument on an invalid date.
    [[nodiscard]] Result<int> workingDaysBetween(QDate from, QDate to) const;

private:
    WorkingDays() = default;
    [[nodiscard]] qint64 countUpTo(qint64 julian) const;
    [[nodiscard]] qint64 dayOfCount(qint64 count) const;
    [[nodiscard]] bool touchesUnknown(qint64 firstJulian, qint64 lastJulian) const;

    QList<int> m_years;
    qint64 m_first = 0;      ///< Julian day of the table's first day
    std::vector<int> m_upTo; ///< working days from m_first up to and with each day
};

} // namespace yichuang
