// SPDX-License-Identifier: Apache-2.0
// A new calendar's way: the centre publishes it, sync keeps it, the rulebook takes it, and a day that was provisional
// becomes final.
#include "app/crypto/certificates.h"
#include "app/main/yichuang/published_rules.h"
#include "app/storage/local_store.h"
#include "app/sync/sync_engine.h"
#include "tests/fakes/case_samples.h"
#include "tests/fakes/must.h"
#include "tests/fakes/server_child.h"

#include <QSignalSpy>

using namespace yichuang;

namespace
{

const QByteArray password = "correct horse";
constexpr int patience = 30'000;

/// An enrolled window with its store and its sync.
struct Window {
    SystemClock clock;
    SigningKey signing = SigningKey::generate(Suite::International).value();
    std::unique_ptr<HttpCentre> centre;
    QTemporaryDir folder;
    std::unique_ptr<LocalStore> store;
    QtTimers timers;
    std::unique_ptr<SyncEngine> sync;

    explicit Window(ServerChild &server)
    {
        const DeviceRequest request = makeDeviceRequest(QStringLiteral("window")).value();
        CentreAddress address = server.address(server.port());
        centre = std::make_unique<HttpCentre>(address, clock);
        const Enrolment enrolment =
            must(centre->enrol(server.enrolmentCode(1), request.requestPem, signing.publicKey().toDer()));
        address.certificatePem = enrolment.certificate;
        address.keyPem = request.keyPem;
        address.centreKeyDer = enrolment.centreKey;
        centre->setAddress(address);
        (void)must(centre->signIn(QStringLiteral("lixiaowen"), QString::fromLatin1(password)));
        store = std::make_unique<LocalStore>(
            StorePlace{folder.filePath(QStringLiteral("store")), 0},
            StoreKeys{Suite::International, Secret::random(), signing},
            StoreIdentity{enrolment.device, enrolment.hall, enrolment.window, enrolment.generation},
            StoreSurroundings{&clock, systemRandom(), [this] { return centre->serverOffsetMs(); }});
        (void)must(store->open());
        SyncOptions options;
        options.retry = {50, 400};
        sync = std::make_unique<SyncEngine>(*centre, *store, clock, systemRandom(), timers, options);
    }
    ~Window() { sync->stop(); }

    /// True when sync has kept a calendar that was not kept before.
    [[nodiscard]] bool calendarCame() const
    {
        const QSignalSpy documents(sync.get(), &CentreLink::documentChanged);
        sync->start();
        return QTest::qWaitFor(
            [&] {
                return std::any_of(documents.begin(), documents.end(), [](const QList<QVariant> &arguments) {
                    return arguments.first().toString() == QStringLiteral("calendar");
                });
            },
            patience);
    }
};

[[nodiscard]] bool reloaded(PublishedRules &rules)
{
    const QSignalSpy changed(&rules, &PublishedRules::changed);
    rules.reload();
    return QTest::qWaitFor([&] { return !changed.isEmpty(); }, patience);
}

/// Received on Monday 28 December 2026: the limits reach into a year that is not announced.
Case decembersCase()
{
    Operation received = samples::received(2);
    received.payload.insert(QStringLiteral("receivedAt"), QStringLiteral("2026-12-28T02:00:00.000Z"));
    return foldAll({samples::opened(1, QStringLiteral("M")), received}).value();
}

} // namespace

class TestCalendarFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aProvisionalDayBecomesFinal()
    {
        ServerChild server;
        QVERIFY(server.init());
        QVERIFY(server.addUser(QStringLiteral("lixiaowen"), QStringLiteral("clerk"), password));
        QVERIFY(server.start());
        Window window(server);
        QVERIFY(window.calendarCame());
        PublishedRules rules(*window.store, QStringLiteral(YICHUANG_SOURCE_DIR "/resources"), {});
        QVERIFY(reloaded(rules));

        Matter matter;
        matter.promisedDays = 5;
        matter.statutoryDays = 20;
        const QDate today(2026, 12, 29);
        const auto promised = [&](const PublishedRules &by) {
            return deadlinesOf(decembersCase(), matter, *by.rulebook().calendar, today, by.rulebook().clocks).promised;
        };
        // 29, 30, 31 December, then weekends only: 1 and 4 January.
        QCOMPARE(promised(rules).due, QDate(2027, 1, 4));
        QVERIFY(promised(rules).provisional);

        window.sync->stop();
        server.stop();
        QFile file(server.folder() + QStringLiteral("/calendar.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QJsonObject calendar = QJsonDocument::fromJson(file.readAll()).object();
        file.close();
        QJsonObject years = calendar.value(QStringLiteral("years")).toObject();
        years.insert(QStringLiteral("2027"),
                     QJsonDocument::fromJson(R"({"off": ["01-01..01-03"], "madeUp": ["01-09"]})").object());
        calendar.insert(QStringLiteral("years"), years);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(QJsonDocument(calendar).toJson());
        file.close();
        QVERIFY(server.start());
        QVERIFY(window.calendarCame());
        QVERIFY(reloaded(rules));
        // New Year's Day is free: 4 and 5 January.
        QCOMPARE(promised(rules).due, QDate(2027, 1, 5));
        QVERIFY(!promised(rules).provisional);

        // It is kept: another start without the centre has it.
        window.sync->stop();
        server.stop();
        PublishedRules later(*window.store, QStringLiteral(YICHUANG_SOURCE_DIR "/resources"), {});
        QVERIFY(reloaded(later));
        QCOMPARE(promised(later), promised(rules));
    }
};

QTEST_GUILESS_MAIN(TestCalendarFlow)
#include "tst_calendar_flow.moc"
