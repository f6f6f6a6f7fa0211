// SPDX-License-Identifier: Apache-2.0
#include "plugins/codes/serialcode/code_lines.h"

#include <QStringDecoder>

namespace yichuang::serialcode
{
namespace
{

constexpr qsizetype longest = 4096;

QString formatOf(char letter)
{
    switch (letter) {
    case 'Q':
        return QStringLiteral("QRCode");
    case 'C':
        return QStringLiteral("Code128");
    case 'd':
        return QStringLiteral("DataMatrix");
    case 'L':
        return QStringLiteral("PDF417");
    case 'A':
        return QStringLiteral("Code39");
    case 'E':
        return QStringLiteral("EAN-13");
    default:
        return QStringLiteral("Unknown");
    }
}

std::optional<QString> textOf(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString asUtf8 = utf8.decode(bytes);
    if (!utf8.hasError())
        return asUtf8;
    QStringDecoder national("GB18030");
    const QString asNational = national.decode(bytes);
    if (!national.isValid() || national.hasError() || asNational.contains(QChar::ReplacementCharacter))
        return std::nullopt;
    return asNational;
}

} // namespace

std::optional<ReadCode> codeOf(const QByteArray &bytes)
{
    const bool named = bytes.size() > 3 && bytes.startsWith(']');
    const std::optional<QString> text = textOf(named ? bytes.mid(3) : bytes);
    if (!text || text->trimmed().isEmpty())
        return std::nullopt;
    return ReadCode{named ? formatOf(bytes.at(1)) : QStringLiteral("Unknown"), *text};
}

QList<QByteArray> CodeLines::feed(const QByteArray &bytes)
{
    QList<QByteArray> codes;
    for (const char byte : bytes) {
        if (byte == '\r' || byte == '\n') {
            if (!m_line.isEmpty() && !m_tooLong)
                codes.append(m_line);
            m_line.clear();
            m_tooLong = false;
        } else if (m_line.size() < longest) {
            m_line.append(byte);
        } else {
            m_tooLong = true;
        }
    }
    return codes;
}

QByteArray CodeLines::takeRest()
{
    const QByteArray rest = std::exchange(m_line, {});
    return std::exchange(m_tooLong, false) ? QByteArray() : rest;
}

} // namespace yichuang::serialcode
