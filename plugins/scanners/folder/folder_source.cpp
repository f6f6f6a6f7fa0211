// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/folder/folder_source.h"

#include <QDateTime>
#include <QDir>

namespace yichuang::folder
{
namespace
{

constexpr qint64 fileLimit = 50LL * 1024 * 1024;
constexpr int mostCopies = 10'000;

QString takenName()
{
    return QStringLiteral("taken");
}

Reason reasonOf(Fault fault, const QString &detail = {})
{
    return Reason{fault, QStringLiteral("folder.scan"), detail};
}

} // namespace

FolderSource::FolderSource(Options options, const Clock &clock, QObject *parent)
    : PageSource(parent),
      m_options(std::move(options)),
      m_clock(clock)
{
    m_looks.setInterval(m_options.lookEveryMs);
    connect(&m_looks, &QTimer::timeout, this, &FolderSource::look);
}

QFuture<Result<QList<ScannerChoice>>> FolderSource::scanners()
{
    return QtFuture::makeReadyFuture(
        Result<QList<ScannerChoice>>(QList<ScannerChoice>{{m_options.folder, {}, QStringLiteral("scan-to-folder")}}));
}

QFuture<Result<ScannerAbilities>> FolderSource::abilities(const QString &)
{
    // What the copier does is chosen at the copier.
    return QtFuture::makeReadyFuture(
        Result<ScannerAbilities>(ScannerAbilities{true, false, false, {PaperSize::A4}, 75, 600}));
}

void FolderSource::scan(const ScanRequest &request)
{
    if (m_scanning) {
        Q_EMIT finished(0, reasonOf(Fault::ScannerBusy));
        return;
    }
    m_request = request;
    m_scanning = true;
    m_cancelled = false;
    m_pages = 0;
    m_files = WholeFiles();
    m_given.clear();
    m_sinceMs = m_clock.monotonicMs();
    m_looks.start();
    Q_EMIT stateChanged(state());
}

/// What stands against a batch, before any page of it is given.
std::optional<Reason> FolderSource::obstacle() const
{
    if (!m_request.scanner.isEmpty() && m_request.scanner != m_options.folder)
        return reasonOf(Fault::ScannerMissing, QStringLiteral("no such folder"));
    const QDir folder(m_options.folder);
    if (m_options.folder.isEmpty() || !folder.exists())
        return reasonOf(Fault::ScannerMissing, m_options.folder);
    const QFileInfo taken(folder.filePath(takenName()));
    // Files that could not be moved away would come again and again.
    if ((!taken.isDir() && !folder.mkdir(takenName())) || !QFileInfo(m_options.folder).isWritable()
        || !QFileInfo(taken.filePath()).isWritable())
        return reasonOf(Fault::ScannerDenied, taken.filePath());
    return std::nullopt;
}

void FolderSource::look()
{
    if (!m_scanning)
        return;
    // By now the window has what was given: the event loop has turned.
    if (const QString given = std::exchange(m_given, {}); !given.isEmpty() && !putAway(given))
        return end(reasonOf(Fault::ScannerDenied, path(given)));
    if (m_cancelled)
        return end(reasonOf(Fault::Cancelled));
    if (const auto reason = obstacle())
        return end(reason);
    if (m_pages >= (m_request.feeder ? m_request.maxPages : 1))
        return end(std::nullopt);
    QList<SeenFile> seen;
    const QFileInfoList files = QDir(m_options.folder).entryInfoList(QDir::Files);
    for (const QFileInfo &file : files)
        seen.append({file.fileName(), file.size(), file.lastModified().toMSecsSinceEpoch()});
    const qint64 now = m_clock.monotonicMs();
    const QStringList whole = m_files.look(seen, now);
    for (const QString &name : whole) {
        if (give(name)) {
            m_sinceMs = now;
            m_looks.start(0);
            return;
        }
    }
    m_looks.start(m_options.lookEveryMs);
    if (now - m_sinceMs >= m_options.patienceMs)
        end(m_pages == 0 ? std::optional(reasonOf(Fault::FeederEmpty)) : std::nullopt);
}

bool FolderSource::give(const QString &name)
{
    QFile file(path(name));
    if (file.size() > fileLimit || !file.open(QIODevice::ReadOnly))
        return false;
    std::optional<ScannedPage> page = wholePage(file.readAll());
    if (!page)
        return false;
    page->name = name;
    ++m_pages;
    m_given = name;
    Q_EMIT pageScanned(*page);
    return true;
}

/// Moves a file into "taken", beside what bears its name there.
bool FolderSource::putAway(const QString &name) const
{
    const QDir taken(path(takenName()));
    const QFileInfo info(name);
    for (int copy = 1; copy < mostCopies; ++copy) {
        const QString there =
            copy == 1 ? name : QStringLiteral("%1-%2.%3").arg(info.completeBaseName()).arg(copy).arg(info.suffix());
        // Never over another file: rename() refuses that.
        if (!taken.exists(there))
            return QFile::rename(path(name), taken.filePath(there));
    }
    return false;
}

void FolderSource::end(const std::optional<Reason> &reason)
{
    m_looks.stop();
    m_scanning = false;
    Q_EMIT stateChanged(state());
    Q_EMIT finished(m_pages, reason);
}

} // namespace yichuang::folder
