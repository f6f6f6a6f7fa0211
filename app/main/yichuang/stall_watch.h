// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QObject>

namespace yichuang
{

/// Measures how long the main thread's event loop stays away at a stretch: from waking until it blocks again. Writes
/// a JSON line {"at":ms since start,"ms":n} to a file for each hold over 8 ms. On only where the file is named in
/// YICHUANG_STALL_LOG.
class StallWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 reportFromMs = 8;

    /// Starts watching the calling thread; nothing happens where `file` is empty.
    explicit StallWatch(const QString &file, QObject *parent = nullptr);

private:
    void woke();
    void rests();

    QFile m_file;
    QElapsedTimer m_start;
    qint64 m_wokeNs = 0;
};

} // namespace yichuang
