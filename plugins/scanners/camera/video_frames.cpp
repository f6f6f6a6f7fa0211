// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/camera/video_frames.h"

#include <QImage>
#include <QTransform>

#include <chrono>

namespace yichuang::camera
{
namespace
{

qint64 steadyMs()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

} // namespace

Frame frameOf(const QImage &picture, qint64 atMs)
{
    const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
    Frame frame{rgb.width(), rgb.height(), {}, atMs};
    frame.pixels.reserve(static_cast<qsizetype>(rgb.width()) * rgb.height() * 3);
    for (int y = 0; y < rgb.height(); ++y)
        frame.pixels.append(reinterpret_cast<const char *>(rgb.constScanLine(y)), rgb.width() * 3);
    return frame;
}

QImage pictureOf(const Frame &frame)
{
    if (!frame.isWhole())
        return {};
    return QImage(reinterpret_cast<const uchar *>(frame.pixels.constData()), frame.width, frame.height, frame.width * 3,
                  QImage::Format_RGB888);
}

VideoFrames::VideoFrames(int turned, QObject *parent) : FrameSource(parent), m_turned(turned)
{
    connect(&m_sink, &QVideoSink::videoFrameChanged, this, &VideoFrames::keep, Qt::DirectConnection);
}

void VideoFrames::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

void VideoFrames::forget()
{
    const std::lock_guard lock(m_guard);
    m_newest = {};
}

void VideoFrames::keep(const QVideoFrame &frame)
{
    const std::lock_guard lock(m_guard);
    m_newest = frame;
    if (!std::exchange(m_waiting, true))
        QMetaObject::invokeMethod(this, &VideoFrames::give, Qt::QueuedConnection);
}

void VideoFrames::give()
{
    QVideoFrame frame;
    {
        const std::lock_guard lock(m_guard);
        frame = std::exchange(m_newest, {});
        m_waiting = false;
    }
    if (!frame.isValid())
        return;
    QImage picture = frame.toImage();
    if (picture.isNull())
        return;
    if (m_turned != 0)
        picture = picture.transformed(QTransform().rotate(360 - m_turned));
    setState(DeviceState::Ready);
    Q_EMIT frameCame(frameOf(picture, frame.startTime() >= 0 ? frame.startTime() / 1000 : steadyMs()));
}

} // namespace yichuang::camera
