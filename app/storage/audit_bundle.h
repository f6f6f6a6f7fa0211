// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/audit_log.h"

namespace yichuang
{

/// A window's whole audit as an auditor is given it: entries tell acts, times, clerks' login names and ids of cases, no
/// applicant. A plain value.
struct AuditBundle {
    QString hall;
    QString device;
    QList<VerifyKey> windowKeys; ///< every key that the window had, by its own words
    QMap<qint64, QByteArray> ownHeads;
    QList<CountersignedHead> countersigned;
    QList<AuditEntry> entries;
};

/// The largest file that is read as a bundle.
inline constexpr qint64 largestAuditBundle = 256LL * 1024 * 1024;

/// Everything in the log; an entry that does not open is empty in it.
[[nodiscard]] Result<AuditBundle> bundleOf(AuditLog &log, const QString &hall, const QString &device);
/// JSON, an object a line: {"format": "yichuang-audit", "version": 1, "hall", "device", "keys": […]}, then
/// {"head": number, "signature"}, {"countersigned": {…}} and {"number", "hash", "entry"}.
[[nodiscard]] QByteArray toBytes(const AuditBundle &bundle);
/// Foreign bytes: StoreDamaged, with the line, for what is not of that form, StoreNewer for a later version, TooLarge.
/// Says nothing about whether the audit is in order.
[[nodiscard]] Result<AuditBundle> auditBundleFrom(const QByteArray &bytes);

/// What holding an audit against its heads gave.
struct AuditReport {
    qint64 entries = 0;
    qint64 sealedThrough = 0; ///< nothing up to here can have been cut or rewritten; 0: never countersigned
    QList<AuditFinding> findings;
};

/// By the keys that the hall publishes; where `windowKeys` is empty, by those that the bundle names itself.
[[nodiscard]] AuditReport reportOn(const AuditBundle &bundle, const QList<VerifyKey> &windowKeys,
                                   const VerifyKey &centre);

} // namespace yichuang
