// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/certificates.h"
#include "app/crypto/signing.h"
#include "app/server/http/listener.h"
#include "app/server/sql/sql.h"

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
    QJsonObject policy;
    WireLimits limits;
    int signInsPerMinute = 30;     ///< for each address
    int enrolmentsPerMinute = 10;  ///< for each address
    int statusPagesPerMinute = 60; ///< for each address
    QList<int> departmentDelaysMs{1500, 2500, 2000, 2000};

    Credential authority;
    Credential server;
    SigningKey centreKey;
    Secret hallKey;
    QByteArray catalogue; ///< as published
    QByteArray calendar;  ///< as published
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
};

/// Makes a data folder: authority, server certificate, centre key, hall key, published documents, database,
/// server.json last. BadArgument for a hall that is not 6 digits, CatalogueInvalid, ConfigMalformed for a calendar or a
/// folder that is already one, FileUnreadable, DiskFull.
[[nodiscard]] Result<Done> found(const Foundation &foundation, const Clock &clock);

} // namespace yichuang::server
