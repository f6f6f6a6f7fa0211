// SPDX-License-Identifier: Apache-2.0
#include "app/server/server_state.h"

#include "app/base/log.h"
#include "app/crypto/digest.h"
#include "app/server/feed_watch.h"
#include "app/server/store/seal_proof.h"

#include <QDir>
#include <QJsonDocument>

namespace yichuang::server
{
namespace
{

constexpr std::size_t mostTogether = 64;
constexpr std::size_t mostWrites = 20'000;
constexpr int pageThreads = 2;
constexpr std::size_t mostPagesWaiting = 2'000;

int readerThreads(const SqlPlace &place)
{
    return place.isEmbedded() ? 2 : 4;
}

Response storeProblem(const Reason &reason)
{
    qCCritical(logServer) << "not committed:" << describe(reason);
    return problem(statusOf(reason.fault), reason.fault);
}

} // namespace

ServerState::ServerState(Configuration given, WorkingDays workingDays, const Clock &theClock, RandomSource source,
                         StoreThreads threads)
    : configuration(std::move(given)),
      calendar(std::move(workingDays)),
      clock(theClock),
      random(std::move(source)),
      blobs(openBlobs(configuration.blobs, configuration.folder, clock)),
      feed(clock),
      readers(configuration.database, threads == StoreThreads::Own ? readerThreads(configuration.database) : 0),
      writer(configuration.database, threads == StoreThreads::Own ? 1 : 0),
      pages(configuration.database, threads == StoreThreads::Own ? pageThreads : 0, mostPagesWaiting),
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
    if (auto proved = proveSealKey(**sql, configuration.hall); !proved)
        return proved;
    const auto row = (*sql)->row("SELECT epoch, sequence FROM hall WHERE hall = ?", {configuration.hall});
    if (!row)
        return failure(Fault::ConfigMalformed, QStringLiteral("server.start"), QStringLiteral("no such hall"));
    epoch = row->at(0).toLongLong();
    feed.published(configuration.hall, row->at(1).toLongLong());
    for (SqlWorkers *workers : {&readers, &writer, &pages, &passwords}) {
        if (auto started = workers->start(); !started)
            return started;
    }
    return Done{};
}

void ServerState::write(std::function<Response(Sql &)> work, const Answer &answer)
{
    enqueue({std::move(work), answer});
}

void ServerState::take(const QList<Incoming> &batch, Verdicts reply, const Answer &answer)
{
    enqueue({{}, answer, batch, std::move(reply)});
}

void ServerState::enqueue(Write one)
{
    const Answer answer = one.answer;
    bool taken = false;
    {
        const std::scoped_lock lock(m_writesMutex);
        taken = m_writes.size() < mostWrites && writer.post([this](Sql &sql) { writeTogether(sql); });
        if (taken)
            m_writes.push_back(std::move(one));
    }
    if (!taken)
        answer(problem(503, Fault::CentreBusy));
}

std::size_t ServerState::writesWaiting()
{
    const std::scoped_lock lock(m_writesMutex);
    return m_writes.size();
}

std::vector<ServerState::Write> ServerState::nextWrites()
{
    const std::scoped_lock lock(m_writesMutex);
    std::vector<Write> some;
    while (!m_writes.empty() && some.size() < mostTogether) {
        some.push_back(std::move(m_writes.front()));
        m_writes.pop_front();
    }
    return some;
}

std::vector<Response> ServerState::done(Sql &sql, std::span<const Write> writes) const
{
    std::vector<Response> responses;
    std::optional<LedgerRun> run;
    for (auto one = writes.begin(); one != writes.end(); ++one) {
        if (one->work) {
            run.reset();
            responses.push_back(one->work(sql));
            continue;
        }
        if (!run) {
            QList<const QList<Incoming> *> batches;
            for (auto next = one; next != writes.end() && !next->work; ++next)
                batches.append(&next->batch);
            run.emplace(sql, rules, batches);
        }
        responses.push_back(one->reply(run->post(one->batch), run->standing()));
    }
    return responses;
}

Result<std::vector<Response>> ServerState::committed(Sql &sql, std::span<const Write> writes)
{
    sql.begin(configuration.hall);
    std::vector<Response> responses = done(sql, writes);
    const qint64 sequence = sql.lastSequence();
    if (sequence > m_announced)
        announce(sql, configuration.hall, sequence);
    if (const auto kept = sql.commit(); !kept)
        return failure(kept.error());
    m_announced = std::max(m_announced, sequence);
    feed.published(configuration.hall, sequence);
    return responses;
}

void ServerState::writeTogether(Sql &sql)
{
    const std::vector<Write> writes = nextWrites();
    if (writes.empty())
        return; // an earlier transaction took them along
    if (writes.size() > 1) {
        if (auto responses = committed(sql, writes)) {
            for (std::size_t i = 0; i < writes.size(); ++i)
                writes[i].answer(std::move(responses->at(i)));
            return;
        }
    }
    for (const Write &one : writes) {
        auto response = committed(sql, std::span(&one, 1));
        if (!response)
            metrics.storeFailed();
        one.answer(response ? std::move(response->front()) : storeProblem(response.error()));
    }
}

Published ServerState::publish(const QByteArray &bytes) const
{
    Published document{bytes, '"' + sha256Hex(bytes).left(32).toLatin1() + '"', {}};
    if (const auto signature = configuration.centreKey.sign(bytes))
        document.signature = signature->toBase64();
    return document;
}

Result<Done> readRules(LedgerRules &rules, const Configuration &configuration)
{
    auto catalogue = catalogueFromJson(configuration.catalogue);
    if (!catalogue)
        return failure(catalogue.error());
    const auto clocks = clockRulesFromJson(configuration.policy.value(QLatin1String("clocks")).toObject());
    if (!clocks)
        return failure(clocks.error());
    rules.hall = configuration.hall;
    rules.hallName = configuration.hallName;
    rules.departmentDelaysMs = configuration.departmentDelaysMs;
    rules.recoverySeconds = configuration.recoverySeconds;
    rules.catalogue = *std::move(catalogue);
    for (const QByteArray &bytes : configuration.earlierCatalogues) {
        if (auto earlier = catalogueFromJson(bytes))
            rules.earlierCatalogues.append(*std::move(earlier));
    }
    rules.clocks = *clocks;
    return Done{};
}

QString wireTime(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"));
}

} // namespace yichuang::server
