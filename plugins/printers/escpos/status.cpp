// SPDX-License-Identifier: Apache-2.0
#include "plugins/printers/escpos/status.h"

namespace yichuang::escpos
{
namespace
{

constexpr int fixedMask = 0x93;
constexpr int fixedBits = 0x12;
constexpr int coverOpenBit = 0x04;
constexpr int paperStopBit = 0x20;
constexpr int nearEndBits = 0x0C;
constexpr int paperEndBits = 0x60;
constexpr int cutterBits = 0x28; // the cutter's error, or one that no reset mends

} // namespace

QByteArray statusQuestion(bool cutterToo)
{
    return QByteArray("\x10\x04\x02\x10\x04\x04\x10\x04\x03", cutterToo ? 9 : 6);
}

void StatusReader::feed(const QByteArray &bytes)
{
    for (const char raw : bytes) {
        const int byte = static_cast<uchar>(raw);
        if (isWhole() || (byte & fixedMask) != fixedBits)
            continue;
        const int answer = m_answers++;
        if (answer == 0) {
            m_status.coverOpen = (byte & coverOpenBit) != 0;
            m_status.paperOut = (byte & paperStopBit) != 0;
        } else if (answer == 2) {
            m_status.cutterStuck = (byte & cutterBits) != 0;
        } else {
            m_status.paperNearEnd = (byte & nearEndBits) == nearEndBits;
            m_status.paperOut = m_status.paperOut || (byte & paperEndBits) == paperEndBits;
        }
    }
}

std::optional<Fault> faultOf(const PrinterStatus &status)
{
    if (status.coverOpen)
        return Fault::PrinterCoverOpen;
    if (status.paperOut)
        return Fault::PrinterPaperOut;
    if (status.cutterStuck)
        return Fault::PrinterOffline;
    return std::nullopt;
}

} // namespace yichuang::escpos
