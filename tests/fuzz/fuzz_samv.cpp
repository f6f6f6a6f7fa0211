// SPDX-License-Identifier: Apache-2.0
// A reader's stream: however it is cut, the same replies come out, the buffer stays small, and only the two faults of
// frames are told.
#include "plugins/idreaders/samv/frame.h"

#include <QList>

#include <cstdlib>

namespace
{

using namespace yichuang;
using namespace yichuang::samv;

/// Replies and faults (-1) in order.
QList<QByteArray> readAll(const QByteArray &bytes, qsizetype step)
{
    QList<QByteArray> seen;
    ReplyParser parser;
    for (qsizetype place = 0; place < bytes.size(); place += step) {
        parser.feed(bytes.mid(place, step));
        while (true) {
            const auto reply = parser.next();
            if (!reply) {
                const Fault fault = reply.error().fault;
                if (fault != Fault::ReaderTornFrame && fault != Fault::ReaderChecksum)
                    std::abort();
                seen.append(QByteArray("fault"));
                continue;
            }
            if (!reply->has_value())
                break;
            (void)cardBlocks((*reply)->content);
            (void)moduleId((*reply)->content);
            seen.append(QByteArray(1, static_cast<char>((*reply)->status)) + (*reply)->content);
        }
    }
    return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    if (size > 8192)
        return 0;
    const QByteArray stream(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    if (readAll(stream, 1) != readAll(stream, stream.size() + 1))
        std::abort();
    return 0;
}
