// SPDX-License-Identifier: Apache-2.0
#include "app/sync/link_probe.h"

#include "app/sync/answer.h"

#include <utility>

namespace yichuang
{

namespace
{
constexpr RetryPolicy slowing{2 * LinkProbe::idleMs, 120'000};
} // namespace

LinkProbe::LinkProbe(const SyncParts &parts) : m_parts(parts)
{
    connect(&m_parts.centre, &Centre::linkChanged, this, [this](LinkState state) {
        if (state == LinkState::Online)
            wait();
        else
            rest();
    });
}

LinkProbe::~LinkProbe()
{
    rest();
}

void LinkProbe::start()
{
    m_runs = true;
    wait();
}

void LinkProbe::stop()
{
    m_shift.change();
    m_runs = false;
    m_asks = false;
    rest();
}

void LinkProbe::noteContact()
{
    m_failures = 0;
    m_asked.reset();
    // A question from before says nothing of the link from now on, and may be waited for in vain.
    if (std::exchange(m_asks, false))
        m_shift.change();
    wait();
}

void LinkProbe::rest()
{
    m_parts.timers.cancel(std::exchange(m_timer, 0));
}

void LinkProbe::wait()
{
    rest();
    if (!m_runs || m_asks || m_parts.centre.link() != LinkState::Online)
        return;
    const int delay = m_failures == 0 ? idleMs : slowing.delayMs(m_failures, m_asked, drawFrom(m_parts.random));
    m_timer = m_parts.timers.after(delay, [this] {
        m_timer = 0;
        ask();
    });
}

void LinkProbe::ask()
{
    m_asks = true;
    m_shift.await(this, m_parts.centre.ping(), [this](const Result<Done> &answer) {
        m_asks = false;
        m_failures = answer ? 0 : m_failures + 1;
        m_asked = answer ? std::nullopt : retryAfterOf(answer.error());
        if (answer)
            Q_EMIT contacted();
        wait();
    });
}

} // namespace yichuang
