// SPDX-License-Identifier: Apache-2.0
#include "app/server/configuration.h"

#include "app/base/json.h"
#include "app/domain/calendar/working_days.h"
#include "app/domain/catalogue/catalogue_file.h"
#include "app/domain/catalogue/versions.h"
#include "app/server/store/seal_proof.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSaveFile>

namespace yichuang::server
{
namespace
{

constexpr qint64 largestFile = 64LL * 1024 * 1024;
const QString embeddedName = QStringLiteral("centre.sqlite");

struct SecretFile {
    const char *name;
    QByteArray bytes;
};

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return failure(Fault::ConfigMissing, QStringLiteral("server.configuration"), path);
    return file.readAll();
}

Result<Done> writeFile(const QString &path, const QByteArray &bytes, bool isSecret)
{
    QSaveFile file(path);
    const auto ours = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    const auto theirs = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(isSecret ? ours : ours | theirs)
        || file.write(bytes) != bytes.size() || !file.commit())
        return failure(Fault::DiskFull, QStringLiteral("server.init"), file.errorString());
    return Done{};
}

Result<QByteArray> foreignFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return failure(Fault::FileUnreadable, QStringLiteral("server.init"), path);
    return file.readAll();
}

std::chrono::milliseconds span(const QJsonObject &json, const char *key, std::chrono::milliseconds fallback)
{
    return std::chrono::milliseconds(json.value(QLatin1String(key)).toInt(static_cast<int>(fallback.count())));
}

WireLimits limitsFrom(const QJsonObject &json)
{
    WireLimits limits;
    limits.connections = json.value(QLatin1String("connections")).toInt(limits.connections);
    limits.connectionsPerAddress =
        json.value(QLatin1String("connectionsPerAddress")).toInt(limits.connectionsPerAddress);
    limits.connectionsPerDevice = json.value(QLatin1String("connectionsPerDevice")).toInt(limits.connectionsPerDevice);
    limits.handshake = span(json, "handshakeMs", limits.handshake);
    limits.header = span(json, "headerMs", limits.header);
    limits.body = span(json, "bodyMs", limits.body);
    limits.idle = span(json, "idleMs", limits.idle);
    limits.write = span(json, "writeMs", limits.write);
    return limits;
}

/// "database": a file of the folder, or a connection URI; {"name": …} is how it was written before.
SqlPlace placeFrom(const QJsonValue &json, const QString &folder)
{
    const QString name = json.isObject() ? json.toObject().value(QLatin1String("name")).toString() : json.toString();
    SqlPlace place{name.isEmpty() ? embeddedName : name};
    if (place.isEmbedded())
        place.name = QDir(folder).absoluteFilePath(place.name);
    return place;
}

QJsonObject usualPolicy(Suite suite)
{
    return {{QStringLiteral("suite"), suiteName(suite)},
            {QStringLiteral("offlineGraceDays"), 7},
            {QStringLiteral("version"), 1}};
}

/// store.key; made where an earlier version left none. Whether it is the store's is for proveSealKey().
Result<Secret> storeKey(const QDir &folder)
{
    const QString path = folder.filePath(QStringLiteral("store.key"));
    if (!QFile::exists(path)) {
        const QString fresh = path + QStringLiteral(".%1").arg(QCoreApplication::applicationPid());
        if (auto written = writeFile(fresh, Secret::random(32).reveal(), true); !written)
            return failure(written.error());
        QFile::rename(fresh, path); // leaves one that came meanwhile
        QFile::remove(fresh);
    }
    auto bytes = readFile(path);
    if (!bytes)
        return failure(bytes.error());
    Secret key = Secret::taking(*std::move(bytes));
    if (key.size() != 32)
        return failure(Fault::ConfigMalformed, QStringLiteral("server.configuration"), QStringLiteral("store.key"));
    return key;
}

Result<Done> loadKeys(Configuration &configuration)
{
    const QDir folder(configuration.folder);
    const std::pair<const char *, QByteArray *> files[] = {
        {"authority.pem", &configuration.authority.certificatePem},
        {"authority.key", &configuration.authority.keyPem},
        {"server.pem", &configuration.server.certificatePem},
        {"server.key", &configuration.server.keyPem},
        {"catalogue.json", &configuration.catalogue},
        {"calendar.json", &configuration.calendar},
    };
    for (const auto &[name, target] : files) {
        auto bytes = readFile(folder.filePath(QLatin1String(name)));
        if (!bytes)
            return failure(bytes.error());
        *target = *std::move(bytes);
    }
    auto centre = readFile(folder.filePath(QStringLiteral("centre.key")));
    auto hall = readFile(folder.filePath(QStringLiteral("hall.key")));
    if (!centre || !hall)
        return failure(centre ? hall.error() : centre.error());
    const auto key = SigningKey::fromPkcs8Der(Secret::taking(*std::move(centre)));
    configuration.hallKey = Secret::taking(*std::move(hall));
    if (!key || configuration.hallKey.size() != 32)
        return failure(Fault::ConfigMalformed, QStringLiteral("server.configuration"), QStringLiteral("keys"));
    configuration.centreKey = *key;
    const auto sealKey = storeKey(folder);
    if (!sealKey)
        return failure(sealKey.error());
    configuration.database.suite = configuration.suite;
    configuration.database.sealKey = *sealKey;
    return Done{};
}

/// The catalogues that were published before, the newest first.
QString earlierFolder(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("catalogues"));
}

Result<Done> loadEarlierCatalogues(Configuration &configuration)
{
    const QDir folder(earlierFolder(configuration.folder));
    QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    std::sort(names.begin(), names.end(),
              [](const QString &a, const QString &b) { return isOlder(b.chopped(5), a.chopped(5)); });
    for (const QString &name : names) {
        auto bytes = readFile(folder.filePath(name));
        if (!bytes)
            return failure(bytes.error());
        configuration.earlierCatalogues.append(*std::move(bytes));
    }
    return Done{};
}

Result<Done> writeKeys(const QDir &folder, const Foundation &foundation, const Clock &clock)
{
    const auto authority = makeAuthority(foundation.hall + QStringLiteral(" Yichuang"), clock);
    if (!authority)
        return failure(authority.error());
    ServerNames names;
    names.commonName = foundation.hosts.value(0);
    static const QRegularExpression ip(QStringLiteral("^\\d+\\.\\d+\\.\\d+\\.\\d+$"));
    for (const QString &host : foundation.hosts)
        (ip.match(host).hasMatch() ? names.addresses : names.dnsNames).append(host);
    const auto server = issueServerCertificate(*authority, names, clock);
    if (!server)
        return failure(server.error());
    const auto centreKey = SigningKey::generate(foundation.suite);
    const auto centreDer = centreKey ? centreKey->toPkcs8Der() : Result<Secret>(failure(centreKey.error()));
    if (!centreDer)
        return failure(centreDer.error());
    const SecretFile secrets[] = {{"authority.key", authority->keyPem},
                                  {"server.key", server->keyPem},
                                  {"centre.key", centreDer->reveal()},
                                  {"hall.key", Secret::random(32).reveal()}};
    for (const SecretFile &secret : secrets) {
        if (auto written = writeFile(folder.filePath(QLatin1String(secret.name)), secret.bytes, true); !written)
            return written;
    }
    const SecretFile open[] = {{"authority.pem", authority->certificatePem},
                               {"server.pem", server->certificatePem},
                               {"centre.pub", centreKey->publicKey().toDer()}};
    for (const SecretFile &file : open) {
        if (auto written = writeFile(folder.filePath(QLatin1String(file.name)), file.bytes, false); !written)
            return written;
    }
    return Done{};
}

Result<Done> writeDatabase(const QDir &folder, const Foundation &foundation)
{
    SqlPlace place = placeFrom(foundation.database, folder.path());
    const auto sealKey = storeKey(folder);
    if (!sealKey)
        return failure(sealKey.error());
    place.suite = foundation.suite;
    place.sealKey = *sealKey;
    if (place.isEmbedded())
        QFile::remove(place.name); // of an init that did not end
    auto sql = Sql::open(place);
    if (!sql)
        return failure(sql.error());
    if (auto migrated = migrate(**sql); !migrated)
        return migrated;
    (*sql)->begin();
    const bool isNew =
        (*sql)->count("INSERT INTO hall (hall, name, epoch, sequence, backed_up_through, centre_sequence,"
                      " centre_hash) VALUES (?, ?, 1, 0, 0, 0, '') ON CONFLICT (hall) DO NOTHING",
                      {foundation.hall, foundation.hallName})
        > 0;
    if (!isNew && !(*sql)->trouble()) {
        // Only the folder's keys read what is there: another folder must not take the hall over, an init that did not
        // end may have left it empty.
        const auto row = (*sql)->row("SELECT 1 FROM hall WHERE hall = ? AND sequence > 0 UNION ALL"
                                     " SELECT 1 FROM device WHERE hall = ? UNION ALL"
                                     " SELECT 1 FROM clerk WHERE hall = ?",
                                     {foundation.hall, foundation.hall, foundation.hall});
        if (row) {
            (*sql)->rollback();
            return failure(Fault::ConfigMalformed, QStringLiteral("server.init"), QStringLiteral("the hall is there"));
        }
    }
    (*sql)->run("INSERT INTO hall_epoch (hall, epoch, began_after, began_ms) VALUES (?, 1, 0, 0)"
                " ON CONFLICT (hall, epoch) DO NOTHING",
                {foundation.hall});
    auto made = (*sql)->commit();
    if (made)
        made = proveSealKey(**sql, foundation.hall);
    if (place.isEmbedded())
        QFile::setPermissions(place.name, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return made;
}

} // namespace

Result<Configuration> loadConfiguration(const QString &folder)
{
    const auto bytes = readFile(QDir(folder).filePath(QStringLiteral("server.json")));
    if (!bytes)
        return failure(bytes.error());
    const auto json = parseJsonObject(*bytes, {1024 * 1024, 16});
    if (!json)
        return failure(Fault::ConfigMalformed, QStringLiteral("server.configuration"), json.error().detail);
    Configuration configuration;
    configuration.folder = folder;
    configuration.hall = json->value(QLatin1String("hall")).toString();
    configuration.hallName = json->value(QLatin1String("hallName")).toString();
    const auto suite = suiteNamed(json->value(QLatin1String("suite")).toString());
    if (configuration.hall.isEmpty() || !suite)
        return failure(Fault::ConfigMalformed, QStringLiteral("server.configuration"), QStringLiteral("hall or suite"));
    configuration.suite = *suite;
    configuration.listen = json->value(QLatin1String("listen")).toString(configuration.listen);
    configuration.database = placeFrom(json->value(QLatin1String("database")), folder);
    const auto blobs = blobPlaceFrom(json->value(QLatin1String("blobs")).toObject(), folder);
    if (!blobs)
        return failure(blobs.error());
    configuration.blobs = *blobs;
    if (!json->value(QLatin1String("announcements")).toBool(true))
        configuration.hearing = Hearing::Looking;
    configuration.policy = json->value(QLatin1String("policy")).toObject();
    const QJsonObject limits = json->value(QLatin1String("limits")).toObject();
    configuration.limits = limitsFrom(limits);
    configuration.limits.proxies = json->value(QLatin1String("proxies")).toVariant().toStringList();
    configuration.signInsPerMinute =
        limits.value(QLatin1String("signInsPerMinute")).toInt(configuration.signInsPerMinute);
    configuration.enrolmentsPerMinute =
        limits.value(QLatin1String("enrolmentsPerMinute")).toInt(configuration.enrolmentsPerMinute);
    configuration.statusPagesPerMinute =
        limits.value(QLatin1String("statusPagesPerMinute")).toInt(configuration.statusPagesPerMinute);
    configuration.recoverySeconds = limits.value(QLatin1String("recoverySeconds")).toInt(configuration.recoverySeconds);
    configuration.certificateDays =
        std::clamp(json->value(QLatin1String("certificateDays")).toInt(configuration.certificateDays), 1, 3650);
    if (const QJsonValue from = json->value(QLatin1String("metricsFrom")); from.isArray())
        configuration.metricsAddresses = from.toVariant().toStringList();
    if (const QJsonValue roles = json->value(QLatin1String("secondFactor")); roles.isArray())
        configuration.secondFactorRoles = roles.toVariant().toStringList();
    const QJsonArray delays = json->value(QLatin1String("departmentDelaysMs")).toArray();
    for (int i = 0; i < std::min<int>(4, static_cast<int>(delays.size())); ++i)
        configuration.departmentDelaysMs[i] = delays.at(i).toInt();
    if (auto keys = loadKeys(configuration); !keys)
        return failure(keys.error());
    if (auto earlier = loadEarlierCatalogues(configuration); !earlier)
        return failure(earlier.error());
    return configuration;
}

Result<Done> found(const Foundation &foundation, const Clock &clock)
{
    const QString where = QStringLiteral("server.init");
    static const QRegularExpression hallForm(QStringLiteral("^\\d{6}$"));
    if (!hallForm.match(foundation.hall).hasMatch() || foundation.hallName.isEmpty() || foundation.hosts.isEmpty())
        return failure(Fault::BadArgument, where, QStringLiteral("hall"));
    const auto catalogue = wholeCatalogue(foundation.catalogueFile, foreignFile);
    const auto calendar = foreignFile(foundation.calendarFile);
    if (!catalogue || !calendar)
        return failure(catalogue ? calendar.error() : catalogue.error());
    if (const auto read = catalogueFromJson(*catalogue); !read)
        return failure(read.error());
    if (const auto read = WorkingDays::fromJson(*calendar); !read)
        return failure(read.error());
    QDir folder(foundation.folder);
    if (folder.exists(QStringLiteral("server.json")))
        return failure(Fault::ConfigMalformed, where, QStringLiteral("already initialised"));
    if (!folder.mkpath(QStringLiteral(".")))
        return failure(Fault::StoreReadOnly, where, foundation.folder);
    QFile::setPermissions(foundation.folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    auto done = writeKeys(folder, foundation, clock);
    if (done)
        done = writeFile(folder.filePath(QStringLiteral("catalogue.json")), *catalogue, false);
    if (done)
        done = writeFile(folder.filePath(QStringLiteral("calendar.json")), *calendar, false);
    if (done)
        done = writeDatabase(folder, foundation);
    if (!done)
        return done;
    const QJsonObject json{
        {QStringLiteral("hall"), foundation.hall},
        {QStringLiteral("hallName"), foundation.hallName},
        {QStringLiteral("suite"), suiteName(foundation.suite)},
        {QStringLiteral("listen"), QStringLiteral("127.0.0.1:8443")},
        {QStringLiteral("database"), foundation.database.isEmpty() ? embeddedName : foundation.database},
        {QStringLiteral("policy"), usualPolicy(foundation.suite)},
        {QStringLiteral("limits"), QJsonObject()}};
    return writeFile(folder.filePath(QStringLiteral("server.json")), QJsonDocument(json).toJson(), true);
}

Result<Publication> publishCatalogue(const QString &folder, const QString &file)
{
    const auto configuration = loadConfiguration(folder);
    if (!configuration)
        return failure(configuration.error());
    const auto bytes = wholeCatalogue(file, foreignFile);
    if (!bytes)
        return failure(bytes.error());
    const auto next = catalogueFromJson(*bytes);
    const auto now = catalogueFromJson(configuration->catalogue);
    if (!next || !now)
        return failure(next ? now.error() : next.error());
    if (const auto follows = mayFollow(*now, *next); !follows)
        return failure(follows.error());
    // The old one first: whatever happens next, no case loses the catalogue under which it was taken.
    if (!QDir().mkpath(earlierFolder(folder)))
        return failure(Fault::StoreReadOnly, QStringLiteral("server.publish"), earlierFolder(folder));
    auto done = writeFile(QDir(earlierFolder(folder)).filePath(now->version + QStringLiteral(".json")),
                          configuration->catalogue, false);
    if (done)
        done = writeFile(QDir(folder).filePath(QStringLiteral("catalogue.json")), *bytes, false);
    if (!done)
        return failure(done.error());
    return Publication{now->version, next->version, next->matters.size()};
}

} // namespace yichuang::server
