// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QDateTime>
#include <QJsonObject>

namespace yichuang
{

/// The newest entry of a window's audit chain, signed by the window.
struct AuditHead {
    qint64 number = 0;    ///< of the entry; 1 is the first
    QByteArray hash;      ///< of the entry and all before it: 32 bytes
    QByteArray signature; ///< of the window over auditHeadBytes(): 64 bytes

    bool operator==(const AuditHead &) const = default;
};

/// A head that the centre has seen and signed: from then on nobody can cut or rewrite what came before it, the hall's
/// own people and whoever holds the window's keys included.
struct CountersignedHead {
    QString device;
    qint64 number = 0;
    QByteArray hash;
    QDateTime at;         ///< the centre's time, UTC, whole ms
    QByteArray signature; ///< of the centre over countersignedBytes(): 64 bytes

    bool operator==(const CountersignedHead &) const = default;
};

/// What a window signs of its chain.
[[nodiscard]] QByteArray auditHeadBytes(qint64 number, const QByteArray &hash);
/// What the centre signs.
[[nodiscard]] QByteArray countersignedBytes(const CountersignedHead &head);

/// {"number", "hash" (hex), "signature" (base64)}.
[[nodiscard]] QJsonObject toJson(const AuditHead &head);
/// ReplyMalformed where a member is missing or not of its form.
[[nodiscard]] Result<AuditHead> auditHeadFromJson(const QJsonObject &json);
/// {"device", "number", "hash" (hex), "at" (ISO 8601), "signature" (base64)}.
[[nodiscard]] QJsonObject toJson(const CountersignedHead &head);
/// ReplyMalformed as above.
[[nodiscard]] Result<CountersignedHead> countersignedFromJson(const QJsonObject &json);

} // namespace yichuang
