// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/digest.h"
#include "app/server/store/s3_blobs.h"
#include "tests/contract/s3_peer.h"
#include "tests/contract/server_rig.h"
#include "tests/fakes/manual_clock.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <future>
#include <thread>

using namespace yichuang;
using namespace yichuang::contract;
using namespace yichuang::server;

namespace
{

const QString hall = QStringLiteral("130102");

QByteArray bytesOfSize(qint64 size)
{
    return systemRandom()(static_cast<int>(size));
}

} // namespace

/// What every store of page files keeps: files and S3 alike.
class BlobStores : public QObject
{
    Q_OBJECT

public:
    explicit BlobStores(BlobStore &blobs) : m_blobs(blobs) {}

private Q_SLOTS:
    void chunksBecomeAWhole();
    void aWrongWholeIsDropped();
    void badNamesAndNumbersAreRefused();
    void hallsAreApart();
    void severalSendTheSameAtOnce();
    void theyAreListedInOrder();
    void theyAreTakenAway();
    void whatWasGivenUpIsFound();

private:
    QString put(const QByteArray &bytes, const QString &of = hall)
    {
        const QString blob = sha256Hex(bytes);
        auto kept = m_blobs.putChunk(of, blob, 0, bytes);
        if (kept)
            kept = m_blobs.complete(of, blob, bytes.size(), 1);
        if (!kept)
            qWarning().noquote() << describe(kept.error());
        return kept ? blob : QString();
    }
    BlobStore &m_blobs;
};

void BlobStores::chunksBecomeAWhole()
{
    const QByteArray bytes = bytesOfSize(BlobStore::chunkBytes + 100);
    const QString name = sha256Hex(bytes);
    QVERIFY(!*m_blobs.has(hall, name));
    QVERIFY(m_blobs.chunks(hall, name)->isEmpty());
    QCOMPARE(m_blobs.read(hall, name).error().fault, Fault::NotFound);
    QVERIFY(m_blobs.putChunk(hall, name, 1, "torn"));
    QVERIFY(m_blobs.putChunk(hall, name, 1, bytes.mid(BlobStore::chunkBytes))); // again, whole
    QCOMPARE(*m_blobs.chunks(hall, name), QList<int>({1}));
    QCOMPARE(m_blobs.complete(hall, name, bytes.size(), 2).error().fault, Fault::NotFound);
    QVERIFY(!*m_blobs.has(hall, name));
    QVERIFY(m_blobs.putChunk(hall, name, 0, bytes.left(BlobStore::chunkBytes)));
    QCOMPARE(*m_blobs.chunks(hall, name), QList<int>({0, 1}));
    QVERIFY(m_blobs.complete(hall, name, bytes.size(), 2));
    QVERIFY(*m_blobs.has(hall, name));
    QVERIFY(m_blobs.chunks(hall, name)->isEmpty());
    QVERIFY(m_blobs.complete(hall, name, bytes.size(), 2)); // a lost reply, asked again
    QCOMPARE(*m_blobs.read(hall, name), bytes);
}

void BlobStores::aWrongWholeIsDropped()
{
    const QString name = sha256Hex("right");
    QVERIFY(m_blobs.putChunk(hall, name, 0, "wrong"));
    QCOMPARE(m_blobs.complete(hall, name, 5, 1).error().fault, Fault::RequestRefused);
    QVERIFY(m_blobs.chunks(hall, name)->isEmpty());
    QVERIFY(!*m_blobs.has(hall, name));
    QVERIFY(m_blobs.putChunk(hall, name, 0, "right"));
    QCOMPARE(m_blobs.complete(hall, name, 6, 1).error().fault, Fault::RequestRefused); // another size
    QVERIFY(!*m_blobs.has(hall, name));
}

void BlobStores::badNamesAndNumbersAreRefused()
{
    const QString name = sha256Hex("x");
    for (const QString &bad : {QStringLiteral("../../etc/passwd"), QStringLiteral(".."), QString(), name.toUpper()}) {
        QVERIFY(!m_blobs.putChunk(hall, bad, 0, "x"));
        QVERIFY(!m_blobs.complete(hall, bad, 1, 1));
        QVERIFY(!*m_blobs.has(hall, bad));
        QCOMPARE(m_blobs.read(hall, bad).error().fault, Fault::NotFound);
        QVERIFY(!m_blobs.remove(hall, bad));
    }
    QVERIFY(!m_blobs.putChunk(hall, name, -1, "x"));
    QVERIFY(!m_blobs.putChunk(hall, name, BlobStore::mostChunks, "x"));
    QVERIFY(!m_blobs.putChunk(hall, name, 0, {}));
    QCOMPARE(m_blobs.putChunk(hall, name, 0, QByteArray(BlobStore::chunkBytes + 1, 'x')).error().fault,
             Fault::TooLarge);
    QVERIFY(!m_blobs.complete(hall, name, -1, 1));
    QVERIFY(!m_blobs.complete(hall, name, 1, BlobStore::mostChunks + 1));
}

void BlobStores::hallsAreApart()
{
    const QString page = put("of one hall");
    QVERIFY(!page.isEmpty());
    QVERIFY(!*m_blobs.has(QStringLiteral("130104"), page));
    QVERIFY(m_blobs.remove(QStringLiteral("130104"), page));
    QVERIFY(*m_blobs.has(hall, page));
}

void BlobStores::severalSendTheSameAtOnce()
{
    const QByteArray bytes = bytesOfSize(3000);
    const QString name = sha256Hex(bytes);
    std::vector<std::thread> all;
    for (int i = 0; i < 4; ++i) {
        all.emplace_back([&] {
            (void)m_blobs.putChunk(hall, name, 0, bytes);
            (void)m_blobs.complete(hall, name, bytes.size(), 1);
        });
    }
    for (std::thread &one : all)
        one.join();
    // Each may have come into another's way; then it sends again, as a window does.
    const auto sent = [&] {
        return m_blobs.putChunk(hall, name, 0, bytes) && m_blobs.complete(hall, name, bytes.size(), 1);
    };
    QTRY_VERIFY_WITH_TIMEOUT(sent(), 60'000);
    QCOMPARE(*m_blobs.read(hall, name), bytes);
}

void BlobStores::theyAreListedInOrder()
{
    const QString of = QStringLiteral("130105");
    QStringList names;
    for (int i = 0; i < 7; ++i)
        names.append(put("listed " + QByteArray::number(i), of));
    QVERIFY(m_blobs.putChunk(of, sha256Hex("part"), 0, "pa"));
    names.sort();
    QCOMPARE(*m_blobs.list(of, {}, 100), names);
    QCOMPARE(*m_blobs.list(of, {}, 3), names.mid(0, 3));
    QCOMPARE(*m_blobs.list(of, names[2], 3), names.mid(3, 3));
    QVERIFY(m_blobs.list(of, names.last(), 3)->isEmpty());
    QVERIFY(m_blobs.list(QStringLiteral("130199"), {}, 3)->isEmpty());
}

void BlobStores::theyAreTakenAway()
{
    const QString page = put("to go");
    QVERIFY(!page.isEmpty());
    QVERIFY(m_blobs.remove(hall, page));
    QVERIFY(!*m_blobs.has(hall, page));
    QVERIFY(m_blobs.remove(hall, page)); // done is done
    QCOMPARE(put("to go"), page);
    QVERIFY(*m_blobs.has(hall, page));
}

void BlobStores::whatWasGivenUpIsFound()
{
    const QString of = QStringLiteral("130106");
    const QString part = sha256Hex("never ended");
    QVERIFY(m_blobs.putChunk(of, part, 0, "nev"));
    QVERIFY(m_blobs.putChunk(of, part, 3, "er"));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(m_blobs.abandoned(of, now.addDays(-1), 10)->isEmpty());
    QCOMPARE(*m_blobs.abandoned(of, now.addDays(1), 10), QStringList{part});
    QVERIFY(m_blobs.dropChunks(of, part));
    QVERIFY(m_blobs.chunks(of, part)->isEmpty());
    QVERIFY(m_blobs.dropChunks(of, part));
    QVERIFY(m_blobs.abandoned(of, now.addDays(1), 10)->isEmpty());
}

/// What only a service somewhere else can do: be away, slow, another's, or talk nonsense.
class S3Troubles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_peer.start()); }
    void init() { m_clock.setWall(QDateTime::currentDateTimeUtc()); } // more than 15 minutes off is refused
    void aWrongSecretKeepsNothing();
    void oneThatIsAwayIsAskedAgainLater();
    void oneThatNeverAnswersHasADeadline();
    void nonsenseIsNoAnswer_data();
    void nonsenseIsNoAnswer();
    void onlyItsOwnAuthorityIsTrusted();
    void windowsWaitWhileItIsAway();

private:
    S3Peer m_peer;
    ManualClock m_clock{QDateTime::currentDateTimeUtc()};
};

void S3Troubles::aWrongSecretKeepsNothing()
{
    S3Service wrong = m_peer.service();
    wrong.account.secretKey = Secret::fromBytes("another");
    S3Blobs others(wrong, m_clock);
    const QString page = sha256Hex("page");
    QCOMPARE(others.putChunk(hall, page, 0, "page").error().fault, Fault::StoreUnavailable);
    QCOMPARE(others.has(hall, page).error().fault, Fault::StoreUnavailable);
    S3Blobs ours(m_peer.service(), m_clock);
    QVERIFY(ours.chunks(hall, page)->isEmpty());
}

void S3Troubles::oneThatIsAwayIsAskedAgainLater()
{
    S3Peer peer;
    QVERIFY(peer.start());
    S3Blobs blobs(peer.service(), m_clock);
    const QString page = sha256Hex("page");
    QVERIFY(blobs.putChunk(hall, page, 0, "page"));
    peer.stop();
    QCOMPARE(blobs.complete(hall, page, 4, 1).error().fault, Fault::StoreUnavailable);
    QVERIFY(peer.start());
    QCOMPARE(blobs.has(hall, page).error().fault, Fault::StoreUnavailable); // it rests a moment
    m_clock.advance(60'000);
    QVERIFY(!*blobs.has(hall, page)); // what was refused is not there
    QVERIFY(blobs.complete(hall, page, 4, 1));
    QCOMPARE(*blobs.read(hall, page), QByteArray("page"));
}

void S3Troubles::oneThatNeverAnswersHasADeadline()
{
    QTcpServer silent; // the system takes connections for it, nobody reads them
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    for (const char *scheme : {"http", "https"}) {
        S3Service service =
            *s3ServiceAt(QStringLiteral("%1://127.0.0.1:%2/pages").arg(QLatin1String(scheme)).arg(silent.serverPort()));
        service.account = m_peer.service().account;
        service.deadline = std::chrono::milliseconds(200);
        S3Blobs blobs(service, m_clock);
        QCOMPARE(blobs.has(hall, sha256Hex("x")).error().fault, Fault::StoreUnavailable);
    }
}

void S3Troubles::nonsenseIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("not HTTP") << QByteArray("220 mail.example.org ESMTP\r\n");
    QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfew");
    QTest::newRow("a page that is another") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother");
    QTest::newRow("a redirect") << QByteArray("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("its own trouble") << QByteArray("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("a length without measure")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\nx");
    QTest::newRow("a listing that is none") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<a><b>");
}

void S3Troubles::nonsenseIsNoAnswer()
{
    QFETCH(const QByteArray, answer);
    std::promise<quint16> port;
    std::atomic<bool> ended = false;
    std::thread talker([&] {
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            qFatal("listen");
        port.set_value(server.serverPort());
        while (!ended) {
            if (!server.waitForNewConnection(50))
                continue;
            const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
            while (!socket->peek(4096).contains("\r\n\r\n") && socket->waitForReadyRead(10'000)) {
            }
            socket->readAll();
            socket->write(answer);
            socket->disconnectFromHost();
            if (socket->state() != QAbstractSocket::UnconnectedState)
                socket->waitForDisconnected(10'000);
        }
    });
    S3Service service = *s3ServiceAt(QStringLiteral("http://127.0.0.1:%1/pages").arg(port.get_future().get()));
    service.account = m_peer.service().account;
    S3Blobs blobs(service, m_clock);
    const QString page = sha256Hex("page");
    const auto read = blobs.read(hall, page);
    m_clock.advance(60'000);
    const auto listed = blobs.list(hall, {}, 10);
    m_clock.advance(60'000);
    ended = true;
    talker.join();
    QVERIFY(!read);
    QVERIFY(read.error().fault == Fault::StoreUnavailable || read.error().fault == Fault::SealBroken);
    QVERIFY(!listed);
}

void S3Troubles::onlyItsOwnAuthorityIsTrusted()
{
    const SystemClock clock;
    const auto authority = makeAuthority(QStringLiteral("Store"), clock);
    ServerNames names;
    names.commonName = QStringLiteral("store");
    names.addresses = {QStringLiteral("127.0.0.1")};
    const auto certificate = issueServerCertificate(*authority, names, clock);
    S3Peer peer;
    QVERIFY(peer.start(certificate->certificatePem, certificate->keyPem));
    S3Service service = peer.service();
    const QString page = sha256Hex("page");
    QCOMPARE(S3Blobs(service, m_clock).has(hall, page).error().fault, Fault::StoreUnavailable); // no authority known
    service.authorityPem = authority->certificatePem;
    S3Blobs blobs(service, m_clock);
    const auto kept = blobs.putChunk(hall, page, 0, "page");
    QVERIFY2(kept, qPrintable(kept ? QString() : describe(kept.error())));
    QVERIFY(blobs.complete(hall, page, 4, 1));
    QCOMPARE(*blobs.read(hall, page), QByteArray("page"));
    service.host = QStringLiteral("localhost"); // which the certificate does not name
    QCOMPARE(S3Blobs(service, m_clock).has(hall, page).error().fault, Fault::StoreUnavailable);
}

/// A whole centre on the service.
void S3Troubles::windowsWaitWhileItIsAway()
{
    S3Peer peer;
    QVERIFY(peer.start());
    ServerRig rig;
    rig.configure(QStringLiteral("blobs"), QJsonObject{{QStringLiteral("s3"), peer.url()},
                                                       {QStringLiteral("accessKey"), QLatin1String(S3Peer::accessKey)},
                                                       {QStringLiteral("secretFile"), QStringLiteral("s3.secret")}});
    rig.keepSecret(QStringLiteral("s3.secret"), S3Peer::secret);
    QVERIFY(rig.start());
    const Window window = rig.window(3);
    const QByteArray bytes = bytesOfSize(2000);
    const QString path = QStringLiteral("/v1/blobs/") + sha256Hex(bytes);
    const auto put = [&] {
        return window.caller->call("PUT", path + QStringLiteral("/chunks/0"), bytes,
                                   {{"Yichuang-Chunk-Digest", "sha-256=" + sha256(bytes).toBase64()},
                                    {"Content-Type", "application/octet-stream"}});
    };
    const auto complete = [&] {
        return window.caller->post(path + QStringLiteral("/complete"),
                                   {{QStringLiteral("size"), bytes.size()}, {QStringLiteral("chunks"), 1}});
    };
    QCOMPARE(put().status, 204);
    peer.stop();
    const Heard refused = complete();
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.fault(), QStringLiteral("centreBusy"));
    QVERIFY(refused.headers.contains("retry-after"));
    QCOMPARE(put().status, 503);
    QCOMPARE(window.caller->call("HEAD", path).status, 503);
    QCOMPARE(window.caller->get(QStringLiteral("/v1/cases")).status, 200); // all else goes on
    QVERIFY(peer.start());
    QTRY_COMPARE_WITH_TIMEOUT(complete().status, 200, 60'000);
    QCOMPARE(window.caller->get(path).body, bytes);
    QCOMPARE(window.caller->call("HEAD", path).status, 200);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    int failed = 0;
    {
        const QTemporaryDir dir;
        BlobFiles files(dir.filePath(QStringLiteral("blobs")));
        BlobStores test(files);
        failed += QTest::qExec(&test, argc, argv);
    }
    const SystemClock clock;
    S3Peer peer;
    if (!peer.start())
        qFatal("no S3 service: are nodejs and npm installed, and is a registry in reach?");
    S3Blobs objects(peer.service(), clock);
    BlobStores test(objects);
    failed += QTest::qExec(&test, argc, argv);
    S3Troubles troubles;
    return failed + QTest::qExec(&troubles, argc, argv);
}
#include "server_blob_stores.moc"
