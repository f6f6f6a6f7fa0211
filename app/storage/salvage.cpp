// SPDX-License-Identifier: Apache-2.0
#include "app/storage/salvage.h"

#include "app/crypto/digest.h"
#include "app/domain/case.h"
#include "app/domain/paper.h"
#include "app/storage/audit_chain.h"
#include "app/storage/held_case.h"

namespace yichuang
{

namespace
{

/// Rows of a page that is torn are tried one by one; behind this many without a row there are none.
constexpr qint64 tryOneByOne = 64;
constexpr qint64 farthest = 4096;
constexpr qsizetype idLength = 36;
// Trying each bit of a row of 1 KiB takes some hundredths of a second.
constexpr qsizetype mostTorn = 200;
constexpr qsizetype largestTorn = 4096;
constexpr qlonglong largestSerial = 900'000; ///< a damaged one must not use up the day's numbers

Place afterSalvage(int place)
{
    switch (place) {
    case static_cast<int>(Place::Refused):
    case static_cast<int>(Place::SetAside):
        return static_cast<Place>(place);
    case static_cast<int>(Place::Acknowledged):
    case static_cast<int>(Place::Confirmed):
    case static_cast<int>(Place::Again):
        return Place::Again;
    default:
        return Place::Waiting;
    }
}

int number(Place place)
{
    return static_cast<int>(place);
}

} // namespace

Salvage::Salvage(Database &from, const RawRows &raw, Database &to, SealedRows &seals, const SigningKey &signing,
                 QString device)
    : m_from(from),
      m_raw(raw),
      m_to(to),
      m_seals(seals),
      m_signing(signing),
      m_device(std::move(device))
{
}

/// `some` gives rows behind a row number, that number first; `one` the row of a number.
Result<Done> Salvage::eachRow(const char *some, const char *one, const Take &take)
{
    qint64 behind = 0;
    for (qint64 lastFound = 0; behind - lastFound < farthest;) {
        if (const auto rows = m_from.rows(some, {behind})) {
            if (rows->isEmpty())
                return Done{};
            for (const Row &row : *rows) {
                if (auto taken = take(row); !taken)
                    return taken;
                behind = lastFound = row[0].toLongLong();
            }
            continue;
        }
        ++m_unreadable;
        for (const qint64 end = behind + tryOneByOne; behind < end; ++behind) {
            const auto row = m_from.rows(one, {behind + 1});
            if (!row || row->isEmpty())
                continue;
            if (auto taken = take(row->first()); !taken)
                return taken;
            lastFound = behind + 1;
        }
    }
    return Done{};
}

Result<Operation> Salvage::opened(const Row &row)
{
    const QString id = row[1].toString();
    auto operation = m_seals.unsealObject({"operation", id}, row[6].toByteArray()).and_then(operationFromJson);
    if (operation && operation->id != id)
        return failure(Fault::StoreDamaged, QStringLiteral("store.mend"), id);
    return operation;
}

Result<Done> Salvage::takeOperation(const Row &row)
{
    const auto operation = opened(row);
    if (!operation) {
        ++m_unreadable;
        return Done{};
    }
    const Place place = afterSalvage(row[3].toInt());
    auto here = m_to.rows("SELECT place FROM operation WHERE id = ?", {operation->id});
    if (!here)
        return failure(here.error());
    if (here->isEmpty())
        return put(*operation, row);
    // What a clerk has settled meanwhile stays settled.
    auto settled = place == Place::SetAside ? m_to.change("UPDATE operation SET place = ? WHERE id = ? AND "
                                                          "place IN (0, 1, 4, 7)",
                                                          {number(place), operation->id})
                                            : Result<qint64>(0);
    if (settled && *settled > 0)
        m_cases.insert(operation->caseId);
    return settled.map([](qint64) { return Done{}; });
}

/// One that `to` has not.
Result<Done> Salvage::put(const Operation &operation, const Row &row)
{
    const bool own = operation.device == m_device;
    if (!own && row[2].toInt() != 2)
        return Done{};
    const Place place = afterSalvage(row[3].toInt());
    const QString &id = operation.id;
    QVariant detail;
    if (!row[5].isNull() && m_seals.unseal({"operation", id, "sealed_detail"}, row[5].toByteArray()))
        detail = row[5].toByteArray();
    auto added =
        m_to.change("INSERT OR IGNORE INTO operation(id, case_id, own, device, device_sequence, place, "
                    "centre_sequence, case_version, fault, sealed_detail, sealed) "
                    "VALUES(?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?)",
                    {id, operation.caseId, own ? 1 : 2, operation.device, operation.deviceSequence, number(place),
                     place == Place::Refused ? row[4].toString() : QString(), detail, row[6].toByteArray()});
    if (!added)
        return failure(added.error());
    m_operations += static_cast<int>(*added);
    m_cases.insert(operation.caseId);
    for (const PageRef &page : pagesOf(operation)) {
        auto noted =
            m_to.change("INSERT INTO page(blob, mime, size, added_at, referenced, sent) VALUES(?, ?, ?, ?, 1, 0) "
                        "ON CONFLICT(blob) DO UPDATE SET referenced = 1",
                        {page.blob, page.mime, page.size, operation.wallTime.toMSecsSinceEpoch()});
        if (!noted)
            return failure(noted.error());
    }
    return Done{};
}

Result<Done> Salvage::takePrint(const Row &row)
{
    if (!isId(row[1].toString()) || !paperNamed(row[2].toString()))
        return Done{};
    auto put = m_to.change("INSERT INTO print_job(id, case_id, paper, copy, offline, queued_at, printed_at, fault) "
                           "VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET "
                           "printed_at = excluded.printed_at, fault = excluded.fault",
                           {row[0].toLongLong(), row[1].toString(), row[2].toString(), row[3].toLongLong(),
                            row[4].toLongLong(), row[5].toLongLong(),
                            row[6].isNull() ? QVariant() : row[6].toLongLong(), row[7].toString()});
    return put.map([](qint64) { return Done{}; });
}

Result<Done> Salvage::takePage(const Row &row)
{
    if (!isSha256Hex(row[1].toString()))
        return Done{};
    // Whether it was sent is asked again: the centre says what it has.
    auto put = m_to.change(
        "INSERT INTO page(blob, mime, size, added_at, referenced, sent) VALUES(?, ?, ?, ?, ?, 0) "
        "ON CONFLICT(blob) DO NOTHING",
        {row[1].toString(), row[2].toString(), row[3].toLongLong(), row[4].toLongLong(), row[5].toLongLong()});
    return put.map([](qint64) { return Done{}; });
}

Result<Done> Salvage::takeKept(const Row &row)
{
    if (!m_seals.unseal({"kept", row[1].toString()}, row[3].toByteArray())) {
        ++m_unreadable;
        return Done{};
    }
    auto put = m_to.change("INSERT INTO kept(name, etag, sealed) VALUES(?, ?, ?) ON CONFLICT(name) "
                           "DO UPDATE SET etag = excluded.etag, sealed = excluded.sealed",
                           {row[1].toString(), row[2].toString(), row[3].toByteArray()});
    return put.map([](qint64) { return Done{}; });
}

Result<Done> Salvage::counters()
{
    if (m_from.handle() == nullptr)
        return Done{};
    const auto found = m_from.rows("SELECT generation, day, serial FROM receipt_counter");
    if (!found) {
        ++m_unreadable;
        return Done{};
    }
    for (const Row &row : *found) {
        if (!QDate::fromString(row[1].toString(), Qt::ISODate).isValid())
            continue;
        auto put = m_to.change(
            "INSERT INTO receipt_counter(generation, day, serial) VALUES(?, ?, ?) "
            "ON CONFLICT(generation, day) DO UPDATE SET serial = max(serial, excluded.serial)",
            {row[0].toLongLong(), row[1].toString(), std::clamp<qlonglong>(row[2].toLongLong(), 0, largestSerial)});
        if (!put)
            return failure(put.error());
    }
    return Done{};
}

/// The rows that may be an audit entry: the table's own, else what lies in the bytes.
Rows Salvage::entriesOf(qint64 number)
{
    if (m_from.handle() != nullptr) {
        const auto found = m_from.rows("SELECT hash, sealed FROM audit WHERE number = ?", {number});
        if (found && !found->isEmpty())
            return *found;
        m_unreadable += found ? 0 : 1;
    }
    if (!m_rawAudit) {
        m_rawAudit.emplace();
        m_raw.each({RawRows::Kind::RowNumber, RawRows::Kind::Bytes, RawRows::Kind::Bytes}, [&](const Row &row) {
            if (row[0].toLongLong() >= number && row[1].isNull())
                m_rawAudit->insert(row[0].toLongLong(), row.mid(2));
            return true;
        });
    }
    return m_rawAudit->values(number);
}

Result<Done> Salvage::addEntry(qint64 number, const QByteArray &hash, const QByteArray &sealed)
{
    auto put = m_to.change("INSERT INTO audit(number, hash, sealed) VALUES(?, ?, ?)", {number, hash, sealed});
    if (put && number % auditHeadEvery == 0) {
        auto signature = m_signing.sign(auditHeadBytes(number, hash));
        if (!signature)
            return failure(signature.error());
        put = m_to.change("INSERT INTO audit_head(number, signature) VALUES(?, ?)", {number, *signature});
    }
    return put.map([](qint64) { return Done{}; });
}

/// Entries as long as each links on to the one before.
Result<Done> Salvage::audit()
{
    auto last = m_to.rows("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1");
    if (!last)
        return failure(last.error());
    qint64 number = last->isEmpty() ? 0 : last->first()[0].toLongLong();
    QByteArray before = last->isEmpty() ? QByteArray() : last->first()[1].toByteArray();
    for (bool linked = true; linked;) {
        linked = false;
        for (const Row &row : entriesOf(number + 1)) {
            const auto json = m_seals.unsealObject({"audit", QString::number(number + 1)}, row[1].toByteArray());
            const QByteArray hash = row[0].toByteArray();
            if (!json || auditLinkHash(before, number + 1, *json) != hash)
                continue;
            if (auto added = addEntry(number + 1, hash, row[1].toByteArray()); !added)
                return added;
            ++number;
            before = hash;
            linked = true;
            break;
        }
    }
    return Done{};
}

Result<bool> Salvage::isHere(const QString &id)
{
    return m_to.rows("SELECT 1 FROM operation WHERE id = ?", {id}).map([](const Rows &rows) {
        return !rows.isEmpty();
    });
}

/// Of the sealed bytes, or of the id that is sealed with them: what opens after that is what was written.
std::optional<std::pair<Operation, Row>> Salvage::withOneBitTurned(Row row)
{
    for (const qsizetype column : {qsizetype(6), qsizetype(1)}) {
        const QVariant found = row[column];
        const bool isId = column == 1;
        const QByteArray bytes = isId ? found.toString().toUtf8() : found.toByteArray();
        for (qsizetype bit = 0; bit < 8 * bytes.size(); ++bit) {
            QByteArray turned = bytes;
            turned[bit / 8] = static_cast<char>(turned[bit / 8] ^ (1 << bit % 8));
            row[column] = isId ? QVariant(QString::fromUtf8(turned)) : QVariant(turned);
            if (const auto operation = opened(row))
                return std::pair(*operation, row);
        }
        row[column] = found;
    }
    return {};
}

/// What the tables did not give. Of what others made, in the order in which it came here.
Result<Done> Salvage::rawOperations()
{
    using Kind = RawRows::Kind;
    Result<Done> done = Done{};
    QMap<qint64, QPair<Operation, Row>> carried;
    QHash<QString, Row> torn;
    const auto take = [&](const Operation &operation, const Row &row) {
        if (operation.device == m_device)
            done = put(operation, row);
        else
            carried.insert(row[0].toLongLong(), {operation, row});
    };
    const RawRows::Form form{Kind::Text,   Kind::Text,   Kind::Number, Kind::Text,        Kind::Number, Kind::Number,
                             Kind::Number, Kind::Number, Kind::Text,   Kind::BytesOrNone, Kind::Bytes};
    m_raw.each(form, [&](const Row &raw) {
        const QString id = raw[1].toString();
        if (!done || id.size() != idLength)
            return true;
        const auto here = isHere(id);
        if (!here)
            done = failure(here.error());
        if (!here || *here)
            return true;
        const Row row{raw[0], raw[1], raw[3], raw[6], raw[9], raw[10], raw[11]};
        const auto operation = opened(row);
        if (operation)
            take(*operation, row);
        else if (torn.size() < mostTorn && row[6].toByteArray().size() <= largestTorn)
            torn.insert(id, row);
        return operation.has_value();
    });
    for (const Row &row : std::as_const(torn)) {
        const auto mended = done ? withOneBitTurned(row) : std::nullopt;
        const auto here = mended ? isHere(mended->first.id) : Result<bool>(true);
        if (!here)
            return failure(here.error());
        if (!*here)
            take(mended->first, mended->second);
    }
    for (auto one = carried.cbegin(); done && one != carried.cend(); ++one)
        done = put(one->first, one->second);
    return done;
}

Result<Done> Salvage::run()
{
    // A paper that came out since the backup must not come out again as the first copy.
    if (auto doubted = m_to.change("UPDATE print_job SET fault = ? WHERE printed_at IS NULL AND fault = ''",
                                   {faultName(Fault::HelperCrashed)});
        !doubted)
        return failure(doubted.error());
    for (auto step : {&Salvage::tables, &Salvage::rawOperations, &Salvage::counters}) {
        if (auto done = (this->*step)(); !done)
            return done;
    }
    return audit();
}

Result<Done> Salvage::tables()
{
    if (m_from.handle() == nullptr) {
        ++m_unreadable;
        return Done{};
    }
    struct Table {
        const char *some;
        const char *one;
        Result<Done> (Salvage::*take)(const Row &row);
    };
    static constexpr Table tables[] = {
        {"SELECT rowid, id, own, place, fault, sealed_detail, sealed FROM operation WHERE rowid > ? ORDER BY rowid "
         "LIMIT 100",
         "SELECT rowid, id, own, place, fault, sealed_detail, sealed FROM operation WHERE rowid = ?",
         &Salvage::takeOperation},
        {"SELECT id, case_id, paper, copy, offline, queued_at, printed_at, fault FROM print_job WHERE id > ? ORDER BY "
         "id "
         "LIMIT 100",
         "SELECT id, case_id, paper, copy, offline, queued_at, printed_at, fault FROM print_job WHERE id = ?",
         &Salvage::takePrint},
        {"SELECT rowid, blob, mime, size, added_at, referenced FROM page WHERE rowid > ? ORDER BY rowid LIMIT 100",
         "SELECT rowid, blob, mime, size, added_at, referenced FROM page WHERE rowid = ?", &Salvage::takePage},
        {"SELECT rowid, name, etag, sealed FROM kept WHERE rowid > ? ORDER BY rowid LIMIT 100",
         "SELECT rowid, name, etag, sealed FROM kept WHERE rowid = ?", &Salvage::takeKept}};
    for (const Table &table : tables) {
        auto taken = eachRow(table.some, table.one, [&](const Row &row) { return (this->*table.take)(row); });
        if (!taken)
            return taken;
    }
    return Done{};
}

} // namespace yichuang
