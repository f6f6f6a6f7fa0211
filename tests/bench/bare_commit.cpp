// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bare_commit.h"

#include "tests/ui/tour/counter.h"
#include "tests/ui/tour/shortfall.h"

#include <QSqlError>
#include <QSqlQuery>

namespace yichuang::bench
{

using tour::demand;
using tour::steadyNs;

BareCommit::BareCommit(const QString &folder)
{
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("bare"));
    m_database.setDatabaseName(folder + QStringLiteral("/bare.sqlite"));
    demand(m_database.open(), QStringLiteral("SQLite does not open"));
    for (const char *line : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                             "CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, bytes BLOB)"})
        run(QString::fromLatin1(line));
}

BareCommit::~BareCommit()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(QStringLiteral("bare"));
}

double BareCommit::once(qsizetype size)
{
    const QByteArray bytes(size, 'x');
    const qint64 begun = steadyNs();
    m_database.transaction();
    QSqlQuery query(m_database);
    query.prepare(QStringLiteral("INSERT INTO kept (bytes) VALUES (?)"));
    query.addBindValue(bytes);
    demand(query.exec() && m_database.commit(), QStringLiteral("SQLite does not commit"));
    return static_cast<double>(steadyNs() - begun) / 1e6;
}

void BareCommit::run(const QString &line)
{
    QSqlQuery query(m_database);
    demand(query.exec(line), line + QStringLiteral(": ") + query.lastError().text());
}

} // namespace yichuang::bench
