// SPDX-License-Identifier: Apache-2.0
#include "app/storage/mending.h"

#include "app/base/log.h"
#include "app/crypto/key_wrap.h"
#include "app/storage/audit_log.h"
#include "app/storage/backup.h"
#include "app/storage/case_table.h"
#include "app/storage/durable_file.h"
#include "app/storage/log_check.h"
#include "app/storage/operation_log.h"
#include "app/storage/receipt_counter.h"
#include "app/storage/salvage.h"
#include "app/storage/schema.h"

#include <QDir>
#include <QJsonDocument>
#include <QtEndian>

namespace yichuang
{

namespace
{

const QString storeName = QStringLiteral("store.db");
const QString logSuffix = QStringLiteral("-wal");
const QString mendedName = QStringLiteral("store.db.mended");
const QString damagedName = QStringLiteral("store.db.damaged");
const QString markName = QStringLiteral("mending.json");
const QString reportName = QStringLiteral("mended.json");
constexpr qint64 largestMark = 64 * 1024;
/// How many receipt numbers of a day are left out: more than a window gives between two backups.
constexpr qint64 serialGap = 1000;
constexpr int hallOffsetSeconds = 8 * 3600;

QJsonObject toJson(const MendReport &report)
{
    return {{QStringLiteral("at"), report.at.toString(Qt::ISODateWithMs)},
            {QStringLiteral("fault"), faultName(report.why.fault)},
            {QStringLiteral("where"), report.why.where},
            {QStringLiteral("detail"), report.why.detail},
            {QStringLiteral("setAside"), report.setAside},
            {QStringLiteral("backupOf"), report.backupOf.toString(Qt::ISODate)},
            {QStringLiteral("carriedOver"), report.carriedOver},
            {QStringLiteral("unreadable"), report.unreadable}};
}

MendReport reportFrom(const QJsonObject &json)
{
    MendReport report;
    report.at = QDateTime::fromString(json.value(QStringLiteral("at")).toString(), Qt::ISODateWithMs);
    report.why = {faultNamed(json.value(QStringLiteral("fault")).toString()).value_or(Fault::StoreDamaged),
                  json.value(QStringLiteral("where")).toString(), json.value(QStringLiteral("detail")).toString()};
    report.setAside = json.value(QStringLiteral("setAside")).toString();
    report.backupOf = QDateTime::fromString(json.value(QStringLiteral("backupOf")).toString(), Qt::ISODate);
    report.carriedOver = json.value(QStringLiteral("carriedOver")).toInt();
    report.unreadable = json.value(QStringLiteral("unreadable")).toInt();
    return report;
}

QByteArray bytesOf(const MendReport &report)
{
    return QJsonDocument(toJson(report)).toJson();
}

/// A store's files, with what SQLite may have laid beside it.
void removeStore(const QString &file)
{
    for (const char *part : {"", "-wal", "-shm", "-journal"})
        QFile::remove(file + QLatin1String(part));
}

constexpr qint64 pageSize = 4096;

/// Of a sound store with the tables of today; empty where it is another.
QByteArray firstPageOf(const QString &backup)
{
    QFile file(backup);
    const QByteArray page = file.open(QIODevice::ReadOnly) ? file.read(pageSize) : QByteArray();
    const bool ofToday = page.size() == pageSize
                         && qFromBigEndian<quint32>(page.constData() + 60) == static_cast<quint32>(schemaVersion());
    return ofToday ? page : QByteArray();
}

/// The header says what this program's stores all have in common; what a damaged one says is put right, with the list
/// of tables behind it, so that the other pages can be read.
void putHeaderRight(const QString &file, const QByteArray &firstPage)
{
    QFile store(file);
    if (!store.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || store.size() < pageSize)
        return;
    QByteArray header = store.read(databaseHeaderSize);
    const auto put = [&header](qsizetype at, quint32 number) { qToBigEndian(number, header.data() + at); };
    header.replace(0, 16, QByteArray("SQLite format 3", 16));
    // Page size, write-ahead log, no reserved bytes, payload fractions.
    header.replace(16, 8, QByteArray::fromHex("1000020200402020"));
    put(28, static_cast<quint32>(store.size() / pageSize));
    put(32, 0);
    put(36, 0);
    put(44, 4);
    put(52, 0);
    put(56, 1);
    put(60, static_cast<quint32>(schemaVersion()));
    put(64, 0);
    header.replace(92, 4, header.mid(24, 4));
    store.seek(0);
    store.write(header + firstPage.mid(databaseHeaderSize));
}

/// A damaged store's bytes as they were found; empty where they cannot be had.
class FoundFiles
{
public:
    explicit FoundFiles(const QString &folder)
        : m_store(folder + u'/' + storeName),
          m_log(m_store.fileName() + logSuffix)
    {
    }
    [[nodiscard]] QByteArrayView store() { return mapped(m_store); }
    [[nodiscard]] QByteArrayView log() { return mapped(m_log); }

private:
    static QByteArrayView mapped(QFile &file)
    {
        if (!file.isOpen() && !file.open(QIODevice::ReadOnly))
            return {};
        const uchar *bytes = file.map(0, file.size());
        return bytes == nullptr ? QByteArrayView() : QByteArrayView(bytes, file.size());
    }
    QFile m_store;
    QFile m_log;
};

bool isForAnotherDay(const Reason &reason)
{
    return reason.fault == Fault::DiskFull || reason.fault == Fault::StoreReadOnly;
}

} // namespace

bool isDamage(const Reason &reason)
{
    return reason.fault == Fault::StoreDamaged || reason.fault == Fault::SealBroken;
}

Mending::Mending(const StorePlace &place, const StoreKeys &keys, const StoreIdentity &identity,
                 const StoreSurroundings &surroundings)
    : m_place(place),
      m_keys(keys),
      m_identity(identity),
      m_surroundings(surroundings)
{
}

QString Mending::backupFolder(const StorePlace &place)
{
    return place.folder + QStringLiteral("/backup");
}

QString Mending::setAsideFolder(const StorePlace &place)
{
    return place.folder + QStringLiteral("/set-aside");
}

QString Mending::inStore(const QString &name) const
{
    return m_place.folder + u'/' + name;
}

bool Mending::isUnderWay(const QString &folder)
{
    return QFileInfo::exists(folder + u'/' + markName);
}

/// The mark is written before anything is moved: without it an opening would make an empty store.
Result<MendReport> Mending::begun(const Reason &why)
{
    if (const auto mark = readWhole(inStore(markName), largestMark)) {
        const MendReport report = reportFrom(QJsonDocument::fromJson(*mark).object());
        if (!report.setAside.isEmpty())
            return report;
    }
    MendReport report;
    report.at = m_surroundings.clock->now().toUTC();
    report.why = why;
    const QString stamp = report.at.toString(QStringLiteral("yyyyMMddTHHmmss"));
    report.setAside = setAsideFolder(m_place) + u'/' + stamp;
    for (int again = 2; QFileInfo::exists(report.setAside); ++again)
        report.setAside = setAsideFolder(m_place) + QStringLiteral("/%1-%2").arg(stamp).arg(again);
    if (auto written = writeDurably(inStore(markName), bytesOf(report)); !written)
        return failure(written.error());
    return report;
}

Result<Done> Mending::moveAside(const QString &folder)
{
    if (auto made = makeFolder(folder); !made)
        return made;
    for (const QString &name : {storeName, QString(storeName + logSuffix)}) {
        const QString from = inStore(name);
        const QString to = folder + u'/' + name;
        if (QFileInfo::exists(from) && !QFileInfo::exists(to) && !QFile::rename(from, to))
            return failure(Fault::StoreUnavailable, QStringLiteral("store.mend"), name);
    }
    if (auto synced = syncFolder(folder); !synced)
        return synced;
    return syncFolder(m_place.folder);
}

/// Numbers that were perhaps given are not given again.
Result<Done> Mending::leaveGaps(Database &database, KeptThings &kept)
{
    const auto times = QDir(setAsideFolder(m_place)).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    const QString today =
        m_surroundings.clock->now().toUTC().toOffsetFromUtc(hallOffsetSeconds).date().toString(Qt::ISODate);
    auto known = database.change("INSERT INTO receipt_counter(generation, day, serial) VALUES(?, ?, 0) "
                                 "ON CONFLICT(generation, day) DO NOTHING",
                                 {m_identity.generation, today});
    if (!known)
        return failure(known.error());
    auto left = database.change("UPDATE receipt_counter SET serial = serial + ? WHERE day >= ?",
                                {serialGap * std::max<qint64>(1, times), today});
    if (!left)
        return failure(left.error());
    return ReceiptCounter::forgetLast(kept);
}

Result<Done> Mending::bringOver(MendReport &report)
{
    Database to;
    if (auto opened = to.open(inStore(mendedName)); !opened)
        return opened;
    if (auto migrated = migrate(to); !migrated)
        return migrated;
    SealedRows seals(m_keys);
    OperationLog operations(to, seals, m_keys.signing, m_identity.device);
    AuditLog audit(to, seals, m_keys.signing);
    KeptThings kept(to, seals);
    CaseTable cases(to, seals);
    if (auto sound = to.check(); !sound)
        return sound;
    if (auto sound = operations.verify(); !sound)
        return sound;
    Database from;
    // Where not even this opens, its bytes are still there.
    if (!from.open(inStore(damagedName)))
        from.close();
    FoundFiles found(report.setAside);
    const RawRows raw(found.store(), found.log());
    const auto done = to.transaction([&]() -> Result<Done> {
        Salvage salvage(from, raw, to, seals, m_keys.signing, m_identity.device);
        if (auto run = salvage.run(); !run)
            return run;
        report.carriedOver = salvage.operations();
        report.unreadable = salvage.unreadable();
        for (const QString &id : salvage.cases()) {
            auto all = operations.ofCase(id);
            if (!all)
                return failure(all.error());
            if (auto put = cases.put(entryOf(assemble(id, *std::move(all)), seals)); !put)
                return put;
        }
        if (auto gap = operations.leaveGap(); !gap)
            return gap;
        if (auto gap = leaveGaps(to, kept); !gap)
            return gap;
        const QString note =
            QStringLiteral("%1; %2 operations carried over").arg(describe(report.why)).arg(report.carriedOver);
        if (auto noted = audit.append({QStringLiteral("mended"), {}, {}, {}, note}, report.at); !noted)
            return noted;
        return kept.setMark(KeptThings::fingerprintMark(), keyFingerprint(m_keys.master));
    });
    from.close();
    to.close();
    return done;
}

/// A store of the backup, or an empty one where there is none, with what could be brought over.
Result<Done> Mending::build(const QString &backup, MendReport &report)
{
    removeStore(inStore(mendedName));
    removeStore(inStore(damagedName));
    const QString damaged = report.setAside + u'/' + storeName;
    if (!backup.isEmpty() && !QFile::copy(backup, inStore(mendedName)))
        return failure(Fault::StoreUnavailable, QStringLiteral("store.mend"), QStringLiteral("backup"));
    if (!backup.isEmpty())
        QFile::setPermissions(inStore(mendedName), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    // On a copy: what was set aside stays as it was found.
    if (QFileInfo::exists(damaged) && !QFile::copy(damaged, inStore(damagedName)))
        return failure(Fault::DiskFull, QStringLiteral("store.mend"), QStringLiteral("copy"));
    const QByteArray firstPage = backup.isEmpty() ? QByteArray() : firstPageOf(backup);
    putHeaderRight(inStore(damagedName), firstPage);
    if (auto log = readWhole(damaged + logSuffix, 1LL << 30)) {
        if (auto written = writeDurably(inStore(damagedName) + logSuffix, readableLog(*std::move(log), firstPage));
            !written)
            return written;
    }
    auto done = bringOver(report);
    removeStore(inStore(damagedName));
    return done;
}

Result<Done> Mending::replace(MendReport &report)
{
    Result<Done> done = failure(Fault::NotFound, QStringLiteral("store.mend"));
    for (const BackupFile &backup : backupsIn(backupFolder(m_place))) {
        report.backupOf = backup.at;
        done = build(backup.file, report);
        if (done || isForAnotherDay(done.error()))
            break;
        qCWarning(logStore).noquote() << "a backup cannot be used:" << describe(done.error());
    }
    if (!done && !isForAnotherDay(done.error())) {
        report.backupOf = {};
        done = build({}, report);
    }
    if (!done)
        return done;
    if (auto written = writeDurably(report.setAside + u'/' + reportName, bytesOf(report)); !written)
        return written;
    return moveDurably(inStore(mendedName), inStore(storeName));
}

Result<MendReport> Mending::run(const Reason &why)
{
    auto report = begun(why);
    if (!report)
        return report;
    const QString aside = report->setAside;
    // Both there: it was killed behind its last step but one.
    if (QFileInfo::exists(inStore(storeName)) && QFileInfo::exists(aside + u'/' + reportName)) {
        if (const auto written = readWhole(aside + u'/' + reportName, largestMark))
            report = reportFrom(QJsonDocument::fromJson(*written).object());
    } else {
        if (auto moved = moveAside(aside); !moved)
            return failure(moved.error());
        if (auto replaced = replace(*report); !replaced)
            return failure(replaced.error());
    }
    QFile::remove(inStore(markName));
    if (auto synced = syncFolder(m_place.folder); !synced)
        return failure(synced.error());
    qCWarning(logStore).noquote() << "the store was damaged and mended:" << describe(report->why);
    return report;
}

} // namespace yichuang
