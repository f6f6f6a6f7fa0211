// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/malformed_requests.h"

namespace yichuang::contract
{
namespace
{

const QByteArray hidden = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";

QByteArray get(const QByteArray &target, const QByteArray &more = "Host: x\r\n", const QByteArray &version = "HTTP/1.1")
{
    return "GET " + target + ' ' + version + "\r\n" + more + "Connection: close\r\n\r\n";
}

QByteArray post(const QByteArray &headers, const QByteArray &body)
{
    return "POST /v1/sessions HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body;
}

QByteArray chunked(const QByteArray &body)
{
    return post("Transfer-Encoding: chunked\r\n", body);
}

QList<Malformed> startLines()
{
    return {
        {"noise", "\x01\x02\x03\x04\r\n\r\n", "400"},
        {"no version", "GET /healthz\r\n\r\n", "400"},
        {"only a method", "GET\r\n\r\n", "400"},
        {"only blanks", "   \r\n\r\n", "400"},
        {"version 0.9", get("/healthz", "Host: x\r\n", "HTTP/0.9"), "400"},
        {"version 1.0", get("/healthz", "Host: x\r\n", "HTTP/1.0"), "505"},
        {"version 1.2", get("/healthz", "Host: x\r\n", "HTTP/1.2"), "400"},
        {"version 2.0", get("/healthz", "Host: x\r\n", "HTTP/2.0"), "400"},
        {"version 9.9", get("/healthz", "Host: x\r\n", "HTTP/9.9"), "400"},
        {"version 11.1", get("/healthz", "Host: x\r\n", "HTTP/11.1"), "400"},
        {"version 1", get("/healthz", "Host: x\r\n", "HTTP/1"), "400"},
        {"version of another", get("/healthz", "Host: x\r\n", "RTSP/1.0"), "400"},
        {"lower case version", get("/healthz", "Host: x\r\n", "http/1.1"), "400"},
        {"the beginning of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400"},
        {"two blanks", "GET  /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
        {"a tab", "GET\t/healthz HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
        {"a line feed alone", "GET /healthz HTTP/1.1\nHost: x\n\n", "400"},
        {"a return alone", "GET /healthz HTTP/1.1\rHost: x\r\r", "400"},
        {"a NUL in the method", QByteArray("G\0T /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 34), "400"},
        {"a NUL in the target", QByteArray("GET /heal\0hz HTTP/1.1\r\nHost: x\r\n\r\n", 34), "400"},
        {"an unknown method", "BREW /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "405"},
        {"a long method", QByteArray(5000, 'A') + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "404"},
        {"a tunnel", "CONNECT other.example:443 HTTP/1.1\r\nHost: x\r\n\r\n", "414"},
        {"another site", get("http://other.example/"), "414"},
        {"a long target", get('/' + QByteArray(5000, 'a')), "414"},
        {"a target that never ends", "GET /" + QByteArray(40'000, 'a'), "431"},
        {"no route", get("/v1/nothing"), "404"},
        {"a way out", get("/../../etc/passwd"), "404"},
        {"a written way out", get("/s/%2e%2e%2f%2e%2e%2fetc%2fpasswd"), "404"},
        {"a written NUL", get("/s/%00"), "404"},
        {"half an escape", get("/s/%f"), "404"},
        {"bytes that are no text", get("/s/%ff%fe"), "404"},
        {"a large query", get("/healthz?" + QByteArray(5000, 'q')), "414"},
    };
}

QList<Malformed> heads()
{
    QByteArray flood;
    for (int i = 0; i < 3000; ++i)
        flood += "X-" + QByteArray::number(i) + ": flood of headers\r\n";
    return {
        {"no host", get("/healthz", {}), "400"},
        {"two hosts", get("/healthz", "Host: x\r\nHost: y\r\n"), "400"},
        {"no colon", get("/healthz", "Host: x\r\nnonsense\r\n"), "400"},
        {"no name", get("/healthz", "Host: x\r\n: value\r\n"), "400"},
        {"a blank before the colon", get("/healthz", "Host: x\r\nAccept : a\r\n"), "400"},
        {"a blank in the name", get("/healthz", "Host: x\r\nTwo words: a\r\n"), "400"},
        {"a NUL in the name", get("/healthz", QByteArray("Host: x\r\nX\0Y: a\r\n", 17)), "400"},
        {"a NUL in the value", get("/healthz", QByteArray("Host: x\r\nX: a\0b\r\n", 17)), "400"},
        {"a return in the value", get("/healthz", "Host: x\r\nX: a\rb\r\n"), "400"},
        {"a line feed that hides a header", get("/healthz", "Host: x\r\nX: a\nTransfer-Encoding: chunked\r\n"), "400"},
        {"a folded line, which counts as a blank", get("/healthz", "Host: x\r\nX: a\r\n b\r\n"), "200"},
        {"a folded first line", get("/healthz", " Host: x\r\n"), "400"},
        {"one large header", get("/healthz", "Host: x\r\nX: " + QByteArray(40'000, 'a') + "\r\n"), "431"},
        {"thousands of headers", get("/healthz", "Host: x\r\n" + flood), "431"},
        {"headers that never end", "GET /healthz HTTP/1.1\r\nHost: x\r\n", "closed", 0},
        {"half a line", "GET /heal", "closed", 0},
        {"nothing at all", {}, "closed", 0},
        {"compressed", post("Content-Encoding: gzip\r\nContent-Length: 1\r\n", "x"), "415"},
    };
}

QList<Malformed> bodies()
{
    return {
        {"a negative length", post("Content-Length: -1\r\n", {}), "400"},
        {"a signed length", post("Content-Length: +1\r\n", "x"), "400"},
        {"a length in hex", post("Content-Length: 0x1\r\n", "x"), "400"},
        {"a length in words", post("Content-Length: one\r\n", "x"), "400"},
        {"a length with a comma", post("Content-Length: 1, 2\r\n", "xx"), "400"},
        {"no length where one is named", post("Content-Length:\r\n", "x"), "400"},
        {"a length beyond numbers", post("Content-Length: 99999999999999999999\r\n", "x"), "400"},
        {"a length beyond the limit", post("Content-Length: 17000000\r\n", "x"), "413"},
        {"two lengths", post("Content-Length: 1\r\nContent-Length: 2\r\n", "x"), "400"},
        {"fewer bytes than said", post("Content-Length: 100\r\n", "few"), "closed", 0},
        {"a chunk without a size", chunked("\r\nabc\r\n0\r\n\r\n"), "400"},
        {"a chunk of no number", chunked("zz\r\n"), "400"},
        {"a chunk below nothing", chunked("-1\r\nabc\r\n0\r\n\r\n"), "400"},
        {"a chunk in C's way", chunked("0x3\r\nabc\r\n0\r\n\r\n"), "400"},
        {"a chunk beyond numbers", chunked("FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n"), "400"},
        {"a chunk beyond the limit", chunked("FFFFFFF\r\nabc"), "413"},
        {"a chunk longer than said", chunked("3\r\nabcdef\r\n0\r\n\r\n"), "400"},
        {"a chunk without its end", chunked("3\r\nabc0\r\n\r\n"), "400"},
        {"a chunk's line feed alone", chunked("3\nabc\n0\n\n"), "closed", 0},
        {"chunks that never end", chunked("3\r\nabc\r\n"), "closed", 0},
    };
}

/// Where what stands in front and the server could see different requests: only one of two may be answered.
QList<Malformed> smuggled()
{
    const auto both = [](const QByteArray &coding) { // as one reads it, a second request follows
        return post("Content-Length: 4\r\n" + coding, "0\r\n\r\n" + hidden);
    };
    return {
        {"length and chunks", both("Transfer-Encoding: chunked\r\n"), "400"},
        {"chunks and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n" + hidden), "400"},
        {"a coding nobody knows", both("Transfer-Encoding: xchunked\r\n"), "400"},
        {"a coding that is none", both("Transfer-Encoding: identity\r\n"), "400"},
        {"a coding with a blank", both("Transfer-Encoding : chunked\r\n"), "400"},
        {"a coding after a tab", both("Transfer-Encoding:\tchunked\r\n"), "400"},
        {"a folded coding", both("Transfer-Encoding:\r\n chunked\r\n"), "400"},
        {"two codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n" + hidden),
         "400"},
        {"a coding upon another", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n" + hidden), "400"},
        {"chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n" + hidden), "400"},
        {"an unknown coding alone", post("Transfer-Encoding: cow\r\n", hidden), "400"},
        {"a request as the body of a GET",
         "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + QByteArray::number(hidden.size())
             + "\r\n\r\n" + hidden,
         "200"},
        {"a request behind the last", get("/healthz") + hidden, "200"},
        {"a request behind a refusal", "GET /healthz HTTP/1.1\r\nnonsense\r\n\r\n" + hidden, "400"},
    };
}

QList<Malformed> beforeTls()
{
    const auto raw = [](const char *name, const QByteArray &bytes) {
        return Malformed{name, bytes, "closed", 0, true};
    };
    return {
        raw("HTTP in plain", hidden),
        raw("a PROXY header of nobody", "PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n" + hidden),
        raw("half a record's head", QByteArray::fromHex("160301")),
        raw("a record of nothing", QByteArray::fromHex("1603010000")),
        raw("a record too long", QByteArray::fromHex("160301ffff") + QByteArray(2000, 'x')),
        raw("half a hello", QByteArray::fromHex("16030100c8010000c40303") + QByteArray(40, '\x11')),
        raw("a hello of noise", QByteArray::fromHex("1603010040") + QByteArray(64, '\xee')),
        raw("a hello whose inside is longer", QByteArray::fromHex("1603010010010000ff0303") + QByteArray(11, '\0')),
        raw("data before a hello", QByteArray::fromHex("1703030005") + "hello"),
        raw("an alert", QByteArray::fromHex("15030300020228")),
        raw("a change of cipher", QByteArray::fromHex("140303000101")),
        raw("a hello of SSL 2", QByteArray::fromHex("802e010002001500000010") + QByteArray(37, 'x')),
    };
}

} // namespace

QList<Malformed> malformedRequests()
{
    return startLines() + heads() + bodies() + smuggled() + beforeTls();
}

} // namespace yichuang::contract
