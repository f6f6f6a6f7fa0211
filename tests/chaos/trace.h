// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCryptographicHash>
#include <QString>

#include <cstdio>

namespace yichuang::chaos
{

/// What happened in a world, as a hash: equal where two runs did the same at the same times. No keys, no seals, no
/// signatures go into it.
class Trace
{
public:
    explicit Trace(bool spoken = false) : m_spoken(spoken) {}

    void note(qint64 ms, const QString &what)
    {
        const QByteArray line = QByteArray::number(ms) + ' ' + what.toUtf8() + '\n';
        m_hash.addData(line);
        ++m_lines;
        if (m_spoken)
            std::fputs(line.constData(), stderr);
    }
    [[nodiscard]] QString hash() const { return QString::fromLatin1(m_hash.result().toHex().left(32)); }
    [[nodiscard]] qint64 lines() const { return m_lines; }

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_lines = 0;
    bool m_spoken;
};

} // namespace yichuang::chaos
