// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/workflows/sign_in.h"

#include <QTimer>

namespace yichuang
{

/// Locks the window once nobody has touched keyboard, mouse or screen for so long: a clerk who walks away leaves nobody
/// else at his cases. Install it as the application's event filter; it takes no event away. The flow's thread.
class IdleLock : public QObject
{
    Q_OBJECT

public:
    /// `minutes` of 0: never.
    IdleLock(SignInFlow &signIn, const Clock &clock, int minutes, QObject *parent = nullptr);

    bool eventFilter(QObject *watched, QEvent *event) override;
    /// Somebody is there.
    void acted();
    /// Locks where it is time. The clock on the wall counts as well: a machine that slept was left alone.
    void look();

private:
    SignInFlow &m_signIn;
    const Clock &m_clock;
    qint64 m_afterMs;
    qint64 m_lastMs = 0;
    QDateTime m_lastAt;
    QTimer m_looks;
};

} // namespace yichuang
