// SPDX-License-Identifier: Apache-2.0
#include "app/server/server.h"

#include "app/base/log.h"
#include "app/server/feed_watch.h"
#include "app/server/http/listener.h"
#include "app/server/routes/router.h"
#include "app/server/store/blob_collector.h"
#include "app/server/store/departments.h"

#include <condition_variable>
#include <thread>

namespace yichuang::server
{
namespace
{

/// Does something several times a second, on a thread of its own.
class Ticker
{
public:
    Ticker(std::chrono::milliseconds every, std::function<void()> act)
        : m_thread([this, every, run = std::move(act)] {
              std::unique_lock lock(m_mutex);
              while (!m_wake.wait_for(lock, every, [this] { return m_ended; })) {
                  lock.unlock();
                  run();
                  lock.lock();
              }
          })
    {
    }
    ~Ticker()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_ended = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }
    Ticker(const Ticker &) = delete;
    Ticker &operator=(const Ticker &) = delete;

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ended = false;
    std::thread m_thread;
};

struct Endpoint {
    QString address;
    quint16 port = 0;
};

std::optional<Endpoint> endpointOf(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    bool isNumber = false;
    const uint port = text.mid(colon + 1).toUInt(&isNumber);
    if (colon < 1 || !isNumber || port > 65535)
        return {};
    QString address = text.left(colon);
    if (address.startsWith(QLatin1Char('[')) && address.endsWith(QLatin1Char(']')))
        address = address.mid(1, address.size() - 2);
    return Endpoint{address, static_cast<quint16>(port)};
}

} // namespace

struct Server::Parts {
    Parts(Configuration configuration, WorkingDays calendar, const Clock &clock, RandomSource random)
        : state(std::move(configuration), std::move(calendar), clock, std::move(random)),
          router(state),
          collector(*state.blobs, state.configuration.hall, state.configuration.blobs.grace, state.clock)
    {
    }
    ServerState state;
    Router router;
    std::unique_ptr<Listener> listener;
    std::unique_ptr<Ticker> ticker;
    std::unique_ptr<FeedWatch> watch; ///< where other processes may write
    QString host;
    std::atomic<bool> departmentsBusy = false;
    std::atomic<bool> timeActs = false;
    std::atomic<qint64> timeActsNextMs = 0;
    BlobCollector collector;
    std::atomic<bool> collecting = false;
    std::atomic<qint64> collectNextMs = 0;

    /// Lets time accept what nobody asked about: every ten minutes, at once where more are due.
    void letTimeAct()
    {
        const qint64 now = state.clock.now().toMSecsSinceEpoch();
        if (now < timeActsNextMs || timeActs.exchange(true))
            return;
        constexpr qint64 everyMs = 10 * 60 * 1000;
        timeActsNextMs = now + everyMs;
        state.write(
            [this](Sql &writer) {
                if (acceptByTime(writer, state.rules) > 0)
                    timeActsNextMs = 0;
                return Response{};
            },
            [this](const Response &) { timeActs = false; });
    }

    /// Takes away page files that nothing refers to: a round every ten minutes, at once where there is more to do.
    void collectPages()
    {
        const qint64 now = state.clock.now().toMSecsSinceEpoch();
        if (now < collectNextMs || collecting.exchange(true))
            return;
        constexpr qint64 everyMs = 10 * 60 * 1000;
        collectNextMs = now + everyMs;
        const bool taken = state.pages.post([this](Sql &sql) {
            const auto done = collector.round(sql);
            if (!done)
                qCWarning(logServer) << "pages not collected:" << describe(done.error());
            else if (done->removed > 0 || done->dropped > 0)
                qCInfo(logServer) << "pages removed:" << done->removed << "uploads dropped:" << done->dropped;
            if (done && done->more)
                collectNextMs = 0;
            collecting = false;
        });
        if (!taken)
            collecting = false;
    }

    void tick()
    {
        state.feed.expire();
        letTimeAct();
        collectPages();
        if (!state.rules.departmentsPlayed || departmentsBusy.exchange(true))
            return;
        const bool taken = state.readers.post([this](Sql &sql) {
            sql.clear();
            const bool due = sql.row("SELECT 1 FROM department_task WHERE hall = ? AND due_ms <= ? LIMIT 1",
                                     {state.configuration.hall, state.clock.now().toMSecsSinceEpoch()})
                                 .has_value();
            if (!due) {
                departmentsBusy = false;
                return;
            }
            state.write(
                [this](Sql &writer) {
                    (void)playDepartments(writer, state.rules);
                    return Response{};
                },
                [this](const Response &) { departmentsBusy = false; });
        });
        if (!taken)
            departmentsBusy = false;
    }
};

Server::Server(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

Server::~Server()
{
    stop();
}

Result<std::unique_ptr<Server>> Server::start(const ServeOptions &options, const Clock &clock, RandomSource random)
{
    auto configuration = loadConfiguration(options.folder);
    if (!configuration)
        return failure(configuration.error());
    auto calendar = WorkingDays::fromJson(configuration->calendar);
    if (!calendar)
        return failure(calendar.error());
    const auto endpoint = endpointOf(options.listen.isEmpty() ? configuration->listen : options.listen);
    if (!endpoint)
        return failure(Fault::BadArgument, QStringLiteral("server.start"), options.listen);

    auto parts = std::make_unique<Parts>(*std::move(configuration), *std::move(calendar), clock, std::move(random));
    parts->host = endpoint->address;
    if (auto read = readRules(parts->state.rules, parts->state.configuration); !read)
        return failure(read.error());
    parts->state.rules.departmentsPlayed = options.playDepartments;
    parts->state.rules.departmentsAtRealPace = options.atRealPace;
    if (auto opened = parts->state.open(); !opened)
        return failure(opened.error());
    const Configuration &given = parts->state.configuration;
    const TlsMaterial tls{given.server.certificatePem, given.server.keyPem, given.authority.certificatePem};
    auto listener = Listener::open(endpoint->address, endpoint->port, tls, given.limits, parts->router);
    if (!listener)
        return failure(listener.error());
    parts->listener = *std::move(listener);
    parts->listener->start();
    if (!given.database.isEmbedded())
        parts->watch = std::make_unique<FeedWatch>(given.database, given.hall, parts->state.feed, given.hearing);
    parts->ticker = std::make_unique<Ticker>(std::chrono::milliseconds(100), [raw = parts.get()] { raw->tick(); });
    return std::unique_ptr<Server>(new Server(std::move(parts)));
}

QString Server::address() const
{
    const QString host =
        m_parts->host.contains(QLatin1Char(':')) ? QStringLiteral("[%1]").arg(m_parts->host) : m_parts->host;
    return QStringLiteral("https://%1:%2").arg(host).arg(port());
}

quint16 Server::port() const
{
    return m_parts->listener->port();
}

void Server::stop()
{
    if (!m_parts->ticker)
        return;
    m_parts->ticker.reset();
    m_parts->state.ending = true;
    m_parts->watch.reset();
    m_parts->state.feed.end();
    m_parts->listener->stop();
    m_parts->state.pages.stop();
    m_parts->state.passwords.stop();
    m_parts->state.readers.stop();
    m_parts->state.writer.stop();
    qCInfo(logServer) << "stopped";
}

} // namespace yichuang::server
