// SPDX-License-Identifier: Apache-2.0
#include "app/storage/audit_bundle.h"

#include "app/base/json.h"

#include <QJsonArray>

namespace yichuang
{

namespace
{

constexpr int formatVersion = 1;
constexpr qsizetype longestLine = 1024 * 1024;
constexpr qint64 mostEntries = 1'000'000'000'000;
const QString format = QStringLiteral("yichuang-audit");

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray fromBase64(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

tl::unexpected<Reason> malformed(int line)
{
    return failure(Fault::StoreDamaged, QStringLiteral("audit.bundle"), QStringLiteral("line %1").arg(line));
}

void addLine(QByteArray &bytes, const QJsonObject &json)
{
    bytes += canonicalJson(json);
    bytes += '\n';
}

Result<AuditBundle> headerFrom(const QJsonObject &json)
{
    if (json.value(QStringLiteral("format")).toString() != format)
        return malformed(1);
    const int version = json.value(QStringLiteral("version")).toInt();
    if (version > formatVersion)
        return failure(Fault::StoreNewer, QStringLiteral("audit.bundle"), QString::number(version));
    AuditBundle bundle;
    bundle.hall = json.value(QStringLiteral("hall")).toString();
    bundle.device = json.value(QStringLiteral("device")).toString();
    const QJsonArray keys = json.value(QStringLiteral("keys")).toArray();
    for (const QJsonValue &value : keys) {
        const auto key = VerifyKey::fromDer(fromBase64(value));
        if (!key)
            return malformed(1);
        bundle.windowKeys.append(*key);
    }
    return bundle;
}

bool isNumber(qint64 number)
{
    return number >= 1 && number <= mostEntries;
}

/// Adds what one line tells.
bool addFrom(const QJsonObject &json, AuditBundle &bundle)
{
    if (json.contains(QStringLiteral("head"))) {
        const qint64 number = json.value(QStringLiteral("head")).toInteger();
        bundle.ownHeads.insert(number, fromBase64(json.value(QStringLiteral("signature"))));
        return isNumber(number);
    }
    if (json.contains(QStringLiteral("countersigned"))) {
        const auto head = countersignedFromJson(json.value(QStringLiteral("countersigned")).toObject());
        if (head)
            bundle.countersigned.append(*head);
        return head && isNumber(head->number);
    }
    const qint64 number = json.value(QStringLiteral("number")).toInteger();
    if (!json.value(QStringLiteral("entry")).isObject() || !isNumber(number))
        return false;
    bundle.entries.append({number, QByteArray::fromHex(json.value(QStringLiteral("hash")).toString().toLatin1()),
                           json.value(QStringLiteral("entry")).toObject()});
    return true;
}

} // namespace

Result<AuditBundle> bundleOf(AuditLog &log, const QString &hall, const QString &device)
{
    AuditBundle bundle;
    bundle.hall = hall;
    bundle.device = device;
    const auto keys = log.signingKeys();
    if (!keys)
        return failure(keys.error());
    bundle.windowKeys = *keys;
    const auto heads = log.ownHeads();
    if (!heads)
        return failure(heads.error());
    bundle.ownHeads = *heads;
    const auto sealed = log.countersigned();
    if (!sealed)
        return failure(sealed.error());
    bundle.countersigned = *sealed;
    return log.eachEntry([&bundle](const AuditEntry &entry) { bundle.entries.append(entry); }).map([&](Done) {
        return std::move(bundle);
    });
}

QByteArray toBytes(const AuditBundle &bundle)
{
    QJsonArray keys;
    for (const VerifyKey &key : bundle.windowKeys)
        keys.append(base64(key.toDer()));
    QByteArray bytes;
    addLine(bytes, {{QStringLiteral("format"), format},
                    {QStringLiteral("version"), formatVersion},
                    {QStringLiteral("hall"), bundle.hall},
                    {QStringLiteral("device"), bundle.device},
                    {QStringLiteral("keys"), keys}});
    for (auto head = bundle.ownHeads.cbegin(); head != bundle.ownHeads.cend(); ++head)
        addLine(bytes, {{QStringLiteral("head"), head.key()}, {QStringLiteral("signature"), base64(*head)}});
    for (const CountersignedHead &head : bundle.countersigned)
        addLine(bytes, {{QStringLiteral("countersigned"), toJson(head)}});
    for (const AuditEntry &entry : bundle.entries) {
        addLine(bytes, {{QStringLiteral("number"), entry.number},
                        {QStringLiteral("hash"), QString::fromLatin1(entry.hash.toHex())},
                        {QStringLiteral("entry"), entry.entry}});
    }
    return bytes;
}

Result<AuditBundle> auditBundleFrom(const QByteArray &bytes)
{
    if (bytes.size() > largestAuditBundle)
        return failure(Fault::TooLarge, QStringLiteral("audit.bundle"));
    Result<AuditBundle> bundle = malformed(1);
    int number = 0;
    for (qsizetype start = 0; start < bytes.size();) {
        const qsizetype found = bytes.indexOf('\n', start);
        const qsizetype end = found < 0 ? bytes.size() : found;
        ++number;
        if (end - start > longestLine)
            return malformed(number);
        const auto json = parseJsonObject(bytes.mid(start, end - start), {longestLine, 16});
        start = end + 1;
        if (!json)
            return malformed(number);
        if (number == 1)
            bundle = headerFrom(*json);
        else if (!addFrom(*json, *bundle))
            return malformed(number);
        if (!bundle)
            return bundle;
    }
    return bundle;
}

AuditReport reportOn(const AuditBundle &bundle, const QList<VerifyKey> &windowKeys, const VerifyKey &centre)
{
    AuditWalk walk(windowKeys.isEmpty() ? bundle.windowKeys : windowKeys, centre);
    for (auto head = bundle.ownHeads.cbegin(); head != bundle.ownHeads.cend(); ++head)
        walk.addOwnHead(head.key(), *head);
    for (const CountersignedHead &head : bundle.countersigned)
        walk.addCountersigned(head);
    for (const AuditEntry &entry : bundle.entries)
        walk.add(entry);
    AuditReport report;
    report.findings = walk.finish();
    report.entries = walk.entries();
    report.sealedThrough = walk.sealedThrough();
    return report;
}

} // namespace yichuang
