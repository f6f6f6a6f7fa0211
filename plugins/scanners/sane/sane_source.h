// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugins/scanners/sane/page_builder.h"
#include "plugins/scanners/sane/sane_device.h"

#include <QTimer>

namespace yichuang::sane
{

/// A SANE scanner as a page source. SANE's calls block, so that it works in slices of the event loop: a cancel is
/// heeded between two of them, and a scanner that hangs is the helper's watchdog's business. Pages are JPEG.
class SaneSource final : public PageSource
{
    Q_OBJECT

public:
    struct Options {
        QString configDir;
        bool localOnly = false;
        int quality = 85; ///< JPEG, 50 to 100
        QJsonObject extra;
    };

    explicit SaneSource(Options options, QObject *parent = nullptr);
    [[nodiscard]] QFuture<Result<QList<ScannerChoice>>> scanners() override;
    /// Opens the scanner for it; ScannerBusy while a batch runs.
    [[nodiscard]] QFuture<Result<ScannerAbilities>> abilities(const QString &scanner) override;
    void scan(const ScanRequest &request) override;
    void cancel() override { m_cancelled = true; }
    [[nodiscard]] DeviceState state() const override { return m_device ? DeviceState::Busy : DeviceState::Ready; }

private:
    [[nodiscard]] Result<std::unique_ptr<Device>> openNamed(QString name);
    [[nodiscard]] Result<Done> open();
    void step();
    void beginPage();
    void readSlice();
    void endPage();
    void end(const std::optional<Reason> &reason);

    Options m_options;
    Library m_library;
    std::unique_ptr<Device> m_device;
    std::optional<PageBuilder> m_page;
    QTimer m_slice;
    ScanRequest m_request;
    int m_dpi = 0;
    int m_pages = 0;
    int m_told = 0; ///< per cent of the page, in tens
    bool m_feeder = false;
    bool m_cancelled = false;
};

} // namespace yichuang::sane
