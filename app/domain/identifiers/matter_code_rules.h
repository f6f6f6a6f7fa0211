// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QList>
#include <QRegularExpression>
#include <QStringList>

namespace yichuang
{

/// How provinces fill what the national form of a matter code leaves to them. Data that a hall may change; what does
/// not fit is remarked, never refused. Immutable; any thread.
class MatterCodeRules
{
public:
    /// No rules: remarks nothing.
    MatterCodeRules() = default;

    /// From `{"rules": [{"province": "13" or "*", "part": "level", "basicCode" or "item", "pattern": …, "remark":
    /// …}]}`. `pattern` is a regular expression over the whole part. ConfigMalformed with the place of the fault
    /// (`rules[2].pattern: …`), TooLarge over 64 KiB or 200 rules.
    [[nodiscard]] static Result<MatterCodeRules> fromJson(const QByteArray &json);

    /// The remarks on a code of 31 or 33 characters; other texts have none.
    [[nodiscard]] QStringList remarksOn(QStringView code) const;

private:
    enum class Part : std::uint8_t { Level, BasicCode, Item };
    struct Rule {
        QString province; ///< two digits; empty for all
        Part part;
        QRegularExpression pattern;
        QString remark;
    };
    [[nodiscard]] static Result<Rule> ruleFrom(const QJsonObject &entry, const QString &place);

    QList<Rule> m_rules;
};

} // namespace yichuang
