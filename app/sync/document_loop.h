// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/shift.h"
#include "app/sync/sync_parts.h"

namespace yichuang
{

/// Keeps the documents that the centre publishes: asks for each at the start and every hour, with the tag of the one
/// that is kept. A document that fails holds up no other. Their signatures are checked by the Centre. One thread.
class DocumentLoop : public QObject
{
    Q_OBJECT

public:
    DocumentLoop(const SyncParts &parts, QStringList names);

    void start();
    void stop();
    void hurry();

Q_SIGNALS:
    void contacted();
    void changed(const QString &name);
    void troubled(const yichuang::Reason &reason);

private:
    void begin();
    void next();
    void fetch(const QString &name, const QString &etag);
    void keep(const QString &name, const QPair<QByteArray, QString> &document);
    void failed(const QString &name, const Reason &reason);

    SyncParts m_parts;
    QStringList m_names;
    QStringList m_queue;
    QStringList m_failed;
    Reason m_lastFailure;
    Pace m_pace;
    bool m_runs = false;
    Shift m_shift;
};

} // namespace yichuang
