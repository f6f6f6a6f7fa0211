// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QObject>

namespace yichuang
{

/// One setting: its key in the files, and the value it has where no file names it.
template <typename T>
struct Setting {
    const char *key;
    T fallback;
};

/// The settings of a program, from two JSON files: the administrator's (policy; what it names is locked) and the
/// person's own. One thread.
class Settings : public QObject
{
    Q_OBJECT

public:
    /// Reads both files; a file that is not there is an empty one, a malformed one is ConfigMalformed.
    /// `ownFile` is where set() writes; `policyFile` is never written.
    [[nodiscard]] static Result<std::unique_ptr<Settings>> load(const QString &ownFile, const QString &policyFile);

    [[nodiscard]] QString get(const Setting<QString> &setting) const;
    [[nodiscard]] int get(const Setting<int> &setting) const;
    [[nodiscard]] bool get(const Setting<bool> &setting) const;
    /// True where the administrator's file names the setting.
    [[nodiscard]] bool isLocked(const QString &key) const;
    /// Writes the person's file at once (atomic replace). ConfigLocked on a locked setting, DiskFull or
    /// StoreReadOnly when it cannot be written; the old value stays in force then.
    [[nodiscard]] Result<Done> set(const QString &key, const QJsonValue &value);
    /// A whole object, for settings that are structured (devices); empty where none.
    [[nodiscard]] QJsonObject object(const QString &key) const;
    [[nodiscard]] QString ownFile() const { return m_ownFile; }

Q_SIGNALS:
    void changed(const QString &key);

private:
    Settings(QString ownFile, QJsonObject own, QJsonObject policy);
    [[nodiscard]] QJsonValue value(const QString &key) const;

    QString m_ownFile;
    QJsonObject m_own;
    QJsonObject m_policy;
};

} // namespace yichuang
