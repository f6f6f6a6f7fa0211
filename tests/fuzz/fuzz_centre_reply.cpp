// SPDX-License-Identifier: Apache-2.0
#include "app/sync/answer.h"
#include "app/sync/wire.h"

#include <QCryptographicHash>

using namespace yichuang;

namespace
{

/// A reply made of the fuzzer's bytes: a line of headers each, an empty line, the body.
RawReply replyOf(const QByteArray &bytes)
{
    RawReply reply;
    const qsizetype end = bytes.indexOf("\n\n");
    const auto lines = bytes.left(end).split('\n');
    reply.status = lines.value(0).toInt();
    for (const QByteArray &line : lines.mid(1, 64)) {
        const qsizetype colon = line.indexOf(':');
        reply.headers.insert(line.left(colon).toLower(), line.mid(colon + 1));
    }
    reply.body = end < 0 ? QByteArray() : bytes.mid(end + 2);
    return reply;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const RawReply reply = replyOf(bytes);
    RawReply whole = reply;
    whole.headers.insert("yichuang-protocol", protocolVersion);
    whole.headers.insert("yichuang-digest",
                         "sha-256=" + QCryptographicHash::hash(whole.body, QCryptographicHash::Sha256).toBase64());
    for (const RawReply &one : {reply, whole}) {
        const auto answer = judge(one, {304, 404});
        if (!answer)
            (void)retryAfterOf(answer.error());
    }
    for (const QByteArray &body : {bytes, reply.body}) {
        (void)enrolmentFrom(body);
        (void)sessionFrom(body);
        (void)verdictsFrom(body);
        (void)changesFrom(body);
        (void)ticketFrom(body);
        (void)queueFrom(body);
        (void)chunksFrom(body, 1000);
    }
    return 0;
}
