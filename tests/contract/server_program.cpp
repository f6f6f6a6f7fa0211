// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

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
    void tellsItsServiceManager();
    void aDepartmentDecidesFromTheCommandLine();
    void usersAndDevicesAreKeptByCommands();
    void whatIsUnderWayEndsFirst();
    void endsWithItsParent();
    void commandsWorkWhileItServes();
    void pagesAreCollectedByCommand();

private:
    /// What a reader of QR codes makes of half blocks on a terminal.
    [[nodiscard]] QByteArray readFromTerminal(const QByteArray &shown) const;
    struct Ran {
        int code = -1;
        QByteArray out;
        QByteArray err;
        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    };
    [[nodiscard]] static Ran run(const QStringList &arguments, const QByteArray &input = {});
    /// Starts `serve` and gives its address once it listens.
    [[nodiscard]] QString serve(QProcess &process, const QStringList &more = {});

    [[nodiscard]] Ran command(const char *words, QList<QByteArray> more, const QByteArray &input = {});
    [[nodiscard]] bool addUser(const QByteArray &login, const QByteArray &role, bool lasting = true);
    /// Enrols a window by the commands and signs a clerk in whose password is "correct horse".
    [[nodiscard]] Window window(const QString &address, int number, const QString &clerk);
    [[nodiscard]] static Heard signIn(Window &window, const QString &clerk, const QJsonObject &more = {});

    SystemClock m_clock;
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

/// A datagram socket as a service manager has one.
class ServiceSocket
{
public:
    explicit ServiceSocket(const QString &path) : m_handle(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        const QByteArray name = path.toLocal8Bit();
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
        m_bound = ::bind(m_handle, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~ServiceSocket() { ::close(m_handle); }
    ServiceSocket(const ServiceSocket &) = delete;
    ServiceSocket &operator=(const ServiceSocket &) = delete;
    [[nodiscard]] bool isBound() const { return m_bound; }
    /// What came, or nothing within half a minute.
    [[nodiscard]] QByteArray heard() const
    {
        pollfd wanted{m_handle, POLLIN, 0};
        char text[256];
        if (::poll(&wanted, 1, 30'000) != 1)
            return {};
        const auto count = ::recv(m_handle, text, sizeof text, 0);
        return {text, std::max<qsizetype>(0, count)};
    }

private:
    int m_handle;
    bool m_bound = false;
};

void ServerProgram::tellsItsServiceManager()
{
    const QString path = m_dir.filePath(QStringLiteral("notify"));
    QFile::remove(path);
    const ServiceSocket socket(path);
    QVERIFY(socket.isBound());
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("NOTIFY_SOCKET"), path);
    process.setProcessEnvironment(environment);
    QVERIFY(!serve(process, {QStringLiteral("--log-json")}).isEmpty());
    QCOMPARE(socket.heard(), QByteArray("READY=1"));
    process.terminate();
    QCOMPARE(socket.heard(), QByteArray("STOPPING=1"));
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 0);
    const QByteArray log = process.readAllStandardError();
    QVERIFY(!log.isEmpty());
    for (const QByteArray &line : log.trimmed().split('\n')) {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        QVERIFY2(json.contains(QStringLiteral("time")) && json.contains(QStringLiteral("message")), line.constData());
    }
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

Window ServerProgram::window(const QString &address, int number, const QString &clerk)
{
    QFile authority(m_folder + QStringLiteral("/authority.pem"));
    if (!authority.open(QIODevice::ReadOnly))
        qFatal("authority");
    Window window;
    window.caller = std::make_unique<Caller>(address, authority.readAll());
    const Ran code = command("enrol-code", {"--window", QByteArray::number(number), "--json"});
    const auto request = makeDeviceRequest(QStringLiteral("window"));
    const auto key = SigningKey::generate(Suite::International);
    window.enrolment =
        window.caller
            ->post(QStringLiteral("/v1/enrolments"),
                   {{QStringLiteral("code"), code.json().value(QStringLiteral("code"))},
                    {QStringLiteral("csr"), QString::fromLatin1(request->requestPem)},
                    {QStringLiteral("signingKey"), QString::fromLatin1(key->publicKey().toDer().toBase64())},
                    {QStringLiteral("suite"), QStringLiteral("international")}})
            .json();
    window.device = window.enrolment.value(QStringLiteral("device")).toString();
    window.caller->present(window.enrolment.value(QStringLiteral("certificate")).toString().toLatin1(),
                           request->keyPem);
    window.maker = std::make_unique<OperationMaker>(window.device, *key, m_clock);
    window.session = signIn(window, clerk).json();
    window.caller->signIn(window.session.value(QStringLiteral("accessToken")).toString());
    return window;
}

Heard ServerProgram::signIn(Window &window, const QString &clerk, const QJsonObject &more)
{
    QJsonObject body{{QStringLiteral("clerk"), clerk}, {QStringLiteral("password"), QStringLiteral("correct horse")}};
    for (auto each = more.begin(); each != more.end(); ++each)
        body.insert(each.key(), each.value());
    return window.caller->post(QStringLiteral("/v1/sessions"), body);
}

ServerProgram::Ran ServerProgram::command(const char *words, QList<QByteArray> more, const QByteArray &input)
{
    QStringList arguments = QString::fromLatin1(words).split(QLatin1Char(' '));
    arguments << QStringLiteral("--dir") << m_folder;
    for (const QByteArray &one : more)
        arguments << QString::fromUtf8(one);
    return run(arguments, input);
}

bool ServerProgram::addUser(const QByteArray &login, const QByteArray &role, bool lasting)
{
    QList<QByteArray> more{"--name", login, "--full-name", "李娜", "--role", role, "--password-stdin"};
    if (lasting)
        more << "--lasting";
    return command("user add", more, "correct horse\n").code == 0;
}

void ServerProgram::aDepartmentDecidesFromTheCommandLine()
{
    QProcess process;
    const QString address = serve(process);
    QVERIFY(addUser("dept.clerk", "clerk"));
    Window clerk = window(address, 11, QStringLiteral("dept.clerk"));
    const QString id = clerk.maker->newCase();
    const QByteArray receipt = "130102-11-1-261123-0001-A";
    for (const QJsonValue &verdict :
         clerk.postAll(clerk.maker->acceptedCase(id, rigMatter, QString::fromLatin1(receipt))))
        QCOMPARE(verdict.toObject().value(QStringLiteral("verdict")).toString(), QStringLiteral("applied"));
    const auto act = [this](const QByteArray &called, QList<QByteArray> more) {
        return command("approve", QList<QByteArray>{"--case", called, "--act"} + more);
    };
    QCOMPARE(act(receipt, {"sing"}).code, 2);
    QVERIFY(act(receipt, {"decide", "--granted"}).code != 0); // not before its review began
    QVERIFY(act("130102-99-1-261123-0001-A", {"start"}).code != 0);
    const QList<QByteArray> steps[] = {{"start"},
                                       {"suspend", "--procedure", "hearing", "--days", "10"},
                                       {"resume"},
                                       {"decide", "--granted"},
                                       {"licence", "--licence", "食品经营许可证"},
                                       {"ready", "--place", "一楼出件窗口"}};
    for (const QList<QByteArray> &step : steps) {
        const Ran ran = act(receipt, step);
        QVERIFY2(ran.code == 0, (step.first() + ": " + ran.err).constData());
        QCOMPARE(ran.json().value(QStringLiteral("case")).toString(), id);
    }
    const Heard shown = clerk.caller->get(QStringLiteral("/v1/cases/") + id);
    QCOMPARE(shown.json().value(QStringLiteral("state")).toString(), QStringLiteral("ready"));
    QVERIFY(clerk.caller->get(QStringLiteral("/s/") + QString::fromLatin1(receipt)).body.contains("一楼出件窗口"));
    process.terminate();
    QVERIFY(process.waitForFinished(30'000));
}

void ServerProgram::usersAndDevicesAreKeptByCommands()
{
    QProcess process;
    const QString address = serve(process);
    QVERIFY(addUser("kept.clerk", "clerk"));
    Window first = window(address, 12, QStringLiteral("kept.clerk"));
    QCOMPARE(first.caller->get(QStringLiteral("/v1/cases")).status, 200);

    QVERIFY(addUser("given", "clerk", false));
    QCOMPARE(signIn(first, QStringLiteral("given")).fault(), QStringLiteral("passwordMustChange"));
    QVERIFY(addUser("boss", "supervisor"));
    QCOMPARE(signIn(first, QStringLiteral("boss")).status, 403); // none is set up
    const Ran totp = command("user totp", {"--name", "boss"});
    QVERIFY2(totp.out.startsWith("otpauth://totp/"), totp.err.constData());
    QVERIFY(!totp.out.contains("secret=&"));
    QCOMPARE(readFromTerminal(totp.out.mid(totp.out.indexOf('\n') + 1)), totp.out.left(totp.out.indexOf('\n')));
    QCOMPARE(command("user totp", {"--name", "boss", "--no-qr"}).out.count('\n'), 1);
    QCOMPARE(signIn(first, QStringLiteral("boss")).fault(), QStringLiteral("secondFactorNeeded"));
    QCOMPARE(command("user password", {"--name", "kept.clerk", "--password-stdin"}, "another word\n").code, 0);
    QCOMPARE(first.caller->get(QStringLiteral("/v1/cases")).fault(), QStringLiteral("sessionExpired"));
    QVERIFY(command("user password", {"--name", "nobody", "--password-stdin"}, "another word\n").code != 0);
    const QJsonArray users = command("user list", {}).json().value(QStringLiteral("users")).toArray();
    const auto has = [&users](const QString &name, const QString &member) {
        return std::any_of(users.begin(), users.end(), [&](const QJsonValue &user) {
            return user[QStringLiteral("name")].toString() == name && user[member].toBool();
        });
    };
    QVERIFY(has(QStringLiteral("boss"), QStringLiteral("secondFactor")));
    QVERIFY(has(QStringLiteral("kept.clerk"), QStringLiteral("mustChange")));
    QVERIFY(!has(QStringLiteral("boss"), QStringLiteral("mustChange")));

    QCOMPARE(command("device revoke", {"--device", first.device.toLatin1()}).code, 0);
    QCOMPARE(first.caller->get(QStringLiteral("/v1/queue")).fault(), QStringLiteral("deviceRevoked"));
    QVERIFY(command("device revoke", {"--device", first.device.toLatin1()}).code != 0);
    const QJsonArray devices = command("device list", {}).json().value(QStringLiteral("devices")).toArray();
    QVERIFY(std::any_of(devices.begin(), devices.end(), [&first](const QJsonValue &device) {
        return device[QStringLiteral("device")].toString() == first.device
               && device[QStringLiteral("revoked")].toBool();
    }));
    process.terminate();
    QVERIFY(process.waitForFinished(30'000));
}

QByteArray ServerProgram::readFromTerminal(const QByteArray &shown) const
{
    constexpr int scale = 6;
    QString text = QString::fromUtf8(shown);
    text.remove(QRegularExpression(QStringLiteral("\x1b\\[[0-9;]*m")));
    QByteArrayList rows;
    for (const QString &line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        QByteArray upper;
        QByteArray lower;
        for (const QChar c : line) {
            upper.append(scale, c == QChar(u'▀') || c == QChar(u'█') ? '\0' : '\xff');
            lower.append(scale, c == QChar(u'▄') || c == QChar(u'█') ? '\0' : '\xff');
        }
        for (int i = 0; i < 2 * scale; ++i)
            rows.append(i < scale ? upper : lower);
    }
    if (rows.isEmpty())
        return {};
    QFile file(m_dir.filePath(QStringLiteral("shown.pgm")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("P5 " + QByteArray::number(rows.first().size()) + ' ' + QByteArray::number(rows.size()) + " 255\n"
               + rows.join());
    file.close();
    QProcess reader;
    reader.start(QStringLiteral("zbarimg"), {QStringLiteral("-q"), QStringLiteral("--raw"), file.fileName()});
    reader.waitForFinished(60'000);
    return reader.readAllStandardOutput().trimmed();
}

void ServerProgram::pagesAreCollectedByCommand()
{
    const QJsonObject due = command("blobs collect", {"--dry-run"}).json();
    QCOMPARE(due.value(QStringLiteral("removed")).toInt(-1), 0);
    QCOMPARE(due.value(QStringLiteral("dryRun")).toBool(), true);
    server::BlobFiles files(m_folder + QStringLiteral("/blobs"));
    const QString page = sha256Hex("page");
    QVERIFY(files.putChunk(QStringLiteral("130102"), page, 0, "page"));
    QVERIFY(files.complete(QStringLiteral("130102"), page, 4, 1));
    QCOMPARE(command("blobs collect", {}).json().value(QStringLiteral("removed")).toInt(-1), 0); // it is new here
    QVERIFY(*files.has(QStringLiteral("130102"), page));
    QVERIFY(command("blobs collect", {"--sideways"}).code != 0);
}

void ServerProgram::whatIsUnderWayEndsFirst()
{
    QProcess process;
    const QString address = serve(process);
    QVERIFY(addUser("waiting", "clerk"));
    Window waiting = window(address, 13, QStringLiteral("waiting"));
    const Heard now = waiting.caller->get(QStringLiteral("/v1/changes?wait=0"));
    const QString cursor = now.json().value(QStringLiteral("cursor")).toString();
    QNetworkReply *poll = waiting.caller->begin("GET", QStringLiteral("/v1/changes?wait=25&after=") + cursor);
    const auto polls = [&waiting] { return waiting.caller->get(QStringLiteral("/metrics")).body; };
    QTRY_VERIFY_WITH_TIMEOUT(polls().contains("yichuang_feed_waiters 1\n"), 20'000);
    process.terminate();
    const Heard told = Caller::wait(poll);
    QCOMPARE(told.status, 200);
    QCOMPARE(told.json().value(QStringLiteral("cursor")).toString(), cursor);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(waiting.caller->get(QStringLiteral("/healthz")).status, 0);
}

void ServerProgram::commandsWorkWhileItServes()
{
    QProcess process;
    const QString address = serve(process);
    QVERIFY(addUser("li.na", "clerk"));
    const Ran code = command("enrol-code", {"--window", "3", "--json"});
    QCOMPARE(code.json().value(QStringLiteral("code")).toString().size(), 14);
    const Ran tickets = command("tickets add", {"--business", "comprehensive", "--count", "5"});
    QCOMPARE(tickets.json().value(QStringLiteral("tickets")).toArray().size(), 5);
    Window enrolled = window(address, 3, QStringLiteral("li.na"));
    QCOMPARE(enrolled.session.value(QStringLiteral("clerkName")).toString(), QStringLiteral("李娜"));
    QCOMPARE(enrolled.caller->get(QStringLiteral("/v1/queue")).json().value(QStringLiteral("waiting")).toInt(), 5);
    process.terminate();
    QVERIFY(process.waitForFinished(30'000));
}

ON_BOTH_STORES(ServerProgram)
#include "server_program.moc"
