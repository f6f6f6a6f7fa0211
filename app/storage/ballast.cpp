// SPDX-License-Identifier: Apache-2.0
#include "app/storage/ballast.h"

#include "app/base/log.h"
#include "app/storage/durable_file.h"

#include <QFile>
#include <QFileInfo>

namespace yichuang
{

bool Ballast::isWhole() const
{
    return m_bytes <= 0 || QFileInfo(m_file).size() == m_bytes;
}

Result<Done> Ballast::ensure()
{
    if (isWhole())
        return Done{};
    return allocateFile(m_file, m_bytes);
}

void Ballast::release()
{
    if (m_bytes > 0 && QFile::remove(m_file))
        qCWarning(logStore) << "ballast released: the disk is full";
}

} // namespace yichuang
