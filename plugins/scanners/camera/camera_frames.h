// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugins/scanners/camera/video_frames.h"

#include <QCamera>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QTimer>

namespace yichuang::camera
{

/// A camera of this machine. One that is not there, or is unplugged, is told once and looked for again: when the system
/// says that its cameras changed, and with a back-off from 1 s to 30 s.
class CameraFrames final : public VideoFrames
{
    Q_OBJECT

public:
    struct Options {
        QString camera;   ///< its id or a part of its description; empty: the first
        int turned = 0;   ///< degrees
        int width = 1280; ///< pixels wished for; the nearest that the camera has
        Fault missing = Fault::ScannerMissing;
    };

    explicit CameraFrames(Options options, QObject *parent = nullptr);
    ~CameraFrames() override;
    void start() override;
    void stop() override;
    /// The cameras of this machine by id and description.
    [[nodiscard]] static QList<ScannerChoice> cameras();

private:
    void open();
    void lose(const QString &detail);

    Options m_options;
    QMediaDevices m_devices;
    QMediaCaptureSession m_session;
    std::unique_ptr<QCamera> m_camera;
    QTimer m_retry;
    int m_waitMs;
    bool m_wanted = false;
    bool m_said = false;
};

} // namespace yichuang::camera
