// SPDX-License-Identifier: Apache-2.0
#include "app/sync/audit_loop.h"

#include <utility>

namespace yichuang
{

namespace
{

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;

} // namespace

AuditLoop::AuditLoop(AuditTrail &trail, AuditWitness &witness, const Clock &clock, QObject *parent)
    : QObject(parent),
      m_trail(trail),
      m_witness(witness),
      m_clock(clock)
{
}

void AuditLoop::contacted()
{
    if (m_clock.monotonicMs() < m_notBefore || std::exchange(m_underWay, true))
        return;
    m_shift.await(this, m_trail.auditHead(), [this](const Result<std::optional<AuditHead>> &head) {
        if (!head)
            return ended(failure(head.error()));
        if (!*head)
            return ended(Done{});
        m_shift.await(this, m_witness.countersign(**head), [this](const Result<CountersignedHead> &sealed) {
            if (!sealed)
                return ended(failure(sealed.error()));
            m_shift.await(this, m_trail.keepCountersigned(*sealed), [this](const Result<Done> &kept) { ended(kept); });
        });
    });
}

void AuditLoop::stop()
{
    m_shift.change();
    m_underWay = false;
}

void AuditLoop::ended(const Result<Done> &end)
{
    m_underWay = false;
    const bool contradicted = !end && end.error().fault == Fault::VersionConflict;
    m_notBefore = m_clock.monotonicMs() + (contradicted ? hourMs : minuteMs);
    if (!end)
        Q_EMIT troubled(end.error());
}

} // namespace yichuang
