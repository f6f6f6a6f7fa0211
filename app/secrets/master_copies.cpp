// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/master_copies.h"

#include "app/crypto/sealing.h"

#include <QJsonArray>

namespace yichuang
{
namespace
{

constexpr qsizetype largestSealed = 16 * 1024 + 64; // a grant, sealed
constexpr qsizetype mostClerks = 1000;
constexpr qsizetype mostOlder = 8;

tl::unexpected<Reason> damaged(const QString &member)
{
    return failure(Fault::StoreDamaged, QStringLiteral("secrets.masterCopies"), member);
}

Secret grantKey(const Secret &master)
{
    return derivePurposeKey(Suite::International, master, "yichuang/grant");
}

QByteArray grantBoundTo(const QString &clerk)
{
    return "yichuang/grant/" + clerk.toUtf8();
}

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

Result<QByteArray> bytesOf(const QJsonObject &json, const QString &member)
{
    const auto decoded = QByteArray::fromBase64Encoding(json.value(member).toString().toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).size() > largestSealed)
        return damaged(member);
    return *decoded;
}

Result<Done> readSlot(const QJsonObject &json, const QString &member, std::optional<KeySlot> &slot)
{
    const QJsonValue value = json.value(member);
    if (value.isUndefined())
        return Done{};
    if (!value.isObject())
        return damaged(member);
    const Result<KeySlot> read = KeySlot::fromJson(value.toObject());
    if (!read)
        return failure(read.error());
    slot = *read;
    return Done{};
}

Result<ClerkCopy> readClerk(const QJsonObject &json)
{
    Result<KeySlot> key = KeySlot::fromJson(json.value(QStringLiteral("key")).toObject());
    if (!key)
        return failure(key.error());
    if (!key->isByPassword())
        return damaged(QStringLiteral("clerk's copy"));
    const Result<QByteArray> grant = bytesOf(json, QStringLiteral("grant"));
    if (!grant)
        return failure(grant.error());
    return ClerkCopy{*std::move(key), *grant};
}

Result<Done> readOlder(const QJsonObject &json, MasterCopies &copies)
{
    const QString member = QStringLiteral("older");
    const QJsonArray list = json.value(member).toArray();
    if (list.size() > mostOlder)
        return damaged(member);
    for (const QJsonValue &value : list) {
        const QJsonObject one = value.toObject();
        const int generation = one.value(QStringLiteral("generation")).toInt();
        const Result<QByteArray> sealed = bytesOf(one, QStringLiteral("sealed"));
        const OlderMaster older{one.value(QStringLiteral("fingerprint")).toString(), sealed.value_or(QByteArray())};
        if (generation < 1 || generation >= copies.generation || older.fingerprint.size() != 16
            || older.sealed.isEmpty())
            return damaged(member);
        copies.older.insert(generation, older);
    }
    return Done{};
}

} // namespace

QJsonObject MasterCopies::toJson() const
{
    QJsonObject all;
    for (auto clerk = clerks.cbegin(); clerk != clerks.cend(); ++clerk) {
        all.insert(clerk.key(), QJsonObject{{QStringLiteral("key"), clerk->key.toJson()},
                                            {QStringLiteral("grant"), base64(clerk->sealedGrant)}});
    }
    QJsonObject json{{QStringLiteral("version"), formatVersion},
                     {QStringLiteral("fingerprint"), fingerprint},
                     {QStringLiteral("generation"), generation},
                     {QStringLiteral("clerks"), all}};
    QJsonArray former;
    for (auto one = older.cbegin(); one != older.cend(); ++one) {
        former.append(QJsonObject{{QStringLiteral("generation"), one.key()},
                                  {QStringLiteral("fingerprint"), one->fingerprint},
                                  {QStringLiteral("sealed"), base64(one->sealed)}});
    }
    if (!former.isEmpty())
        json.insert(QStringLiteral("older"), former);
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
    copies.generation = json.value(QStringLiteral("generation")).toInt();
    if (copies.generation < 1)
        return damaged(QStringLiteral("generation"));
    if (const Result<Done> read = readOlder(json, copies); !read)
        return failure(read.error());
    for (const auto &[member, slot] :
         {std::pair{QStringLiteral("hall"), &copies.hall}, std::pair{QStringLiteral("recovery"), &copies.recovery},
          std::pair{QStringLiteral("keychain"), &copies.keychain}}) {
        if (const Result<Done> read = readSlot(json, member, *slot); !read)
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

Result<MasterCopies> MasterCopies::leadingTo(const Secret &master, const Secret &former, Suite suite) const
{
    MasterCopies copies = *this;
    for (const auto &[slot, purpose] :
         {std::pair{&copies.hall, hallPurpose()}, std::pair{&copies.recovery, recoveryPurpose()},
          std::pair{&copies.keychain, keychainPurpose()}}) {
        if (!*slot)
            continue;
        const Result<KeySlot> turned = (*slot)->leadingTo(master, purpose);
        if (!turned)
            return failure(turned.error());
        *slot = *turned;
    }
    for (auto clerk = copies.clerks.begin(); clerk != copies.clerks.end(); ++clerk) {
        const Result<KeySlot> turned = clerk->key.leadingTo(master, clerkPurpose(clerk.key()));
        if (!turned)
            return failure(turned.error());
        clerk->key = *turned;
        // One that does not open is of no use: the centre gives another at the next sign-in.
        const Result<QByteArray> grant = openGrant(clerk->sealedGrant, clerk.key(), former);
        const Result<QByteArray> sealed = sealGrant(suite, grant.value_or(QByteArray()), clerk.key(), master);
        if (!sealed)
            return failure(sealed.error());
        clerk->sealedGrant = *sealed;
    }
    return copies;
}

QString hallPurpose()
{
    return QStringLiteral("hall");
}

QString recoveryPurpose()
{
    return QStringLiteral("recovery");
}

QString keychainPurpose()
{
    return QStringLiteral("keychain");
}

QString clerkPurpose(const QString &clerk)
{
    return QStringLiteral("clerk/") + clerk;
}

Result<QByteArray> sealGrant(Suite suite, const QByteArray &grant, const QString &clerk, const Secret &master)
{
    if (grant.isEmpty())
        return QByteArray();
    return seal(suite, grantKey(master), grant, grantBoundTo(clerk));
}

Result<QByteArray> openGrant(const QByteArray &sealed, const QString &clerk, const Secret &master)
{
    if (sealed.isEmpty())
        return QByteArray();
    return unseal(grantKey(master), sealed, grantBoundTo(clerk));
}

} // namespace yichuang
