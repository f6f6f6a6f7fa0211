// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"

#include <QString>

#include <functional>

namespace yichuang
{

/// Fills a buffer with random bytes. The programs pass the system's source; the seeded world passes its own.
using RandomSource = std::function<QByteArray(qsizetype)>;

/// The system's cryptographic random source.
[[nodiscard]] RandomSource systemRandom();

/// A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits; sorts by time of making.
[[nodiscard]] QString newId(const Clock &clock, const RandomSource &random);
/// True for the text form of a UUID version 7, lower case.
[[nodiscard]] bool isId(const QString &text);

} // namespace yichuang
