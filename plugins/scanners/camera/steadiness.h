// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugins/scanners/camera/desk_page.h"

namespace yichuang::camera
{

/// Whether what the camera sees has come to rest. Fed with every frame; small and quick. Times are the frames' own.
class Steadiness
{
public:
    explicit Steadiness(qint64 restMs = 500) : m_restMs(restMs) {}
    /// True once three frames or more, over restMs, were alike.
    bool feed(const QImage &picture, qint64 atMs);
    /// How much a picture differs, 0 to 255, from the one of the last frame; 255 before there is one.
    [[nodiscard]] static double difference(const QImage &one, const QImage &other);
    /// A small grey copy, for difference().
    [[nodiscard]] static QImage glimpse(const QImage &picture);

private:
    qint64 m_restMs;
    QImage m_last;
    qint64 m_since = 0;
    int m_alike = 0;
};

} // namespace yichuang::camera
