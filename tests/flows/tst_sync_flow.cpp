// SPDX-License-Identifier: Apache-2.0
// A window's store and its sync against the real central server, over real TLS.
#include "app/crypto/certificates.h"
#include "app/storage/local_store.h"
#include "app/sync/bundle_carrier.h"
#include "app/sync/http_line.h"
#include "app/sync/sync_engine.h"
#include "app/workflows/merge.h"
#include "tests/fakes/case_samples.h"
#include "tests/fakes/must.h"
#include "tests/fakes/server_child.h"
#include "tests/fakes/tcp_relay.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace yichuang;

namespace
{

const QByteArray password = "correct horse";

template <typename T>
Result<T> await(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000) || future.resultCount() == 0)
        return failure(Fault::Timeout, QStringLiteral("test"));
    return future.result();
}

/// A device that is enrolled at the hall, with somebody signed in.
struct Enrolled {
    SystemClock clock;
    SigningKey signing = SigningKey::generate(Suite::International).value();
    CentreAddress address;
    Enrolment enrolment;
    std::unique_ptr<HttpCentre> centre;

    Enrolled(ServerChild &server, quint16 port, int window, const QString &login)
    {
        const DeviceRequest request = makeDeviceRequest(QStringLiteral("window")).value();
        address = server.address(port);
        centre = std::make_unique<HttpCentre>(address, clock);
        enrolment =
            must(await(centre->enrol(server.enrolmentCode(window), request.requestPem, signing.publicKey().toDer())));
        address.certificatePem = enrolment.certificate;
        address.keyPem = request.keyPem;
        address.centreKeyDer = enrolment.centreKey;
        centre->setAddress(address);
        (void)must(await(centre->signIn(login, QString::fromLatin1(password))));
    }
};

/// A window at work: store and sync.
struct Window : Enrolled {
    QTemporaryDir folder;
    std::unique_ptr<LocalStore> store;
    QtTimers timers;
    std::unique_ptr<SyncEngine> sync;

    Window(ServerChild &server, quint16 port, int number) : Enrolled(server, port, number, QStringLiteral("lixiaowen"))
    {
        const StorePlace place{folder.filePath(QStringLiteral("store")), 0};
        const StoreKeys keys{Suite::International, Secret::random(), signing};
        const StoreIdentity identity{enrolment.device, enrolment.hall, enrolment.window, enrolment.generation};
        store = std::make_unique<LocalStore>(
            place, keys, identity,
            StoreSurroundings{&clock, systemRandom(), [this] { return centre->serverOffsetMs(); }});
        (void)must(await(store->open()));
        SyncOptions options;
        options.retry = {50, 400};
        sync = std::make_unique<SyncEngine>(*centre, *store, clock, systemRandom(), timers, options);
        QObject::connect(store.get(), &CaseStore::caseChanged, sync.get(), &SyncEngine::wake);
    }
    ~Window() { sync->stop(); }

    CaseFile commit(const QString &caseId, const QList<OperationDraft> &drafts) const
    {
        CommitRequest request;
        request.caseId = caseId;
        request.clerk = QStringLiteral("lixiaowen");
        request.catalogueHash = QString(64, QLatin1Char('a'));
        request.drafts = drafts;
        return must(await(store->commit(request)));
    }
    /// A case from the card to the acceptance.
    [[nodiscard]] CaseFile accept(const QByteArray &scan = {}) const
    {
        const QString matter = samples::catalogue().matters.first().code;
        QList<OperationDraft> drafts{
            {OperationKind::Opened, samples::opened(1, matter).payload},
            {OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(samples::wang())}}}};
        if (!scan.isEmpty()) {
            const PageRef page =
                must(await(store->putPage(scan, QStringLiteral("image/jpeg"), QStringLiteral("scan"))));
            const QJsonObject json{{QStringLiteral("blob"), page.blob},
                                   {QStringLiteral("mime"), page.mime},
                                   {QStringLiteral("name"), page.name},
                                   {QStringLiteral("size"), page.size}};
            drafts.append({OperationKind::MaterialAdded,
                           {{QStringLiteral("material"), QStringLiteral("plan")},
                            {QStringLiteral("source"), QStringLiteral("scanned")},
                            {QStringLiteral("pages"), QJsonArray{json}}}});
        }
        drafts.append({OperationKind::Received, {}});
        drafts.append({OperationKind::Accepted, {}});
        return commit({}, drafts);
    }
    [[nodiscard]] std::unique_ptr<BundleCarrier> carrier() const
    {
        return std::make_unique<BundleCarrier>(
            CarriedStores{*store, *store, *store},
            BundleMaker{enrolment.hall, enrolment.device, Suite::International, {64, 1, 1}}, clock);
    }
    [[nodiscard]] CaseFile load(const QString &caseId) const { return must(await(store->load(caseId))); }
    [[nodiscard]] OutboxStanding standing() const { return must(await(store->standing())); }
    [[nodiscard]] bool drained(int ms = 30'000) const
    {
        return QTest::qWaitFor([this] { return standing().operations == 0 && standing().blobs == 0; }, ms);
    }
    [[nodiscard]] bool acknowledged(const QString &caseId) const
    {
        return QTest::qWaitFor(
            [&] {
                const CaseFile file = load(caseId);
                return file.word == SyncWord::Acknowledged && !file.current.caseNumber.isEmpty();
            },
            30'000);
    }
};

/// One call past the ports, as the centre's own people make it.
Outcome ask(const Enrolled &by, quint16 port, const QByteArray &method, const QString &path,
            const QJsonObject &body = {})
{
    CentreAddress address = by.address;
    address.url.setPort(port);
    HttpLine line(address, {});
    Call call;
    call.method = method;
    call.path = path;
    call.accessToken = by.centre->session().accessToken.toLatin1();
    if (method == "POST") {
        call.body = [body] { return QJsonDocument(body).toJson(); };
        call.headers.append({"Yichuang-Request", newId(SystemClock(), systemRandom()).toLatin1()});
    }
    std::optional<Outcome> outcome;
    line.send(call, [&](const Outcome &one) { outcome = one; });
    (void)QTest::qWaitFor([&] { return outcome.has_value(); }, 30'000);
    return outcome.value_or(Outcome());
}

/// Ids of a case's operations at the centre, in order; empty where it has none.
QStringList atCentre(const Enrolled &by, quint16 port, const QString &caseId)
{
    const Outcome outcome = ask(by, port, "GET", QStringLiteral("/v1/cases/") + caseId);
    QStringList ids;
    if (!outcome.answer)
        return ids;
    const QJsonObject json = QJsonDocument::fromJson(outcome.answer->body).object();
    for (const QJsonValue &change : json.value(QStringLiteral("operations")).toArray())
        ids.append(change[QStringLiteral("operation")][QStringLiteral("id")].toString());
    return ids;
}

bool eachOnce(const QStringList &ids)
{
    return QSet<QString>(ids.begin(), ids.end()).size() == ids.size();
}

} // namespace

class TestSyncFlow : public QObject
{
    Q_OBJECT

private:
    ServerChild m_server;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_server.init());
        QVERIFY(m_server.addUser(QStringLiteral("lixiaowen"), QStringLiteral("clerk"), password));
        QVERIFY(m_server.addUser(QStringLiteral("approver"), QStringLiteral("approver"), password));
        QVERIFY(m_server.start());
    }
    void aCaseReachesTheCentreWithItsPages()
    {
        Window window(m_server, m_server.port(), 1);
        QSignalSpy documents(window.sync.get(), &CentreLink::documentChanged);
        window.sync->start();
        const CaseFile made = window.accept(QByteArray(1'200'000, 's'));
        QVERIFY(made.word == SyncWord::SavedHere);
        QVERIFY(window.acknowledged(made.current.id));
        const CaseFile file = window.load(made.current.id);
        QCOMPARE(file.current.receiptNumber, made.current.receiptNumber);
        QCOMPARE(file.current.receivedAt, made.current.receivedAt);
        QCOMPARE(stateName(file.current.state), stateName(CaseState::Routed));
        QVERIFY(window.drained());
        const QString blob = file.current.material(QStringLiteral("plan"))->pages.first().blob;
        const Outcome page = ask(window, m_server.port(), "GET", QStringLiteral("/v1/blobs/") + blob);
        QVERIFY(page.answer.has_value());
        QCOMPARE(page.answer->body, QByteArray(1'200'000, 's'));
        QTRY_COMPARE(documents.size(), 4);
        const auto catalogue = must(await(window.store->document(QStringLiteral("catalogue"))));
        QVERIFY(catalogueFromJson(catalogue.first).has_value());
        QVERIFY(qAbs(window.centre->serverOffsetMs()) < 5000);
    }
    void theBacklogDrainsWhenTheCentreReturns()
    {
        Window window(m_server, m_server.port(), 2);
        window.sync->start();
        const CaseFile before = window.accept();
        QVERIFY(window.acknowledged(before.current.id));
        m_server.kill();
        QTRY_COMPARE(window.sync->link(), LinkState::Offline);
        QList<CaseFile> made;
        for (int i = 0; i < 5; ++i)
            made.append(window.accept(QByteArray(1000, static_cast<char>('a' + i))));
        QCOMPARE(window.standing().cases, 5);
        QCOMPARE(window.standing().blobs, 5);
        QVERIFY(m_server.start());
        QVERIFY(window.drained());
        QCOMPARE(window.sync->link(), LinkState::Online);
        for (const CaseFile &one : made) {
            QVERIFY(window.acknowledged(one.current.id));
            const CaseFile now = window.load(one.current.id);
            QCOMPARE(now.current.receiptNumber, one.current.receiptNumber);
            QCOMPARE(now.current.receivedAt, one.current.receivedAt);
            QVERIFY(eachOnce(atCentre(window, m_server.port(), one.current.id)));
        }
        QVERIFY(await(window.store->verify()).has_value());
    }
    void aChangeAtTheCentreMeanwhileNeedsAttention()
    {
        Window window(m_server, m_server.port(), 3);
        const Enrolled office(m_server, m_server.port(), 93, QStringLiteral("approver"));
        window.sync->start();
        const CaseFile made = window.accept();
        const CaseFile other = window.accept();
        QVERIFY(window.acknowledged(made.current.id));
        QVERIFY(window.acknowledged(other.current.id));
        window.sync->stop();
        const QString path = QStringLiteral("/v1/cases/%1/operations").arg(made.current.id);
        const Outcome act = ask(office, m_server.port(), "POST", path,
                                {{QStringLiteral("kind"), operationName(OperationKind::ReviewStarted)},
                                 {QStringLiteral("payload"), QJsonObject()}});
        QVERIFY(act.answer.has_value());
        const OperationDraft withdrawal{OperationKind::Withdrawn,
                                        {{QStringLiteral("reason"), QStringLiteral("asked by the applicant")}}};
        const CaseFile ours = window.commit(made.current.id, {withdrawal});
        (void)window.commit(other.current.id, {withdrawal});
        const QString id = ours.history.last().id;
        window.sync->start();
        QTRY_COMPARE_WITH_TIMEOUT(window.standing().attention, 1, 30'000);
        QTRY_VERIFY(window.load(made.current.id).atCentre.has_value());
        QTRY_COMPARE(stateName(window.load(made.current.id).atCentre->state), stateName(CaseState::UnderReview));
        const CaseFile file = window.load(made.current.id);
        QVERIFY(file.word == SyncWord::NeedsAttention);
        QCOMPARE(faultName(file.attention.fault), faultName(Fault::VersionConflict));
        QVERIFY(std::any_of(file.history.begin(), file.history.end(),
                            [&](const Operation &operation) { return operation.id == id; }));
        QVERIFY(!atCentre(window, m_server.port(), made.current.id).contains(id));
        // The other case is not held up.
        QTRY_VERIFY(window.load(other.current.id).word == SyncWord::Acknowledged);
        QCOMPARE(stateName(window.load(other.current.id).current.state), stateName(CaseState::Withdrawn));
    }
    void whatWasMergedByPartsStandsAtTheCentre()
    {
        Window window(m_server, m_server.port(), 8);
        const Window other(m_server, m_server.port(), 9);
        const auto fields = [](const QString &place, const QString &shop) {
            return QJsonObject{{QStringLiteral("fields"),
                                QJsonObject{{QStringLiteral("place"), place}, {QStringLiteral("shop"), shop}}}};
        };
        const QString matter = samples::catalogue().matters.first().code;
        window.sync->start();
        const QString id = window.commit({}, {{OperationKind::Opened, samples::opened(1, matter).payload}}).current.id;
        QTRY_VERIFY(window.load(id).word == SyncWord::Acknowledged);
        window.sync->stop();
        other.sync->start();
        QTRY_VERIFY_WITH_TIMEOUT(await(other.store->load(id)).has_value(), 30'000);
        (void)other.commit(id,
                           {{OperationKind::FieldsSet, fields(QStringLiteral("theirs"), QStringLiteral("theirs"))}});
        QVERIFY(other.drained());
        (void)window.commit(id, {{OperationKind::FieldsSet, fields(QStringLiteral("ours"), QStringLiteral("ours"))}});
        window.sync->start();
        QTRY_VERIFY_WITH_TIMEOUT(mergeOf(window.load(id)).has_value(), 30'000);
        Merge merge = *mergeOf(window.load(id));
        QCOMPARE(merge.parts.size(), 2);
        for (DisputedPart &part : merge.parts)
            part.side = part.key == QLatin1String("shop") ? Side::Ours : Side::Centre;
        const CaseFile merged = must(await(window.store->merge(id, QStringLiteral("lixiaowen"), draftsOf(merge))));
        QTRY_VERIFY_WITH_TIMEOUT(window.load(id).word == SyncWord::Acknowledged, 30'000);
        const Outcome there = ask(other, m_server.port(), "GET", QStringLiteral("/v1/cases/") + id);
        const QJsonObject json = QJsonDocument::fromJson(there.answer->body).object();
        QCOMPARE(json.value(QStringLiteral("fields")).toObject(), merged.current.fields);
        QCOMPARE(merged.current.fields.value(QStringLiteral("place")).toString(), QStringLiteral("theirs"));
        QCOMPARE(merged.current.fields.value(QStringLiteral("shop")).toString(), QStringLiteral("ours"));
        QCOMPARE(must(await(window.store->setAside(id))).size(), 1);
        QVERIFY(await(window.store->verify()).has_value());
    }
    void workCarriedToAnotherWindowIsSentFromThereOnce()
    {
        Window here(m_server, m_server.port(), 6);
        const QByteArray scan(300'000, 'q');
        const CaseFile first = here.accept(scan);
        const CaseFile second = here.accept();
        const QString path = here.folder.filePath(QStringLiteral("work.bundle"));
        const auto packer = here.carrier();
        const QString phrase = packer->newPassphrase();
        const Parcel packed = must(await(packer->pack({}, path, phrase)));
        QCOMPARE(packed.cases, 2);
        QCOMPARE(packed.pages, 1);

        Window there(m_server, m_server.port(), 7);
        QSignalSpy documents(there.sync.get(), &CentreLink::documentChanged);
        there.sync->start();
        QTRY_COMPARE(documents.size(), 4);
        const auto unpacker = there.carrier();
        const Parcel taken = must(await(unpacker->unpack(path, phrase)));
        QCOMPARE(taken.taken, (TakenIn{2, packed.operations}));
        QVERIFY(there.drained());
        for (const CaseFile &one : {first, second}) {
            QVERIFY(there.acknowledged(one.current.id));
            const CaseFile now = there.load(one.current.id);
            QCOMPARE(now.current.receiptNumber, one.current.receiptNumber);
            QCOMPARE(now.current.receivedAt, one.current.receivedAt);
        }
        const QString blob = first.current.material(QStringLiteral("plan"))->pages.first().blob;
        QCOMPARE(ask(there, m_server.port(), "GET", QStringLiteral("/v1/blobs/") + blob).answer->body, scan);
        QCOMPARE(must(await(unpacker->unpack(path, phrase))).taken, TakenIn());
        QCOMPARE(there.standing().operations, 0);

        // The window itself comes back: what it did counts once.
        here.sync->start();
        QVERIFY(here.acknowledged(first.current.id));
        QVERIFY(here.drained());
        for (const CaseFile &one : {first, second}) {
            const QStringList ids = atCentre(there, m_server.port(), one.current.id);
            QVERIFY(eachOnce(ids));
            for (const Operation &operation : one.history)
                QVERIFY(ids.contains(operation.id));
        }
        QVERIFY(await(here.store->verify()).has_value());
        QVERIFY(await(there.store->verify()).has_value());
    }
    void aLostReplyChangesNothing()
    {
        TcpRelay relay(m_server.port());
        Window window(m_server, relay.port(), 4);
        window.sync->start();
        QVERIFY(window.acknowledged(window.accept().current.id));
        relay.loseReplies(true);
        const CaseFile made = window.accept();
        QVERIFY(QTest::qWaitFor([&] { return !atCentre(window, m_server.port(), made.current.id).isEmpty(); }, 30'000));
        QVERIFY(QTest::qWaitFor([&] { return relay.lostReplies >= 2; }, 30'000));
        QVERIFY(window.load(made.current.id).word != SyncWord::Acknowledged);
        relay.loseReplies(false);
        QVERIFY(window.acknowledged(made.current.id));
        const QStringList ids = atCentre(window, m_server.port(), made.current.id);
        QVERIFY(eachOnce(ids));
        for (const Operation &operation : made.history)
            QVERIFY(ids.contains(operation.id));
    }
    void aVisitorIsCalledOnceThoughTheReplyIsLost()
    {
        const Enrolled direct(m_server, m_server.port(), 94, QStringLiteral("lixiaowen"));
        const QString tickets = QStringLiteral("/v1/tickets");
        const auto waiting = [&] { return await(direct.centre->queue()).value_or(QueueStanding{-1, 0}).waiting; };
        const int before = waiting();
        for (int n = 0; n < 2; ++n)
            QVERIFY(ask(direct, m_server.port(), "POST", tickets,
                        {{QStringLiteral("business"), QStringLiteral("comprehensive")}})
                        .answer);
        TcpRelay relay(m_server.port());
        const Enrolled window(m_server, relay.port(), 95, QStringLiteral("lixiaowen"));
        QVERIFY(await(window.centre->queue()).has_value());
        relay.loseReplies(true);
        const QString request = newId(SystemClock(), systemRandom());
        (void)await(window.centre->callNext(request));
        QVERIFY(relay.lostReplies > 0);
        QCOMPARE(waiting(), before + 1);
        relay.loseReplies(false);
        const auto called = await(window.centre->callNext(request));
        QVERIFY2(called.has_value(), qPrintable(called ? QString() : describe(called.error())));
        QCOMPARE(waiting(), before + 1);
        QCOMPARE(await(window.centre->callNext(request)).value().id, called->id);
        QCOMPARE(waiting(), before + 1);
    }
    void aStrangerIsNotLetIn()
    {
        const SystemClock clock;
        HttpCentre stranger(m_server.address(m_server.port()), clock);
        const auto answer = await(stranger.signIn(QStringLiteral("lixiaowen"), QString::fromLatin1(password)));
        QVERIFY(!answer.has_value());
        QVERIFY(answer.error().fault != Fault::Timeout);
        const Window window(m_server, m_server.port(), 5);
        const auto wrong = await(window.centre->signIn(QStringLiteral("lixiaowen"), QStringLiteral("wrong one")));
        QCOMPARE(faultName(wrong.error().fault), faultName(Fault::WrongPassword));
    }
};

QTEST_GUILESS_MAIN(TestSyncFlow)
#include "tst_sync_flow.moc"
