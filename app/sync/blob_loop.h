// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/shift.h"
#include "app/sync/batch.h"
#include "app/sync/sync_parts.h"

#include <QSet>

namespace yichuang
{

/// Sends page files, three at a time so that one is read while another is on its way, whenever no operation wants to
/// go. A file that cannot be read here or that the centre refuses rests by itself and holds up no other. One thread.
class BlobLoop : public QObject
{
    Q_OBJECT

public:
    /// `mayGo` is asked before each file.
    BlobLoop(const SyncParts &parts, std::function<bool()> mayGo);

    void start();
    void stop();
    void wake();
    void hurry();
    /// The centre is well again: what fails from now on is the first failure.
    void forgive();

Q_SIGNALS:
    void contacted();
    void troubled(const yichuang::Reason &reason);

private:
    [[nodiscard]] bool isFull() const;
    void read();
    void choose(const QList<BlobToSend> &waiting);
    void send(const QString &blob);
    void put(const QString &blob, const QByteArray &bytes);
    void sent(const QString &blob);
    void failed(const QString &blob, const Reason &reason);
    void retry(const QString &blob, const Reason &reason);
    void rest(const Reason &reason);
    void bench(const QString &blob);

    SyncParts m_parts;
    std::function<bool()> m_mayGo;
    Pace m_pace;
    Benches m_benches; ///< by blob
    bool m_runs = false;
    bool m_reading = false; ///< what waits
    QSet<QString> m_underWay;
    bool m_afterFailure = false;
    Shift m_shift;
};

} // namespace yichuang
