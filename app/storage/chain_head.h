// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>

namespace yichuang
{

/// How far the chain of this device had come when it was committed last, in a file of its own beside the store. A bit
/// that turns in the log's last commit looks as a power cut leaves it, and the store alone cannot tell that something
/// acknowledged is missing, nor that a receipt number was given: the number here can. It is written after the commit is
/// durable and not synced, so that it is never ahead of a sound store, and costs some microseconds; behind it may be,
/// after a power cut. One thread.
class ChainHead
{
public:
    ChainHead(const QString &file, QString device);

    /// To be called behind a commit. Where it cannot be written, it says less.
    void note(qint64 sequence);
    /// 0 where there is none, a torn one, or another device's.
    [[nodiscard]] qint64 read();

private:
    [[nodiscard]] QByteArray lineOf(qint64 sequence) const;

    QFile m_file;
    QString m_device;
    qint64 m_noted = 0;
};

} // namespace yichuang
