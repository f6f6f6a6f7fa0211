// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-devhost/host_channel.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <poll.h>
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
    if (m_watch.joinable())
        m_watch.detach();
    ::close(m_output);
}

void HostChannel::open()
{
    m_more = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(m_more.get(), &QSocketNotifier::activated, this, &HostChannel::readMore);
    m_watch = std::thread([] { watchForTheEnd(); });
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

/// What is there; the notifier tells when there is more.
void HostChannel::readMore()
{
    std::array<char, 65536> chunk{};
    const ssize_t count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0)
        return end();
    m_reader.feed(QByteArray(chunk.data(), count));
    Result<std::optional<WireMessage>> message = m_reader.next();
    while (message && message->has_value()) {
        Q_EMIT received(**message);
        message = m_reader.next();
    }
    if (!message)
        end();
}

void HostChannel::end()
{
    m_more->setEnabled(false);
    ::alarm(farewellSeconds);
    Q_EMIT closed();
}

/// Ends the process a while after the window is gone.
void HostChannel::watchForTheEnd()
{
    pollfd input{STDIN_FILENO, POLLRDHUP, 0};
    while (::poll(&input, 1, -1) < 0 && errno == EINTR) {
    }
    ::sleep(farewellSeconds);
    ::_exit(EXIT_FAILURE);
}

} // namespace yichuang
