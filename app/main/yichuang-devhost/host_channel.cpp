// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-devhost/host_channel.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <unistd.h>

namespace yichuang
{
namespace
{

constexpr unsigned farewellSeconds = 2;

} // namespace

HostChannel::HostChannel(QObject *parent) : QObject(parent), m_output(::dup(STDOUT_FILENO))
{
    std::signal(SIGPIPE, SIG_IGN);
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
}

HostChannel::~HostChannel()
{
    if (m_thread.joinable())
        m_thread.detach();
    ::close(m_output);
}

void HostChannel::open()
{
    m_thread = std::thread([this] { readAll(); });
}

void HostChannel::send(const WireMessage &message)
{
    const Result<QByteArray> bytes = encodeMessage(message);
    if (!bytes)
        return;
    qsizetype written = 0;
    while (written < bytes->size()) {
        const ssize_t count =
            ::write(m_output, bytes->constData() + written, static_cast<size_t>(bytes->size() - written));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return;
        written += count;
    }
}

void HostChannel::readAll()
{
    MessageReader reader;
    std::array<char, 65536> chunk{};
    while (true) {
        const ssize_t count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        reader.feed(QByteArray(chunk.data(), count));
        Result<std::optional<WireMessage>> message = reader.next();
        while (message && message->has_value()) {
            QMetaObject::invokeMethod(
                this, [this, taken = **message] { Q_EMIT received(taken); }, Qt::QueuedConnection);
            message = reader.next();
        }
        if (!message)
            break;
    }
    QMetaObject::invokeMethod(this, [this] { Q_EMIT closed(); }, Qt::QueuedConnection);
    ::sleep(farewellSeconds);
    ::_exit(EXIT_FAILURE);
}

} // namespace yichuang
