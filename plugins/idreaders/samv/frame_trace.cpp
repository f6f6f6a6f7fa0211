// SPDX-License-Identifier: Apache-2.0
#include "plugins/idreaders/samv/frame_trace.h"

#include "plugins/idreaders/samv/frame.h"

#include <array>

namespace yichuang::samv
{
namespace
{

constexpr std::array<uchar, 5> preamble{0xAA, 0xAA, 0xAA, 0x96, 0x69};
constexpr int preambleSize = static_cast<int>(preamble.size());
constexpr int head = preambleSize + 2;
constexpr int shortestLength = 4;
constexpr int longestLength = 4'096;
constexpr int foundLength = 8;

} // namespace

bool FrameTrace::isShownOfPreamble(uchar byte)
{
    if (byte == preamble[static_cast<std::size_t>(m_at)]) {
        ++m_at;
        return true;
    }
    const bool begins = byte == preamble.front();
    if (!begins)
        m_at = 0;
    else if (m_at != 3) // AA AA AA AA: the last three may be the beginning
        m_at = 1;
    return begins;
}

bool FrameTrace::isShown(uchar byte)
{
    if (m_at < preambleSize)
        return isShownOfPreamble(byte);
    const int place = m_at++ - head;
    if (place == -2) {
        m_length = byte << 8;
        return true;
    }
    if (place == -1) {
        m_length |= byte;
        if (m_length < shortestLength || m_length > longestLength)
            m_at = 0;
        return true;
    }
    if (place == 2)
        m_plain = m_length == shortestLength || (m_length == foundLength && byte == statusFound);
    if (place == m_length - 1)
        m_at = 0;
    return place <= 2 || m_plain;
}

QList<FrameTrace::Piece> FrameTrace::feed(const QByteArray &bytes)
{
    QList<Piece> pieces;
    for (const char byte : bytes) {
        const bool hidden = !isShown(static_cast<uchar>(byte));
        if (pieces.isEmpty() || pieces.constLast().hidden != hidden)
            pieces.append({{}, hidden});
        pieces.last().bytes.append(hidden ? '\xFF' : byte);
    }
    return pieces;
}

} // namespace yichuang::samv
