// SPDX-License-Identifier: Apache-2.0
#include "tests/chaos/flips.h"

#include "app/storage/raw_rows.h"

#include <QFile>

namespace yichuang::chaos
{

namespace
{

constexpr qint64 logHead = 32;
constexpr qint64 frameHead = 24;

/// Where the page begins on which a byte lies; in the log the one that its frame carries, of its head none.
std::optional<qint64> pageAround(bool isLog, qint64 at)
{
    if (!isLog)
        return at - at % RawRows::pageSize;
    if (at < logHead)
        return std::nullopt;
    return at - (at - logHead) % (frameHead + RawRows::pageSize) + frameHead;
}

/// The window's own operations whose rows lie there.
QHash<QString, QString> operationsIn(const QByteArray &page)
{
    using Kind = RawRows::Kind;
    QHash<QString, QString> found;
    const RawRows::Form form{Kind::Text,   Kind::Text,   Kind::Number, Kind::Text,        Kind::Number, Kind::Number,
                             Kind::Number, Kind::Number, Kind::Text,   Kind::BytesOrNone, Kind::Bytes};
    RawRows(page, {}).each(form, [&](const Row &row) {
        if (row[3].toInt() == 1)
            found.insert(row[1].toString(), row[2].toString());
        return true;
    });
    return found;
}

} // namespace

Flip turnABit(const QString &folder, Dice &dice)
{
    QFile store(folder + QStringLiteral("/store.db"));
    QFile log(folder + QStringLiteral("/store.db-wal"));
    const qint64 all = store.size() + log.size();
    if (all == 0)
        return {};
    const qint64 at = dice.between(0, all - 1);
    const bool isLog = at >= store.size();
    const qint64 byte = isLog ? at - store.size() : at;
    QFile &file = isLog ? log : store;
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return {};
    Flip flip;
    flip.where = QStringLiteral("%1 %2").arg(isLog ? QStringLiteral("log") : QStringLiteral("store")).arg(byte);
    if (const auto page = pageAround(isLog, byte); page && file.seek(*page))
        flip.onPage = operationsIn(file.read(RawRows::pageSize));
    file.seek(byte);
    const char turned = static_cast<char>(file.peek(1).at(0) ^ (1 << dice.between(0, 7)));
    file.write(&turned, 1);
    return flip;
}

} // namespace yichuang::chaos
