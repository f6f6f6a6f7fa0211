// SPDX-License-Identifier: Apache-2.0
#include "app/devices/wire_trace.h"

namespace yichuang
{
namespace
{

constexpr int mostPieces = 400;
constexpr int longestText = 120;
constexpr char beyondAscii = '\xFF';

bool isLetter(uchar byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

} // namespace

QByteArray wireShape(const QByteArray &bytes)
{
    QByteArray shape = bytes;
    bool trails = false; // the second byte of two in GBK may look like ASCII
    for (char &byte : shape) {
        const auto value = static_cast<uchar>(byte);
        if (value >= 0x80 || (trails && value >= 0x30)) {
            trails = value >= 0x80 && !trails;
            byte = beyondAscii;
            continue;
        }
        trails = false;
        if (value >= '0' && value <= '9')
            byte = '0';
        else if (isLetter(value))
            byte = 'a';
    }
    return shape;
}

QString textShape(const QString &text)
{
    QString shape = text.left(longestText);
    for (QChar &c : shape) {
        if (c.unicode() >= 0x80)
            c = u'\u25A1';
        else if (c.isDigit())
            c = u'0';
        else if (c.isLetter())
            c = u'a';
    }
    return shape;
}

std::optional<QJsonObject> WireTrace::tell(bool fromDevice, const QByteArray &bytes, bool content)
{
    if (m_told >= mostPieces || bytes.isEmpty())
        return std::nullopt;
    ++m_told;
    const QByteArray shown = content ? wireShape(bytes.left(pieceBytes)) : bytes.left(pieceBytes);
    return QJsonObject{{QStringLiteral("from"), fromDevice},
                       {QStringLiteral("hex"), QString::fromLatin1(shown.toHex())},
                       {QStringLiteral("shape"), content},
                       {QStringLiteral("left"), bytes.size() - shown.size()},
                       {QStringLiteral("full"), m_told == mostPieces}};
}

std::optional<WirePiece> pieceFromWire(const QJsonObject &json)
{
    const QString hex = json.value(QLatin1String("hex")).toString();
    if (hex.isEmpty())
        return std::nullopt;
    WirePiece piece;
    piece.fromDevice = json.value(QLatin1String("from")).toBool();
    piece.bytes = QByteArray::fromHex(hex.left(2 * pieceBytes).toLatin1());
    piece.shapeOnly = json.value(QLatin1String("shape")).toBool();
    piece.left = std::max<qint64>(0, json.value(QLatin1String("left")).toInteger());
    piece.full = json.value(QLatin1String("full")).toBool();
    return piece;
}

} // namespace yichuang
