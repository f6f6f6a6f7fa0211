// SPDX-License-Identifier: Apache-2.0
#include "app/storage/audit_chain.h"

#include "app/base/json.h"
#include "app/crypto/digest.h"

#include <algorithm>

namespace yichuang
{

namespace
{

/// How many entries taken out at one place, with the rest renumbered, are still told as missing.
constexpr qint64 mostMissing = 64;

} // namespace

QByteArray auditLinkHash(const QByteArray &before, qint64 number, const QJsonObject &entry)
{
    return sha256(before + '\n' + QByteArray::number(number) + '\n' + canonicalJson(entry));
}

QString auditFindingName(AuditFinding::Kind kind)
{
    switch (kind) {
    case AuditFinding::Kind::Edited:
        return QStringLiteral("edited");
    case AuditFinding::Kind::Missing:
        return QStringLiteral("missing");
    case AuditFinding::Kind::Inserted:
        return QStringLiteral("inserted");
    case AuditFinding::Kind::CutOff:
        return QStringLiteral("cutOff");
    case AuditFinding::Kind::Rewritten:
        return QStringLiteral("rewritten");
    case AuditFinding::Kind::HeadForged:
        return QStringLiteral("headForged");
    case AuditFinding::Kind::SealForged:
        return QStringLiteral("sealForged");
    }
    return {};
}

AuditWalk::AuditWalk(QList<VerifyKey> windowKeys, VerifyKey centreKey)
    : m_windowKeys(std::move(windowKeys)),
      m_centreKey(std::move(centreKey))
{
}

void AuditWalk::found(AuditFinding::Kind kind, qint64 from, qint64 through)
{
    m_findings.append({kind, from, through});
}

bool AuditWalk::isSignedByWindow(qint64 number, const QByteArray &hash, const QByteArray &signature) const
{
    return m_windowKeys.isEmpty() || std::any_of(m_windowKeys.begin(), m_windowKeys.end(), [&](const VerifyKey &key) {
               return key.verify(auditHeadBytes(number, hash), signature);
           });
}

void AuditWalk::checkHeads(qint64 number, const QByteArray &hash)
{
    const auto own = m_ownHeads.constFind(number);
    const bool due = number % auditHeadEvery == 0;
    if (own == m_ownHeads.constEnd() ? due : !isSignedByWindow(number, hash, *own))
        found(AuditFinding::Kind::HeadForged, number, number);
    const auto sealed = m_countersigned.constFind(number);
    if (sealed == m_countersigned.constEnd())
        return;
    const qint64 sinceSealed = m_lastSealed + 1;
    m_lastSealed = number;
    if (!m_centreKey.isNull() && !m_centreKey.verify(countersignedBytes(*sealed), sealed->signature))
        found(AuditFinding::Kind::SealForged, number, number);
    else if (sealed->hash == hash)
        m_sealedThrough = number;
    else if (std::none_of(m_findings.begin(), m_findings.end(), [&](const AuditFinding &one) {
                 // What follows a rewritten stretch cannot fit either, and says nothing of its own.
                 return one.kind == AuditFinding::Kind::Rewritten
                        || (one.from >= sinceSealed && one.kind != AuditFinding::Kind::HeadForged);
             }))
        found(AuditFinding::Kind::Rewritten, sinceSealed, number);
}

/// One that is in order, or that what follows builds on.
void AuditWalk::take(const AuditEntry &entry, qint64 number)
{
    m_hash = entry.hash;
    m_number = number;
    m_shift = number - entry.number;
    checkHeads(number, entry.hash);
}

void AuditWalk::add(const AuditEntry &entry)
{
    ++m_count;
    if (m_doubtful)
        settle(&entry);
    const qint64 number = entry.number + m_shift;
    if (number > m_number + 1) {
        found(AuditFinding::Kind::Missing, m_number + 1, number - 1);
        return take(entry, number);
    }
    if (number == m_number + 1 && auditLinkHash(m_hash, number, entry.entry) == entry.hash)
        return take(entry, number);
    m_doubtful = entry;
    m_beforeDoubtful = m_hash;
}

/// What is wrong with the doubtful entry is told by the one that follows it: which chain it goes on with.
void AuditWalk::settle(const AuditEntry *next)
{
    AuditEntry doubtful = *std::exchange(m_doubtful, {});
    const qint64 number = m_number + 1;
    const auto follows = [&](const QByteArray &before, qint64 as) {
        return next && auditLinkHash(before, as, next->entry) == next->hash;
    };
    if (follows(m_beforeDoubtful, number)) {
        found(AuditFinding::Kind::Inserted, doubtful.number, doubtful.number);
        m_shift = number - next->number;
        return;
    }
    for (qint64 gone = 1; gone <= mostMissing; ++gone) {
        if (!follows(doubtful.hash, number + gone + 1))
            continue;
        found(AuditFinding::Kind::Missing, number, number + gone - 1);
        return take(doubtful, number + gone);
    }
    found(AuditFinding::Kind::Edited, doubtful.number, doubtful.number);
    const QByteArray proper = auditLinkHash(m_beforeDoubtful, number, doubtful.entry);
    if (follows(proper, number + 1))
        doubtful.hash = proper; // its hash alone was changed
    take(doubtful, number);
}

QList<AuditFinding> AuditWalk::finish()
{
    if (m_doubtful)
        settle(nullptr);
    const qint64 own = m_ownHeads.isEmpty() ? 0 : m_ownHeads.lastKey();
    qint64 sealed = 0;
    for (auto head = m_countersigned.constBegin(); head != m_countersigned.constEnd(); ++head) {
        if (head.key() <= m_number)
            continue;
        if (m_centreKey.isNull() || m_centreKey.verify(countersignedBytes(*head), head->signature))
            sealed = head.key();
        else
            found(AuditFinding::Kind::SealForged, head.key(), head.key());
    }
    if (const qint64 last = std::max(own, sealed); last > m_number)
        found(AuditFinding::Kind::CutOff, m_number + 1, last);
    std::stable_sort(m_findings.begin(), m_findings.end(),
                     [](const AuditFinding &one, const AuditFinding &other) { return one.from < other.from; });
    return m_findings;
}

} // namespace yichuang
