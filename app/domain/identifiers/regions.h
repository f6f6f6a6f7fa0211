// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QHash>
#include <QStringView>

namespace yichuang
{

/// Administrative divisions of GB/T 2260 with the years in which each code and name were in force. Codes are six
/// digits; the table is historic, because identity numbers keep the code of the day they were given. Any thread once
/// built.
class Regions
{
public:
    /// An empty table: knows provinces only by isProvince().
    Regions() = default;

    /// From tab-separated lines `code name from to` (UTF-8, first line the heads, `#` starts a comment).
    /// ConfigMalformed on a line that is not one, TooLarge over 4 MiB.
    [[nodiscard]] static Result<Regions> fromTsv(const QByteArray &bytes);

    [[nodiscard]] bool isEmpty() const { return m_spans.isEmpty(); }
    /// True where any year has the six-digit code.
    [[nodiscard]] bool knows(QStringView code) const;
    /// The division's own name in `year`; the latest name where `year` is 0 or has none; empty for an unknown code.
    [[nodiscard]] QString name(QStringView code, int year = 0) const;
    /// With the names of the province and prefecture above it: 河北省石家庄市长安区.
    [[nodiscard]] QString fullName(QStringView code, int year = 0) const;

    /// True for the two digits of a province-level division, 11 to 65, 71 and 81 to 83.
    [[nodiscard]] static bool isProvince(QStringView twoDigits);

private:
    struct Span {
        int from = 0;
        int to = 0;
        QString name;
    };
    QHash<int, QList<Span>> m_spans;
};

} // namespace yichuang
