// SPDX-License-Identifier: Apache-2.0
#include "app/storage/audit_log.h"

#include "app/base/json.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace yichuang
{

namespace
{

const QString where = QStringLiteral("store.audit");
const QString keysName = QStringLiteral("audit/keys");

SealedRows::Spot spotOf(qint64 number)
{
    return {"audit", QString::number(number)};
}

} // namespace

AuditLog::AuditLog(Database &database, SealedRows &seals, const SigningKey &signing)
    : m_database(database),
      m_seals(seals),
      m_kept(database, seals),
      m_signing(signing)
{
}

Result<AuditLog::ChainEnd> AuditLog::chainEnd()
{
    if (m_end)
        return *m_end;
    auto last = m_database.rows("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1");
    if (!last)
        return failure(last.error());
    m_end = last->isEmpty() ? ChainEnd{} : ChainEnd{last->first()[0].toLongLong(), last->first()[1].toByteArray()};
    return *m_end;
}

Result<Done> AuditLog::append(const Entry &entry, const QDateTime &now)
{
    auto end = chainEnd();
    if (!end)
        return failure(end.error());
    const qint64 number = end->number + 1;
    const QJsonObject json{{QStringLiteral("at"), now.toUTC().toString(Qt::ISODateWithMs)},
                           {QStringLiteral("act"), entry.act},
                           {QStringLiteral("clerk"), entry.clerk},
                           {QStringLiteral("case"), entry.caseId},
                           {QStringLiteral("operations"), QJsonArray::fromStringList(entry.operations)},
                           {QStringLiteral("note"), entry.note}};
    const QByteArray hash = auditLinkHash(end->hash, number, json);
    auto sealed = m_seals.sealObject(spotOf(number), json);
    if (!sealed)
        return failure(sealed.error());
    auto added = m_database.change("INSERT INTO audit(number, hash, sealed) VALUES(?, ?, ?)", {number, hash, *sealed});
    if (!added)
        return failure(added.error());
    if (number % auditHeadEvery == 0) {
        auto signature = m_signing.sign(auditHeadBytes(number, hash));
        if (!signature)
            return failure(signature.error());
        auto head = m_database.change("INSERT INTO audit_head(number, signature) VALUES(?, ?)", {number, *signature});
        if (!head)
            return failure(head.error());
    }
    m_end = ChainEnd{number, hash};
    return Done{};
}

Result<Done> AuditLog::eachEntry(const std::function<void(const AuditEntry &)> &take)
{
    for (std::optional<qint64> behind;;) {
        auto some = behind ? m_database.rows("SELECT number, hash, sealed FROM audit WHERE number > ? "
                                             "ORDER BY number LIMIT 500",
                                             {*behind})
                           : m_database.rows("SELECT number, hash, sealed FROM audit ORDER BY number LIMIT 500");
        if (!some)
            return failure(some.error());
        if (some->isEmpty())
            return Done{};
        for (const Row &row : std::as_const(*some)) {
            behind = row[0].toLongLong();
            const auto json = m_seals.unsealObject(spotOf(*behind), row[2].toByteArray());
            take({*behind, row[1].toByteArray(), json.value_or(QJsonObject())});
        }
    }
}

Result<QMap<qint64, QByteArray>> AuditLog::ownHeads()
{
    auto found = m_database.rows("SELECT number, signature FROM audit_head");
    if (!found)
        return failure(found.error());
    QMap<qint64, QByteArray> heads;
    for (const Row &row : std::as_const(*found))
        heads.insert(row[0].toLongLong(), row[1].toByteArray());
    return heads;
}

Result<QList<CountersignedHead>> AuditLog::countersigned()
{
    auto found = m_database.rows("SELECT device, number, hash, at, signature FROM audit_countersigned ORDER BY number");
    if (!found)
        return failure(found.error());
    QList<CountersignedHead> heads;
    for (const Row &row : std::as_const(*found)) {
        heads.append({row[0].toString(), row[1].toLongLong(), row[2].toByteArray(),
                      QDateTime::fromMSecsSinceEpoch(row[3].toLongLong(), Qt::UTC), row[4].toByteArray()});
    }
    return heads;
}

Result<Done> AuditLog::verify()
{
    const auto keys = signingKeys();
    if (!keys)
        return failure(keys.error());
    const auto heads = ownHeads();
    if (!heads)
        return failure(heads.error());
    const auto sealed = countersigned();
    if (!sealed)
        return failure(sealed.error());
    AuditWalk walk(*keys, {});
    for (auto head = heads->cbegin(); head != heads->cend(); ++head)
        walk.addOwnHead(head.key(), *head);
    for (const CountersignedHead &head : *sealed)
        walk.addCountersigned(head);
    if (auto walked = eachEntry([&walk](const AuditEntry &entry) { walk.add(entry); }); !walked)
        return walked;
    const QList<AuditFinding> findings = walk.finish();
    if (findings.isEmpty())
        return Done{};
    const AuditFinding &first = findings.constFirst();
    return failure(Fault::StoreDamaged, where,
                   QStringLiteral("entry %1 %2").arg(first.from).arg(auditFindingName(first.kind)));
}

Result<std::optional<AuditHead>> AuditLog::headToCountersign()
{
    const auto end = chainEnd();
    if (!end)
        return failure(end.error());
    auto last = m_database.rows("SELECT coalesce(max(number), 0) FROM audit_countersigned");
    if (!last)
        return failure(last.error());
    if (end->number <= last->first()[0].toLongLong())
        return std::optional<AuditHead>();
    return m_signing.sign(auditHeadBytes(end->number, end->hash)).map([&](const QByteArray &signature) {
        return std::optional<AuditHead>({end->number, end->hash, signature});
    });
}

Result<Done> AuditLog::keepCountersigned(const CountersignedHead &head)
{
    auto here = m_database.rows("SELECT hash FROM audit WHERE number = ?", {head.number});
    if (!here)
        return failure(here.error());
    if (here->isEmpty() || here->first()[0].toByteArray() != head.hash)
        return failure(Fault::KeyMismatch, where, QStringLiteral("not a head of this chain"));
    return m_database
        .change("INSERT INTO audit_countersigned(number, device, hash, at, signature) VALUES(?, ?, ?, ?, ?) "
                "ON CONFLICT(number) DO NOTHING",
                {head.number, head.device, head.hash, head.at.toMSecsSinceEpoch(), head.signature})
        .map([](qint64) { return Done{}; });
}

Result<QList<VerifyKey>> AuditLog::signingKeys()
{
    const auto kept = m_kept.find(keysName);
    if (!kept)
        return failure(kept.error());
    QList<VerifyKey> keys;
    const QJsonArray list = *kept ? QJsonDocument::fromJson((*kept)->bytes).array() : QJsonArray();
    for (const QJsonValue &value : list) {
        const auto key = VerifyKey::fromDer(QByteArray::fromBase64(value.toString().toLatin1()));
        if (!key)
            return failure(Fault::StoreDamaged, where, QStringLiteral("keys"));
        keys.append(*key);
    }
    if (!keys.contains(m_signing.publicKey()))
        keys.append(m_signing.publicKey());
    return keys;
}

Result<Done> AuditLog::noteSigningKey()
{
    const auto keys = signingKeys();
    if (!keys)
        return failure(keys.error());
    QJsonArray list;
    for (const VerifyKey &key : *keys)
        list.append(QString::fromLatin1(key.toDer().toBase64()));
    const QByteArray bytes = QJsonDocument(list).toJson(QJsonDocument::Compact);
    const auto kept = m_kept.find(keysName);
    if (!kept)
        return failure(kept.error());
    return *kept && (*kept)->bytes == bytes ? Result<Done>(Done{}) : m_kept.keep(keysName, {bytes, {}});
}

Result<qint64> AuditLog::count()
{
    auto end = chainEnd();
    if (!end)
        return failure(end.error());
    return end->number;
}

} // namespace yichuang
