// SPDX-License-Identifier: Apache-2.0
#include "app/server/server_state.h"

#include "app/base/log.h"
#include "app/crypto/digest.h"

#include <QDir>
#include <QJsonDocument>

namespace yichuang::server
{

ServerState::ServerState(Configuration given, WorkingDays workingDays, const Clock &theClock, RandomSource source,
                         StoreThreads threads)
    : configuration(std::move(given)),
      calendar(std::move(workingDays)),
      clock(theClock),
      random(std::move(source)),
      blobs(QDir(configuration.folder).filePath(QStringLiteral("blobs"))),
      feed(clock),
      readers(configuration.database, threads == StoreThreads::Own ? 2 : 0),
      writer(configuration.database, threads == StoreThreads::Own ? 1 : 0),
      passwords(configuration.database, threads == StoreThreads::Own ? 1 : 0, 64),
      signIns(clock, configuration.signInsPerMinute),
      enrolments(clock, configuration.enrolmentsPerMinute),
      statusPages(clock, configuration.statusPagesPerMinute)
{
    rules.hall = configuration.hall;
    rules.hallName = configuration.hallName;
    rules.departmentDelaysMs = configuration.departmentDelaysMs;
    rules.recoverySeconds = configuration.recoverySeconds;
    rules.calendar = &calendar;
    rules.clock = &clock;
    rules.random = random;
    catalogue = publish(configuration.catalogue);
    calendarDocument = publish(configuration.calendar);
    policy = publish(QJsonDocument(configuration.policy).toJson(QJsonDocument::Compact));
}

Result<Done> ServerState::open()
{
    auto sql = Sql::open(configuration.database);
    if (!sql)
        return failure(sql.error());
    if (auto migrated = migrate(**sql); !migrated)
        return migrated;
    const auto row = (*sql)->row("SELECT epoch, sequence FROM hall WHERE hall = ?", {configuration.hall});
    if (!row)
        return failure(Fault::ConfigMalformed, QStringLiteral("server.start"), QStringLiteral("no such hall"));
    epoch = row->at(0).toLongLong();
    feed.published(configuration.hall, row->at(1).toLongLong());
    for (SqlWorkers *workers : {&readers, &writer, &passwords}) {
        if (auto started = workers->start(); !started)
            return started;
    }
    return Done{};
}

void ServerState::write(std::function<Response(Sql &)> work, const Answer &answer)
{
    const bool taken = writer.post([this, act = std::move(work), answer](Sql &sql) {
        sql.begin();
        Response response = act(sql);
        const auto row = sql.row("SELECT sequence FROM hall WHERE hall = ?", {configuration.hall});
        if (const auto committed = sql.commit(); !committed) {
            qCCritical(logServer) << "not committed:" << describe(committed.error());
            answer(problem(statusOf(committed.error().fault), committed.error().fault));
            return;
        }
        if (row)
            feed.published(configuration.hall, row->first().toLongLong());
        answer(std::move(response));
    });
    if (!taken)
        answer(problem(503, Fault::CentreBusy));
}

Published ServerState::publish(const QByteArray &bytes) const
{
    Published document{bytes, '"' + sha256Hex(bytes).left(32).toLatin1() + '"', {}};
    if (const auto signature = configuration.centreKey.sign(bytes))
        document.signature = signature->toBase64();
    return document;
}

QString wireTime(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"));
}

} // namespace yichuang::server
