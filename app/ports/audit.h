// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/audit_head.h"

#include <QFuture>

namespace yichuang
{

/// The audit chain as sync sees it. Any thread; futures end after the commit is durable.
class AuditTrail
{
public:
    AuditTrail() = default;
    AuditTrail(const AuditTrail &) = delete;
    AuditTrail &operator=(const AuditTrail &) = delete;
    virtual ~AuditTrail() = default;

    /// The newest entry, where the centre has not countersigned it yet; nothing otherwise.
    [[nodiscard]] virtual QFuture<Result<std::optional<AuditHead>>> auditHead() = 0;
    /// KeyMismatch where the head is not of this chain: nothing is kept then.
    [[nodiscard]] virtual QFuture<Result<Done>> keepCountersigned(const CountersignedHead &head) = 0;
};

/// Who countersigns: the centre. The caller's thread.
class AuditWitness
{
public:
    AuditWitness() = default;
    AuditWitness(const AuditWitness &) = delete;
    AuditWitness &operator=(const AuditWitness &) = delete;
    virtual ~AuditWitness() = default;

    /// ReplyMalformed where what comes back is not this head with the centre's signature; VersionConflict where the
    /// centre has countersigned another chain of this window. Else as the calls of Centre.
    [[nodiscard]] virtual QFuture<Result<CountersignedHead>> countersign(const AuditHead &head) = 0;
};

} // namespace yichuang
