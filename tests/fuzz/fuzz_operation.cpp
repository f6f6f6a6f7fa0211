// SPDX-License-Identifier: Apache-2.0
// Operations from the wire, one a line, are read within their limits, written again as themselves, and folded: a case
// never gets a second receipt, its clocks can always be seen, and any batching gives the same case.
#include "app/base/json.h"
#include "app/domain/clocks.h"
#include "app/domain/operation.h"
#include "app/domain/transitions.h"

#include <cstdlib>

namespace
{

using namespace yichuang;

const WorkingDays &calendar()
{
    static const WorkingDays days =
        WorkingDays::fromJson(R"({"years": {"2026": {"off": ["10-01..10-07"], "madeUp": ["10-10"]}}})").value();
    return days;
}

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    if (size > 64 * 1024)
        return 0;
    const QByteArray input(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    Matter matter;
    matter.promisedDays = 5;
    matter.statutoryDays = 20;
    Case theCase;
    QList<Operation> passed;
    for (const QByteArray &line : input.split('\n')) {
        const auto json = parseJsonObject(line, {64 * 1024, 16});
        const auto operation = json ? operationFromJson(*json) : failure(json.error());
        if (!operation)
            continue;
        demand(operationFromJson(toJson(*operation)) == *operation);
        (void)touchedParts(*operation);
        const auto next = admit(theCase, *operation, {calendar(), &matter, QDate(2026, 11, 23)});
        if (!next)
            continue;
        demand(theCase.receiptNumber.isEmpty() || next->receiptNumber == theCase.receiptNumber);
        demand(next->version == theCase.version + 1);
        theCase = *next;
        passed.append(*operation);
        for (const int year : {1, 2026, 9999})
            (void)deadlinesOf(theCase, matter, calendar(), QDate(year, 11, 23));
    }
    demand(foldAll(passed) == theCase);
    return 0;
}
