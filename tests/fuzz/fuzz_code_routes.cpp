// SPDX-License-Identifier: Apache-2.0
// Any text may be scanned, and a hall writes its own table: the first byte says which of the two this is. No crash, no
// text without end, nothing routed whose check fails, nothing shown that hides what it says.
#include "app/domain/codes/code_routes.h"

#include <cstdlib>

namespace
{

using namespace yichuang;

/// The kinds of pattern that a hall's table has: open and closed, with and without a check.
const CodeRoutes &fixedRoutes()
{
    static const CodeRoutes routes = CodeRoutes::fromJson(R"json({"routes": [
        {"kind": "receipt", "check": "receiptNumber",
         "pattern": "(?:https://(?<centre>[a-z.]{1,99})/s/)?(?<value>[0-9]{6}-[0-9]{2,3}-[0-9]{1,3}-[0-9-]{11,13}-[0-9A-Z])"},
        {"kind": "caseNumber", "check": "caseNumber", "pattern": "(?<value>[0-9A-Z]{31}[0-9]{12})"},
        {"kind": "organisation", "check": "creditCode",
         "pattern": "(?s).{0,40}[:=](?<value>[0-9A-Z]{18})(?:[^0-9A-Z].{0,2000})?"},
        {"kind": "eLicence", "check": "eLicence", "pattern": "(?<value>1\\.2\\.156\\.3005\\.2\\.[0-9A-Z.]{40,200})"},
        {"kind": "ticket", "pattern": "(?<value>(?:[A-Z]+[0-9]*)+)"}]})json")
                                         .value();
    return routes;
}

void examine(const CodeRoutes &routes, const QString &text)
{
    const CodeRoute route = routes.routeCode(text);
    if (route.text != text || route.value.size() > CodeRoutes::longestText)
        std::abort();
    if (route.kind == CodeKind::Organisation && !checkCreditCode(route.value).valid)
        std::abort();
    if (route.kind != CodeKind::Text)
        return;
    for (const QChar c : route.value) {
        if ((c.category() == QChar::Other_Control || c.category() == QChar::Other_Format) && c != u'\n')
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    if (size == 0 || size > 16384)
        return 0;
    const QByteArray rest(reinterpret_cast<const char *>(bytes) + 1, static_cast<qsizetype>(size) - 1);
    if (bytes[0] != 'T') {
        examine(fixedRoutes(), QString::fromUtf8(rest));
        return 0;
    }
    const auto routes = CodeRoutes::fromJson(rest);
    if (!routes) {
        if (routes.error().fault == Fault::ConfigMalformed && !routes.error().detail.contains(QLatin1Char(':')))
            std::abort();
        return 0;
    }
    for (const char *text : {"A023", "", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "91350100M000100Y43"})
        examine(*routes, QString::fromLatin1(text));
    return 0;
}
