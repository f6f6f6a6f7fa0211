// SPDX-License-Identifier: Apache-2.0
#include "app/storage/audit_log.h"

#include "app/base/json.h"
#include "app/crypto/digest.h"

#include <QJsonArray>

namespace yichuang
{

namespace
{

constexpr qint64 headEvery = 100;

SealedRows::Spot spotOf(qint64 number)
{
    return {"audit", QString::number(number)};
}

QByteArray linkHash(const QByteArray &before, qint64 number, const QJsonObject &entry)
{
    return sha256(before + '\n' + QByteArray::number(number) + '\n' + canonicalJson(entry));
}

QByteArray headBytes(qint64 number, const QByteArray &hash)
{
    return "yichuang audit " + QByteArray::number(number) + ' ' + hash.toHex();
}

} // namespace

AuditLog::AuditLog(Database &database, SealedRows &seals, const SigningKey &signing)
    : m_database(database),
      m_seals(seals),
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
    const QByteArray hash = linkHash(end->hash, number, json);
    auto sealed = m_seals.sealObject(spotOf(number), json);
    if (!sealed)
        return failure(sealed.error());
    auto added = m_database.change("INSERT INTO audit(number, hash, sealed) VALUES(?, ?, ?)", {number, hash, *sealed});
    if (!added)
        return failure(added.error());
    if (number % headEvery == 0) {
        auto signature = m_signing.sign(headBytes(number, hash));
        if (!signature)
            return failure(signature.error());
        auto head = m_database.change("INSERT INTO audit_head(number, signature) VALUES(?, ?)", {number, *signature});
        if (!head)
            return failure(head.error());
    }
    m_end = ChainEnd{number, hash};
    return Done{};
}

Result<Done> AuditLog::verify()
{
    const QString where = QStringLiteral("store.audit");
    QByteArray before;
    qint64 expected = 1;
    while (true) {
        auto some = m_database.rows("SELECT a.number, a.hash, a.sealed, h.signature FROM audit a "
                                    "LEFT JOIN audit_head h ON h.number = a.number WHERE a.number >= ? "
                                    "ORDER BY a.number LIMIT 500",
                                    {expected});
        if (!some)
            return failure(some.error());
        if (some->isEmpty())
            break;
        for (const Row &row : *some) {
            const QString here = QStringLiteral("entry %1").arg(expected);
            auto json = m_seals.unsealObject(spotOf(row[0].toLongLong()), row[2].toByteArray());
            if (!json)
                return failure(json.error());
            const QByteArray hash = linkHash(before, expected, *json);
            if (row[0].toLongLong() != expected || row[1].toByteArray() != hash)
                return failure(Fault::StoreDamaged, where, here);
            if (expected % headEvery == 0
                && !m_signing.publicKey().verify(headBytes(expected, hash), row[3].toByteArray()))
                return failure(Fault::StoreDamaged, where, here + QStringLiteral(" head"));
            before = hash;
            ++expected;
        }
    }
    auto beyond = m_database.rows("SELECT count(*) FROM audit_head WHERE number >= ?", {expected});
    if (!beyond)
        return failure(beyond.error());
    if (beyond->first()[0].toLongLong() > 0)
        return failure(Fault::StoreDamaged, where, QStringLiteral("entries missing before a head"));
    return Done{};
}

Result<qint64> AuditLog::count()
{
    auto end = chainEnd();
    if (!end)
        return failure(end.error());
    return end->number;
}

} // namespace yichuang
