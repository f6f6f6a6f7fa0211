// SPDX-License-Identifier: Apache-2.0
#include "app/storage/log_check.h"

#include <QtEndian>

namespace yichuang
{

namespace
{

constexpr qsizetype headerSize = 32;
constexpr qsizetype frameHead = 24;
constexpr quint32 magic = 0x377f0682; ///< its last bit: checksums over big-endian words

quint32 numberAt(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

void putNumber(QByteArray &bytes, qsizetype at, quint32 number)
{
    qToBigEndian(number, bytes.data() + at);
}

/// The running checksum of the log.
struct Sum {
    quint32 one = 0;
    quint32 two = 0;

    void add(const QByteArray &bytes, qsizetype from, qsizetype size, bool bigEndian)
    {
        for (qsizetype at = from; at < from + size; at += 8) {
            const char *words = bytes.constData() + at;
            const auto word = [bigEndian](const char *place) {
                return bigEndian ? qFromBigEndian<quint32>(place) : qFromLittleEndian<quint32>(place);
            };
            one += word(words) + two;
            two += word(words + 4) + one;
        }
    }
    [[nodiscard]] bool stands(const QByteArray &bytes, qsizetype at) const
    {
        return numberAt(bytes, at) == one && numberAt(bytes, at + 4) == two;
    }
};

/// The header's fields, whatever they are worth.
struct Header {
    explicit Header(const QByteArray &log)
        : bigEndian((numberAt(log, 0) & 1U) != 0),
          pageSize(numberAt(log, 8)),
          isOurs((numberAt(log, 0) & ~1U) == magic && pageSize >= 512 && pageSize <= 65536
                 && (pageSize & (pageSize - 1)) == 0)
    {
        if (!isOurs)
            return;
        sum.add(log, 0, headerSize - 8, bigEndian);
        isOurs = sum.stands(log, headerSize - 8);
    }
    bool bigEndian;
    quint32 pageSize;
    bool isOurs;
    Sum sum;
};

bool hasSalt(const QByteArray &log, qsizetype frame)
{
    return log.mid(frame + 8, 8) == log.mid(16, 8);
}

bool isCommit(const QByteArray &log, qsizetype frame)
{
    return numberAt(log, frame + 4) != 0;
}

tl::unexpected<Reason> damaged(qsizetype at)
{
    return failure(Fault::StoreDamaged, QStringLiteral("store.log"), QStringLiteral("byte %1").arg(at));
}

} // namespace

Result<Done> soundLog(const QByteArray &log)
{
    constexpr qsizetype smallest = headerSize + frameHead + 512;
    if (log.size() < smallest || log.left(headerSize).count('\0') == headerSize)
        return Done{};
    const Header header(log);
    // The header is synced before any frame is written.
    if (!header.isOurs)
        return damaged(0);
    Sum sum = header.sum;
    const qsizetype step = frameHead + static_cast<qsizetype>(header.pageSize);
    qsizetype broken = 0;
    bool committed = false; // behind the break
    for (qsizetype frame = headerSize; frame + step <= log.size(); frame += step) {
        if (broken == 0) {
            Sum next = sum;
            next.add(log, frame, 8, header.bigEndian);
            next.add(log, frame + frameHead, step - frameHead, header.bigEndian);
            if (hasSalt(log, frame) && next.stands(log, frame + 16)) {
                sum = next;
                continue;
            }
            broken = frame;
        } else if (!hasSalt(log, frame)) {
            continue;
        } else if (committed) {
            return damaged(broken);
        }
        committed = committed || (hasSalt(log, frame) && isCommit(log, frame));
    }
    return Done{};
}

QByteArray readableLog(QByteArray log, const QByteArray &firstPage)
{
    if (log.size() < headerSize + frameHead)
        return log;
    const quint32 kind = magic;
    putNumber(log, 0, kind);
    // Pages of this program's stores are always of SQLite's usual size.
    putNumber(log, 8, 4096);
    const qsizetype step = frameHead + 4096;
    if (log.size() >= headerSize + 2 * step && log.mid(headerSize + 8, 8) == log.mid(headerSize + step + 8, 8))
        log.replace(16, 8, log.mid(headerSize + 8, 8));
    Sum sum;
    sum.add(log, 0, headerSize - 8, false);
    putNumber(log, headerSize - 8, sum.one);
    putNumber(log, headerSize - 4, sum.two);
    for (qsizetype frame = headerSize; frame + step <= log.size(); frame += step) {
        const bool behind = frame + 2 * step <= log.size() && hasSalt(log, frame + step);
        if (!hasSalt(log, frame) && !behind)
            break;
        log.replace(frame + 8, 8, log.mid(16, 8));
        if (numberAt(log, frame) == 1 && firstPage.size() == 4096) {
            log.replace(frame + frameHead + databaseHeaderSize, 4096 - databaseHeaderSize,
                        firstPage.mid(databaseHeaderSize));
        }
        sum.add(log, frame, 8, false);
        sum.add(log, frame + frameHead, step - frameHead, false);
        putNumber(log, frame + 16, sum.one);
        putNumber(log, frame + 20, sum.two);
    }
    return log;
}

} // namespace yichuang
