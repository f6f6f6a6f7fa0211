// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/virtual_reader.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QTcpServer>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace yichuang
{
namespace
{

constexpr int patience = 60'000;

bool readWhole(int socket, char *to, std::size_t length)
{
    while (length > 0) {
        const ssize_t got = ::recv(socket, to, length, 0);
        if (got <= 0)
            return false;
        to += got;
        length -= static_cast<std::size_t>(got);
    }
    return true;
}

/// A port that is free, and the one behind it, which the reader's second slot takes.
int freePort()
{
    for (int port = 20'000; port < 60'000; port += 2) {
        QTcpServer one;
        QTcpServer other;
        if (one.listen(QHostAddress::Any, static_cast<quint16>(port))
            && other.listen(QHostAddress::Any, static_cast<quint16>(port + 1)))
            return port;
    }
    return 0;
}

} // namespace

VirtualReader::VirtualReader() : m_port(freePort())
{
    QFile settings(m_folder.filePath(QStringLiteral("vpcd")));
    const QString port = QStringLiteral("0x%1").arg(m_port, 4, 16, QLatin1Char('0'));
    if (settings.open(QIODevice::WriteOnly)) {
        settings.write(QStringLiteral("FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:%1\n"
                                      "LIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so\nCHANNELID %1\n")
                           .arg(port)
                           .toLatin1());
    }
}

VirtualReader::~VirtualReader()
{
    end();
}

QString VirtualReader::socketFile() const
{
    return m_folder.filePath(QStringLiteral("pcscd.comm"));
}

/// The service takes its socket as a socket of systemd: so it can lie anywhere.
bool VirtualReader::begin()
{
    const QByteArray path = QFile::encodeName(socketFile());
    ::unlink(path.constData());
    m_listening = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(static_cast<char *>(address.sun_path), path.constData(), sizeof(address.sun_path));
    if (::bind(m_listening, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0
        || ::listen(m_listening, 16) != 0)
        return false;
    m_service.setProcessChannelMode(QProcess::MergedChannels);
    m_service.setChildProcessModifier([socket = m_listening] {
        constexpr int first = 3; // where systemd passes sockets
        if (socket == first)
            return;
        ::dup2(socket, first);
    });
    m_service.start(QStringLiteral("sh"),
                    {QStringLiteral("-c"),
                     QStringLiteral("LISTEN_PID=$$ LISTEN_FDS=1 exec /usr/sbin/pcscd -f -i -c \"$0\""),
                     m_folder.path()});
    const QDeadlineTimer late(patience);
    QByteArray told;
    while (m_service.state() != QProcess::NotRunning && !late.hasExpired()) {
        if (m_service.waitForReadyRead(100))
            told += m_service.readAllStandardOutput();
        if (told.contains("daemon ready"))
            return true;
    }
    qWarning("pcscd: %s", told.constData());
    return false;
}

void VirtualReader::end()
{
    take();
    if (m_service.state() != QProcess::NotRunning) {
        m_service.terminate();
        if (!m_service.waitForFinished(patience))
            m_service.kill();
        m_service.waitForFinished(patience);
    }
    if (m_listening >= 0)
        ::close(std::exchange(m_listening, -1));
    QFile::remove(socketFile());
}

bool VirtualReader::lay(PivCard &card)
{
    take();
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<quint16>(m_port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0) {
        ::close(socket);
        return false;
    }
    m_card = socket;
    m_thread.reset(QThread::create([this, &card, socket] { serve(card, socket); }));
    m_thread->start();
    return true;
}

void VirtualReader::take()
{
    if (!m_thread)
        return;
    ::shutdown(m_card, SHUT_RDWR);
    m_thread->wait();
    m_thread.reset();
    ::close(m_card.exchange(-1));
}

/// Each message has its length before it, two bytes; one of a single byte is for the power, the reset and the ATR.
void VirtualReader::serve(PivCard &card, int socket) const
{
    constexpr char askAtr = 4;
    QByteArray atr = card.reset();
    for (;;) {
        unsigned char head[2];
        if (!readWhole(socket, reinterpret_cast<char *>(head), sizeof(head)))
            return;
        QByteArray message((head[0] << 8) | head[1], Qt::Uninitialized);
        if (!readWhole(socket, message.data(), static_cast<std::size_t>(message.size())))
            return;
        if (message.size() == 1 && message.at(0) != askAtr) {
            atr = card.reset();
            continue;
        }
        QByteArray reply = message.size() == 1 ? atr : card.answer(message);
        const auto length = static_cast<quint16>(reply.size());
        reply.prepend(static_cast<char>(length & 0xFF)).prepend(static_cast<char>(length >> 8));
        if (::send(socket, reply.constData(), static_cast<std::size_t>(reply.size()), MSG_NOSIGNAL) != reply.size())
            return;
    }
}

} // namespace yichuang
