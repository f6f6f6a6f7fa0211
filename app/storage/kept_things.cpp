// SPDX-License-Identifier: Apache-2.0
#include "app/storage/kept_things.h"

namespace yichuang
{

Result<Done> KeptThings::keep(const QString &name, const Thing &thing)
{
    auto sealed = m_seals.seal({"kept", name}, thing.bytes);
    if (!sealed)
        return failure(sealed.error());
    auto kept = m_database.change("INSERT INTO kept(name, etag, sealed) VALUES(?, ?, ?) ON CONFLICT(name) "
                                  "DO UPDATE SET etag = excluded.etag, sealed = excluded.sealed",
                                  {name, thing.etag, *sealed});
    if (!kept)
        return failure(kept.error());
    return Done{};
}

Result<Done> KeptThings::drop(const QString &name)
{
    auto dropped = m_database.change("DELETE FROM kept WHERE name = ?", {name});
    if (!dropped)
        return failure(dropped.error());
    return Done{};
}

Result<std::optional<KeptThings::Thing>> KeptThings::find(const QString &name)
{
    auto found = m_database.rows("SELECT etag, sealed FROM kept WHERE name = ?", {name});
    if (!found)
        return failure(found.error());
    if (found->isEmpty())
        return std::optional<Thing>();
    auto plain = m_seals.unseal({"kept", name}, found->first()[1].toByteArray());
    if (!plain)
        return failure(plain.error());
    return std::optional<Thing>(Thing{*plain, found->first()[0].toString()});
}

Result<Done> KeptThings::setMark(const QString &name, const QString &value)
{
    auto set = m_database.change("INSERT INTO meta(name, value) VALUES(?, ?) ON CONFLICT(name) "
                                 "DO UPDATE SET value = excluded.value",
                                 {name, value});
    if (!set)
        return failure(set.error());
    return Done{};
}

Result<QString> KeptThings::mark(const QString &name)
{
    auto found = m_database.rows("SELECT value FROM meta WHERE name = ?", {name});
    if (!found)
        return failure(found.error());
    return found->isEmpty() ? QString() : found->first().first().toString();
}

} // namespace yichuang
