// SPDX-License-Identifier: Apache-2.0
#include "app/server/http/proxy_header.h"

#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

namespace
{

QByteArray binary(const char *rest)
{
    return QByteArray("\r\n\r\n\0\r\nQUIT\n", 12) + QByteArray::fromHex(rest);
}

/// As a connection is read: only as many bytes as are asked for. What the last step said, and how many were read.
QPair<Result<ProxyStep>, qsizetype> read(const QByteArray &bytes)
{
    QByteArray sofar;
    for (;;) {
        auto step = readProxyHeader(sofar);
        if (!step || step->wanted == 0 || sofar.size() + step->wanted > bytes.size())
            return {step, sofar.size()};
        sofar = bytes.left(sofar.size() + step->wanted);
    }
}

} // namespace

class TestProxyHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreRead_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("address");
        const auto row = [](const char *name, const QByteArray &header, const char *address) {
            QTest::newRow(name) << header << QString::fromLatin1(address);
        };
        row("line", "PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\n", "192.0.2.1");
        row("line of six", "PROXY TCP6 2001:DB8:0::1 ::1 65535 0\r\n", "2001:db8::1");
        row("unknown", "PROXY UNKNOWN\r\n", "");
        row("unknown with a rest", "PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", "");
        row("binary", binary("2111000cc0000201c0000202dc0401bb"), "192.0.2.1");
        row("binary of six", binary("2121002420010db8000000000000000000000001200100000000000000000000000000021f9001bb"),
            "2001:db8::1");
        row("binary with an extension", binary("21110011c0000201c0000202dc0401bb0400020000"), "192.0.2.1");
        row("the proxy itself", binary("20000000"), "");
        row("no family", binary("21000000"), "");
    }

    void addressesAreRead()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const QString, address);
        const auto [step, count] = read(header + "\x16\x03\x01 the hello that follows");
        QVERIFY(step);
        QCOMPARE(step->wanted, 0);
        QCOMPARE(step->address, address);
        QCOMPARE(count, header.size()); // nothing behind it is taken
        for (qsizetype cut = 0; cut < header.size(); ++cut) {
            const auto part = read(header.left(cut)).first;
            QVERIFY(part);
            QVERIFY(part->wanted > 0);
        }
    }

    void whatIsNoneIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("TLS") << QByteArray::fromHex("160301020001000001fc0303") + QByteArray(50, 'x');
        QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\n\r\n");
        QTest::newRow("another word") << QByteArray("PROXIES TCP4 192.0.2.1 192.0.2.2 1 2\r\n");
        QTest::newRow("no family") << QByteArray("PROXY TCP5 192.0.2.1 192.0.2.2 1 2\r\n");
        QTest::newRow("four as six") << QByteArray("PROXY TCP6 192.0.2.1 192.0.2.2 1 2\r\n");
        QTest::newRow("no address") << QByteArray("PROXY TCP4 192.0.2.256 192.0.2.2 1 2\r\n");
        QTest::newRow("a name") << QByteArray("PROXY TCP4 localhost 192.0.2.2 1 2\r\n");
        QTest::newRow("no port") << QByteArray("PROXY TCP4 192.0.2.1 192.0.2.2 1 65536\r\n");
        QTest::newRow("a signed port") << QByteArray("PROXY TCP4 192.0.2.1 192.0.2.2 +1 2\r\n");
        QTest::newRow("too few") << QByteArray("PROXY TCP4 192.0.2.1 192.0.2.2 1\r\n");
        QTest::newRow("too many") << QByteArray("PROXY TCP4 192.0.2.1 192.0.2.2 1 2 3\r\n");
        QTest::newRow("two blanks") << QByteArray("PROXY TCP4  192.0.2.1 192.0.2.2 1 2\r\n");
        QTest::newRow("no return") << QByteArray("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\n");
        QTest::newRow("no end") << "PROXY TCP4 " + QByteArray(200, '1');
        QTest::newRow("binary, version 1") << binary("1111000cc0000201c0000202dc0401bb");
        QTest::newRow("binary, no command") << binary("2211000cc0000201c0000202dc0401bb");
        QTest::newRow("binary, too short for its family") << binary("21110004c0000201");
        QTest::newRow("binary, a datagram") << binary("2112000cc0000201c0000202dc0401bb");
        QTest::newRow("binary, a path") << binary("213100d8") + QByteArray(216, 'p');
        QTest::newRow("binary, too long") << binary("2111ffff") + QByteArray(70'000, 'x');
    }

    void whatIsNoneIsRefused()
    {
        QFETCH(const QByteArray, bytes);
        const auto [step, count] = read(bytes);
        QVERIFY(!step);
        QCOMPARE(step.error().fault, Fault::RequestRefused);
        QVERIFY(count <= longestProxyHeader);
    }
};

QTEST_GUILESS_MAIN(TestProxyHeader)
#include "tst_proxy_header.moc"
