// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

namespace yichuang::serialcode
{

/// What a code's bytes say: strict UTF-8, else GB18030; an AIM prefix ("]Q1") tells the format and is taken off, else
/// the format is "Unknown". Nothing for bytes that are neither, or empty.
[[nodiscard]] std::optional<ReadCode> codeOf(const QByteArray &bytes);

/// Cuts a scanner's stream into codes at CR and LF. At most 4,096 bytes a code: the rest up to the next end is
/// dropped with it.
class CodeLines
{
public:
    [[nodiscard]] QList<QByteArray> feed(const QByteArray &bytes);
    /// What stands without an end: a scanner set to send none.
    [[nodiscard]] QByteArray takeRest();
    [[nodiscard]] bool hasRest() const { return !m_line.isEmpty(); }

private:
    QByteArray m_line;
    bool m_tooLong = false;
};

} // namespace yichuang::serialcode
