// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFileSystemWatcher>
#include <QJsonObject>
#include <QObject>

namespace yichuang::simulator
{

/// A file to which a trainer appends events, one JSON object a line. Lines over 64 KiB and lines that are not an
/// object are passed over.
class ControlFile final : public QObject
{
    Q_OBJECT

public:
    /// Begins behind what the file already has. An empty path: nothing ever comes.
    explicit ControlFile(const QString &path, QObject *parent = nullptr);

Q_SIGNALS:
    void event(const QJsonObject &event);

private:
    void read();

    QString m_path;
    QFileSystemWatcher m_watcher;
    qint64 m_place = 0;
};

} // namespace yichuang::simulator
