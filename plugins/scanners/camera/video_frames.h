// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/frames.h"

#include <QVideoFrame>
#include <QVideoSink>

#include <mutex>

class QImage;

namespace yichuang::camera
{

/// What every source of frames here does behind Qt's video sink: each video frame becomes a Frame, upright, in this
/// object's thread; while one is being looked at, only the newest of those that come waits.
class VideoFrames : public FrameSource
{
    Q_OBJECT

public:
    /// `turned` is how the camera is mounted: 0, 90, 180 or 270 degrees clockwise, which is taken back.
    explicit VideoFrames(int turned, QObject *parent = nullptr);
    [[nodiscard]] DeviceState state() const final { return m_state; }

protected:
    [[nodiscard]] QVideoSink *sink() { return &m_sink; }
    void setState(DeviceState state);
    /// Lets what waits go: nothing comes after a stop.
    void forget();

private:
    void keep(const QVideoFrame &frame);
    void give();

    QVideoSink m_sink;
    std::mutex m_guard;
    QVideoFrame m_newest; ///< guarded: a camera gives its frames in a thread of its own
    bool m_waiting = false;
    int m_turned;
    DeviceState m_state = DeviceState::Absent;
};

/// A frame of a picture, and the picture that a frame holds (its pixels are shared: the frame must outlive it).
[[nodiscard]] Frame frameOf(const QImage &picture, qint64 atMs);
[[nodiscard]] QImage pictureOf(const Frame &frame);

} // namespace yichuang::camera
