// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/stall_watch.h"

#include <QAbstractEventDispatcher>

namespace yichuang
{

StallWatch::StallWatch(const QString &file, QObject *parent) : QObject(parent), m_file(file)
{
    if (file.isEmpty() || !m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        return;
    m_start.start();
    auto *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, &StallWatch::woke);
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &StallWatch::rests);
}

void StallWatch::woke()
{
    m_wokeNs = m_start.nsecsElapsed();
}

void StallWatch::rests()
{
    if (m_wokeNs == 0)
        return;
    const qint64 heldMs = (m_start.nsecsElapsed() - m_wokeNs) / 1'000'000;
    m_wokeNs = 0;
    if (heldMs < reportFromMs)
        return;
    m_file.write(QStringLiteral("{\"at\":%1,\"ms\":%2}\n").arg(m_start.elapsed()).arg(heldMs).toLatin1());
    m_file.flush();
}

} // namespace yichuang
