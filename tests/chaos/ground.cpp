// SPDX-License-Identifier: Apache-2.0
#include "tests/chaos/ground.h"

#include "app/crypto/kdf.h"
#include "app/server/store/clerks.h"
#include "app/server/store/devices.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

namespace yichuang::chaos
{
namespace
{

Result<Done> enrolAll(server::Sql &sql, QList<Place> &places)
{
    const SystemClock clock;
    // The password's price is no matter here, and a world signs in thousands of times.
    const auto hash = passwordHash(thePassword, PasswordCost{8, 1, 1});
    if (!hash)
        return failure(hash.error());
    sql.begin();
    for (Place &place : places) {
        auto key = SigningKey::generate(Suite::International);
        if (!key)
            return failure(key.error());
        place.signing = *key;
        place.master = Secret::random(32);
        place.device = QStringLiteral("%1-%2-1").arg(theHall).arg(place.number, 2, 10, QLatin1Char('0'));
        place.clerk = QStringLiteral("clerk%1").arg(place.number);
        sql.run("INSERT INTO hall_window (hall, number, name, generation) VALUES (?, ?, ?, 1)",
                {theHall, place.number, QString::number(place.number)});
        server::addDevice(
            sql,
            {place.device, theHall, place.number, QString::number(place.number), 1, place.signing.publicKey(), false},
            place.device, clock.now());
        if (!server::addClerk(sql, theHall, {place.clerk, QStringLiteral("试样"), server::Role::Clerk, *hash, 0, {}}))
            return failure(Fault::StoreUnavailable, QStringLiteral("chaos.ground"), place.clerk);
    }
    return sql.commit();
}

} // namespace

Result<std::shared_ptr<const Ground>> layGround(int windows)
{
    auto ground = std::make_shared<Ground>();
    const QString memory = QStringLiteral("/dev/shm");
    const QString parent = QFileInfo(memory).isWritable() ? memory : QDir::tempPath();
    ground->folder = std::make_unique<QTemporaryDir>(parent + QStringLiteral("/yichuang-chaos-XXXXXX"));
    const QString resources = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/");
    server::Foundation foundation;
    foundation.folder = ground->folder->filePath(QStringLiteral("founded"));
    foundation.hall = theHall;
    foundation.hallName = QStringLiteral("试样大厅");
    foundation.catalogueFile = resources + QStringLiteral("catalogue/shijiazhuang.json");
    foundation.calendarFile = resources + QStringLiteral("calendar/china-working-days.json");
    if (auto made = server::found(foundation, SystemClock()); !made)
        return failure(made.error());
    auto configuration = server::loadConfiguration(foundation.folder);
    if (!configuration)
        return failure(configuration.error());
    ground->configuration = *std::move(configuration);
    auto calendar = WorkingDays::fromJson(ground->configuration.calendar);
    auto catalogue = catalogueFromJson(ground->configuration.catalogue);
    if (!calendar || !catalogue)
        return failure(calendar ? catalogue.error() : calendar.error());
    ground->rules.catalogue = std::make_shared<const Catalogue>(*std::move(catalogue));
    ground->rules.calendar = std::make_shared<const WorkingDays>(*std::move(calendar));
    for (int number = 1; number <= windows; ++number) {
        Place place;
        place.number = number;
        ground->places.append(place);
    }
    auto sql = server::Sql::open(ground->configuration.database);
    if (!sql)
        return failure(sql.error());
    if (auto enrolled = enrolAll(**sql, ground->places); !enrolled)
        return failure(enrolled.error());
    return std::shared_ptr<const Ground>(std::move(ground));
}

} // namespace yichuang::chaos
