// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/database.h"
#include "app/storage/sealed_rows.h"

#include <functional>

namespace yichuang
{

struct SealedColumn;

/// Brings what older keys sealed to the newest, a little at a time. What was done is told by the rows and files
/// themselves, so that a program that was ended at any point goes on where it was. One thread.
class Resealing
{
public:
    /// `pages` is the folder of the page files.
    Resealing(Database &database, SealedRows &seals, QString pages);

    /// Rows and page files that older keys still seal.
    [[nodiscard]] Result<qint64> left();
    using CaseAnew = std::function<Result<Done>(const QString &caseId)>;
    /// Up to `limit` rows of one column; how many, 0 where none is left. `caseAnew` writes a case's entry. In a
    /// transaction of the caller; where that fails, this object is of no use any more.
    [[nodiscard]] Result<int> rows(int limit, const CaseAnew &caseAnew);
    /// Up to `limit` page files, fewer where they are large; how many. Each is replaced whole and durable.
    [[nodiscard]] Result<int> pages(int limit);
    /// Page files that no key opened so far: they stay as they are.
    [[nodiscard]] int broken() const { return m_broken; }

private:
    [[nodiscard]] Result<Done> sealAnew(const SealedColumn &column, const Row &row);
    [[nodiscard]] Result<bool> page(const QString &file);
    [[nodiscard]] QStringList pageFiles() const;
    [[nodiscard]] bool isOlder(const QString &file) const;

    Database &m_database;
    SealedRows &m_seals;
    QString m_folder;
    std::size_t m_column = 0;           ///< under way; those before it are done
    qint64 m_behind = 0;                ///< its rows up to here are done
    std::optional<QStringList> m_files; ///< not looked at yet
    int m_broken = 0;
};

} // namespace yichuang
