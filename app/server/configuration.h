// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/certificates.h"
#include "app/crypto/signing.h"
#include "app/server/feed_watch.h"
#include "app/server/http/listener.h"
#include "app/server/store/blob_place.h"

namespace yichuang::server
{

/// server.json of a data folder, with the keys beside it. Keys are files of mode 0600.
struct Configuration {
    QString folder;
    QString hall; ///< 6 digits
    QString hallName;
    Suite suite = Suite::International;
    QString listen = QStringLiteral("127.0.0.1:8443");
    SqlPlace database;
    BlobPlace blobs;
    Hearing hearing = Hearing::Announcements;
    QJsonObject policy;
    WireLimits limits;
    int signInsPerMinute = 30;     ///< for each address
    int enrolmentsPerMinute = 10;  ///< for each address
    int statusPagesPerMinute = 60; ///< for each address
    int recoverySeconds = 600;     ///< after a restore, in which what is built on lost work is put off, not refused
    QStringList metricsAddresses{QStringLiteral("127.0.0.1"), QStringLiteral("::1")}; ///< that may read /metrics
    int certificateDays = 825; ///< that a window's certificate lasts; windows renew it in its last third
    QStringList secondFactorRoles{QStringLiteral("supervisor"), QStringLiteral("administrator")};
    QList<int> departmentDelaysMs{1500, 2500, 2000, 2000};

    Credential authority;
    Credential server;
    SigningKey centreKey;
    Secret hallKey;
    QByteArray catalogue;                ///< as published
    QByteArray calendar;                 ///< as published
    QList<QByteArray> earlierCatalogues; ///< newest first; running cases go on under the one they were taken by
};

/// ConfigMissing, ConfigMalformed with the file's name.
[[nodiscard]] Result<Configuration> loadConfiguration(const QString &folder);

/// What init is told.
struct Foundation {
    QString folder;
    QString hall;
    QString hallName;
    QStringList hosts{QStringLiteral("127.0.0.1"), QStringLiteral("localhost")};
    Suite suite = Suite::International;
    QString catalogueFile;
    QString calendarFile;
    QString database{}; ///< URI of PostgreSQL; empty: a file of SQLite in the folder
};

/// Makes a data folder: authority, server certificate, centre key, hall key, published documents, database,
/// server.json last. BadArgument for a hall that is not 6 digits, CatalogueInvalid, ConfigMalformed for a calendar or a
/// folder that is already one or for a database where the hall is at work, FileUnreadable, DiskFull, the database's
/// own.
[[nodiscard]] Result<Done> found(const Foundation &foundation, const Clock &clock);

struct Publication {
    QString before; ///< version that was published until now
    QString version;
    qsizetype matters = 0;
};
/// Publishes a catalogue from a file, with the parts it names, in place of the one of the data folder, which is kept in
/// catalogues/. A server that runs takes it up when it starts again. CatalogueInvalid for one that breaks its rules or
/// whose version does not follow the present one, FileUnreadable, DiskFull, the faults of loadConfiguration(); nothing
/// is changed then.
[[nodiscard]] Result<Publication> publishCatalogue(const QString &folder, const QString &file);

} // namespace yichuang::server
