// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QJsonValue>

#include <memory>

namespace yichuang
{

/// A JSON Schema (draft 7), ready to check values. Wraps valijson, whose exceptions end here. Immutable; any thread.
/// `format` is not checked. Texts longer than longestText are refused unread wherever a `pattern` would meet them, for
/// the regular expressions of the standard library call themselves once a character.
class JsonSchema
{
public:
    static constexpr qsizetype longestText = 4096;

    /// CatalogueInvalid where the schema is none: a keyword of a wrong type, a pattern that is no regular expression.
    [[nodiscard]] static Result<JsonSchema> compile(const QJsonObject &schema);

    struct Breach {
        QString pointer; ///< RFC 6901, of the value that breaks the schema
        QString rule;    ///< what is asked for, in words
        bool operator==(const Breach &) const = default;
    };
    /// At most `most`, the deepest first; empty where the value keeps the schema.
    [[nodiscard]] QList<Breach> check(const QJsonValue &value, qsizetype most = 100) const;
    [[nodiscard]] bool keeps(const QJsonValue &value) const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> m_compiled;
};

/// A pointer's token as it is written: ~ as ~0, / as ~1.
[[nodiscard]] QString pointerToken(const QString &member);

} // namespace yichuang
