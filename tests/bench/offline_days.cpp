// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/certificates.h"
#include "app/crypto/digest.h"
#include "app/storage/local_store.h"
#include "app/sync/sync_engine.h"
#include "tests/bench/figures.h"
#include "tests/bench/held_thread.h"
#include "tests/bench/store_figures.h"
#include "tests/fakes/case_samples.h"
#include "tests/fakes/server_child.h"
#include "tests/ui/tour/counter.h"
#include "tests/ui/tour/idle_thread.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QRandomGenerator>

namespace yichuang::bench
{
namespace
{

using tour::demand;
using tour::steadyNs;

constexpr qint64 pageSize = 340'000; ///< of a scanned page
constexpr int operationsOfACase = 4;
constexpr int longestMs = 1'800'000;
constexpr double frameMs = 16;
constexpr double goalMs = 2'000; ///< from the link's return
constexpr double leastRatio = 0.8;

const QString clerk = QStringLiteral("lixiaowen");
const QByteArray password = "correct horse";

double secondsSince(qint64 beginNs)
{
    return static_cast<double>(steadyNs() - beginNs) / 1e9;
}

/// Runs this thread's events until `isOver`; false where that takes too long. (QTest::qWaitFor() sleeps in between.)
template <typename IsOver>
bool runUntil(const IsOver &isOver)
{
    bool over = false;
    QEventLoop loop;
    QTimer look;
    QTimer limit;
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        over = isOver();
        if (over)
            loop.quit();
    });
    look.start(1);
    limit.start(longestMs);
    loop.exec();
    return over;
}

template <typename T>
T awaited(const QFuture<Result<T>> &future)
{
    demand(future.isFinished() || runUntil([&] { return future.isFinished(); }), QStringLiteral("no answer"));
    return waited(future);
}

/// What a scanner gives: nothing in it can be made shorter.
QByteArray scannedPage()
{
    QByteArray bytes(pageSize, Qt::Uninitialized);
    QRandomGenerator::global()->fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
    return bytes;
}

/// A window with its store, enrolled at a centre; its link is down until begin().
class OfflineWindow
{
public:
    OfflineWindow(ServerChild &server, const QString &folder, int window)
    {
        const auto signing = SigningKey::generate(Suite::International);
        const auto request = makeDeviceRequest(QStringLiteral("window"));
        demand(signing && request, QStringLiteral("no keys"));
        m_address = server.address(server.port());
        m_centre = std::make_unique<HttpCentre>(m_address, m_clock);
        const Enrolment enrolment =
            awaited(m_centre->enrol(server.enrolmentCode(window), request->requestPem, signing->publicKey().toDer()));
        m_address.certificatePem = enrolment.certificate;
        m_address.keyPem = request->keyPem;
        m_address.centreKeyDer = enrolment.centreKey;
        m_centre->setAddress(m_address);
        m_session = awaited(m_centre->signIn(clerk, QString::fromLatin1(password)));
        m_store = std::make_unique<LocalStore>(
            StorePlace{folder, 0}, StoreKeys{Suite::International, Secret::random(), *signing},
            StoreIdentity{enrolment.device, enrolment.hall, enrolment.window, enrolment.generation},
            StoreSurroundings{&m_clock, systemRandom(), [this] { return m_centre->serverOffsetMs(); }});
        waited(m_store->open());
        m_sync = std::make_unique<SyncEngine>(*m_centre, *m_store, m_clock, systemRandom(), m_timers);
        QObject::connect(m_store.get(), &CaseStore::caseChanged, m_sync.get(), &SyncEngine::wake);
    }
    ~OfflineWindow() { m_sync->stop(); }

    void begin() { m_sync->start(); }
    LocalStore &store() { return *m_store; }
    [[nodiscard]] const CentreAddress &address() const { return m_address; }
    [[nodiscard]] QByteArray accessToken() const { return m_session.accessToken.toLatin1(); }

    /// A case from the card to the acceptance, with so many pages.
    QString accept(int pages)
    {
        QList<OperationDraft> drafts{
            {OperationKind::Opened, samples::opened(1, m_matter).payload},
            {OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(samples::wang())}}}};
        QJsonArray scanned;
        for (int page = 0; page < pages; ++page) {
            const PageRef kept =
                awaited(m_store->putPage(scannedPage(), QStringLiteral("image/jpeg"), QStringLiteral("scan")));
            scanned.append(QJsonObject{{QStringLiteral("blob"), kept.blob},
                                       {QStringLiteral("mime"), kept.mime},
                                       {QStringLiteral("name"), kept.name},
                                       {QStringLiteral("size"), kept.size}});
        }
        if (pages > 0)
            drafts.append({OperationKind::MaterialAdded,
                           {{QStringLiteral("material"), QStringLiteral("plan")},
                            {QStringLiteral("source"), QStringLiteral("scanned")},
                            {QStringLiteral("pages"), scanned}}});
        drafts.append({OperationKind::Received, {}});
        drafts.append({OperationKind::Accepted, {}});
        CommitRequest request;
        request.clerk = clerk;
        request.catalogueHash = QString(64, u'a');
        request.drafts = drafts;
        return awaited(m_store->commit(request)).current.id;
    }
    void awaitAcknowledged(const QString &caseId)
    {
        auto asked = m_store->load(caseId);
        const auto isOver = [&] {
            if (!asked.isFinished())
                return false;
            const bool over = waited(asked).word == SyncWord::Acknowledged;
            if (!over)
                asked = m_store->load(caseId);
            return over;
        };
        demand(runUntil(isOver), QStringLiteral("the new acceptance is not acknowledged"));
    }
    [[nodiscard]] OutboxStanding standing() { return awaited(m_store->standing()); }
    /// Seconds until `drained` holds for what waits.
    template <typename Drained>
    double until(const Drained &drained)
    {
        const qint64 begun = steadyNs();
        OutboxStanding now = standing();
        const auto told = QObject::connect(m_store.get(), &CaseStore::standingChanged, m_store.get(),
                                           [&now](const OutboxStanding &standing) { now = standing; });
        const bool over = runUntil([&] { return drained(now); });
        QObject::disconnect(told);
        demand(over, QStringLiteral("it does not drain"));
        return secondsSince(begun);
    }

private:
    SystemClock m_clock;
    QtTimers m_timers;
    QString m_matter = samples::catalogue().matters.first().code;
    CentreAddress m_address;
    Session m_session;
    std::unique_ptr<HttpCentre> m_centre;
    std::unique_ptr<LocalStore> m_store;
    std::unique_ptr<SyncEngine> m_sync;
};

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    demand(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(),
           QStringLiteral("cannot write ") + path);
}

/// Bytes a second that curl sends pages with: one connection, each page a PUT and the call that completes it.
double curlRate(const OfflineWindow &window, const QString &folder, qint64 bytes)
{
    QDir().mkpath(folder);
    writeFile(folder + QStringLiteral("/authority.pem"), window.address().authorityPem);
    writeFile(folder + QStringLiteral("/certificate.pem"), window.address().certificatePem);
    writeFile(folder + QStringLiteral("/key.pem"), window.address().keyPem);
    const QString common = QStringLiteral("cacert = \"%1/authority.pem\"\ncert = \"%1/certificate.pem\"\n"
                                          "key = \"%1/key.pem\"\nheader = \"Authorization: Bearer %2\"\n"
                                          "header = \"Yichuang-Protocol: 1\"\nheader = \"Expect:\"\nfail\n"
                                          "http1.1\noutput = \"/dev/null\"\n")
                               .arg(folder, QString::fromLatin1(window.accessToken()));
    QString config;
    qint64 made = 0;
    for (int page = 0; made < bytes; ++page, made += pageSize) {
        const QByteArray content = scannedPage();
        const QString file = folder + QStringLiteral("/page%1").arg(page);
        writeFile(file, content);
        const QString url = window.address().url.toString() + QStringLiteral("/v1/blobs/") + sha256Hex(content);
        config += common
                  + QStringLiteral("url = \"%1/chunks/0\"\nupload-file = \"%2\"\n"
                                   "header = \"Content-Type: application/octet-stream\"\n"
                                   "header = \"Yichuang-Chunk-Digest: sha-256=%3\"\nnext\n")
                        .arg(url, file, QString::fromLatin1(sha256(content).toBase64()));
        config += common
                  + QStringLiteral("url = \"%1/complete\"\nheader = \"Content-Type: application/json\"\n"
                                   "data = \"{\\\"size\\\":%2,\\\"chunks\\\":1}\"\nnext\n")
                        .arg(url)
                        .arg(content.size());
    }
    config.chop(5);
    writeFile(folder + QStringLiteral("/config"), config.toUtf8());
    QProcess curl;
    curl.setProcessChannelMode(QProcess::MergedChannels);
    const qint64 begun = steadyNs();
    curl.start(QStringLiteral("curl"), {QStringLiteral("--silent"), QStringLiteral("--show-error"),
                                        QStringLiteral("--config"), folder + QStringLiteral("/config")});
    demand(curl.waitForFinished(longestMs) && curl.exitCode() == 0,
           QStringLiteral("curl: ") + QString::fromUtf8(curl.readAll().left(400)));
    const double seconds = secondsSince(begun);
    QDir(folder).removeRecursively();
    return static_cast<double>(made) / seconds;
}

/// The days' cases and pages wait; then the link returns, and in the same moment somebody accepts one more.
QList<QJsonObject> pagesDrain(ServerChild &server, const QString &folder, const Amounts &amounts)
{
    OfflineWindow window(server, folder + QStringLiteral("/offline-pages"), 21);
    const int pages = static_cast<int>(amounts.pageBytes / pageSize / amounts.offlineCases);
    for (int made = 0; made < amounts.offlineCases; ++made)
        (void)window.accept(pages);
    const double curlBefore = curlRate(window, folder + QStringLiteral("/curl-before"), amounts.pageBytes / 2);
    const OutboxStanding before = window.standing();
    const qint64 begun = steadyNs();
    window.begin();
    const QString added = window.accept(0);
    window.awaitAcknowledged(added);
    const double promptMs = 1e3 * secondsSince(begun);
    const QJsonObject prompt{{QStringLiteral("figure"), QStringLiteral("newAcceptanceWithBacklog")},
                             {QStringLiteral("ms"), promptMs},
                             {QStringLiteral("goal"), goalMs},
                             {QStringLiteral("operationsBefore"), before.operations},
                             {QStringLiteral("bytesBefore"), before.blobBytes},
                             {QStringLiteral("bytesStillWaiting"), window.standing().blobBytes}};
    (void)window.until([](const OutboxStanding &now) { return now.operations == 0 && now.blobs == 0; });
    const double seconds = secondsSince(begun);
    const double curlAfter = curlRate(window, folder + QStringLiteral("/curl-after"), amounts.pageBytes / 2);
    const double rate = static_cast<double>(before.blobBytes) / seconds;
    const double curl = (curlBefore + curlAfter) / 2;
    return {prompt,
            {{QStringLiteral("figure"), QStringLiteral("offlineDaysDrain")},
             {QStringLiteral("cases"), amounts.offlineCases},
             {QStringLiteral("bytes"), before.blobBytes},
             {QStringLiteral("seconds"), seconds},
             {QStringLiteral("mbPerSecond"), rate / 1e6},
             {QStringLiteral("curlMbPerSecond"), curl / 1e6},
             {QStringLiteral("ratio"), rate / curl},
             {QStringLiteral("goal"), leastRatio}}};
}

QJsonObject operationsDrain(ServerChild &server, const QString &folder, const Amounts &amounts)
{
    OfflineWindow window(server, folder + QStringLiteral("/offline-operations"), 22);
    for (int made = 0; made < amounts.operations / operationsOfACase; ++made)
        (void)window.accept(0);
    const OutboxStanding before = window.standing();
    const tour::IdleThread idle;
    HeldThread held;
    window.begin();
    const double seconds = window.until([](const OutboxStanding &now) { return now.operations == 0; });
    return {{QStringLiteral("figure"), QStringLiteral("operationsDrain")},
            {QStringLiteral("operations"), before.operations},
            {QStringLiteral("perSecond"), before.operations / seconds},
            {QStringLiteral("longestHoldMs"), held.longestMs()},
            {QStringLiteral("busiestHoldCpuMs"), held.busiestCpuMs()},
            {QStringLiteral("idleThreadDelayMs"), idle.longestDelayMs()},
            {QStringLiteral("goal"), frameMs}};
}

} // namespace

QList<QJsonObject> offlineDays(const QString &folder, const Amounts &amounts)
{
    ServerChild server;
    demand(server.init() && server.addUser(clerk, QStringLiteral("clerk"), password) && server.start(),
           QStringLiteral("no centre"));
    QList<QJsonObject> figures = pagesDrain(server, folder, amounts);
    figures.append(operationsDrain(server, folder, amounts));
    return figures;
}

} // namespace yichuang::bench
