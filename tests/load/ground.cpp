// SPDX-License-Identifier: Apache-2.0
#include "tests/load/ground.h"

#include "app/base/ids.h"
#include "app/crypto/kdf.h"
#include "app/domain/matter.h"
#include "app/server/configuration.h"
#include "app/server/store/clerks.h"
#include "app/server/store/devices.h"
#include "app/server/store/seal_proof.h"

namespace yichuang::load
{

Result<Ground> prepare(const QString &folder, int first, int windows)
{
    const auto configuration = server::loadConfiguration(folder);
    if (!configuration)
        return failure(configuration.error());
    const auto catalogue = catalogueFromJson(configuration->catalogue);
    if (!catalogue)
        return failure(catalogue.error());
    const auto sql = server::Sql::open(configuration->database);
    if (!sql)
        return failure(sql.error());
    if (auto migrated = server::migrate(**sql); !migrated)
        return failure(migrated.error());
    if (auto proved = server::proveSealKey(**sql, configuration->hall); !proved)
        return failure(proved.error());
    Ground ground;
    ground.authority = configuration->authority.certificatePem;
    ground.matter = catalogue->matters.first().code;
    ground.clerk = QStringLiteral("load%1").arg(first);
    ground.password = QString::fromLatin1(systemRandom()(12).toHex());
    // The price of a password is no matter here, and a thousand windows sign in.
    const auto hash = passwordHash(ground.password, PasswordCost{64, 1, 1});
    if (!hash)
        return failure(hash.error());
    const SystemClock clock;
    (*sql)->begin(configuration->hall);
    if (!server::addClerk(**sql, configuration->hall,
                          {ground.clerk, QStringLiteral("试样"), server::Role::Clerk, *hash, 0, {}}))
        return failure(Fault::BadArgument, QStringLiteral("load.ground"), QStringLiteral("windows were here before"));
    for (int number = first; number < first + windows; ++number) {
        const QString code = QString::fromLatin1(systemRandom()(8).toHex());
        server::addEnrolmentCode(**sql, configuration->hall, code, number, QString::number(number), clock.now());
        ground.codes.append(code);
    }
    if (auto done = (*sql)->commit(); !done)
        return failure(done.error());
    return ground;
}

} // namespace yichuang::load
