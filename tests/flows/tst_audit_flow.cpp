// SPDX-License-Identifier: Apache-2.0
// A window's audit on its way: the real store, the real centre, and the programs of IT afterwards.
#include "app/base/json.h"
#include "app/crypto/certificates.h"
#include "app/secrets/window_vault.h"
#include "app/storage/ledger.h"
#include "app/storage/local_store.h"
#include "app/sync/audit_loop.h"
#include "tests/fakes/case_samples.h"
#include "tests/fakes/must.h"
#include "tests/fakes/server_child.h"

#include <QFile>
#include <QJsonArray>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace yichuang;

namespace
{

const QByteArray password = "correct horse";
const QString clerk = QStringLiteral("lixiaowen");

struct Ended {
    int code = -1;
    QList<QJsonObject> lines;
    [[nodiscard]] QJsonObject last() const { return lines.isEmpty() ? QJsonObject() : lines.constLast(); }
};

Ended admin(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(YICHUANG_BINARY_DIR "/bin/yichuang-admin"),
                  QStringList{QStringLiteral("--json")} + arguments + QStringList{QStringLiteral("--json")});
    Ended ended;
    if (!process.waitForFinished(120'000))
        return ended;
    ended.code = process.exitCode();
    for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
        if (const auto object = parseJsonObject(line))
            ended.lines.append(*object);
    }
    return ended;
}

/// A window's data folder as the client lays it out, enrolled at a real centre.
struct Window {
    SystemClock clock;
    QTemporaryDir data;
    CentreAddress address;
    Session session;
    UnlockedKeys keys;
    QString recoveryCode;
    std::unique_ptr<WindowVault> vault;
    std::unique_ptr<HttpCentre> centre;
    std::unique_ptr<LocalStore> store;

    explicit Window(ServerChild &server)
    {
        vault = std::make_unique<WindowVault>(data.filePath(QStringLiteral("keys")), clock, Suite::International);
        address = server.address(server.port());
        centre = std::make_unique<HttpCentre>(address, clock);
        const auto request = must(vault->prepareEnrolment(QStringLiteral("window")));
        const auto enrolment = must(centre->enrol(server.enrolmentCode(3), request.requestPem, request.signingKey));
        must(vault->finishEnrolment(enrolment));
        const auto tls = must(vault->tls());
        address.certificatePem = tls.certificatePem;
        address.keyPem = tls.keyPem;
        address.centreKeyDer = enrolment.centreKey;
        centre->setAddress(address);
        session = must(centre->signIn(clerk, QString::fromLatin1(password)));
        const auto admission = must(vault->admit(session, QString::fromLatin1(password)));
        keys = admission.keys;
        recoveryCode = admission.recoveryCode;
        open(keys);
    }

    void open(const UnlockedKeys &used)
    {
        const auto identity = must(vault->identity());
        StoreSurroundings surroundings;
        surroundings.clock = &clock;
        surroundings.random = systemRandom();
        store = std::make_unique<LocalStore>(
            StorePlace{data.filePath(QStringLiteral("store"))},
            StoreKeys{Suite::International, used.master, used.signing, used.generation, used.older},
            StoreIdentity{identity.device, identity.hall, identity.window, identity.generation}, surroundings);
        must(store->open());
    }

    void work(int cases) const
    {
        for (int i = 0; i < cases; ++i) {
            CommitRequest request;
            request.clerk = clerk;
            request.catalogueHash = QString(64, QLatin1Char('a'));
            request.drafts = {
                {OperationKind::Opened, samples::opened(1, samples::catalogue().matters.first().code).payload},
                {OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(samples::wang())}}}};
            must(store->commit(request));
        }
    }

    [[nodiscard]] QString write(const char *name, const QByteArray &bytes) const
    {
        QFile file(data.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("write");
        return file.fileName();
    }

    [[nodiscard]] QStringList asIt() const
    {
        return {QStringLiteral("--data"), data.path(), QStringLiteral("--recovery-code-file"),
                write("code.txt", recoveryCode.toUtf8() + '\n')};
    }
};

} // namespace

class TestAuditFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theCentreCountersigns();
    void anAuditorVerifiesOffLine();
    void whatWasChangedIsTold();
    void keysAreRotatedByIt();
    void everyPasswordLost();

private:
    [[nodiscard]] QString tampered(const std::function<void(QList<QByteArray> &)> &tamper,
                                   const QStringList &more = {}) const;
    ServerChild m_server;
    std::unique_ptr<Window> m_window;
    QString m_bundle;
    QString m_keys;
};

void TestAuditFlow::initTestCase()
{
    QVERIFY(m_server.init());
    QVERIFY(m_server.addUser(clerk, QStringLiteral("clerk"), password));
    QVERIFY(m_server.start());
    m_window = std::make_unique<Window>(m_server);
    QVERIFY(!m_window->recoveryCode.isEmpty());
}

void TestAuditFlow::theCentreCountersigns()
{
    m_window->work(5);
    AuditLoop loop(*m_window->store, *m_window->centre, m_window->clock);
    const QSignalSpy troubled(&loop, &AuditLoop::troubled);
    QVERIFY(must(m_window->store->auditHead()).has_value());
    loop.contacted();
    QTRY_VERIFY_WITH_TIMEOUT(!must(m_window->store->auditHead()).has_value(), 30'000);
    QVERIFY(troubled.isEmpty());
    m_window->work(2);
    const auto head = must(m_window->store->auditHead());
    QVERIFY(head.has_value());
    // A centre whose key is another has not countersigned.
    CentreAddress strange = m_window->address;
    strange.centreKeyDer = SigningKey::generate(Suite::International).value().publicKey().toDer();
    m_window->centre->setAddress(strange);
    const auto refused = m_window->centre->countersign(*head);
    QTRY_VERIFY_WITH_TIMEOUT(refused.isFinished(), 30'000);
    QCOMPARE(refused.result().error().fault, Fault::ReplyMalformed);
    m_window->centre->setAddress(m_window->address);
    must(m_window->store->keepCountersigned(must(m_window->centre->countersign(*head))));
    must(m_window->store->verify());
}

void TestAuditFlow::anAuditorVerifiesOffLine()
{
    m_keys = m_window->write("keys.json", must(m_window->centre->document(QStringLiteral("keys"), {})).first);
    m_window->store.reset();
    m_server.stop();
    m_bundle = m_window->data.filePath(QStringLiteral("audit.jsonl"));
    const Ended store = admin(QStringList{QStringLiteral("verify-audit"), QStringLiteral("--write-bundle"), m_bundle}
                              + m_window->asIt());
    QCOMPARE(store.code, 0);
    QCOMPARE(store.last().value(QStringLiteral("ok")), QJsonValue(true));
    QCOMPARE(store.last().value(QStringLiteral("entries")).toInt(), 7);
    QCOMPARE(store.last().value(QStringLiteral("countersignedThrough")).toInt(), 7);
    const Ended bundle =
        admin({QStringLiteral("verify-audit"), QStringLiteral("--bundle"), m_bundle, QStringLiteral("--keys"), m_keys});
    QCOMPARE(bundle.code, 0);
    QCOMPARE(bundle.last(), store.last());
    QFile file(m_bundle);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(!text.contains(samples::wang().name.toUtf8()));
    QVERIFY(!text.contains(samples::wang().idNumber.toUtf8()));
}

/// What verify-audit says of the bundle once it was tampered with: the exit code and each finding.
QString TestAuditFlow::tampered(const std::function<void(QList<QByteArray> &)> &tamper, const QStringList &more) const
{
    QFile file(m_bundle);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("bundle");
    QList<QByteArray> lines = file.readAll().split('\n');
    tamper(lines);
    const QString copy = m_window->write("tampered.jsonl", lines.join('\n'));
    const Ended ended = admin(
        QStringList{QStringLiteral("verify-audit"), QStringLiteral("--bundle"), copy, QStringLiteral("--keys"), m_keys}
        + more);
    QString told = QString::number(ended.code);
    for (const QJsonValue &value : ended.last().value(QStringLiteral("findings")).toArray()) {
        told += QStringLiteral(" %1 %2-%3")
                    .arg(value[QStringLiteral("kind")].toString())
                    .arg(value[QStringLiteral("from")].toInt())
                    .arg(value[QStringLiteral("through")].toInt());
    }
    return told;
}

void TestAuditFlow::whatWasChangedIsTold()
{
    // The first line is the header, two are countersigned heads, then come the entries.
    QCOMPARE(tampered([](QList<QByteArray> &lines) { lines[5].replace("lixiaowen", "wangxiaowen"); }),
             QStringLiteral("1 edited 3-3"));
    QCOMPARE(tampered([](QList<QByteArray> &lines) { lines.remove(8, 2); }), QStringLiteral("1 cutOff 6-7"));
    QCOMPARE(tampered([](QList<QByteArray> &lines) { lines.removeAt(4); }), QStringLiteral("1 missing 2-2"));
    QCOMPARE(tampered([](QList<QByteArray> &lines) { lines.insert(5, lines[4]); }), QStringLiteral("1 inserted 2-2"));

    // Who cuts the countersigned heads away as well deceives the window's copy, and not the centre's.
    const auto cutBoth = [](QList<QByteArray> &lines) {
        lines.remove(7, 3);
        lines.remove(1, 2);
    };
    QCOMPARE(tampered(cutBoth), QStringLiteral("0"));
    QProcess centre;
    centre.start(QStringLiteral(YICHUANG_BINARY_DIR "/bin/yichuang-server"),
                 {QStringLiteral("audit-heads"), QStringLiteral("--dir"), m_server.folder(), QStringLiteral("--device"),
                  must(m_window->vault->identity()).device});
    QVERIFY(centre.waitForFinished(60'000));
    const QString heads = m_window->write("heads.json", centre.readAllStandardOutput());
    QCOMPARE(tampered(cutBoth, {QStringLiteral("--heads"), heads}), QStringLiteral("1 cutOff 5-7"));

    // In the store itself, by someone who can write files and has no key.
    const QString database = m_window->data.filePath(QStringLiteral("store/store.db"));
    const auto change = [&](const QString &sql) {
        auto connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("tamper"));
        connection.setDatabaseName(database);
        if (!connection.open() || !QSqlQuery(connection).exec(sql))
            qFatal("tamper");
        connection.close();
        connection = {};
        QSqlDatabase::removeDatabase(QStringLiteral("tamper"));
    };
    const QString copy = m_window->data.filePath(QStringLiteral("untouched.db"));
    QVERIFY(QFile::copy(database, copy));
    change(QStringLiteral("DELETE FROM audit WHERE number > 5"));
    const Ended cut = admin(QStringList{QStringLiteral("verify-audit")} + m_window->asIt());
    QCOMPARE(cut.code, 1);
    const QJsonObject finding = cut.last().value(QStringLiteral("findings")).toArray().first().toObject();
    QCOMPARE(finding.value(QStringLiteral("kind")).toString(), QStringLiteral("cutOff"));
    QCOMPARE(finding.value(QStringLiteral("from")).toInt(), 6);
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(database + QLatin1String(suffix));
    QVERIFY(QFile::rename(copy, database));
}

void TestAuditFlow::keysAreRotatedByIt()
{
    const Ended begun =
        admin(QStringList{QStringLiteral("rotate-keys"), QStringLiteral("--only-begin")} + m_window->asIt());
    QCOMPARE(begun.code, 0);
    QCOMPARE(begun.last().value(QStringLiteral("generation")).toInt(), 2);
    // The clerk's password opens it as before, and the keys of before are there.
    const auto half = must(m_window->vault->unlock(clerk, QString::fromLatin1(password)));
    QCOMPARE(half.generation, 2);
    QVERIFY(half.older.value(1) == m_window->keys.master);
    m_window->open(half);
    m_window->work(1);
    const auto sealed =
        must(m_window->store->rotate({Suite::International, half.master, half.signing, half.generation, half.older}));
    QVERIFY(sealed.over);
    must(m_window->store->verify());
    m_window->store.reset();

    const Ended ended = admin(QStringList{QStringLiteral("rotate-keys")} + m_window->asIt());
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.last().value(QStringLiteral("step")).toString(), QStringLiteral("finished"));
    QCOMPARE(ended.last().value(QStringLiteral("generation")).toInt(), 2);
    const Ended next = admin(QStringList{QStringLiteral("rotate-keys")} + m_window->asIt());
    QCOMPARE(next.code, 0);
    QCOMPARE(next.last().value(QStringLiteral("generation")).toInt(), 3);
    const auto keys = must(m_window->vault->unlock(clerk, QString::fromLatin1(password)));
    QCOMPARE(keys.generation, 3);
    QVERIFY(keys.older.isEmpty());
    m_window->open(keys);
    must(m_window->store->verify());
    QCOMPARE(must(m_window->store->list(clerk, samples::wang().idNumber, 100)).size(), 8);
    m_window->store.reset();
    const Ended audit = admin(QStringList{QStringLiteral("verify-audit")} + m_window->asIt());
    QCOMPARE(audit.code, 0);
    QCOMPARE(audit.last().value(QStringLiteral("countersignedThrough")).toInt(), 7);
}

/// The recovery code from the safe, and the hall's key, each open the store again.
void TestAuditFlow::everyPasswordLost()
{
    must(m_window->vault->removeClerk(clerk));
    QCOMPARE(m_window->vault->unlock(clerk, QString::fromLatin1(password)).error().fault,
             Fault::FirstSignInNeedsCentre);
    const QString wrong = m_window->write("wrong.txt", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA\n");
    QCOMPARE(admin({QStringLiteral("recover"), QStringLiteral("--data"), m_window->data.path(),
                    QStringLiteral("--recovery-code-file"), wrong})
                 .code,
             5);
    const QString fresh = m_window->write("fresh.txt", "a new password\n");
    const Ended ended = admin(QStringList{QStringLiteral("recover"), QStringLiteral("--for"), clerk,
                                          QStringLiteral("--new-password-file"), fresh, QStringLiteral("--new-code")}
                              + m_window->asIt());
    QCOMPARE(ended.code, 0);
    const QString code = ended.last().value(QStringLiteral("code")).toString();
    QVERIFY(!code.isEmpty());
    QVERIFY(m_window->vault->unlockWithRecoveryCode(code).has_value());
    QCOMPARE(m_window->vault->unlockWithRecoveryCode(m_window->recoveryCode).error().fault, Fault::WrongPassword);
    // The clerk signs in on line by it, and every case is there.
    QVERIFY(m_server.start());
    const auto admission = must(m_window->vault->admit(m_window->session, QStringLiteral("a new password"),
                                                       must(m_window->vault->masterFingerprint())));
    QVERIFY(admission.recoveryCode.isEmpty());
    m_window->open(admission.keys);
    QCOMPARE(must(m_window->store->list(clerk, samples::wang().idNumber, 100)).size(), 8);
    m_window->store.reset();
    const QString hallKey = m_server.folder() + QStringLiteral("/hall.key");
    const Ended byHall = admin({QStringLiteral("recover"), QStringLiteral("--data"), m_window->data.path(),
                                QStringLiteral("--hall-key-file"), hallKey});
    QCOMPARE(byHall.code, 0);
    QCOMPARE(byHall.last().value(QStringLiteral("step")).toString(), QStringLiteral("opened"));
}

QTEST_GUILESS_MAIN(TestAuditFlow)
#include "tst_audit_flow.moc"
