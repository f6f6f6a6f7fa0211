// SPDX-License-Identifier: Apache-2.0
#include "plugins/simulator/control_file.h"

#include "app/base/json.h"

#include <QFile>
#include <QFileInfo>

namespace yichuang::simulator
{
namespace
{

constexpr qint64 longestLine = 64 * 1024;

} // namespace

ControlFile::ControlFile(const QString &path, QObject *parent) : QObject(parent), m_path(path)
{
    if (m_path.isEmpty())
        return;
    const QFileInfo file(m_path);
    m_place = file.size();
    m_watcher.addPath(file.absolutePath());
    if (file.exists())
        m_watcher.addPath(m_path);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &ControlFile::read);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &ControlFile::read);
}

void ControlFile::read()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    if (!m_watcher.files().contains(m_path))
        m_watcher.addPath(m_path);
    if (file.size() < m_place)
        m_place = 0;
    file.seek(m_place);
    while (file.canReadLine() || !file.atEnd()) {
        const QByteArray line = file.readLine(longestLine);
        if (!line.endsWith('\n') && line.size() < longestLine - 1)
            return;
        m_place = file.pos();
        const Result<QJsonObject> event = parseJsonObject(line);
        if (event)
            Q_EMIT this->event(*event);
    }
}

} // namespace yichuang::simulator
