// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include "app/crypto/kdf.h"
#include "app/crypto/one_time_code.h"
#include "app/server/store/clerks.h"
#include "app/server/store/devices.h"
#include "tests/fakes/protocol_book.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSslKey>
#include <QTest>

namespace yichuang::contract
{

using namespace yichuang::server;

namespace
{

/// Every exchange of every test is held against the contract. What was sent is only where it was taken: tests send
/// what is wrong on purpose.
void holdAgainstContract(const QNetworkReply &reply, const Heard &heard)
{
    Exchange exchange;
    exchange.method = reply.property("asked").toByteArray();
    exchange.path = reply.request().url().path();
    if (const QString query = reply.request().url().query(); !query.isEmpty())
        exchange.path += QLatin1Char('?') + query;
    for (const QByteArray &name : reply.request().rawHeaderList())
        exchange.asked.insert(name.toLower(), reply.request().rawHeader(name));
    exchange.request = reply.property("body").toByteArray();
    exchange.status = heard.status;
    exchange.answered = heard.headers;
    exchange.reply = heard.body;
    const ProtocolBook &book = ProtocolBook::shared();
    QString wrong = book.wrongInReply(exchange);
    if (wrong.isEmpty() && heard.status < 300 && !reply.property("wrongOnPurpose").toBool()
        && exchange.asked.value("yichuang-protocol") == "3")
        wrong = book.wrongInRequest(exchange);
    if (!wrong.isEmpty())
        QTest::qFail(qPrintable(QStringLiteral("against the contract: ") + wrong), __FILE__, __LINE__);
}

} // namespace

QJsonObject Heard::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString Heard::fault() const
{
    if (headers.value("content-type") != "application/problem+json")
        return {};
    return json().value(QStringLiteral("type")).toString().section(QLatin1Char('/'), -1);
}

Caller::Caller(QString base, const QByteArray &authority) : m_base(std::move(base))
{
    m_tls = QSslConfiguration::defaultConfiguration();
    m_tls.setCaCertificates({QSslCertificate(authority)});
}

void Caller::present(const QByteArray &certificate, const QByteArray &key)
{
    m_tls.setLocalCertificate(QSslCertificate(certificate));
    m_tls.setPrivateKey(QSslKey(key, QSsl::Ec));
    m_network.clearConnectionCache();
}

std::unique_ptr<Caller> Caller::at(const QString &base) const
{
    auto other = std::make_unique<Caller>(base, QByteArray());
    other->m_tls = m_tls;
    other->m_token = m_token;
    return other;
}

QNetworkReply *Caller::begin(const QByteArray &method, const QString &path, const QByteArray &body,
                             const QList<QPair<QByteArray, QByteArray>> &headers)
{
    QNetworkRequest request(QUrl(m_base + path));
    request.setSslConfiguration(m_tls);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout(20'000);
    request.setRawHeader("Yichuang-Protocol", "3");
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token.toLatin1());
    if (method == "POST")
        request.setRawHeader("Yichuang-Request", newId(SystemClock(), systemRandom()).toLatin1());
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    QNetworkReply *reply = m_network.sendCustomRequest(request, method, body);
    reply->setProperty("asked", method);
    reply->setProperty("wrongOnPurpose", m_wrongOnPurpose);
    reply->setProperty("body", body);
    return reply;
}

Heard Caller::wait(QNetworkReply *reply)
{
    if (!reply->isFinished()) {
        QEventLoop loop;
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
    }
    Heard heard;
    heard.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    heard.body = reply->readAll();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        heard.headers.insert(name.toLower(), value);
    if (heard.status == 0)
        qInfo() << "no reply:" << reply->errorString();
    else
        holdAgainstContract(*reply, heard);
    reply->deleteLater();
    return heard;
}

Heard Caller::call(const QByteArray &method, const QString &path, const QByteArray &body,
                   const QList<QPair<QByteArray, QByteArray>> &headers)
{
    return wait(begin(method, path, body, headers));
}

Heard Caller::post(const QString &path, const QJsonObject &body)
{
    return call("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

QJsonArray Window::postAll(const QList<Operation> &operations, Heard *heard)
{
    QJsonArray array;
    for (const Operation &operation : operations)
        array.append(toJson(operation));
    const Heard reply = caller->post(QStringLiteral("/v1/operations"), {{QStringLiteral("operations"), array}});
    if (heard != nullptr)
        *heard = reply;
    return reply.json().value(QStringLiteral("verdicts")).toArray();
}

bool ServerRig::start(const QJsonObject &limits, bool playDepartments)
{
    m_playDepartments = playDepartments;
    Foundation foundation;
    foundation.folder = m_dir.path();
    foundation.hall = m_hall;
    foundation.hallName = QStringLiteral("示例大厅");
    foundation.catalogueFile = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/catalogue/shijiazhuang.json");
    foundation.calendarFile = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/calendar/china-working-days.json");
    if (!m_place.isEmbedded())
        foundation.database = m_place.name;
    if (!found(foundation, m_clock))
        return false;
    QFile file(m_dir.filePath(QStringLiteral("server.json")));
    if (!file.open(QIODevice::ReadWrite))
        return false;
    QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    json.insert(QStringLiteral("limits"), limits);
    json.insert(QStringLiteral("departmentDelaysMs"), QJsonArray{1, 1, 1, 1});
    for (auto each = m_more.begin(); each != m_more.end(); ++each)
        json.insert(each.key(), each.value());
    file.resize(0);
    file.seek(0);
    file.write(QJsonDocument(json).toJson());
    file.close();
    return restart();
}

bool ServerRig::restart()
{
    m_server.reset();
    m_server = another();
    return m_server != nullptr;
}

std::unique_ptr<Server> ServerRig::another() const
{
    auto started =
        Server::start({m_dir.path(), QStringLiteral("127.0.0.1:0"), m_playDepartments}, m_clock, systemRandom());
    if (!started) {
        qWarning() << describe(started.error());
        return {};
    }
    return *std::move(started);
}

QByteArray ServerRig::authority() const
{
    QFile file(m_dir.filePath(QStringLiteral("authority.pem")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::unique_ptr<Caller> ServerRig::stranger() const
{
    return std::make_unique<Caller>(base(), authority());
}

std::unique_ptr<Sql> ServerRig::sql() const
{
    return *Sql::open(loadConfiguration(m_dir.path())->database);
}

void ServerRig::keepSecret(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(bytes) != bytes.size())
        qFatal("%s", qPrintable(name));
}

void ServerRig::run(const char *statement) const
{
    const auto store = sql();
    store->run(statement);
    if (const auto &trouble = store->trouble())
        qFatal("%s", qPrintable(describe(*trouble)));
}

void ServerRig::loseConnections() const
{
    const auto store = sql();
    (void)store->rows("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                      " AND application_name = current_setting('application_name')");
    if (const auto &trouble = store->trouble())
        qFatal("%s", qPrintable(describe(*trouble)));
}

QString ServerRig::code(int window) const
{
    const QString text = QString::fromLatin1(systemRandom()(8).toHex());
    const auto store = sql();
    store->begin();
    addEnrolmentCode(*store, m_hall, text, window, QStringLiteral("%1号窗口").arg(window), m_clock.now());
    return store->commit() ? text : QString();
}

void ServerRig::addUser(const QString &login, const QString &role, bool mustChange) const
{
    const auto store = sql();
    const PasswordCost cheap{64, 1, 1};
    ClerkRecord clerk{login, QStringLiteral("李娜"), *roleNamed(role),
                      *passwordHash(QStringLiteral("correct horse"), cheap)};
    clerk.mustChange = mustChange;
    store->begin();
    (void)addClerk(*store, m_hall, clerk);
    if (clerk.role == Role::Supervisor || clerk.role == Role::Administrator)
        (void)setFactor(*store, m_hall, login, factor());
    if (!store->commit())
        qFatal("user");
}

Secret ServerRig::factor()
{
    return Secret::fromBytes("12345678901234567890");
}

void ServerRig::takeFactor(const QString &login) const
{
    const auto store = sql();
    store->begin();
    (void)setFactor(*store, m_hall, login, {});
    if (!store->commit())
        qFatal("factor");
}

QString ServerRig::codeNow() const
{
    return oneTimeCode(factor(), codeStepAt(m_clock.now()));
}

bool ServerRig::revoke(const QString &device) const
{
    const auto store = sql();
    store->begin();
    const bool revoked = revokeDevice(*store, m_hall, device, m_clock.now());
    return store->commit() && revoked;
}

Window ServerRig::window(int number, const QString &role) const
{
    Window window;
    window.caller = stranger();
    const auto request = makeDeviceRequest(QStringLiteral("window"));
    const auto key = SigningKey::generate(Suite::International);
    const Heard enrolled =
        window.caller->post(QStringLiteral("/v1/enrolments"),
                            {{QStringLiteral("code"), code(number)},
                             {QStringLiteral("csr"), QString::fromLatin1(request->requestPem)},
                             {QStringLiteral("signingKey"), QString::fromLatin1(key->publicKey().toDer().toBase64())},
                             {QStringLiteral("suite"), QStringLiteral("international")}});
    window.enrolment = enrolled.json();
    window.device = window.enrolment.value(QStringLiteral("device")).toString();
    window.caller->present(window.enrolment.value(QStringLiteral("certificate")).toString().toLatin1(),
                           request->keyPem);
    window.maker = std::make_unique<OperationMaker>(window.device, *key, m_clock);
    const QString login = role + QString::number(number);
    addUser(login, role);
    QJsonObject given{{QStringLiteral("clerk"), login}, {QStringLiteral("password"), QStringLiteral("correct horse")}};
    if (role == QLatin1String("supervisor") || role == QLatin1String("administrator"))
        given.insert(QStringLiteral("code"), codeNow());
    window.session = window.caller->post(QStringLiteral("/v1/sessions"), given).json();
    window.caller->signIn(window.session.value(QStringLiteral("accessToken")).toString());
    return window;
}

} // namespace yichuang::contract
