// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/reason.h"

#include <QByteArray>

namespace yichuang::escpos
{

/// What a printer says of itself.
struct PrinterStatus {
    bool coverOpen = false;
    bool paperOut = false;
    bool paperNearEnd = false;
    bool operator==(const PrinterStatus &) const = default;
};

/// The question: DLE EOT 2 (cause of being off line) and DLE EOT 4 (paper).
[[nodiscard]] QByteArray statusQuestion();

/// Takes a printer's answers as they come. Bytes that no status byte can be ((b & 0x93) == 0x12) are skipped.
class StatusReader
{
public:
    void feed(const QByteArray &bytes);
    /// Both answers are there.
    [[nodiscard]] bool isWhole() const { return m_answers >= 2; }
    [[nodiscard]] bool isSilent() const { return m_answers == 0; }
    [[nodiscard]] const PrinterStatus &status() const { return m_status; }

private:
    PrinterStatus m_status;
    int m_answers = 0;
};

/// The fault that keeps a printer from printing: PrinterCoverOpen before PrinterPaperOut; nothing when it can.
[[nodiscard]] std::optional<Fault> faultOf(const PrinterStatus &status);

} // namespace yichuang::escpos
