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
    bool cutterStuck = false;
    bool operator==(const PrinterStatus &) const = default;
};

/// The question: DLE EOT 2 (cause of being off line) and DLE EOT 4 (paper); where the printer knows it, DLE EOT 3
/// (errors) after them, for its cutter.
[[nodiscard]] QByteArray statusQuestion(bool cutterToo = false);

/// Takes a printer's answers as they come. Bytes that no status byte can be ((b & 0x93) == 0x12) are skipped.
class StatusReader
{
public:
    explicit StatusReader(bool cutterToo = false) : m_wanted(cutterToo ? 3 : 2) {}
    void feed(const QByteArray &bytes);
    /// All answers are there.
    [[nodiscard]] bool isWhole() const { return m_answers >= m_wanted; }
    [[nodiscard]] bool isSilent() const { return m_answers == 0; }
    [[nodiscard]] const PrinterStatus &status() const { return m_status; }

private:
    PrinterStatus m_status;
    int m_wanted;
    int m_answers = 0;
};

/// The fault that keeps a printer from printing: PrinterCoverOpen before PrinterPaperOut before
/// PrinterOffline (a cutter that is stuck); nothing when it can.
[[nodiscard]] std::optional<Fault> faultOf(const PrinterStatus &status);

} // namespace yichuang::escpos
