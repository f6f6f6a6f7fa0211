// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/master_copies.h"

namespace yichuang
{
namespace
{

constexpr qsizetype largestGrant = 16 * 1024;
constexpr qsizetype mostClerks = 1000;

tl::unexpected<Reason> damaged(const QString &member)
{
    return failure(Fault::StoreDamaged, QStringLiteral("secrets.masterCopies"), member);
}

Result<Done> readCopy(const QJsonObject &json, const QString &member, std::optional<WrappedKey> &copy)
{
    const QJsonValue value = json.value(member);
    if (value.isUndefined())
        return Done{};
    if (!value.isObject())
        return damaged(member);
    const Result<WrappedKey> wrapped = WrappedKey::fromJson(value.toObject());
    if (!wrapped)
        return failure(wrapped.error());
    copy = *wrapped;
    return Done{};
}

Result<ClerkCopy> readClerk(const QJsonObject &json)
{
    Result<WrappedKey> key = WrappedKey::fromJson(json.value(QStringLiteral("key")).toObject());
    if (!key)
        return failure(key.error());
    if (!key->byPassword)
        return damaged(QStringLiteral("clerk's copy"));
    const QByteArray grant = json.value(QStringLiteral("grant")).toString().toUtf8();
    if (grant.size() > largestGrant)
        return damaged(QStringLiteral("grant"));
    return ClerkCopy{*std::move(key), grant};
}

} // namespace

QJsonObject MasterCopies::toJson() const
{
    QJsonObject all;
    for (auto clerk = clerks.cbegin(); clerk != clerks.cend(); ++clerk) {
        all.insert(clerk.key(), QJsonObject{{QStringLiteral("key"), clerk->key.toJson()},
                                            {QStringLiteral("grant"), QString::fromUtf8(clerk->grant)}});
    }
    QJsonObject json{{QStringLiteral("version"), formatVersion},
                     {QStringLiteral("fingerprint"), fingerprint},
                     {QStringLiteral("clerks"), all}};
    if (hall)
        json.insert(QStringLiteral("hall"), hall->toJson());
    if (recovery)
        json.insert(QStringLiteral("recovery"), recovery->toJson());
    if (keychain)
        json.insert(QStringLiteral("keychain"), keychain->toJson());
    return json;
}

Result<MasterCopies> MasterCopies::fromJson(const QJsonObject &json)
{
    MasterCopies copies;
    copies.fingerprint = json.value(QStringLiteral("fingerprint")).toString();
    if (copies.fingerprint.size() != 16)
        return damaged(QStringLiteral("fingerprint"));
    for (const auto &[member, copy] :
         {std::pair{QStringLiteral("hall"), &copies.hall}, std::pair{QStringLiteral("recovery"), &copies.recovery},
          std::pair{QStringLiteral("keychain"), &copies.keychain}}) {
        if (const Result<Done> read = readCopy(json, member, *copy); !read)
            return failure(read.error());
    }
    const QJsonValue all = json.value(QStringLiteral("clerks"));
    if (!all.isObject() || all.toObject().size() > mostClerks)
        return damaged(QStringLiteral("clerks"));
    const QJsonObject clerks = all.toObject();
    for (auto clerk = clerks.begin(); clerk != clerks.end(); ++clerk) {
        const Result<ClerkCopy> own = readClerk(clerk.value().toObject());
        if (!own)
            return failure(own.error());
        copies.clerks.insert(clerk.key(), *own);
    }
    return copies;
}

} // namespace yichuang
