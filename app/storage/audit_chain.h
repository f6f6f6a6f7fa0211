// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/signing.h"
#include "app/domain/audit_head.h"

#include <QMap>

namespace yichuang
{

/// One entry of the audit as it was written.
struct AuditEntry {
    qint64 number = 0;
    QByteArray hash;   ///< as it is kept
    QJsonObject entry; ///< what was done; empty where it does not open

    bool operator==(const AuditEntry &) const = default;
};

/// The hash of an entry, over the hash of the one before (empty for the first).
[[nodiscard]] QByteArray auditLinkHash(const QByteArray &before, qint64 number, const QJsonObject &entry);

/// How many entries lie between two heads that the window signs by itself.
inline constexpr qint64 auditHeadEvery = 100;

/// What is wrong with an audit, and where.
struct AuditFinding {
    enum class Kind {
        Edited,     ///< the entry, or its hash, is another than was written
        Missing,    ///< entries are gone from the middle
        Inserted,   ///< the entry was not written by the window at its place
        CutOff,     ///< entries up to a signed head are gone from the end
        Rewritten,  ///< the chain holds together, and is not the one that the centre countersigned
        HeadForged, ///< the window's own head is missing or not of a key of the window
        SealForged, ///< a countersigned head is not of the centre
    };
    Kind kind = Kind::Edited;
    qint64 from = 0;    ///< first entry concerned
    qint64 through = 0; ///< last
    bool operator==(const AuditFinding &) const = default;
};
/// "edited", "missing", …
[[nodiscard]] QString auditFindingName(AuditFinding::Kind kind);

/// Walks a chain and tells everything that is wrong with it. What follows a fault is looked at for itself, so that each
/// fault is told once. A plain object; any thread.
class AuditWalk
{
public:
    /// By `windowKeys`, every key the window ever had, its heads are checked; by `centreKey` the countersigned ones. No
    /// keys: those heads are held against the chain alone.
    AuditWalk(QList<VerifyKey> windowKeys, VerifyKey centreKey);

    /// The heads, before the entries.
    void addOwnHead(qint64 number, const QByteArray &signature) { m_ownHeads.insert(number, signature); }
    void addCountersigned(const CountersignedHead &head) { m_countersigned.insert(head.number, head); }
    /// In the order in which they lie.
    void add(const AuditEntry &entry);
    /// Everything that was found, by the entry. Call once, at the end.
    [[nodiscard]] QList<AuditFinding> finish();

    [[nodiscard]] qint64 entries() const { return m_count; }
    /// The newest countersigned head that the chain was held against and fits; 0 for none.
    [[nodiscard]] qint64 sealedThrough() const { return m_sealedThrough; }

private:
    void settle(const AuditEntry *next);
    void take(const AuditEntry &entry, qint64 number);
    void checkHeads(qint64 number, const QByteArray &hash);
    [[nodiscard]] bool isSignedByWindow(qint64 number, const QByteArray &hash, const QByteArray &signature) const;
    void found(AuditFinding::Kind kind, qint64 from, qint64 through);

    QList<VerifyKey> m_windowKeys;
    VerifyKey m_centreKey;
    QMap<qint64, QByteArray> m_ownHeads;
    QMap<qint64, CountersignedHead> m_countersigned;
    QList<AuditFinding> m_findings;
    QByteArray m_hash;   ///< of the last entry that is in order
    qint64 m_number = 0; ///< its number as it was given by the window
    qint64 m_shift = 0;  ///< that number minus the one it is kept under
    qint64 m_count = 0;
    qint64 m_sealedThrough = 0;
    qint64 m_lastSealed = 0; ///< the last countersigned head looked at
    std::optional<AuditEntry> m_doubtful;
    QByteArray m_beforeDoubtful;
};

} // namespace yichuang
