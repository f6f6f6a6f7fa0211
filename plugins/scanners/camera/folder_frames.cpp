// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/camera/folder_frames.h"

#include <QDir>
#include <QImageReader>

#include <cstring>

namespace yichuang::camera
{
namespace
{

constexpr qint64 frameMs = 100;
constexpr qint64 mostPixels = 40'000'000;

QVideoFrame videoOf(const QImage &rgb)
{
    QVideoFrame frame(QVideoFrameFormat(rgb.size(), QVideoFrameFormat::Format_BGRX8888));
    if (!frame.map(QVideoFrame::WriteOnly))
        return {};
    const auto line = static_cast<std::size_t>(std::min<qsizetype>(frame.bytesPerLine(0), rgb.bytesPerLine()));
    for (int y = 0; y < rgb.height(); ++y)
        std::memcpy(frame.bits(0) + static_cast<qsizetype>(y) * frame.bytesPerLine(0), rgb.constScanLine(y), line);
    frame.unmap();
    return frame;
}

} // namespace

FolderFrames::FolderFrames(Options options, QObject *parent)
    : VideoFrames(options.turned, parent),
      m_options(std::move(options))
{
    m_pace.setInterval(m_options.paceMs);
    connect(&m_pace, &QTimer::timeout, this, &FolderFrames::play);
}

void FolderFrames::start()
{
    if (m_pace.isActive())
        return;
    m_name.clear();
    m_picture = {};
    m_shown = 0;
    m_said = false;
    setState(DeviceState::Starting);
    m_pace.start();
}

void FolderFrames::stop()
{
    m_pace.stop();
    forget();
    setState(DeviceState::Absent);
}

bool FolderFrames::load(const QString &name)
{
    QImageReader reader(QDir(m_options.folder).filePath(name));
    const QSize size = reader.size();
    if (static_cast<qint64>(size.width()) * size.height() > mostPixels)
        return false;
    const QImage picture = reader.read();
    if (picture.isNull())
        return false; // still being written, perhaps
    m_picture = picture.convertToFormat(QImage::Format_RGB32);
    m_name = name;
    m_shown = 0;
    return true;
}

void FolderFrames::play()
{
    if (m_shown == 0 || m_shown >= m_options.framesEach) {
        const QStringList names =
            QDir(m_options.folder)
                .entryList({QStringLiteral("*.png"), QStringLiteral("*.jpg")}, QDir::Files, QDir::Name);
        const auto next = std::upper_bound(names.begin(), names.end(), m_name);
        if (next != names.end())
            (void)load(*next);
    }
    if (m_picture.isNull()) {
        setState(DeviceState::Trouble);
        if (!std::exchange(m_said, true))
            Q_EMIT faulted(Reason{m_options.missing, QStringLiteral("camera.folder"), QStringLiteral("no picture")});
        return;
    }
    ++m_shown;
    m_atMs += frameMs;
    // A frame of its own each time: the sink passes over one that it has already.
    QVideoFrame frame = videoOf(m_picture);
    frame.setStartTime(m_atMs * 1000);
    sink()->setVideoFrame(frame);
}

} // namespace yichuang::camera
