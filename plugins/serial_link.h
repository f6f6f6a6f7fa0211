// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/reason.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QSerialPort>
#include <QTimer>

namespace yichuang
{

/// A serial port that comes back: where it cannot be opened or hangs up, it is closed and opened again with a
/// back-off of retryMs, doubled up to 30 s, and at once when its device file appears. 8 data bits, no parity, 1 stop
/// bit.
class SerialLink final : public QObject
{
    Q_OBJECT

public:
    struct Options {
        QString port; ///< a device file or a port's name
        int baud = 115200;
        int retryMs = 1000;
        Fault missing = Fault::ReaderMissing; ///< how lost() names a port that is not there
    };

    explicit SerialLink(Options options, QObject *parent = nullptr);
    void open();
    void close();
    void write(const QByteArray &bytes) { m_port.write(bytes); }
    /// Speaks at another speed from here on.
    void setBaud(int baud);
    [[nodiscard]] int baud() const { return m_options.baud; }
    [[nodiscard]] bool isOpen() const { return m_port.isOpen(); }
    /// Closes and opens again later: the far end is of no use as it is.
    void giveUp(const QString &detail);
    /// The far end speaks sense: the next back-off begins small.
    void trust() { m_waitMs = m_options.retryMs; }

Q_SIGNALS:
    void opened();
    void arrived(const QByteArray &bytes);
    void lost(const yichuang::Reason &reason);

private:
    void tryOpen();
    [[nodiscard]] QString file() const;
    void watchFor();
    void watchNothing();
    void folderChanged();

    Options m_options;
    QSerialPort m_port;
    QTimer m_retry;
    QFileSystemWatcher m_folder; ///< of the device file, while it is not there
    int m_waitMs;
};

} // namespace yichuang
