// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace yichuang
{

/// What is left of bytes that may be personal: 0 for each digit, a for each letter, FF for each byte of a character
/// outside ASCII. Control characters and punctuation stay: they are what goes wrong with a scanner.
[[nodiscard]] QByteArray wireShape(const QByteArray &bytes);
/// The same of text; U+25A1 for what is outside ASCII. At most 120 characters.
[[nodiscard]] QString textShape(const QString &text);

/// Bytes that went over a device's wire.
struct WirePiece {
    bool fromDevice = false;
    QByteArray bytes; ///< at most pieceBytes
    bool shapeOnly = false;
    qint64 left = 0;   ///< bytes that are not shown
    bool full = false; ///< the last one that is told
};
inline constexpr qsizetype pieceBytes = 256;

/// Bounds what a helper tells of its device's wire: pieces of 256 bytes, 400 pieces in all.
class WireTrace
{
public:
    /// The message to send; nothing once it is full.
    [[nodiscard]] std::optional<QJsonObject> tell(bool fromDevice, const QByteArray &bytes, bool content);

private:
    int m_told = 0;
};

/// What a helper told; nothing for what no helper sends. Bytes over the limit are cut.
[[nodiscard]] std::optional<WirePiece> pieceFromWire(const QJsonObject &json);

} // namespace yichuang
