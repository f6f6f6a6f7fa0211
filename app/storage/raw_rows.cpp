// SPDX-License-Identifier: Apache-2.0
#include "app/storage/raw_rows.h"

#include <QtEndian>

namespace yichuang
{

namespace
{

constexpr qsizetype logHead = 32;
constexpr qsizetype frameHead = 24;
constexpr qsizetype pageSize = RawRows::pageSize;
/// More than any row of this program's tables takes.
constexpr qint64 largestRecord = 16LL * 1024 * 1024;
// How much of a record lies on the leaf itself, and on each further page.
constexpr qint64 largestOnLeaf = pageSize - 35;
constexpr qint64 leastOnLeaf = (pageSize - 12) * 32 / 255 - 23;
constexpr qint64 onFurther = pageSize - 4;

/// A number of variable length; nothing where the bytes end within it.
struct Varint {
    qint64 value = 0;
    qsizetype size = 0;
};

std::optional<Varint> varintAt(QByteArrayView bytes, qsizetype at)
{
    quint64 value = 0;
    for (qsizetype i = 0; i < 9 && at + i < bytes.size(); ++i) {
        const auto byte = static_cast<quint8>(bytes[at + i]);
        if (i == 8)
            return Varint{static_cast<qint64>((value << 8) | byte), 9};
        value = (value << 7) | (byte & 0x7fU);
        if ((byte & 0x80U) == 0)
            return Varint{static_cast<qint64>(value), i + 1};
    }
    return {};
}

qint64 sizeOf(qint64 type)
{
    static constexpr qint64 sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    return type >= 12 ? (type - 12) / 2 : sizes[type];
}

bool isOf(qint64 type, RawRows::Kind kind)
{
    const bool isBytes = type >= 12 && type % 2 == 0;
    switch (kind) {
    case RawRows::Kind::Number:
        return (type >= 1 && type <= 6) || type == 8 || type == 9;
    case RawRows::Kind::Text:
        return type >= 13 && type % 2 == 1;
    case RawRows::Kind::Bytes:
        return isBytes;
    case RawRows::Kind::BytesOrNone:
        return isBytes || type == 0;
    case RawRows::Kind::RowNumber:
        return type == 0;
    }
    return false;
}

qint64 integerOf(qint64 type, QByteArrayView bytes)
{
    if (type == 8 || type == 9)
        return type - 8;
    qint64 value = !bytes.isEmpty() && (static_cast<quint8>(bytes[0]) & 0x80U) != 0 ? -1 : 0;
    for (const char byte : bytes)
        value = static_cast<qint64>((static_cast<quint64>(value) << 8) | static_cast<quint8>(byte));
    return value;
}

qint64 onLeaf(qint64 size)
{
    if (size <= largestOnLeaf)
        return size;
    const qint64 rest = leastOnLeaf + (size - leastOnLeaf) % onFurther;
    return rest <= largestOnLeaf ? rest : leastOnLeaf;
}

} // namespace

RawRows::RawRows(QByteArrayView database, QByteArrayView log) : m_database(database)
{
    readLog(log);
}

/// Frames of one salt are of one use of the log; those behind the last commit of a use were never acknowledged. One
/// frame with another salt between two of the same is a torn one.
void RawRows::readLog(QByteArrayView log)
{
    constexpr qsizetype step = frameHead + pageSize;
    const auto saltOf = [&](qsizetype frame) {
        return frame + step <= log.size() ? log.sliced(frame + 8, 8) : QByteArrayView();
    };
    QByteArrayView salt;
    qsizetype open = logHead; // behind the last commit
    for (qsizetype frame = logHead; frame + step <= log.size(); frame += step) {
        if (saltOf(frame) != salt && saltOf(frame + step) != salt) {
            salt = saltOf(frame);
            open = frame;
        }
        if (qFromBigEndian<quint32>(log.data() + frame + 4) == 0)
            continue;
        for (; open <= frame; open += step) {
            m_newestFrame.insert(qFromBigEndian<quint32>(log.data() + open), m_frames.size());
            m_frames.append(log.sliced(open + frameHead, pageSize));
        }
    }
}

std::optional<RawRows::Found> RawRows::recordAt(QByteArrayView page, qsizetype at, const Form &form)
{
    const auto head = varintAt(page, at);
    if (!head || head->value < form.size() + 1 || head->value > 9 * (form.size() + 1) || at + head->value > page.size())
        return {};
    Found found;
    found.at = at;
    found.headSize = head->value;
    found.size = head->value;
    qsizetype next = at + head->size;
    for (const Kind kind : form) {
        const auto type = varintAt(page, next);
        if (!type || type->value < 0 || !isOf(type->value, kind))
            return {};
        next += type->size;
        const qint64 size = sizeOf(type->value);
        found.columns.append({type->value, size});
        found.size += size;
        if (found.size > largestRecord)
            return {};
    }
    if (next != at + head->value)
        return {};
    return found;
}

/// A leaf's cell is the record's size, the row's number, the record.
qint64 RawRows::rowNumberBefore(QByteArrayView page, const Found &found)
{
    for (qsizetype length = 1; length <= 9 && length < found.at; ++length) {
        const auto number = varintAt(page, found.at - length);
        if (!number || number->size != length)
            continue;
        for (qsizetype more = 1; more <= 4 && more <= found.at - length; ++more) {
            const auto size = varintAt(page, found.at - length - more);
            if (size && size->size == more && size->value == found.size)
                return number->value;
        }
    }
    return 0;
}

QByteArrayView RawRows::pageNumbered(quint32 number, bool withLog) const
{
    if (withLog) {
        if (const auto frame = m_newestFrame.constFind(number); frame != m_newestFrame.constEnd())
            return m_frames.at(*frame);
    }
    const qint64 at = (qint64(number) - 1) * pageSize;
    return number > 0 && at + pageSize <= m_database.size() ? m_database.sliced(at, pageSize) : QByteArrayView();
}

std::optional<QByteArray> RawRows::whole(QByteArrayView page, const Found &found, bool withLog) const
{
    const qint64 here = onLeaf(found.size);
    const qint64 end = found.at + here + (here < found.size ? 4 : 0);
    if (end > page.size())
        return {};
    QByteArray record = page.sliced(found.at, here).toByteArray();
    if (here == found.size)
        return record;
    auto next = qFromBigEndian<quint32>(page.data() + found.at + here);
    while (record.size() < found.size) {
        const QByteArrayView further = pageNumbered(next, withLog);
        if (further.isEmpty())
            return {};
        next = qFromBigEndian<quint32>(further.data());
        record += further.sliced(4, std::min(onFurther, found.size - record.size()));
    }
    return record;
}

Row RawRows::rowOf(const Found &found, const QByteArray &record, qint64 number)
{
    Row row{number};
    qint64 at = found.headSize;
    for (const Column &column : found.columns) {
        const QByteArray bytes = record.mid(at, column.size);
        at += column.size;
        if (column.type == 0)
            row.append(QVariant());
        else if (column.type < 12)
            row.append(integerOf(column.type, bytes));
        else if (column.type % 2 == 0)
            row.append(bytes);
        else
            row.append(QString::fromUtf8(bytes));
    }
    return row;
}

void RawRows::search(QByteArrayView page, const Form &form, const Take &take, qint64 &budget) const
{
    for (qsizetype at = 0; at + form.size() < page.size(); ++at) {
        const auto found = recordAt(page, at, form);
        if (!found)
            continue;
        const bool isLong = onLeaf(found->size) < found->size;
        if (isLong && found->size > budget)
            continue;
        // The further pages of a long row may be those of the log or, where it was reset, of the database.
        for (const bool withLog : {true, false}) {
            budget -= isLong ? found->size : 0;
            const auto record = whole(page, *found, withLog);
            const bool isIt = record && take(rowOf(*found, *record, rowNumberBefore(page, *found)));
            if (isIt || !isLong)
                break;
        }
    }
}

void RawRows::each(const Form &form, const Take &take) const
{
    // Bytes that only look like heads of long rows must not cost more than a few times what is there.
    qint64 budget = 8 * (m_database.size() + pageSize * m_frames.size()) + largestRecord;
    for (qsizetype frame = m_frames.size(); frame-- > 0;)
        search(m_frames.at(frame), form, take, budget);
    for (qsizetype at = 0; at < m_database.size(); at += pageSize)
        search(m_database.sliced(at, std::min(pageSize, m_database.size() - at)), form, take, budget);
}

} // namespace yichuang
