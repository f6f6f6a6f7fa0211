// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/samv_module.h"

#include <QMap>
#include <QStringEncoder>

#include <array>
#include <fcntl.h>
#include <numeric>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

namespace yichuang
{
namespace
{

const QByteArray preamble = QByteArray::fromHex("AAAAAA9669");

QByteArray utf16(const QString &text)
{
    QStringEncoder encoder(QStringConverter::Utf16LE);
    return encoder.encode(text);
}

QByteArray lengthOf(qsizetype size)
{
    return QByteArray().append(static_cast<char>(size >> 8)).append(static_cast<char>(size & 0xFF));
}

} // namespace

QByteArray cardBlock(const QList<QPair<int, QString>> &fields)
{
    QByteArray block = utf16(QString(128, u' '));
    for (const auto &[offset, text] : fields) {
        const QByteArray bytes = utf16(text);
        block.replace(offset, bytes.size(), bytes);
    }
    return block;
}

QByteArray CardText::block() const
{
    return cardBlock({{0, name},
                      {30, sex},
                      {32, ethnicity},
                      {36, birth},
                      {52, address},
                      {122, number},
                      {158, authority},
                      {188, from},
                      {204, to},
                      {220, rest}});
}

SamvModule::SamvModule(QObject *parent) : QObject(parent) {}

SamvModule::~SamvModule()
{
    hangUp();
}

QString SamvModule::open()
{
    std::array<char, 128> name{};
    if (::openpty(&m_master, &m_slave, name.data(), nullptr, nullptr) != 0)
        return {};
    termios raw{};
    ::tcgetattr(m_slave, &raw);
    ::cfmakeraw(&raw);
    ::tcsetattr(m_slave, TCSANOW, &raw);
    ::fcntl(m_master, F_SETFD, FD_CLOEXEC);
    ::fcntl(m_slave, F_SETFD, FD_CLOEXEC);
    m_notifier = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SamvModule::read);
    return QString::fromLocal8Bit(name.data());
}

void SamvModule::hangUp()
{
    m_notifier.reset();
    if (m_slave >= 0)
        ::close(std::exchange(m_slave, -1));
    if (m_master >= 0)
        ::close(std::exchange(m_master, -1));
}

void SamvModule::layCard(const QByteArray &text, const QByteArray &newAddress)
{
    m_card = text;
    m_newAddress = newAddress;
    m_fresh = true;
}

bool SamvModule::isHeard() const
{
    termios line{};
    if (m_baud == 0 || ::tcgetattr(m_slave, &line) != 0)
        return true;
    const QMap<int, speed_t> speeds{
        {9600, B9600}, {19200, B19200}, {38400, B38400}, {57600, B57600}, {115200, B115200}};
    return ::cfgetospeed(&line) == speeds.value(m_baud);
}

void SamvModule::read()
{
    std::array<char, 1024> chunk{};
    const ssize_t count = ::read(m_master, chunk.data(), chunk.size());
    if (count <= 0)
        return;
    m_buffer.append(chunk.data(), count);
    constexpr qsizetype commandSize = 10;
    qsizetype start = m_buffer.indexOf(preamble);
    while (start >= 0 && m_buffer.size() - start >= commandSize) {
        const QByteArray command = m_buffer.mid(start, commandSize);
        m_buffer.remove(0, start + commandSize);
        if (!isHeard())
            write(QByteArray::fromHex("F0AAAA0F96"));
        else if (!m_silent)
            answer(command);
        start = m_buffer.indexOf(preamble);
    }
}

void SamvModule::answer(const QByteArray &command)
{
    const QByteArray act = command.mid(7, 2);
    if (act == QByteArray::fromHex("2001")) {
        ++m_finds;
        if (m_refusal != 0)
            send(std::exchange(m_refusal, quint8(0)));
        else if (m_card.isEmpty() || !m_fresh)
            send(0x80);
        else
            send(0x9F, QByteArray(4, '\0'));
    } else if (act == QByteArray::fromHex("2002")) {
        if (m_card.isEmpty())
            send(0x81);
        else
            send(0x90, QByteArray(8, '\0'));
    } else if (act == QByteArray::fromHex("3001")) {
        answerRead();
    } else if (act == QByteArray::fromHex("3003")) {
        if (m_newAddress.isEmpty())
            send(0x91);
        else
            send(0x90, m_newAddress);
    } else if (act == QByteArray::fromHex("11FF")) {
        send(0x90);
    } else if (act == QByteArray::fromHex("12FF")) {
        // 05.01-20200245-0000012345-678902514
        send(0x90, QByteArray::fromHex("05000100"
                                       "353B3401"
                                       "39300000"
                                       "F23A7728"));
    } else {
        send(0x21);
    }
}

void SamvModule::answerRead()
{
    if (m_card.isEmpty()) {
        send(0x41);
        return;
    }
    ++m_reads;
    m_fresh = false;
    send(0x90, lengthOf(256) + lengthOf(1024) + m_card + QByteArray(1024, 'p'));
    Q_EMIT cardAnswered();
}

void SamvModule::send(quint8 status, const QByteArray &content)
{
    QByteArray body = lengthOf(4 + content.size()) + QByteArray(2, '\0');
    body.append(static_cast<char>(status)).append(content);
    const char sum = std::accumulate(body.begin(), body.end(), char(0),
                                     [](char all, char byte) { return static_cast<char>(all ^ byte); });
    QByteArray frame = preamble + body + sum;
    if (m_spoil && content.size() > 1000)
        frame = std::exchange(m_spoil, nullptr)(frame);
    write(frame);
}

void SamvModule::write(const QByteArray &bytes)
{
    // In parts, as a serial line gives them.
    for (qsizetype place = 0; place < bytes.size(); place += 100) {
        const QByteArray part = bytes.mid(place, 100);
        if (::write(m_master, part.constData(), static_cast<size_t>(part.size())) < 0)
            return;
    }
}

} // namespace yichuang
