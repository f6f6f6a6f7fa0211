// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QJsonObject>
#include <QJsonValue>

namespace yichuang
{

/// Limits for JSON that comes from outside.
struct JsonLimits {
    qsizetype bytes = 16 * 1024 * 1024;
    int depth = 64;
};

/// Reads a JSON object from foreign bytes. ReplyMalformed on bad text or a value that is not an object,
/// TooLarge over a limit.
[[nodiscard]] Result<QJsonObject> parseJsonObject(const QByteArray &bytes, JsonLimits limits = {});

/// The texts of an array, an empty one for whatever is not a text; empty where it is no array.
[[nodiscard]] QStringList textsFrom(const QJsonValue &value);

/// The one byte form of a value that is hashed and signed: members sorted by UTF-16 code units, no white space,
/// shortest escapes, integers without exponent (RFC 8785 for the values used here: no fractions beyond double).
[[nodiscard]] QByteArray canonicalJson(const QJsonValue &value);

} // namespace yichuang
