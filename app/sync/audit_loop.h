// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/base/shift.h"
#include "app/ports/audit.h"

namespace yichuang
{

/// Has the centre countersign the window's audit while it can be reached: at most once a minute, where something was
/// added. One thread; what it is given must live longer.
class AuditLoop : public QObject
{
    Q_OBJECT

public:
    AuditLoop(AuditTrail &trail, AuditWitness &witness, const Clock &clock, QObject *parent = nullptr);

    /// The centre was heard.
    void contacted();
    /// What is under way ends unheard.
    void stop();

Q_SIGNALS:
    /// Something failed; it is tried again, after VersionConflict an hour later.
    void troubled(const yichuang::Reason &reason);

private:
    void ended(const Result<Done> &end);

    AuditTrail &m_trail;
    AuditWitness &m_witness;
    const Clock &m_clock;
    qint64 m_notBefore = 0; ///< monotonic ms
    bool m_underWay = false;
    Shift m_shift;
};

} // namespace yichuang
