// SPDX-License-Identifier: Apache-2.0
#include "app/storage/kept_things.h"

#include "app/crypto/digest.h"

#include <algorithm>

namespace yichuang
{

namespace
{

constexpr QChar beforeCheck = u'#';
constexpr qsizetype checkLength = 8;

QString checkOf(const QString &name, const QString &value)
{
    return QString::fromLatin1(sha256(name.toUtf8() + '=' + value.toUtf8()).toHex().left(checkLength));
}

Result<QString> checked(const QString &name, const QString &written)
{
    const QString check = written.right(checkLength);
    QString value = written.chopped(std::min(written.size(), checkLength + 1));
    const bool isChecked = check == checkOf(name, value);
    const qsizetype sign = written.lastIndexOf(beforeCheck);
    if (sign < 0 && !isChecked)
        return written;
    if (!isChecked || sign != value.size())
        return failure(Fault::StoreDamaged, QStringLiteral("store.mark"), name);
    return value;
}

} // namespace

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
                                 {name, QString(value + beforeCheck + checkOf(name, value))});
    if (!set)
        return failure(set.error());
    return Done{};
}

Result<QString> KeptThings::mark(const QString &name)
{
    auto found = m_database.rows("SELECT value FROM meta WHERE name = ?", {name});
    if (!found)
        return failure(found.error());
    return found->isEmpty() ? Result<QString>(QString()) : checked(name, found->first().first().toString());
}

Result<Done> KeptThings::verify()
{
    auto marks = m_database.rows("SELECT name, value FROM meta");
    if (!marks)
        return failure(marks.error());
    for (const Row &row : std::as_const(*marks)) {
        if (auto sound = checked(row[0].toString(), row[1].toString()); !sound)
            return failure(sound.error());
    }
    auto things = m_database.rows("SELECT name FROM kept");
    if (!things)
        return failure(things.error());
    for (const Row &row : std::as_const(*things)) {
        if (auto opens = find(row[0].toString()); !opens)
            return failure(opens.error());
    }
    return Done{};
}

} // namespace yichuang
