// SPDX-License-Identifier: Apache-2.0
#include "app/storage/chain_head.h"

#include "app/crypto/digest.h"

namespace yichuang
{

namespace
{

constexpr int digits = 20;
constexpr qint64 longestLine = 256;

} // namespace

ChainHead::ChainHead(const QString &file, QString device) : m_file(file), m_device(std::move(device)) {}

QByteArray ChainHead::lineOf(qint64 sequence) const
{
    const QByteArray number = QByteArray::number(sequence).rightJustified(digits, '0');
    return number + ' ' + sha256(number + m_device.toUtf8()).toHex() + '\n';
}

void ChainHead::note(qint64 sequence)
{
    if (sequence <= m_noted)
        return;
    if (!m_file.isOpen()) {
        if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
            return;
        m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    // Of one length always, in one place: it needs no room on a full disk.
    const QByteArray line = lineOf(sequence);
    if (m_file.seek(0) && m_file.write(line) == line.size())
        m_noted = sequence;
}

qint64 ChainHead::read()
{
    m_noted = 0;
    m_file.close();
    QFile file(m_file.fileName());
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = file.read(longestLine);
    const qint64 sequence = line.left(digits).toLongLong();
    return sequence > 0 && line == lineOf(sequence) ? sequence : 0;
}

} // namespace yichuang
