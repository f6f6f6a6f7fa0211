// SPDX-License-Identifier: Apache-2.0
#include "app/storage/page_files.h"

#include "app/crypto/digest.h"
#include "app/storage/durable_file.h"

#include <QFileInfo>

namespace yichuang
{

PageFiles::PageFiles(QString folder, Database &database, SealedRows &seals)
    : m_folder(std::move(folder)),
      m_database(database),
      m_seals(seals)
{
}

QString PageFiles::fileOf(const QString &blob) const
{
    return m_folder + u'/' + blob.left(2) + u'/' + blob;
}

Result<PageRef> PageFiles::put(const QByteArray &bytes, const QString &mime, const QString &name, const QDateTime &now)
{
    const QString where = QStringLiteral("store.page");
    if (bytes.isEmpty())
        return failure(Fault::BadArgument, where, QStringLiteral("no bytes"));
    if (bytes.size() > largest)
        return failure(Fault::TooLarge, where, QString::number(bytes.size()));
    const QString blob = sha256Hex(bytes);
    const QString file = fileOf(blob);
    // The same page again: kept where it still opens, written anew where it does not.
    if (!QFileInfo::exists(file) || !this->bytes(blob)) {
        auto sealed = m_seals.sealPage(blob, bytes);
        if (!sealed)
            return failure(sealed.error());
        if (auto made = makeFolder(QFileInfo(file).absolutePath()); !made)
            return failure(made.error());
        if (auto written = writeDurably(file, *sealed); !written)
            return failure(written.error());
    }
    auto noted = m_database.change("INSERT INTO page(blob, mime, size, added_at, referenced, sent) "
                                   "VALUES(?, ?, ?, ?, 0, 0) ON CONFLICT(blob) DO NOTHING",
                                   {blob, mime, bytes.size(), now.toMSecsSinceEpoch()});
    if (!noted)
        return failure(noted.error());
    return PageRef{blob, mime, name, bytes.size()};
}

Result<QByteArray> PageFiles::bytes(const QString &blob)
{
    if (!isSha256Hex(blob))
        return failure(Fault::NotFound, QStringLiteral("store.page"));
    auto sealed = readWhole(fileOf(blob), largest + 1024);
    if (!sealed)
        return failure(sealed.error());
    auto plain = m_seals.unsealPage(blob, *sealed);
    if (plain && sha256Hex(*plain) != blob)
        return failure(Fault::SealBroken, QStringLiteral("store.page"));
    return plain;
}

Result<Done> PageFiles::reference(const QString &blob)
{
    auto noted = m_database.change("UPDATE page SET referenced = 1 WHERE blob = ?", {blob});
    if (!noted)
        return failure(noted.error());
    return Done{};
}

Result<QList<BlobToSend>> PageFiles::toSend(int limit)
{
    auto found = m_database.rows("SELECT blob, size, mime FROM page WHERE referenced = 1 AND sent = 0 "
                                 "ORDER BY size, added_at LIMIT ?",
                                 {limit});
    if (!found)
        return failure(found.error());
    QList<BlobToSend> blobs;
    for (const Row &row : *found)
        blobs.append({row[0].toString(), row[1].toLongLong(), row[2].toString()});
    return blobs;
}

Result<bool> PageFiles::isToSend(const QString &blob)
{
    auto found = m_database.rows("SELECT 1 FROM page WHERE blob = ? AND sent = 0", {blob});
    if (!found)
        return failure(found.error());
    return !found->isEmpty();
}

Result<Done> PageFiles::markSent(const QString &blob)
{
    auto marked = m_database.change("UPDATE page SET sent = 1 WHERE blob = ?", {blob});
    if (!marked)
        return failure(marked.error());
    if (*marked == 0)
        return failure(Fault::NotFound, QStringLiteral("store.page"));
    return Done{};
}

Result<Done> PageFiles::offerAgain()
{
    auto offered = m_database.change("UPDATE page SET sent = 0 WHERE referenced = 1 AND sent = 1");
    if (!offered)
        return failure(offered.error());
    return Done{};
}

Result<QPair<int, qint64>> PageFiles::waiting()
{
    auto found = m_database.rows("SELECT count(*), coalesce(sum(size), 0) FROM page WHERE referenced = 1 AND sent = 0");
    if (!found)
        return failure(found.error());
    return QPair<int, qint64>(found->first()[0].toInt(), found->first()[1].toLongLong());
}

} // namespace yichuang
