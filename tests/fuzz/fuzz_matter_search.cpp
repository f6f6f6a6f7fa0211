// SPDX-License-Identifier: Apache-2.0
// Anything may be typed into the search, and the tables it stands on come from files: the first byte says which. Hits
// are of the list, in bounds, and no more than asked for.
#include "app/domain/identifiers/regions.h"
#include "app/domain/search/matter_search.h"

#include <cstdlib>

namespace
{

using namespace yichuang;

const MatterSearch &hall()
{
    static const PinyinReadings readings =
        PinyinReadings::fromTsv(
            "yin\t银\nhang\t行\nxing\t行\nzhang\t账长\nchang\t长\nhu\t户\nsha\t沙\nlv\t绿\nhui\t会\nkuai\t会\n")
            .value();
    static const MatterSearch search(
        {{QStringLiteral("11130100MB1A0238143000131002000"),
          QStringLiteral("银行账户（开立）"),
          QStringLiteral("银行"),
          {QStringLiteral("开户")},
          3},
         {QStringLiteral("M2"), QStringLiteral("长沙 Wi-Fi 绿行\U00020000会"), QStringLiteral("会"), {}, 0},
         {QStringLiteral("M3"), QString(), QString(), {QString()}, 0}},
        readings);
    return search;
}

void examine(const MatterSearch &search, const QString &query)
{
    const QList<MatterHit> hits = search.find(query, 2);
    if (hits.size() > 2)
        std::abort();
    for (const MatterHit &hit : hits) {
        if (hit.index < 0 || hit.index >= search.entries().size())
            std::abort();
        if (hit.from >= 0 && hit.from + hit.length > search.entries()[hit.index].name.size())
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    if (size == 0 || size > 16384)
        return 0;
    const QByteArray rest(reinterpret_cast<const char *>(bytes) + 1, static_cast<qsizetype>(size) - 1);
    if (bytes[0] == 'R') {
        if (const auto regions = Regions::fromTsv(rest))
            static_cast<void>(regions->fullName(u"130102", 1990));
    } else if (bytes[0] == 'P') {
        if (const auto readings = PinyinReadings::fromTsv(rest))
            examine(MatterSearch({{QStringLiteral("1"), QStringLiteral("行长"), {}, {}, 0}}, *readings),
                    QStringLiteral("xingzahng"));
    } else {
        examine(hall(), QString::fromUtf8(rest));
    }
    return 0;
}
