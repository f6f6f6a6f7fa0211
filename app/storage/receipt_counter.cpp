// SPDX-License-Identifier: Apache-2.0
#include "app/storage/receipt_counter.h"

#include "app/domain/identifiers/receipt_number.h"

namespace yichuang
{

namespace
{

constexpr int hallOffsetSeconds = 8 * 3600;

} // namespace

Result<QString> ReceiptCounter::next(const QDateTime &receivedAt)
{
    const QDate day = receivedAt.toOffsetFromUtc(hallOffsetSeconds).date();
    auto serial = m_database.rows("INSERT INTO receipt_counter(generation, day, serial) VALUES(?, ?, 1) "
                                  "ON CONFLICT(generation, day) DO UPDATE SET serial = serial + 1 RETURNING serial",
                                  {m_identity.generation, day.toString(Qt::ISODate)});
    if (!serial)
        return failure(serial.error());
    const ReceiptNumber number{m_identity.hall, m_identity.window, m_identity.generation, day,
                               serial->first().first().toInt()};
    const QString text = number.format();
    if (text.isEmpty())
        return failure(Fault::BadArgument, QStringLiteral("store.receipt"),
                       QStringLiteral("window or day out of range"));
    return text;
}

} // namespace yichuang
