// SPDX-License-Identifier: Apache-2.0
#include "plugins/printers/escpos/device_file.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace yichuang::escpos
{

DeviceFile::DeviceFile(QString path) : m_path(std::move(path)) {}

DeviceFile::~DeviceFile()
{
    close();
}

bool DeviceFile::isDevice(const QString &path)
{
    struct stat known = {};
    return ::stat(QFile::encodeName(path).constData(), &known) == 0 && S_ISCHR(known.st_mode);
}

bool DeviceFile::open(OpenMode mode)
{
    const QByteArray path = QFile::encodeName(m_path);
    constexpr int common = O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    m_descriptor = ::open(path.constData(), O_RDWR | common);
    m_answers = m_descriptor >= 0;
    if (!m_answers)
        m_descriptor = ::open(path.constData(), O_WRONLY | common);
    if (m_descriptor < 0) {
        setErrorString(QString::fromLocal8Bit(std::strerror(errno)));
        return false;
    }
    m_room = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
    m_room->setEnabled(false);
    connect(m_room.get(), &QSocketNotifier::activated, this, &DeviceFile::writeMore);
    if (m_answers) {
        m_incoming = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
        connect(m_incoming.get(), &QSocketNotifier::activated, this, &QIODevice::readyRead);
    }
    return QIODevice::open(mode | Unbuffered);
}

void DeviceFile::close()
{
    if (m_descriptor < 0)
        return;
    QIODevice::close();
    m_incoming.reset();
    m_room.reset();
    m_unwritten.clear();
    ::close(std::exchange(m_descriptor, -1));
}

qint64 DeviceFile::readData(char *bytes, qint64 most)
{
    const ssize_t count = ::read(m_descriptor, bytes, static_cast<std::size_t>(most));
    if (count > 0)
        return count;
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return 0;
    // Nothing more will come: a notifier would tell of that without an end.
    m_incoming->setEnabled(false);
    if (count < 0)
        fail();
    return 0;
}

qint64 DeviceFile::writeData(const char *bytes, qint64 size)
{
    m_unwritten.append(bytes, size);
    writeMore();
    return size;
}

void DeviceFile::writeMore()
{
    while (!m_unwritten.isEmpty()) {
        const ssize_t count =
            ::write(m_descriptor, m_unwritten.constData(), static_cast<std::size_t>(m_unwritten.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno != EAGAIN) {
            m_room->setEnabled(false);
            fail();
            return;
        }
        if (count < 0)
            break;
        m_unwritten.remove(0, count);
    }
    m_room->setEnabled(!m_unwritten.isEmpty());
}

/// Later: whoever writes or reads is not done yet.
void DeviceFile::fail()
{
    const QString detail = QString::fromLocal8Bit(std::strerror(errno));
    QMetaObject::invokeMethod(this, [this, detail] { Q_EMIT broken(detail); }, Qt::QueuedConnection);
}

} // namespace yichuang::escpos
