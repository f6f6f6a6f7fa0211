// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/slip_terminal.h"

#include <array>
#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

namespace yichuang
{
namespace
{

const QByteArray offlineQuestion("\x10\x04\x02", 3);
const QByteArray errorQuestion("\x10\x04\x03", 3);
const QByteArray paperQuestion("\x10\x04\x04", 3);

} // namespace

QByteArray SlipEar::hear(const QByteArray &came)
{
    const QByteArray before = bytes.right(2);
    bytes.append(came);
    const QByteArray fresh = before + came; // a question may come in two pieces
    QByteArray answer;
    for (const auto &[question, status] :
         {std::pair(offlineQuestion, offline), std::pair(paperQuestion, paper), std::pair(errorQuestion, error)}) {
        if (status >= 0 && fresh.contains(question))
            answer.append(static_cast<char>(status));
    }
    return answer;
}

QByteArray SlipEar::slip() const
{
    QByteArray slip = bytes;
    for (const QByteArray &question : {offlineQuestion, errorQuestion, paperQuestion})
        slip.replace(question, QByteArray());
    return slip;
}

SlipTerminal::SlipTerminal(QObject *parent) : QObject(parent)
{
    std::array<char, 128> name{};
    termios raw{};
    ::cfmakeraw(&raw);
    if (::openpty(&m_master, &m_slave, name.data(), &raw, nullptr) != 0)
        qFatal("no pseudo-terminal");
    // A helper that held them too would keep the line up.
    ::fcntl(m_master, F_SETFD, FD_CLOEXEC);
    ::fcntl(m_slave, F_SETFD, FD_CLOEXEC);
    m_file = QString::fromLocal8Bit(name.data());
    m_notifier = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SlipTerminal::read);
}

SlipTerminal::~SlipTerminal()
{
    hangUp();
}

void SlipTerminal::setStatus(int offline, int paper, int error)
{
    m_ear.offline = offline;
    m_ear.paper = paper;
    m_ear.error = error;
}

void SlipTerminal::read()
{
    std::array<char, 4096> chunk{};
    const ssize_t count = ::read(m_master, chunk.data(), chunk.size());
    if (count <= 0)
        return;
    const QByteArray answer = m_ear.hear(QByteArray(chunk.data(), count));
    if (m_hangUpAfter > 0 && m_ear.bytes.size() >= m_hangUpAfter)
        hangUp();
    else if (!answer.isEmpty() && ::write(m_master, answer.constData(), static_cast<std::size_t>(answer.size())) < 0)
        qFatal("the pseudo-terminal takes no answer");
}

void SlipTerminal::hangUp()
{
    if (m_master < 0)
        return;
    m_notifier->setEnabled(false);
    m_notifier.release()->deleteLater();
    ::close(std::exchange(m_slave, -1));
    ::close(std::exchange(m_master, -1));
}

} // namespace yichuang
