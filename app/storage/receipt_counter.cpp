// SPDX-License-Identifier: Apache-2.0
#include "app/storage/receipt_counter.h"

#include "app/domain/identifiers/receipt_number.h"

#include <optional>

namespace yichuang
{

namespace
{

constexpr int hallOffsetSeconds = 8 * 3600;
const QString lastMark = QStringLiteral("lastReceipt");

/// What was given last: enrolment, day and number.
QString lastGiven(int generation, const QString &day, std::optional<int> serial)
{
    return QStringLiteral("%1/%2/%3")
        .arg(QString::number(generation), day, serial ? QString::number(*serial) : QString());
}

tl::unexpected<Reason> miscounted()
{
    return failure(Fault::StoreDamaged, QStringLiteral("store.receipt"), QStringLiteral("count"));
}

} // namespace

Result<QString> ReceiptCounter::next(const QDateTime &receivedAt)
{
    const QDate day = receivedAt.toOffsetFromUtc(hallOffsetSeconds).date();
    auto serial = m_database.rows("INSERT INTO receipt_counter(generation, day, serial) VALUES(?, ?, 1) "
                                  "ON CONFLICT(generation, day) DO UPDATE SET serial = serial + 1 RETURNING serial",
                                  {m_identity.generation, day.toString(Qt::ISODate)});
    if (!serial)
        return failure(serial.error());
    const QString written = day.toString(Qt::ISODate);
    const int given = serial->first().first().toInt();
    const auto last = m_kept.mark(lastMark);
    if (!last)
        return last;
    const bool sameDay = last->startsWith(lastGiven(m_identity.generation, written, {}));
    if (sameDay && *last != lastGiven(m_identity.generation, written, given - 1))
        return miscounted();
    if (auto noted = m_kept.setMark(lastMark, lastGiven(m_identity.generation, written, given)); !noted)
        return failure(noted.error());
    const ReceiptNumber number{m_identity.hall, m_identity.window, m_identity.generation, day, given};
    const QString text = number.format();
    if (text.isEmpty())
        return failure(Fault::BadArgument, QStringLiteral("store.receipt"),
                       QStringLiteral("window or day out of range"));
    return text;
}

Result<Done> ReceiptCounter::verify()
{
    const auto last = m_kept.mark(lastMark);
    if (!last)
        return failure(last.error());
    const QStringList parts = last->split(u'/');
    if (parts.size() != 3)
        return Done{};
    const auto counted = m_database.rows("SELECT serial FROM receipt_counter WHERE generation = ? AND day = ?",
                                         {parts[0].toInt(), parts[1]});
    if (!counted)
        return failure(counted.error());
    if (counted->isEmpty() || counted->first().first().toLongLong() != parts[2].toLongLong())
        return miscounted();
    return Done{};
}

Result<Done> ReceiptCounter::forgetLast(KeptThings &kept)
{
    return kept.setMark(lastMark, {});
}

} // namespace yichuang
