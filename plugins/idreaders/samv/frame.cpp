// SPDX-License-Identifier: Apache-2.0
#include "plugins/idreaders/samv/frame.h"

#include <QtEndian>

#include <numeric>

namespace yichuang::samv
{
namespace
{

constexpr char preambleBytes[] = "\xAA\xAA\xAA\x96\x69";
constexpr qsizetype preambleSize = 5;
constexpr qsizetype lengthSize = 2;
constexpr qsizetype shortestReply = 4;   // SW1 SW2 SW3 CHK
constexpr qsizetype longestReply = 2400; // a read with fingerprints, were it ever sent, is 2,323
constexpr qsizetype textSize = 256;
constexpr qsizetype longestPhoto = 1024;

QByteArray preamble()
{
    return QByteArray::fromRawData(preambleBytes, preambleSize);
}

quint8 checksum(QByteArrayView bytes)
{
    return std::accumulate(bytes.begin(), bytes.end(), quint8(0),
                           [](quint8 sum, char byte) { return static_cast<quint8>(sum ^ static_cast<quint8>(byte)); });
}

qsizetype lengthAt(const QByteArray &bytes, qsizetype place)
{
    return qFromBigEndian<quint16>(bytes.constData() + place);
}

} // namespace

QByteArray commandFrame(Command command)
{
    QByteArray body;
    body.append('\0').append('\3');
    body.append(static_cast<char>(static_cast<quint16>(command) >> 8));
    body.append(static_cast<char>(static_cast<quint16>(command) & 0xFF));
    body.append(static_cast<char>(checksum(body)));
    return preamble() + body;
}

void ReplyParser::feed(const QByteArray &bytes)
{
    m_buffer.append(bytes);
}

Result<std::optional<Reply>> ReplyParser::next()
{
    const qsizetype start = m_buffer.indexOf(preamble());
    if (start < 0) {
        // Keep what may be the beginning of a preamble.
        m_buffer = m_buffer.right(preambleSize - 1);
        while (!m_buffer.isEmpty() && !preamble().startsWith(m_buffer))
            m_buffer.remove(0, 1);
        return std::optional<Reply>();
    }
    m_buffer.remove(0, start);
    if (m_buffer.size() < preambleSize + lengthSize)
        return std::optional<Reply>();
    const qsizetype length = lengthAt(m_buffer, preambleSize);
    if (length < shortestReply || length > longestReply) {
        m_buffer.remove(0, preambleSize);
        return failure(Fault::ReaderTornFrame, QStringLiteral("samv.frame"), QStringLiteral("length %1").arg(length));
    }
    const qsizetype whole = preambleSize + lengthSize + length;
    if (m_buffer.size() < whole)
        return std::optional<Reply>();
    const QByteArrayView summed(m_buffer.constData() + preambleSize, lengthSize + length - 1);
    const auto expected = static_cast<char>(checksum(summed));
    if (m_buffer.at(whole - 1) != expected) {
        m_buffer.remove(0, preambleSize);
        return failure(Fault::ReaderChecksum, QStringLiteral("samv.frame"),
                       QStringLiteral("frame of %1 bytes").arg(whole));
    }
    const qsizetype content = preambleSize + lengthSize + 3;
    Reply reply{static_cast<quint8>(m_buffer.at(content - 1)), m_buffer.mid(content, whole - 1 - content)};
    m_buffer.remove(0, whole);
    return std::optional<Reply>(std::move(reply));
}

Result<QString> moduleId(const QByteArray &content)
{
    constexpr qsizetype size = 16;
    if (content.size() != size)
        return failure(Fault::ReaderTornFrame, QStringLiteral("samv.id"), QString::number(content.size()));
    const auto word = [&content](qsizetype place) { return qFromLittleEndian<quint32>(content.constData() + place); };
    return QStringLiteral("%1.%2-%3-%4-%5")
        .arg(qFromLittleEndian<quint16>(content.constData()), 2, 10, QLatin1Char('0'))
        .arg(qFromLittleEndian<quint16>(content.constData() + 2), 2, 10, QLatin1Char('0'))
        .arg(word(4))
        .arg(word(8), 10, 10, QLatin1Char('0'))
        .arg(word(12));
}

Result<CardBlocks> cardBlocks(const QByteArray &content)
{
    const auto torn = [](const QString &detail) {
        return failure(Fault::ReaderTornFrame, QStringLiteral("samv.card"), detail);
    };
    if (content.size() < 2 * lengthSize)
        return torn(QStringLiteral("no lengths"));
    const qsizetype text = lengthAt(content, 0);
    const qsizetype photo = lengthAt(content, lengthSize);
    if (text != textSize || photo > longestPhoto || content.size() != 2 * lengthSize + text + photo)
        return torn(QStringLiteral("text %1, photo %2, have %3").arg(text).arg(photo).arg(content.size()));
    return CardBlocks{content.mid(2 * lengthSize, text), content.mid(2 * lengthSize + text)};
}

} // namespace yichuang::samv
