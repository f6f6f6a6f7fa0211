// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace yichuang;
using namespace yichuang::contract;

/// The program as IT and the demo use it: a child process.
class ServerProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void usageAndConfigurationHaveTheirExitCodes();
    void servesUntilTerminated();
    void endsWithItsParent();
    void commandsWorkWhileItServes();

private:
    struct Ran {
        int code = -1;
        QByteArray out;
        QByteArray err;
        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    };
    [[nodiscard]] static Ran run(const QStringList &arguments, const QByteArray &input = {});
    /// Starts `serve` and gives its address once it listens.
    [[nodiscard]] QString serve(QProcess &process, const QStringList &more = {});

    QTemporaryDir m_dir;
    QString m_folder;
};

ServerProgram::Ran ServerProgram::run(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(QStringLiteral(YICHUANG_BINARY_DIR "/bin/yichuang-server"), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(20'000))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString ServerProgram::serve(QProcess &process, const QStringList &more)
{
    process.start(QStringLiteral(YICHUANG_BINARY_DIR "/bin/yichuang-server"),
                  QStringList{QStringLiteral("serve"), QStringLiteral("--dir"), m_folder, QStringLiteral("--listen"),
                              QStringLiteral("127.0.0.1:0")}
                      + more);
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead(20'000))
            return {};
    }
    return QJsonDocument::fromJson(process.readLine()).object().value(QStringLiteral("listening")).toString();
}

void ServerProgram::initTestCase()
{
    m_folder = m_dir.filePath(QStringLiteral("centre"));
    const Ran made = run(
        {QStringLiteral("init"), QStringLiteral("--dir"), m_folder, QStringLiteral("--hall"), QStringLiteral("130102"),
         QStringLiteral("--hall-name"), QStringLiteral("示例大厅"), QStringLiteral("--catalogue"),
         QStringLiteral(YICHUANG_SOURCE_DIR "/resources/catalogue/shijiazhuang.json"), QStringLiteral("--calendar"),
         QStringLiteral(YICHUANG_SOURCE_DIR "/resources/calendar/china-working-days.json"),
         QStringLiteral("--database"), isEmbeddedsTurn() ? QString() : emptyPlace(m_folder).name});
    QVERIFY2(made.code == 0, made.err.constData());
    QCOMPARE(made.json().value(QStringLiteral("hall")).toString(), QStringLiteral("130102"));
}

void ServerProgram::usageAndConfigurationHaveTheirExitCodes()
{
    QCOMPARE(run({}).code, 2);
    QCOMPARE(run({QStringLiteral("serve")}).code, 2);
    QCOMPARE(run({QStringLiteral("serve"), QStringLiteral("--nonsense")}).code, 2);
    QCOMPARE(run({QStringLiteral("serve"), QStringLiteral("--dir"), QStringLiteral("/nowhere")}).code, 3);
    QCOMPARE(run({QStringLiteral("enrol-code"), QStringLiteral("--dir"), m_folder, QStringLiteral("--window"),
                  QStringLiteral("0")})
                 .code,
             2);
    QCOMPARE(run({QStringLiteral("--version")}).code, 0);
    QCOMPARE(
        run({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--dir"), m_folder, QStringLiteral("--name"),
             QStringLiteral("zhou"), QStringLiteral("--full-name"), QStringLiteral("周敏"), QStringLiteral("--role"),
             QStringLiteral("king"), QStringLiteral("--password-stdin")},
            "long enough\n")
            .code,
        2);
    QFile config(m_dir.filePath(QStringLiteral("broken.json")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("[]");
    config.close();
    QCOMPARE(run({QStringLiteral("serve"), QStringLiteral("--config"), config.fileName()}).code, 3);
    QProcess process;
    const QString address = serve(process);
    QVERIFY(!address.isEmpty());
    const Ran taken =
        run({QStringLiteral("serve"), QStringLiteral("--dir"), m_folder, QStringLiteral("--listen"), address.mid(8)});
    QCOMPARE(taken.code, 4);
    process.kill();
    process.waitForFinished(5000);
}

void ServerProgram::servesUntilTerminated()
{
    QProcess process;
    const QString portFile = m_dir.filePath(QStringLiteral("port"));
    const QString address = serve(process, {QStringLiteral("--port-file"), portFile});
    QFile file(portFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(address.endsWith(QLatin1Char(':') + QString::fromLatin1(file.readAll())));
    QFile authority(m_folder + QStringLiteral("/authority.pem"));
    QVERIFY(authority.open(QIODevice::ReadOnly));
    Caller caller(address, authority.readAll());
    QCOMPARE(caller.get(QStringLiteral("/healthz")).status, 200);
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void ServerProgram::endsWithItsParent()
{
    QProcess process;
    QVERIFY(!serve(process, {QStringLiteral("--with-parent")}).isEmpty());
    QVERIFY(!process.waitForFinished(300));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitCode(), 0);
}

void ServerProgram::commandsWorkWhileItServes()
{
    QProcess process;
    const QString address = serve(process);
    const Ran added =
        run({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--dir"), m_folder, QStringLiteral("--name"),
             QStringLiteral("li.na"), QStringLiteral("--full-name"), QStringLiteral("李娜"), QStringLiteral("--role"),
             QStringLiteral("clerk"), QStringLiteral("--password-stdin")},
            "correct horse\n");
    QVERIFY2(added.code == 0, added.err.constData());
    const Ran code = run({QStringLiteral("enrol-code"), QStringLiteral("--dir"), m_folder, QStringLiteral("--window"),
                          QStringLiteral("3"), QStringLiteral("--json")});
    QCOMPARE(code.json().value(QStringLiteral("code")).toString().size(), 14);
    const Ran tickets = run({QStringLiteral("tickets"), QStringLiteral("add"), QStringLiteral("--dir"), m_folder,
                             QStringLiteral("--business"), QStringLiteral("comprehensive"), QStringLiteral("--count"),
                             QStringLiteral("5")});
    QCOMPARE(tickets.json().value(QStringLiteral("tickets")).toArray().size(), 5);

    QFile authority(m_folder + QStringLiteral("/authority.pem"));
    QVERIFY(authority.open(QIODevice::ReadOnly));
    Caller caller(address, authority.readAll());
    const auto request = makeDeviceRequest(QStringLiteral("window"));
    const auto key = SigningKey::generate(Suite::International);
    const Heard enrolled =
        caller.post(QStringLiteral("/v1/enrolments"),
                    {{QStringLiteral("code"), code.json().value(QStringLiteral("code"))},
                     {QStringLiteral("csr"), QString::fromLatin1(request->requestPem)},
                     {QStringLiteral("signingKey"), QString::fromLatin1(key->publicKey().toDer().toBase64())},
                     {QStringLiteral("suite"), QStringLiteral("international")}});
    QCOMPARE(enrolled.status, 200);
    caller.present(enrolled.json().value(QStringLiteral("certificate")).toString().toLatin1(), request->keyPem);
    const Heard session =
        caller.post(QStringLiteral("/v1/sessions"), {{QStringLiteral("clerk"), QStringLiteral("li.na")},
                                                     {QStringLiteral("password"), QStringLiteral("correct horse")}});
    QCOMPARE(session.status, 200);
    QCOMPARE(session.json().value(QStringLiteral("clerkName")).toString(), QStringLiteral("李娜"));
    QCOMPARE(caller.get(QStringLiteral("/v1/queue")).json().value(QStringLiteral("waiting")).toInt(), 5);
    process.terminate();
    QVERIFY(process.waitForFinished(10'000));
}

ON_BOTH_STORES(ServerProgram)
#include "server_program.moc"
