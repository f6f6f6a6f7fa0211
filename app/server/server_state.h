// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/calendar/working_days.h"
#include "app/server/change_feed.h"
#include "app/server/configuration.h"
#include "app/server/metrics.h"
#include "app/server/rate_limit.h"
#include "app/server/sql/workers.h"
#include "app/server/store/blobs.h"
#include "app/server/store/ledger_run.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <span>
#include <vector>

namespace yichuang::server
{

/// A document that the centre publishes, signed.
struct Published {
    QByteArray bytes;
    QByteArray etag;
    QByteArray signature; ///< base64
};

/// Whose threads do the store's work.
enum class StoreThreads {
    Own,     ///< some that read, one that writes, one for passwords
    Callers, ///< the one that opened it, in work(): for a world that makes its own time
};

/// Everything the routes work with. Made before the first request, outlives the last. Members are immutable or
/// guard themselves.
struct ServerState {
    ServerState(Configuration given, WorkingDays workingDays, const Clock &theClock, RandomSource source,
                StoreThreads threads = StoreThreads::Own);

    Configuration configuration;
    WorkingDays calendar;
    const Clock &clock;
    RandomSource random;
    LedgerRules rules;
    std::unique_ptr<BlobStore> blobs; ///< never null
    ChangeFeed feed;
    SqlWorkers readers;
    SqlWorkers writer;    ///< one thread: the one that writes
    SqlWorkers pages;     ///< where page files are read and written
    SqlWorkers passwords; ///< where Argon2id takes its time
    RateLimit signIns;
    RateLimit enrolments;
    RateLimit statusPages;
    Metrics metrics;
    std::atomic<bool> ending = false; ///< stop() has begun: nothing new is to be sent here
    std::atomic<qint64> epoch = 1;
    Published catalogue;
    Published calendarDocument;
    Published policy;

    /// Brings the store up to date, reads where it stands, and lets the workers begin. ConfigMalformed where it does
    /// not have the hall. Call once.
    [[nodiscard]] Result<Done> open();
    /// Runs `work` in a transaction as the hall's only writer, and answers with what it gives only after the commit;
    /// the feed is told then, of this process and of others. What waits meanwhile shares the next transaction and its
    /// one sync of the disk; where that fails, each is tried again by itself: `work` may be called twice, with nothing
    /// left in the store of the first time. A failure of the store becomes a problem document.
    void write(std::function<Response(Sql &)> work, const Answer &answer);
    using Verdicts = std::function<Response(const QList<OperationVerdict> &, const LedgerRun::Standing &)>;
    /// Takes in a batch of operations as write() does, and answers with what `reply` makes of the verdicts. Batches
    /// that follow each other ask the database together.
    void take(const QList<Incoming> &batch, Verdicts reply, const Answer &answer);
    [[nodiscard]] std::size_t writesWaiting();
    /// Signs a document with the centre's key.
    [[nodiscard]] Published publish(const QByteArray &bytes) const;

private:
    struct Write {
        std::function<Response(Sql &)> work; ///< empty for operations
        Answer answer;
        QList<Incoming> batch{};
        Verdicts reply{};
    };
    void enqueue(Write one);
    [[nodiscard]] std::vector<Write> nextWrites();
    void writeTogether(Sql &sql);
    [[nodiscard]] Result<std::vector<Response>> committed(Sql &sql, std::span<const Write> writes);
    [[nodiscard]] std::vector<Response> done(Sql &sql, std::span<const Write> writes) const;

    std::mutex m_writesMutex;
    std::deque<Write> m_writes;
    qint64 m_announced = 0; ///< the writer's
};

/// The rules of a hall, as its data folder has them. CatalogueInvalid, ConfigMalformed.
[[nodiscard]] Result<Done> readRules(LedgerRules &rules, const Configuration &configuration);

/// An instant as on the wire.
[[nodiscard]] QString wireTime(const QDateTime &time);

} // namespace yichuang::server
