// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>

namespace yichuang
{

/// The application, measuring how long the main thread is held by each event it handles: a paint, a key, a late answer.
/// Writes a JSON line {"at": ms since start, "ms": held, "cpuMs": of it on the processor, "event": type} for each hold
/// over 8 ms to the file named in YICHUANG_STALL_LOG; measures nothing where that is not set.
class WatchedApplication final : public QApplication
{
    Q_OBJECT

public:
    static constexpr qint64 reportFromNs = 8'000'000;

    WatchedApplication(int &argc, char **argv);
    bool notify(QObject *receiver, QEvent *event) override;

private:
    void report(qint64 heldNs, qint64 cpuNs, int type, const char *receiver);

    QFile m_file;
    QElapsedTimer m_clock;
    int m_depth = 0;
};

} // namespace yichuang
