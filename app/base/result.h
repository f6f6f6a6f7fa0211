// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/reason.h"

#include <tl/expected.hpp>

namespace yichuang
{

/// A value, or the reason why there is none. Exceptions never cross a room's wall: the adapter that wraps a
/// throwing library turns them into a Reason.
template <typename T>
using Result = tl::expected<T, Reason>;

/// Nothing to say but that it worked.
struct Done {
    bool operator==(const Done &) const = default;
};

/// Shorthand for the failing side: `return failure(Fault::DiskFull, u"store.commit"_s);`
[[nodiscard]] inline tl::unexpected<Reason> failure(Fault fault, QString where, QString detail = {})
{
    return tl::unexpected<Reason>(Reason{fault, std::move(where), std::move(detail)});
}

[[nodiscard]] inline tl::unexpected<Reason> failure(Reason reason)
{
    return tl::unexpected<Reason>(std::move(reason));
}

} // namespace yichuang
