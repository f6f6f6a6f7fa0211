// SPDX-License-Identifier: Apache-2.0
#include "app/storage/resealing.h"

#include "app/base/log.h"
#include "app/crypto/digest.h"
#include "app/storage/durable_file.h"
#include "app/storage/page_files.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <utility>

namespace yichuang
{

/// A sealed column of a table: how what older keys sealed is counted, found behind a place, and replaced.
struct SealedColumn {
    const char *table;
    const char *column;
    const char *count;
    const char *find;
    const char *replace;
};

namespace
{

constexpr qint64 bytesAtOnce = 2LL * 1024 * 1024;

// A missing value is no older one.
constexpr std::array columns = std::to_array<SealedColumn>({
    {"operation", "sealed", "SELECT count(*) FROM operation WHERE substr(sealed, 1, 5) < ?",
     "SELECT rowid, id, sealed FROM operation WHERE rowid > ? AND substr(sealed, 1, 5) < ? ORDER BY rowid LIMIT ?",
     "UPDATE operation SET sealed = ? WHERE id = ?"},
    {"operation", "sealed_detail", "SELECT count(*) FROM operation WHERE substr(sealed_detail, 1, 5) < ?",
     "SELECT rowid, id, sealed_detail FROM operation WHERE rowid > ? AND substr(sealed_detail, 1, 5) < ? "
     "ORDER BY rowid LIMIT ?",
     "UPDATE operation SET sealed_detail = ? WHERE id = ?"},
    {"audit", "sealed", "SELECT count(*) FROM audit WHERE substr(sealed, 1, 5) < ?",
     "SELECT rowid, number, sealed FROM audit WHERE rowid > ? AND substr(sealed, 1, 5) < ? ORDER BY rowid LIMIT ?",
     "UPDATE audit SET sealed = ? WHERE number = ?"},
    {"kept", "sealed", "SELECT count(*) FROM kept WHERE substr(sealed, 1, 5) < ?",
     "SELECT rowid, name, sealed FROM kept WHERE rowid > ? AND substr(sealed, 1, 5) < ? ORDER BY rowid LIMIT ?",
     "UPDATE kept SET sealed = ? WHERE name = ?"},
    // The hash of the holder's number is of the same key: the caller makes a case's entry anew.
    {"office_case", "sealed", "SELECT count(*) FROM office_case WHERE substr(sealed, 1, 5) < ?",
     "SELECT rowid, id FROM office_case WHERE rowid > ? AND substr(sealed, 1, 5) < ? ORDER BY rowid LIMIT ?", nullptr},
});

} // namespace

Resealing::Resealing(Database &database, SealedRows &seals, QString pages)
    : m_database(database),
      m_seals(seals),
      m_folder(std::move(pages))
{
}

Result<qint64> Resealing::left()
{
    qint64 all = 0;
    for (const SealedColumn &column : columns) {
        auto found = m_database.rows(column.count, {m_seals.mark()});
        if (!found)
            return failure(found.error());
        all += found->first()[0].toLongLong();
    }
    if (!m_files)
        m_files = pageFiles();
    return all + m_files->size();
}

Result<Done> Resealing::sealAnew(const SealedColumn &column, const Row &row)
{
    const SealedRows::Spot spot{column.table, row[1].toString(), column.column};
    const auto sealed = m_seals.unseal(spot, row[2].toByteArray()).and_then([&](const QByteArray &plain) {
        return m_seals.seal(spot, plain);
    });
    if (!sealed)
        return failure(sealed.error());
    return m_database.change(column.replace, {*sealed, row[1]}).map([](qint64) { return Done{}; });
}

Result<int> Resealing::rows(int limit, const CaseAnew &caseAnew)
{
    for (; m_column < columns.size(); ++m_column) {
        const SealedColumn &column = columns[m_column];
        auto found = m_database.rows(column.find, {m_behind, m_seals.mark(), limit});
        // Once through is not the proof: places of rows may have moved since.
        if (found && found->isEmpty() && std::exchange(m_behind, 0) > 0)
            found = m_database.rows(column.find, {0, m_seals.mark(), limit});
        if (!found)
            return failure(found.error());
        for (const Row &row : std::as_const(*found)) {
            const Result<Done> done = column.replace ? sealAnew(column, row) : caseAnew(row[1].toString());
            if (!done)
                return failure(done.error());
            m_behind = row[0].toLongLong();
        }
        if (!found->isEmpty())
            return static_cast<int>(found->size());
    }
    return 0;
}

bool Resealing::isOlder(const QString &file) const
{
    QFile source(file);
    return source.open(QIODevice::ReadOnly) && source.read(SealedRows::markSize) < m_seals.mark();
}

QStringList Resealing::pageFiles() const
{
    QStringList older;
    QDirIterator all(m_folder, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString file = all.next();
        if (isSha256Hex(all.fileName()) && isOlder(file))
            older.append(file);
        else if (all.fileName().endsWith(QStringLiteral(".part")))
            QFile::remove(file);
    }
    return older;
}

Result<bool> Resealing::page(const QString &file)
{
    const QString blob = QFileInfo(file).fileName();
    const auto sealed = readWhole(file, PageFiles::largest + 1024);
    if (!sealed)
        return failure(sealed.error());
    const auto plain = m_seals.unsealPage(blob, *sealed);
    if (!plain || sha256Hex(*plain) != blob)
        return false;
    const auto anew = m_seals.sealPage(blob, *plain);
    if (!anew)
        return failure(anew.error());
    return writeDurably(file, *anew).map([](Done) { return true; });
}

Result<int> Resealing::pages(int limit)
{
    if (!m_files)
        m_files = pageFiles();
    int done = 0;
    for (qint64 bytes = 0; done < limit && bytes < bytesAtOnce && !m_files->isEmpty(); ++done) {
        const QString file = m_files->constLast();
        bytes += QFileInfo(file).size();
        const auto sealed = page(file);
        if (!sealed && sealed.error().fault != Fault::NotFound)
            return failure(sealed.error());
        if (sealed && !*sealed) {
            qCWarning(logStore) << "a page file that no key opens";
            ++m_broken;
        }
        m_files->removeLast();
    }
    return done;
}

} // namespace yichuang
