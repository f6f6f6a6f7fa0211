// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/ports/devices.h"
#include "plugins/scanners/folder/whole_files.h"

#include <QTimer>

namespace yichuang::folder
{

/// A folder that a network copier scans into. A batch takes the files that lie there whole, by name, and waits a while
/// for more; each file is one page of the port (a PDF may have several). A file that was given is moved into the folder
/// "taken" beside it, under a name of its own there, only after the window has it: ended between the two, the file
/// comes once more, and is never lost. What cannot be read stays where it is.
class FolderSource final : public PageSource
{
    Q_OBJECT

public:
    struct Options {
        QString folder;
        qint64 patienceMs = 20'000; ///< without a new file
        int lookEveryMs = 250;
    };

    /// The clock must outlive it.
    FolderSource(Options options, const Clock &clock, QObject *parent = nullptr);
    [[nodiscard]] QFuture<Result<QList<ScannerChoice>>> scanners() override;
    [[nodiscard]] QFuture<Result<ScannerAbilities>> abilities(const QString &scanner) override;
    void scan(const ScanRequest &request) override;
    void cancel() override { m_cancelled = true; }
    [[nodiscard]] DeviceState state() const override { return m_scanning ? DeviceState::Busy : DeviceState::Ready; }
    /// One look at the folder; the source's own timer calls it.
    void look();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_options.folder + u'/' + name; }
    [[nodiscard]] std::optional<Reason> obstacle() const;
    /// False where it cannot be read whole yet.
    bool give(const QString &name);
    [[nodiscard]] bool putAway(const QString &name) const;
    void end(const std::optional<Reason> &reason);

    Options m_options;
    const Clock &m_clock;
    QTimer m_looks;
    ScanRequest m_request;
    WholeFiles m_files;
    QString m_given; ///< given and not yet moved away
    qint64 m_sinceMs = 0;
    int m_pages = 0;
    bool m_scanning = false;
    bool m_cancelled = false;
};

} // namespace yichuang::folder
