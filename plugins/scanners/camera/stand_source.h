// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/frames.h"
#include "plugins/scanners/camera/steadiness.h"

#include <functional>

namespace yichuang::camera
{

/// A camera stand as a page source. Sheets are laid under it one after the other; each is taken when it lies still, and
/// the next is waited for once the desk was left or something else lies there. Without a new sheet for `patienceMs` the
/// batch ends. What the camera sees with nothing on it is kept as the empty desk, so that sheets are told from it. For
/// PaperSize::IdCard both sides make one page. Pages are JPEG; blurred ones and ones with glare carry their flags.
class StandSource final : public PageSource
{
    Q_OBJECT

public:
    struct Options {
        int quality = 88;         ///< JPEG, 50 to 100
        qint64 patienceMs = 8000; ///< of the frames' time
        QString emptyDesk;        ///< a picture of the desk with nothing on it; empty: learned
    };
    using Cameras = std::function<QList<ScannerChoice>()>;

    StandSource(std::unique_ptr<FrameSource> frames, Cameras cameras, Options options, QObject *parent = nullptr);
    [[nodiscard]] QFuture<Result<QList<ScannerChoice>>> scanners() override;
    [[nodiscard]] QFuture<Result<ScannerAbilities>> abilities(const QString &scanner) override;
    void scan(const ScanRequest &request) override;
    void cancel() override;
    [[nodiscard]] DeviceState state() const override { return m_scanning ? DeviceState::Busy : DeviceState::Ready; }

private:
    void begin();
    void look(const Frame &frame);
    void take(const QImage &picture, const Outline &outline);
    void give(const QImage &page, const QList<PageFlag> &flags);
    void end(const std::optional<Reason> &reason);

    std::unique_ptr<FrameSource> m_frames;
    Cameras m_cameras;
    Options m_options;
    ScanRequest m_request;
    Steadiness m_steadiness;
    QImage m_emptyDesk;
    QImage m_taken; ///< a glimpse of what was taken last, while it lies there
    QImage m_front; ///< of a card whose back is waited for
    QList<PageFlag> m_frontFlags;
    std::optional<qint64> m_waitingSince;
    int m_batch = 0;
    int m_pages = 0;
    bool m_scanning = false;
};

} // namespace yichuang::camera
