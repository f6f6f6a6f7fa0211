// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/reason.h"
#include "app/ports/devices.h"

#include <QByteArray>
#include <QObject>

namespace yichuang
{

/// One picture of a camera: `height` lines of `width` pixels, three bytes each (red, green, blue), without gaps,
/// upright.
struct Frame {
    int width = 0;
    int height = 0;
    QByteArray pixels;
    qint64 atMs = 0; ///< when it was taken, on a clock that never runs backwards
    [[nodiscard]] bool isWhole() const
    {
        return width > 0 && height > 0 && pixels.size() == static_cast<qsizetype>(width) * height * 3;
    }
};

/// Gives the pictures of a camera as they come. What reads codes or pages off them is made by whoever holds it, so that
/// a camera's driver is nothing but this. One thread; a receiver that is slow gets the newest and misses those between.
class FrameSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// Opens the camera; one that is not there is told by faulted() and tried again with a back-off until stop().
    virtual void start() = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual DeviceState state() const = 0;

Q_SIGNALS:
    void frameCame(const yichuang::Frame &frame);
    void faulted(const yichuang::Reason &reason);
    void stateChanged(yichuang::DeviceState state);
};

} // namespace yichuang
