// SPDX-License-Identifier: Apache-2.0
// A calendar read from any bytes counts forth and back consistently, and a hall's clock rules stay in their ranges.
#include "app/base/json.h"
#include "app/domain/clocks.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    using namespace yichuang;
    if (size > 64 * 1024)
        return 0;
    const QByteArray input(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    if (const auto json = parseJsonObject(input, {64 * 1024, 16})) {
        const auto rules = clockRulesFromJson(*json);
        if (rules && (rules->warningDays < 0 || rules->warningDays > 100 || rules->warningPercent > 100))
            std::abort();
    }
    const auto calendar = WorkingDays::fromJson(input);
    if (!calendar)
        return 0;
    for (const int year : {calendar->years().first(), calendar->years().last(), 2026}) {
        const QDate from(year, 12, 20);
        for (const int days : {1, 5, 20, 400}) {
            const auto due = calendar->addWorkingDays(from, days);
            if (!due || !calendar->isWorkingDay(due->date) || calendar->workingDaysBetween(from, due->date) != days)
                std::abort();
        }
    }
    return 0;
}
