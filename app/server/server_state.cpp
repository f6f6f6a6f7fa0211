// SPDX-License-Identifier: Apache-2.0
#include "app/server/server_state.h"

#include "app/base/log.h"
#include "app/crypto/digest.h"

#include <QDir>
#include <QJsonDocument>

namespace yichuang::server
{

ServerState::ServerState(Configuration given, WorkingDays workingDays, const Clock &theClock, RandomSource source)
    : configuration(std::move(given)),
      calendar(std::move(workingDays)),
      clock(theClock),
      random(std::move(source)),
      blobs(QDir(configuration.folder).filePath(QStringLiteral("blobs"))),
      feed(clock),
      readers(configuration.database, 2),
      writer(configuration.database, 1),
      passwords(configuration.database, 1, 64),
      signIns(clock, configuration.signInsPerMinute),
      enrolments(clock, configuration.enrolmentsPerMinute),
      statusPages(clock, configuration.statusPagesPerMinute)
{
    rules.hall = configuration.hall;
    rules.hallName = configuration.hallName;
    rules.departmentDelaysMs = configuration.departmentDelaysMs;
    rules.clock = &clock;
    rules.calendar = &calendar;
    rules.random = random;
    catalogue = publish(configuration.catalogue);
    calendarDocument = publish(configuration.calendar);
    policy = publish(QJsonDocument(configuration.policy).toJson(QJsonDocument::Compact));
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
