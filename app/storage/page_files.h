// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/case.h"
#include "app/ports/outbox.h"
#include "app/storage/database.h"
#include "app/storage/sealed_rows.h"

namespace yichuang
{

/// Page files: sealed, each named by the SHA-256 of its plain bytes, in pages/<first two digits>/. The file and its
/// folder are synced before the row that says so. One thread.
class PageFiles
{
public:
    static constexpr qint64 largest = 64LL * 1024 * 1024;

    PageFiles(QString folder, Database &database, SealedRows &seals);

    /// TooLarge over `largest`, BadArgument where empty.
    [[nodiscard]] Result<PageRef> put(const QByteArray &bytes, const QString &mime, const QString &name,
                                      const QDateTime &now);
    /// NotFound, SealBroken.
    [[nodiscard]] Result<QByteArray> bytes(const QString &blob);
    /// From now on it is to be sent: a committed operation names it.
    [[nodiscard]] Result<Done> reference(const QString &blob);
    /// Smallest first, then oldest.
    [[nodiscard]] Result<QList<BlobToSend>> toSend(int limit);
    /// Whether it is here and the centre is not known to have it.
    [[nodiscard]] Result<bool> isToSend(const QString &blob);
    [[nodiscard]] Result<Done> markSent(const QString &blob);
    /// What was sent may not be there any more: everything is to be sent, where the centre does not have it.
    [[nodiscard]] Result<Done> offerAgain();
    /// Number and bytes of what waits to be sent.
    [[nodiscard]] Result<QPair<int, qint64>> waiting();

private:
    [[nodiscard]] QString fileOf(const QString &blob) const;

    QString m_folder;
    Database &m_database;
    SealedRows &m_seals;
};

} // namespace yichuang
