// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIODevice>
#include <QSocketNotifier>

#include <memory>

namespace yichuang::escpos
{

/// A character device such as /dev/usb/lp0, without ever blocking: a printer out of paper takes no more bytes. Opened
/// for writing alone where it cannot be read.
class DeviceFile final : public QIODevice
{
    Q_OBJECT

public:
    explicit DeviceFile(QString path);
    ~DeviceFile() override;
    [[nodiscard]] static bool isDevice(const QString &path);
    bool open(OpenMode mode) override;
    void close() override;
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesToWrite() const override { return m_unwritten.size(); }
    /// Whether it could be opened for reading.
    [[nodiscard]] bool answers() const { return m_answers; }

Q_SIGNALS:
    void broken(const QString &detail);

protected:
    qint64 readData(char *bytes, qint64 most) override;
    qint64 writeData(const char *bytes, qint64 size) override;

private:
    void writeMore();
    void fail();

    QString m_path;
    QByteArray m_unwritten;
    std::unique_ptr<QSocketNotifier> m_incoming;
    std::unique_ptr<QSocketNotifier> m_room;
    int m_descriptor = -1;
    bool m_answers = false;
};

} // namespace yichuang::escpos
