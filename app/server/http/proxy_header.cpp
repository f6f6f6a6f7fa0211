// SPDX-License-Identifier: Apache-2.0
#include "app/server/http/proxy_header.h"

#include <arpa/inet.h>

#include <array>

namespace yichuang::server
{
namespace
{

const QByteArray binarySignature("\r\n\r\n\0\r\nQUIT\n", 12);
constexpr qsizetype longestLine = 107;
constexpr qsizetype binaryStart = 16;

tl::unexpected<Reason> notOne()
{
    return failure(Fault::RequestRefused, QStringLiteral("server.proxy"));
}

/// An address as its family writes it; empty for what is none.
QString written(int family, const void *bytes)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    return ::inet_ntop(family, bytes, text.data(), text.size()) != nullptr ? QString::fromLatin1(text.data())
                                                                           : QString();
}

QString normal(int family, const QByteArray &text)
{
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return ::inet_pton(family, text.constData(), bytes.data()) == 1 ? written(family, bytes.data()) : QString();
}

bool isPort(const QByteArray &text)
{
    bool isNumber = false;
    return text.toUInt(&isNumber) <= 65535 && isNumber && !text.startsWith('+');
}

/// "PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\n"
Result<ProxyStep> readLine(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    if (end < 0)
        return bytes.size() < longestLine ? Result<ProxyStep>(ProxyStep{1}) : notOne();
    if (end != bytes.size() - 1 || end < 1 || bytes[end - 1] != '\r')
        return notOne();
    const QByteArrayList words = bytes.left(end - 1).split(' ');
    if (words.value(1) == "UNKNOWN")
        return ProxyStep{};
    const int family = words.value(1) == "TCP4" ? AF_INET : words.value(1) == "TCP6" ? AF_INET6 : AF_UNSPEC;
    if (words.size() != 6 || family == AF_UNSPEC || !isPort(words[4]) || !isPort(words[5]))
        return notOne();
    const QString address = normal(family, words[2]);
    if (address.isEmpty() || normal(family, words[3]).isEmpty())
        return notOne();
    return ProxyStep{0, address};
}

Result<ProxyStep> readBinary(const QByteArray &bytes)
{
    if (bytes.size() < binaryStart)
        return ProxyStep{binaryStart - bytes.size()};
    const auto at = [&bytes](qsizetype i) { return static_cast<unsigned char>(bytes[i]); };
    const int length = at(14) * 256 + at(15);
    const int command = at(12) & 0x0F;
    if (at(12) >> 4 != 2 || command > 1 || binaryStart + length > longestProxyHeader)
        return notOne();
    if (bytes.size() < binaryStart + length)
        return ProxyStep{binaryStart + length - bytes.size()};
    if (bytes.size() > binaryStart + length)
        return notOne();
    const int family = at(13) >> 4;
    if (command == 0 || family == 0)
        return ProxyStep{};
    const bool isFour = family == 1;
    if ((!isFour && family != 2) || (at(13) & 0x0F) != 1 || length < (isFour ? 12 : 36))
        return notOne();
    return ProxyStep{0, written(isFour ? AF_INET : AF_INET6, bytes.constData() + binaryStart)};
}

} // namespace

Result<ProxyStep> readProxyHeader(const QByteArray &bytes)
{
    static const QByteArray word("PROXY ");
    if (bytes.isEmpty())
        return ProxyStep{binarySignature.size()}; // the shortest line is longer
    if (word.startsWith(bytes.left(word.size())))
        return bytes.size() < binarySignature.size()
                   ? Result<ProxyStep>(ProxyStep{binarySignature.size() - bytes.size()})
                   : readLine(bytes);
    if (!binarySignature.startsWith(bytes.left(binarySignature.size())))
        return notOne();
    return readBinary(bytes);
}

} // namespace yichuang::server
