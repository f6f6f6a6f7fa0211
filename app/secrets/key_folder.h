// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QJsonObject>

namespace yichuang
{

/// The folder of a window's key files: mode 0700, its files 0600, each a JSON object that is replaced whole and on
/// disk before the call returns. One thread at a time.
class KeyFolder
{
public:
    explicit KeyFolder(QString path) : m_path(std::move(path)) {}

    /// NotFound where there is no such file, StoreUnavailable where it cannot be read, StoreDamaged where it is not a
    /// JSON object or over 1 MiB, StoreNewer where its "version" is above `version`.
    [[nodiscard]] Result<QJsonObject> read(const QString &name, int version) const;
    /// DiskFull or StoreReadOnly; the old file stands then.
    [[nodiscard]] Result<Done> write(const QString &name, const QJsonObject &object) const;
    /// Nothing to remove is no failure.
    [[nodiscard]] Result<Done> remove(const QString &name) const;

    [[nodiscard]] const QString &path() const { return m_path; }

private:
    [[nodiscard]] QString file(const QString &name) const { return m_path + u'/' + name; }
    QString m_path;
};

} // namespace yichuang
