// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>

namespace yichuang::samv
{

/// What may be shown of a module's answers: preambles, lengths, status words and what a find answers. What else a frame
/// holds, and all that stands in no frame, may be a person's and is hidden, each byte as FF.
class FrameTrace
{
public:
    struct Piece {
        QByteArray bytes;
        bool hidden = false;
        bool operator==(const Piece &) const = default;
    };
    /// The bytes as they came, in any pieces.
    [[nodiscard]] QList<Piece> feed(const QByteArray &bytes);
    /// A new command was sent: the next byte begins a frame.
    void reset() { m_at = 0; }

private:
    [[nodiscard]] bool isShown(uchar byte);
    [[nodiscard]] bool isShownOfPreamble(uchar byte);

    int m_at = 0; ///< bytes of the frame that came, its preamble and length among them
    int m_length = 0;
    bool m_plain = false;
};

} // namespace yichuang::samv
