// SPDX-License-Identifier: Apache-2.0
// How the ledger finds out that its bytes are wrong, and what it does about it.
#include "app/base/log.h"
#include "app/storage/durable_file.h"
#include "app/storage/ledger.h"

#include <QFileInfo>

namespace yichuang
{

namespace
{

constexpr int pagesAtOnce = 64;

QString suspicionFile(const StorePlace &place)
{
    return place.folder + QStringLiteral("/suspect");
}

} // namespace

Result<Done> Ledger::open()
{
    m_mended.reset();
    if (m_place.mends && Mending::isUnderWay(m_place.folder)) {
        if (auto mended = mend({Fault::StoreDamaged, QStringLiteral("store.open"), {}}); !mended)
            return mended;
    }
    auto opened = openSound();
    if (opened || !m_place.mends || !isDamage(opened.error()))
        return opened;
    if (auto mended = mend(opened.error()); !mended)
        return mended;
    return openSound();
}

Result<Done> Ledger::openSound()
{
    auto opened = openAsItIs();
    if (opened && !m_viewOnly && QFileInfo::exists(suspicionFile(m_place))) {
        opened = verify();
        if (opened)
            QFile::remove(suspicionFile(m_place));
        else
            m_open = false;
    }
    if (!opened)
        m_database.closeAsItLies();
    return opened;
}

Result<Done> Ledger::mend(const Reason &why)
{
    auto mended = Mending(m_place, m_keys, m_identity, m_surroundings).run(why);
    m_operations.forget();
    m_audit.forget();
    if (!mended)
        return failure(mended.error());
    QFile::remove(suspicionFile(m_place));
    m_mended = *mended;
    return Done{};
}

/// The key's mark may be what is damaged: then the audit's last entry opens all the same.
bool Ledger::isOurs()
{
    const auto last = m_database.rows("SELECT number, sealed FROM audit ORDER BY number DESC LIMIT 1");
    return last && !last->isEmpty()
           && m_seals.unseal({"audit", last->first()[0].toString()}, last->first()[1].toByteArray()).has_value();
}

void Ledger::suspect(const Reason &why)
{
    if (!m_place.mends || m_viewOnly || QFileInfo::exists(suspicionFile(m_place)))
        return;
    qCWarning(logStore).noquote() << "the store is looked through when it is opened next:" << describe(why);
    if (auto written = writeDurably(suspicionFile(m_place), describe(why).toUtf8()); !written)
        qCWarning(logStore).noquote() << describe(written.error());
}

bool Ledger::hasBackup(qint64 olderThanMs) const
{
    if (m_backup)
        return true;
    const QList<BackupFile> all = backupsIn(Mending::backupFolder(m_place));
    // One of the future is of a clock that was wrong.
    const qint64 age = all.isEmpty() ? olderThanMs : all.first().at.msecsTo(now());
    return age >= 0 && age < olderThanMs;
}

Result<std::optional<QString>> Ledger::backUpSome()
{
    if (auto can = writable(); !can)
        return failure(can.error());
    if (!m_backup)
        m_backup = std::make_unique<Backup>(m_database, Mending::backupFolder(m_place), now());
    auto whole = m_backup->some(pagesAtOnce);
    if (whole && !*whole)
        return std::optional<QString>();
    const QString file = m_backup->file();
    m_backup.reset();
    if (!whole)
        return failure(whole.error());
    return std::optional<QString>(file);
}

void Ledger::backedUp(const Result<Done> &placed)
{
    // Those of before a rotation are sealed by a key that nobody has any more.
    if (placed)
        dropOldBackups(Mending::backupFolder(m_place), std::exchange(m_resealed.over, false) ? 1 : m_place.backups);
    else if (isDamage(placed.error()))
        suspect(placed.error());
}

} // namespace yichuang
