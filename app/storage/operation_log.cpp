// SPDX-License-Identifier: Apache-2.0
#include "app/storage/operation_log.h"

#include "app/base/json.h"
#include "app/crypto/digest.h"

namespace yichuang
{

namespace
{

const QString signatureMember = QStringLiteral("signature");

QByteArray chainHash(const Operation &operation)
{
    return sha256(canonicalBytes(operation)).toHex();
}

SealedRows::Spot spotOf(const QString &id)
{
    return {"operation", id};
}

SealedRows::Spot detailSpot(const QString &id)
{
    return {"operation", id, "sealed_detail"};
}

const QString gapsMark = QStringLiteral("chainGaps");
/// More than a window makes between two backups.
constexpr qint64 gapSize = 1'000'000;

int number(Place place)
{
    return static_cast<int>(place);
}

/// As the column `own` holds it.
int makerOf(const HeldOperation &held)
{
    return held.own ? 1 : held.carried ? 2 : 0;
}

} // namespace

OperationLog::OperationLog(Database &database, SealedRows &seals, const SigningKey &signing, QString device)
    : m_database(database),
      m_seals(seals),
      m_signing(signing),
      m_device(std::move(device))
{
    m_signers.setMaxThreadCount(1);
    m_signers.setExpiryTimeout(-1);
}

Result<Operation> OperationLog::unsealed(const QString &id, const QByteArray &sealed)
{
    auto json = m_seals.unsealObject(spotOf(id), sealed);
    if (!json)
        return failure(json.error());
    auto operation = operationFromJson(*json);
    if (!operation || operation->id != id)
        return failure(Fault::StoreDamaged, QStringLiteral("store.operation"), id);
    return operation;
}

Result<OperationLog::ChainEnd> OperationLog::chainEnd()
{
    if (m_end)
        return *m_end;
    auto last = m_database.rows("SELECT id, sealed FROM operation WHERE device = ? AND own = 1 "
                                "ORDER BY device_sequence DESC LIMIT 1",
                                {m_device});
    if (!last)
        return failure(last.error());
    ChainEnd end;
    if (!last->isEmpty()) {
        auto operation = unsealed(last->first()[0].toString(), last->first()[1].toByteArray());
        if (!operation)
            return failure(operation.error());
        end = {operation->deviceSequence, chainHash(*operation)};
    }
    auto left = gaps();
    if (!left)
        return failure(left.error());
    for (const Gap &gap : std::as_const(*left)) {
        if (gap.next > end.sequence)
            end = {gap.next - 1, gap.hash};
    }
    m_end = end;
    return end;
}

Result<qint64> OperationLog::lastSequence()
{
    return chainEnd().map([](const ChainEnd &end) { return end.sequence; });
}

Result<QList<OperationLog::Gap>> OperationLog::gaps()
{
    auto found = m_database.rows("SELECT value FROM meta WHERE name = ?", {gapsMark});
    if (!found)
        return failure(found.error());
    QList<Gap> all;
    const QString text = found->isEmpty() ? QString() : found->first().first().toString();
    for (const QString &one : text.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList parts = one.split(u':');
        if (parts.size() == 3)
            all.append({parts[0].toLongLong(), parts[1].toLongLong(), parts[2].toLatin1()});
    }
    return all;
}

Result<Done> OperationLog::leaveGap()
{
    auto known = gaps();
    if (!known)
        return failure(known.error());
    forget();
    auto end = chainEnd();
    if (!end)
        return failure(end.error());
    auto numbers = m_database.rows("SELECT device_sequence FROM operation WHERE device = ? AND own = 1 "
                                   "ORDER BY device_sequence",
                                   {m_device});
    if (!numbers)
        return failure(numbers.error());
    qint64 whole = known->isEmpty() ? 0 : known->constLast().next - 1;
    for (const Row &row : std::as_const(*numbers)) {
        if (row[0].toLongLong() == whole + 1)
            ++whole;
    }
    // Only the first of all operations links to nothing.
    const QByteArray hash = end->hash.isEmpty() ? sha256("yichuang chain lost").toHex() : end->hash;
    known->append({whole, std::max(whole, end->sequence) + gapSize, hash});
    QStringList texts;
    for (const Gap &gap : std::as_const(*known))
        texts.append(QStringLiteral("%1:%2:%3").arg(gap.after).arg(gap.next).arg(QString::fromLatin1(gap.hash)));
    forget();
    auto kept = m_database.change("INSERT INTO meta(name, value) VALUES(?, ?) ON CONFLICT(name) "
                                  "DO UPDATE SET value = excluded.value",
                                  {gapsMark, texts.join(u' ')});
    if (!kept)
        return failure(kept.error());
    return Done{};
}

Result<Done> OperationLog::insert(const HeldOperation &held, const QJsonObject &json)
{
    const Operation &operation = held.operation;
    auto sealed = m_seals.sealObject(spotOf(operation.id), json);
    if (!sealed)
        return failure(sealed.error());
    auto added = m_database.change(
        "INSERT INTO operation(id, case_id, own, device, device_sequence, place, centre_sequence, case_version, "
        "fault, sealed) VALUES(?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
        {operation.id, operation.caseId, makerOf(held), operation.device, operation.deviceSequence, number(held.place),
         held.sequence, held.caseVersion, *sealed});
    if (!added)
        return failure(added.error());
    return Done{};
}

Result<HeldOperation> OperationLog::append(Operation operation)
{
    auto end = chainEnd();
    if (!end)
        return failure(end.error());
    operation.device = m_device;
    operation.deviceSequence = end->sequence + 1;
    operation.previousHash = end->hash;
    // As canonicalBytes(), whose members are needed once more with the signature among them.
    QJsonObject json = toJson(operation);
    json.remove(signatureMember);
    const QByteArray bytes = canonicalJson(json);
    m_appended.push_back({json, ComingSignature(m_signers, m_signing, bytes)});
    m_end = ChainEnd{operation.deviceSequence, sha256(bytes).toHex()};
    HeldOperation held;
    held.operation = std::move(operation);
    held.own = true;
    return held;
}

Result<Done> OperationLog::keep(QList<HeldOperation> &waiting)
{
    auto appended = std::exchange(m_appended, {});
    qsizetype at = waiting.size() - std::ssize(appended);
    for (Appended &one : appended) {
        auto signature = one.signature.taken();
        if (!signature)
            return failure(signature.error());
        Operation &operation = waiting[at].operation;
        operation.signature = signature->toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        one.json.insert(signatureMember, QString::fromLatin1(operation.signature));
        if (auto added = insert(waiting.at(at++), one.json); !added)
            return added;
    }
    return Done{};
}

/// A number that was used here for another operation is of a machine with a copy of this disk.
Result<bool> OperationLog::isOurs(const Operation &operation)
{
    if (operation.device != m_device)
        return false;
    auto used = m_database.rows("SELECT 1 FROM operation WHERE device = ? AND device_sequence = ? AND own = 1",
                                {m_device, operation.deviceSequence});
    if (!used)
        return failure(used.error());
    return used->isEmpty();
}

Result<bool> OperationLog::confirm(const Change &change)
{
    const QString &id = change.operation.id;
    auto here = m_database.rows("SELECT place, centre_sequence, case_version FROM operation WHERE id = ?", {id});
    if (!here)
        return failure(here.error());
    if (!here->isEmpty()) {
        const Row &row = here->first();
        if (row[0].toInt() == number(Place::Confirmed) && row[1].toLongLong() == change.sequence
            && row[2].toLongLong() == change.caseVersion)
            return false;
        auto moved = m_database.change("UPDATE operation SET place = ?, centre_sequence = ?, case_version = ?, "
                                       "fault = '', sealed_detail = NULL WHERE id = ?",
                                       {number(Place::Confirmed), change.sequence, change.caseVersion, id});
        if (!moved)
            return failure(moved.error());
        return true;
    }
    HeldOperation held;
    held.operation = change.operation;
    auto ours = isOurs(change.operation);
    if (!ours)
        return failure(ours.error());
    held.own = *ours;
    held.place = Place::Confirmed;
    held.sequence = change.sequence;
    held.caseVersion = change.caseVersion;
    if (auto added = insert(held, toJson(held.operation)); !added)
        return failure(added.error());
    if (held.own)
        forget();
    return true;
}

Result<bool> OperationLog::takeIn(const Operation &operation)
{
    auto here = m_database.rows("SELECT 1 FROM operation WHERE id = ?", {operation.id});
    if (!here)
        return failure(here.error());
    if (!here->isEmpty())
        return false;
    HeldOperation held;
    held.operation = operation;
    held.carried = true;
    if (auto added = insert(held, toJson(held.operation)); !added)
        return failure(added.error());
    m_mayHaveCarried = true;
    return true;
}

Result<QList<HeldOperation>> OperationLog::ofCase(const QString &caseId)
{
    auto found = m_database.rows("SELECT id, own, place, centre_sequence, case_version, fault, sealed_detail, sealed "
                                 "FROM operation WHERE case_id = ? ORDER BY rowid",
                                 {caseId});
    if (!found)
        return failure(found.error());
    QList<HeldOperation> all;
    all.reserve(found->size());
    for (const Row &row : *found) {
        const QString id = row[0].toString();
        auto operation = unsealed(id, row[7].toByteArray());
        if (!operation)
            return failure(operation.error());
        HeldOperation held;
        held.operation = *std::move(operation);
        held.own = row[1].toInt() == 1;
        held.carried = row[1].toInt() == 2;
        held.row = all.size() + 1;
        held.place = static_cast<Place>(row[2].toInt());
        held.sequence = row[3].toLongLong();
        held.caseVersion = row[4].toLongLong();
        held.fault = faultNamed(row[5].toString()).value_or(Fault::OperationInvalid);
        if (!row[6].isNull()) {
            auto detail = m_seals.unseal(detailSpot(id), row[6].toByteArray());
            if (!detail)
                return failure(detail.error());
            held.detail = QString::fromUtf8(*detail);
        }
        all.append(std::move(held));
    }
    return all;
}

Result<QString> OperationLog::caseOf(const QString &operationId)
{
    auto found = m_database.rows("SELECT case_id FROM operation WHERE id = ?", {operationId});
    if (!found)
        return failure(found.error());
    return found->isEmpty() ? QString() : found->first().first().toString();
}

Result<QList<Operation>> OperationLog::toSend(int limit)
{
    Result<Rows> again = Rows();
    if (m_mayHaveAgain)
        again = m_database.rows("SELECT id, sealed FROM operation WHERE place = 7 ORDER BY own <> 2, "
                                "CASE own WHEN 2 THEN rowid ELSE device_sequence END LIMIT ?",
                                {limit});
    if (!again)
        return failure(again.error());
    m_mayHaveAgain = !again->isEmpty();
    Result<Rows> carried = Rows();
    if (m_mayHaveCarried) {
        carried = m_database.rows("SELECT o.id, o.sealed FROM operation o JOIN office_case c ON c.id = o.case_id "
                                  "WHERE o.place IN (0, 1) AND o.own = 2 AND c.attention = 0 ORDER BY +o.rowid LIMIT ?",
                                  {limit - again->size()});
    }
    if (!carried)
        return failure(carried.error());
    m_mayHaveCarried = m_mayHaveCarried && (limit == again->size() || !carried->isEmpty());
    auto found = m_database.rows("SELECT o.id, o.sealed FROM operation o JOIN office_case c ON c.id = o.case_id "
                                 "WHERE o.place IN (0, 1) AND o.own = 1 AND c.attention = 0 "
                                 "ORDER BY o.device_sequence LIMIT ?",
                                 {limit - again->size() - carried->size()});
    if (!found)
        return failure(found.error());
    QList<Operation> operations;
    for (const Row &row : *again + *carried + *found) {
        auto operation = unsealed(row[0].toString(), row[1].toByteArray());
        if (!operation)
            return failure(operation.error());
        operations.append(*std::move(operation));
    }
    return operations;
}

Result<bool> OperationLog::markSent(const QString &operationId)
{
    auto moved = m_database.change("UPDATE operation SET place = 1 WHERE id = ? AND place = 0", {operationId});
    if (!moved)
        return failure(moved.error());
    return *moved > 0;
}

Result<bool> OperationLog::record(const OperationVerdict &verdict)
{
    Result<qint64> moved = 0;
    if (verdict.kind == VerdictKind::Refused) {
        QVariant detail;
        if (!verdict.detail.isEmpty()) {
            auto sealed = m_seals.seal(detailSpot(verdict.operationId), verdict.detail.toUtf8());
            if (!sealed)
                return failure(sealed.error());
            detail = *sealed;
        }
        moved = m_database.change("UPDATE operation SET place = ?, fault = ?, sealed_detail = ? "
                                  "WHERE id = ? AND place IN (0, 1, 7)",
                                  {number(Place::Refused), faultName(verdict.fault), detail, verdict.operationId});
    } else {
        moved = m_database.change(
            "UPDATE operation SET place = ?, centre_sequence = ?, case_version = ? "
            "WHERE id = ? AND place IN (0, 1, 4, 5, 7)",
            {number(Place::Acknowledged), verdict.sequence, verdict.caseVersion, verdict.operationId});
    }
    if (!moved)
        return failure(moved.error());
    return *moved > 0;
}

Result<Done> OperationLog::setAside(const QString &operationId)
{
    auto moved =
        m_database.change("UPDATE operation SET place = ? WHERE id = ?", {number(Place::SetAside), operationId});
    if (!moved)
        return failure(moved.error());
    return Done{};
}

Result<QStringList> OperationLog::loseAfter(qint64 sequence)
{
    auto found = m_database.rows("SELECT DISTINCT case_id FROM operation WHERE place IN (2, 3) "
                                 "AND centre_sequence > ? ORDER BY case_id",
                                 {sequence});
    if (!found)
        return failure(found.error());
    QStringList cases;
    for (const Row &row : *found)
        cases.append(row.first().toString());
    m_mayHaveAgain = true;
    auto moved = m_database.change("UPDATE operation SET place = CASE own WHEN 0 THEN 6 ELSE 7 END, "
                                   "centre_sequence = 0, case_version = 0 WHERE place IN (2, 3) "
                                   "AND centre_sequence > ?",
                                   {sequence});
    if (!moved)
        return failure(moved.error());
    return cases;
}

Result<Done> OperationLog::verify()
{
    const QString where = QStringLiteral("store.verify");
    const auto left = gaps();
    if (!left)
        return failure(left.error());
    const auto gapOf = [&left](qint64 sequence) {
        return std::find_if(left->begin(), left->end(),
                            [sequence](const Gap &gap) { return sequence > gap.after && sequence <= gap.next; });
    };
    QByteArray before;
    qint64 expected = 1;
    while (true) {
        auto some = m_database.rows("SELECT id, case_id, device_sequence, sealed FROM operation WHERE device = ? "
                                    "AND own = 1 AND device_sequence >= ? ORDER BY device_sequence LIMIT 500",
                                    {m_device, expected});
        if (!some)
            return failure(some.error());
        if (some->isEmpty())
            return Done{};
        for (const Row &row : *some) {
            auto operation = unsealed(row[0].toString(), row[3].toByteArray());
            if (!operation)
                return failure(operation.error());
            const qint64 sequence = row[2].toLongLong();
            const QString here = QStringLiteral("operation %1").arg(sequence);
            const auto gap = gapOf(sequence);
            const bool inGap = gap != left->end();
            if ((sequence != expected && !inGap) || operation->deviceSequence != sequence
                || operation->caseId != row[1].toString())
                return failure(Fault::StoreDamaged, where, here);
            const bool isNext = inGap && sequence == gap->next;
            const bool linksToKnown = sequence == expected || isNext;
            if (linksToKnown && operation->previousHash != (isNext ? gap->hash : before))
                return failure(Fault::StoreDamaged, where, here + QStringLiteral(" chain"));
            const QByteArray bytes = canonicalBytes(*operation);
            const auto signature = QByteArray::fromBase64Encoding(operation->signature, QByteArray::Base64UrlEncoding);
            if (!signature || !m_signing.publicKey().verify(bytes, *signature))
                return failure(Fault::StoreDamaged, where, here + QStringLiteral(" signature"));
            before = sha256(bytes).toHex();
            expected = sequence + 1;
        }
    }
}

} // namespace yichuang
