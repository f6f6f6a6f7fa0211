// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>

namespace yichuang
{

/// The application, measuring how long the main thread is held by each event it handles: a paint, a key, a late answer.
/// Writes a JSON line {"at": ms since start, "ms": held, "cpuMs": of it on a processor, "queuedMs": of it ready to run
/// while other work had the processors, "event": type, "receiver": class} for each hold over 8 ms to the file named in
/// YICHUANG_STALL_LOG; measures nothing where that is not set. What is left of "ms" the thread waited for something.
class WatchedApplication final : public QApplication
{
    Q_OBJECT

public:
    static constexpr qint64 reportFromNs = 8'000'000;

    WatchedApplication(int &argc, char **argv);
    ~WatchedApplication() override;
    bool notify(QObject *receiver, QEvent *event) override;

private:
    struct Moment {
        qint64 ns = 0;
        qint64 cpuNs = 0;
        qint64 queuedNs = 0;
    };
    [[nodiscard]] Moment now() const;
    void report(const Moment &before, const Moment &after, int type, const char *receiver);

    QFile m_file;
    int m_schedule = -1; ///< the kernel's account of this thread
    QElapsedTimer m_clock;
    int m_depth = 0;
};

} // namespace yichuang
