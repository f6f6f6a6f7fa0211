// SPDX-License-Identifier: Apache-2.0
#include "app/server/sql/sql.h"

namespace yichuang::server
{

bool SqlPlace::isEmbedded() const
{
    return !name.startsWith(QLatin1String("postgresql://")) && !name.startsWith(QLatin1String("postgres://"));
}

Sql::Sql(std::unique_ptr<SqlConnection> connection, const SqlPlace &place)
    : m_connection(std::move(connection)),
      m_embedded(place.isEmbedded()),
      m_seal(place.suite, place.sealKey)
{
}

Result<std::unique_ptr<Sql>> Sql::open(const SqlPlace &place)
{
    auto connection = place.isEmbedded() ? openEmbedded(place.name) : openPostgres(place.name);
    if (!connection)
        return failure(connection.error());
    return std::unique_ptr<Sql>(new Sql(*std::move(connection), place));
}

QByteArray Sql::settled(Result<QByteArray> value)
{
    if (value)
        return *std::move(value);
    if (!m_trouble)
        m_trouble = value.error();
    return {};
}

QByteArray Sql::sealed(const SealSpot &spot, const QByteArray &plain)
{
    return settled(m_seal.seal(spot, plain));
}

QByteArray Sql::unsealed(const SealSpot &spot, const QByteArray &stored)
{
    return settled(m_seal.unseal(spot, stored));
}

void Sql::say(const char *statement)
{
    if (const auto done = m_connection->say(statement); !done && !m_trouble)
        m_trouble = done.error();
}

void Sql::begin()
{
    const char *word = m_embedded ? "BEGIN IMMEDIATE" : "BEGIN";
    clear();
    m_inTransaction = true;
    if (m_trouble || m_connection->say(word))
        return;
    clear(); // what was lost is often known only once it is used
    if (!m_trouble)
        say(word);
}

void Sql::begin(const QString &hall)
{
    begin();
    const auto found = row(m_embedded ? "SELECT sequence FROM hall WHERE hall = ?"
                                      : "SELECT sequence FROM hall WHERE hall = ? FOR UPDATE",
                           {hall});
    if (!found)
        return;
    m_hall = hall;
    m_sequence = found->first().toLongLong();
}

qint64 Sql::nextSequence(const QString &hall)
{
    if (m_hall != hall) {
        const auto found = row("UPDATE hall SET sequence = sequence + 1 WHERE hall = ? RETURNING sequence", {hall});
        return found ? found->first().toLongLong() : 0;
    }
    m_sequenceMoved = true;
    return ++m_sequence;
}

Result<Done> Sql::commit()
{
    if (m_sequenceMoved)
        run("UPDATE hall SET sequence = ? WHERE hall = ?", {m_sequence, m_hall});
    if (!m_trouble)
        say("COMMIT");
    if (!m_trouble) {
        end();
        return Done{};
    }
    const Reason reason = *m_trouble;
    rollback();
    return failure(reason);
}

void Sql::rollback()
{
    (void)m_connection->say("ROLLBACK");
    end();
    m_trouble.reset();
}

void Sql::end()
{
    m_inTransaction = false;
    m_hall.clear();
    m_sequenceMoved = false;
}

void Sql::clear()
{
    m_trouble.reset();
    end();
    if (const auto whole = m_connection->revive(); !whole)
        m_trouble = whole.error();
}

SqlAnswer Sql::execute(const char *sql, const QVariantList &values)
{
    if (m_trouble)
        return {};
    auto answer = m_connection->execute(sql, values);
    if (answer)
        return *std::move(answer);
    m_trouble = answer.error();
    return {};
}

QList<QList<Row>> Sql::together(const QList<SqlQuery> &queries)
{
    QList<QList<Row>> all(queries.size());
    if (m_trouble)
        return all;
    const auto answers = m_connection->executeAll(queries);
    if (!answers) {
        m_trouble = answers.error();
        return all;
    }
    for (qsizetype i = 0; i < all.size(); ++i)
        all[i] = answers->at(i).rows;
    return all;
}

QList<Row> Sql::rows(const char *sql, const QVariantList &values)
{
    return execute(sql, values).rows;
}

std::optional<Row> Sql::row(const char *sql, const QVariantList &values)
{
    const QList<Row> found = rows(sql, values);
    if (found.isEmpty())
        return {};
    return found.first();
}

void Sql::run(const char *sql, const QVariantList &values)
{
    if (!m_inTransaction) {
        (void)execute(sql, values);
    } else if (!m_trouble) {
        if (const auto done = m_connection->defer(sql, values); !done)
            m_trouble = done.error();
    }
}

int Sql::count(const char *sql, const QVariantList &values)
{
    return execute(sql, values).touched;
}

} // namespace yichuang::server
