// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/hall_copy.h"

namespace yichuang::server
{
namespace
{

constexpr int rowsAtATime = 500;

struct Table {
    QByteArray name;
    QByteArrayList columns;
    QByteArrayList key;   ///< without the hall, with which every key begins
    QList<int> keyPlaces; ///< among the columns
};

/// From SQLite's own book: the versions give both stores the same tables.
QList<Table> tablesOf(Sql &embedded)
{
    QList<Table> tables;
    for (const Row &row : embedded.rows("SELECT m.name, c.name, c.pk FROM sqlite_master m"
                                        " JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
                                        " AND m.name NOT LIKE 'sqlite%' AND m.name <> 'schema_version'"
                                        " ORDER BY m.name, c.cid")) {
        const QByteArray name = row[0].toByteArray();
        if (tables.isEmpty() || tables.last().name != name)
            tables.append(Table{name, {}, {}, {}});
        Table &table = tables.last();
        const QByteArray column = row[1].toByteArray();
        if (row[2].toInt() > 0 && column != "hall") {
            table.key.append(column);
            table.keyPlaces.append(static_cast<int>(table.columns.size()));
        }
        table.columns.append(column);
    }
    return tables;
}

QByteArray marks(qsizetype count)
{
    return QByteArrayList(count, "?").join(", ");
}

/// A statement of a table; its columns begin with the hall, as do its keys.
QByteArray of(const Table &table, QByteArray statement)
{
    statement.replace("the_table", table.name);
    statement.replace("the_columns", table.columns.join(", "));
    statement.replace("the_others", table.columns.mid(1).join(", "));
    return statement.replace("the_marks", marks(table.columns.size()));
}

void copyTable(Sql &from, Sql &to, const QString &hall, const Table &table)
{
    const QByteArray key = table.key.join(", ");
    const QByteArray order =
        (key.isEmpty() ? QByteArray() : " ORDER BY " + key) + " LIMIT " + QByteArray::number(rowsAtATime);
    const QByteArray behindKey =
        key.isEmpty() ? QByteArray() : " AND (" + key + ") > (" + marks(table.key.size()) + ")";
    const QByteArray beginning = of(table, "SELECT the_columns FROM the_table WHERE hall = ?");
    const QByteArray first = beginning + order;
    const QByteArray behind = beginning + behindKey + order;
    const QByteArray insertion = of(table, "INSERT INTO the_table (hall, the_others) VALUES (the_marks)");
    QList<Row> some = from.rows(first.constData(), {hall});
    while (!some.isEmpty()) {
        for (const Row &row : std::as_const(some))
            to.run(insertion.constData(), row);
        if (some.size() < rowsAtATime || table.key.isEmpty())
            return;
        QVariantList after{hall};
        for (const int place : table.keyPlaces)
            after.append(some.last().at(place));
        some = from.rows(behind.constData(), after);
    }
}

} // namespace

Result<Done> copyHall(Sql &from, Sql &to, const QString &hall)
{
    for (const Table &table : tablesOf(from.isEmbedded() ? from : to)) {
        to.run(of(table, "DELETE FROM the_table WHERE hall = ?").constData(), {hall});
        copyTable(from, to, hall, table);
    }
    if (const auto &trouble = from.trouble())
        return failure(*trouble);
    if (const auto &trouble = to.trouble())
        return failure(*trouble);
    return Done{};
}

} // namespace yichuang::server
