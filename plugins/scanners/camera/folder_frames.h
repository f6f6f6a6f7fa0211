// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugins/scanners/camera/video_frames.h"

#include <QImage>
#include <QTimer>

namespace yichuang::camera
{

/// The pictures of a folder as if a camera saw them, by name, for training and for tests: each is shown for a number of
/// frames, the last one on and on until another appears. The frames' times are counted, 100 ms each, however fast they
/// are played. They go through the same video sink as a camera's.
class FolderFrames final : public VideoFrames
{
    Q_OBJECT

public:
    struct Options {
        QString folder;
        int turned = 0;
        int framesEach = 12; ///< 1 to 100
        int paceMs = 5;      ///< between two frames; 1 to 1,000
        Fault missing = Fault::ScannerMissing;
    };

    explicit FolderFrames(Options options, QObject *parent = nullptr);
    /// Begins with the first picture.
    void start() override;
    void stop() override;

private:
    void play();
    [[nodiscard]] bool load(const QString &name);

    Options m_options;
    QTimer m_pace;
    QString m_name; ///< of the picture shown
    QImage m_picture;
    int m_shown = 0;
    qint64 m_atMs = 0;
    bool m_said = false;
};

} // namespace yichuang::camera
