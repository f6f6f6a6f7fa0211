// SPDX-License-Identifier: Apache-2.0
#include "app/sync/http_line.h"
#include "app/sync/link_probe.h"
#include "app/sync/sync_engine.h"
#include "tests/unit/sync/https_bench.h"
#include "tests/unit/sync/sync_bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace yichuang;

namespace
{

struct Fixture : SyncBench {
    LinkProbe probe{parts};

    void goOnline()
    {
        centre.unreachable = false;
        (void)centre.queue();
    }
    [[nodiscard]] int pings() const { return centre.calls(QStringLiteral("ping")); }
};

/// A line that knows how many of its calls are open.
class CountedLine final : public Line
{
public:
    CountedLine(const CentreAddress &address, CallLimits limits, int &open) : m_line(address, limits), m_open(open) {}
    void send(const Call &call, const Finished &finished) override
    {
        ++m_open;
        m_line.send(call, [this, finished](const Outcome &outcome) {
            --m_open;
            finished(outcome);
        });
    }
    void abandon(quint64 number) override { m_line.abandon(number); }
    void setAddress(const CentreAddress &address) override { m_line.setAddress(address); }

private:
    HttpLine m_line;
    int &m_open;
};

} // namespace

class TestLinkProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnlyWhereNothingIsSaid()
    {
        Fixture f;
        f.goOnline();
        f.probe.start();
        for (int n = 0; n < 20; ++n) {
            f.pass(LinkProbe::idleMs - 100);
            f.probe.noteContact();
        }
        QCOMPARE(f.pings(), 0);
        QSignalSpy contacted(&f.probe, &LinkProbe::contacted);
        f.pass(10LL * LinkProbe::idleMs);
        QCOMPARE(f.pings(), 10);
        QCOMPARE(contacted.size(), 10);
    }
    void restsOffLineAndBeginsAgain()
    {
        Fixture f;
        f.goOnline();
        f.probe.start();
        f.centre.goOffline();
        f.pass(3'600'000);
        QCOMPARE(f.pings(), 0);
        f.goOnline();
        f.pass(LinkProbe::idleMs);
        QCOMPARE(f.pings(), 1);
        f.probe.stop();
        f.pass(3'600'000);
        QCOMPARE(f.pings(), 1);
        QCOMPARE(f.timers.count(), 0);
    }
    /// Link up, no byte comes: known within five seconds, though only the long poll was open.
    void aLinkThatSwallowsEverythingIsKnownWithinFiveSeconds()
    {
        HttpsBench b;
        ManualClock clock{QDateTime(QDate(2026, 2, 13), QTime(0, 30), Qt::UTC)};
        ManualTimers timers(clock);
        FakeOutbox outbox;
        b.limits = CallLimits();
        int open = 0;
        HttpCentre centre(std::make_unique<CountedLine>(b.address, b.limits, open), b.address, b.clock, timers,
                          b.limits);
        SyncEngine engine(centre, outbox, clock, [](qsizetype n) { return QByteArray(n, '\0'); }, timers);
        const QByteArray changes = "{\"cursor\":\"1:0\",\"epoch\":1,\"backedUpThrough\":0,\"epochChanged\":false,"
                                   "\"changes\":[],\"queue\":{\"waiting\":0,\"longestWaitSeconds\":0}}";
        const auto answers = [changes](QSslSocket *socket, const ScriptedServer::Request &request) {
            if (request.path.startsWith("/v1/changes") && !request.path.endsWith("wait=25"))
                socket->write(ScriptedServer::reply(200, changes));
            else if (!request.path.startsWith("/v1/changes"))
                socket->write(ScriptedServer::problem(404, "notFound"));
        };
        const auto polls = [&](const QByteArray &wait) {
            return std::count_if(b.server.requests.begin(), b.server.requests.end(),
                                 [&](const auto &one) { return one.path.endsWith("wait=" + wait); });
        };
        b.server.script = answers;
        engine.start();
        QTRY_COMPARE(polls("25"), 1);
        QTRY_COMPARE(engine.link(), LinkState::Online);
        // An answer that is still under way when the link dies would speak for it.
        QTRY_COMPARE(open, 1);
        b.server.script = nullptr;
        const qint64 dead = clock.monotonicMs();
        const auto before = b.server.count("/healthz");
        timers.advance(LinkProbe::idleMs);
        QTRY_COMPARE(b.server.count("/healthz"), before + 1);
        QCOMPARE(engine.link(), LinkState::Online);
        timers.advance(b.limits.quietMs);
        QCOMPARE(engine.link(), LinkState::Offline);
        QVERIFY(clock.monotonicMs() - dead < 5'000);
        // The poll was given up, and is tried anew, ever more slowly.
        const auto tries = polls("0");
        QTRY_VERIFY(timers.nextIn() >= 0);
        b.server.script = answers;
        QVERIFY(QTest::qWaitFor([&] {
            timers.advance(100);
            return polls("0") > tries;
        }));
        QTRY_COMPARE(engine.link(), LinkState::Online);
        QTRY_COMPARE(polls("25"), 2);
        engine.stop();
    }
};

QTEST_GUILESS_MAIN(TestLinkProbe)
#include "tst_link_probe.moc"
