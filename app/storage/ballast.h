// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

namespace yichuang
{

/// Disk space held back. On a full disk even a DELETE fails, so the ballast is let go then: what is under way can be
/// tidied and sent, while new work waits until the ballast can be built again. One thread.
class Ballast
{
public:
    Ballast(QString file, qint64 bytes) : m_file(std::move(file)), m_bytes(bytes) {}

    [[nodiscard]] bool isWhole() const;
    /// Builds it where it is not whole. DiskFull where there is no room.
    [[nodiscard]] Result<Done> ensure();
    void release();

private:
    QString m_file;
    qint64 m_bytes;
};

} // namespace yichuang
