// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/documents/codes.h"
#include "app/ports/frames.h"

#include <map>

namespace yichuang
{

/// Tells a code that came into view from one that is still there. Plain value.
class SeenCodes
{
public:
    /// A code counts as gone once no frame had it for `absentMs`.
    explicit SeenCodes(qint64 absentMs = 1'000) : m_absentMs(absentMs) {}
    /// Those of a frame's codes that are new, each once. Times never run backwards.
    [[nodiscard]] QList<ReadCode> newOnes(const QList<ReadCode> &codes, qint64 atMs);

private:
    qint64 m_absentMs;
    std::map<QString, qint64> m_lastSeen; ///< by format and text
};

/// The codes that are held before a camera, each reported when it comes into view; it must leave before it is reported
/// again. Every frame is looked at for as long as decodeCodes() is given; those that come meanwhile are passed over.
class FrameCodes final : public CodeSource
{
    Q_OBJECT

public:
    /// `formats` as decodeCodes().
    FrameCodes(std::unique_ptr<FrameSource> frames, QStringList formats, std::shared_ptr<const Clock> clock,
               QObject *parent = nullptr);
    void start() override;
    void stop() override;
    [[nodiscard]] DeviceState state() const override { return m_frames->state(); }

private:
    void look(const Frame &frame);

    std::unique_ptr<FrameSource> m_frames;
    QStringList m_formats;
    std::shared_ptr<const Clock> m_clock;
    SeenCodes m_seen;
};

} // namespace yichuang
