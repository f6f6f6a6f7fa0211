// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/database.h"

#include <QByteArrayView>

#include <functional>

namespace yichuang
{

/// Finds rows of SQLite's tables in the bare bytes of a database file and its write-ahead log
/// (sqlite.org/fileformat2.html), wherever they lie: below a torn page of the tree, on a page whose head is wrong, in
/// an older frame of the log; not in frames that no commit stands behind. What is found may be stale or nonsense: the
/// caller believes only what a seal proves. Any bytes may be given; what is done with them is bounded by their length.
/// A view: the bytes must outlive it.
class RawRows
{
public:
    /// Pages of this program's stores are of this size.
    static constexpr qsizetype pageSize = 4096;

    enum class Kind {
        Number, ///< an integer
        Text,
        Bytes,
        BytesOrNone,
        RowNumber ///< an INTEGER PRIMARY KEY, which lies beside the record
    };
    /// The columns of a table in their order.
    using Form = QList<Kind>;
    /// A row, its number first, 0 where that is not known. True where it is what was sought.
    using Take = std::function<bool(const Row &row)>;

    RawRows(QByteArrayView database, QByteArrayView log);

    /// Everything that may be a row of that form: what the log holds, the newest first, then the database.
    void each(const Form &form, const Take &take) const;

private:
    struct Column {
        qint64 type = 0; ///< SQLite's serial type
        qint64 size = 0;
    };
    struct Found {
        QList<Column> columns;
        qsizetype at = 0; ///< of the record, in its page
        qint64 headSize = 0;
        qint64 size = 0; ///< of the whole record
    };
    [[nodiscard]] static std::optional<Found> recordAt(QByteArrayView page, qsizetype at, const Form &form);
    [[nodiscard]] static qint64 rowNumberBefore(QByteArrayView page, const Found &found);
    [[nodiscard]] static Row rowOf(const Found &found, const QByteArray &record, qint64 number);
    [[nodiscard]] std::optional<QByteArray> whole(QByteArrayView page, const Found &found, bool withLog) const;
    [[nodiscard]] QByteArrayView pageNumbered(quint32 number, bool withLog) const;
    void readLog(QByteArrayView log);
    void search(QByteArrayView page, const Form &form, const Take &take, qint64 &budget) const;

    QByteArrayView m_database;
    QList<QByteArrayView> m_frames;          ///< pages that were committed to the log, in their order
    QHash<quint32, qsizetype> m_newestFrame; ///< by page number, an index of m_frames
};

} // namespace yichuang
