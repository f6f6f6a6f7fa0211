// SPDX-License-Identifier: Apache-2.0
#include "app/documents/frame_codes.h"

namespace yichuang
{

QList<ReadCode> SeenCodes::newOnes(const QList<ReadCode> &codes, qint64 atMs)
{
    std::erase_if(m_lastSeen, [&](const auto &seen) { return atMs - seen.second > m_absentMs; });
    QList<ReadCode> fresh;
    for (const ReadCode &code : codes) {
        if (m_lastSeen.insert_or_assign(code.format + u' ' + code.text, atMs).second)
            fresh.append(code);
    }
    return fresh;
}

FrameCodes::FrameCodes(std::unique_ptr<FrameSource> frames, QStringList formats, std::shared_ptr<const Clock> clock,
                       QObject *parent)
    : CodeSource(parent),
      m_frames(std::move(frames)),
      m_formats(std::move(formats)),
      m_clock(std::move(clock))
{
    connect(m_frames.get(), &FrameSource::frameCame, this, &FrameCodes::look);
    connect(m_frames.get(), &FrameSource::faulted, this, &CodeSource::faulted);
    connect(m_frames.get(), &FrameSource::stateChanged, this, &CodeSource::stateChanged);
}

void FrameCodes::start()
{
    m_seen = SeenCodes();
    m_frames->start();
}

void FrameCodes::stop()
{
    m_frames->stop();
}

void FrameCodes::look(const Frame &frame)
{
    if (!frame.isWhole())
        return;
    const QImage picture(reinterpret_cast<const uchar *>(frame.pixels.constData()), frame.width, frame.height,
                         frame.width * 3, QImage::Format_RGB888);
    const QList<ReadCode> codes = decodeCodes(picture, m_formats, {.clock = m_clock.get()}).value_or(QList<ReadCode>());
    const QList<ReadCode> fresh = m_seen.newOnes(codes, frame.atMs);
    for (const ReadCode &code : fresh)
        Q_EMIT codeRead(code);
}

} // namespace yichuang
