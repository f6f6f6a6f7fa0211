// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

namespace yichuang::bench
{

/// A watchdog in the thread that makes it: it means to be called every two milliseconds and notes how long it was kept
/// waiting.
class HeldThread final : public QObject
{
public:
    HeldThread();
    /// The longest hold, in milliseconds.
    [[nodiscard]] double longestMs() const { return m_longestMs; }
    /// The most processor time of this thread within one hold, in milliseconds: what other programs cannot be blamed
    /// for.
    [[nodiscard]] double busiestCpuMs() const { return m_busiestCpuMs; }
    /// Begins anew.
    void forget();

private:
    void beat();

    QTimer m_timer;
    qint64 m_lastNs = 0;
    qint64 m_lastCpuNs = 0;
    double m_longestMs = 0;
    double m_busiestCpuMs = 0;
};

} // namespace yichuang::bench
