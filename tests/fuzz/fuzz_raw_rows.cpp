// SPDX-License-Identifier: Apache-2.0
// The bytes of a damaged store, as a clerk's disk gives them: the first half is the database, the rest its log.
#include "app/storage/raw_rows.h"

#include <cstdint>

using namespace yichuang;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    using Kind = RawRows::Kind;
    const QByteArrayView all(bytes, static_cast<qsizetype>(size));
    const qsizetype cut = all.size() / 2 / RawRows::pageSize * RawRows::pageSize;
    const RawRows rows(all.first(cut), all.sliced(cut));
    const RawRows::Form forms[] = {
        {Kind::Text, Kind::Text, Kind::Number, Kind::BytesOrNone, Kind::Bytes},
        {Kind::RowNumber, Kind::Bytes, Kind::Bytes},
    };
    for (const RawRows::Form &form : forms) {
        rows.each(form, [&](const Row &row) {
            if (row.size() != form.size() + 1)
                __builtin_trap();
            qsizetype there = 0;
            for (const QVariant &value : row)
                there += value.toByteArray().size();
            return there % 2 == 0;
        });
    }
    return 0;
}
