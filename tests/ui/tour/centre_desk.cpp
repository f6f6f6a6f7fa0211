// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/centre_desk.h"

#include "app/base/ids.h"
#include "app/crypto/certificates.h"
#include "app/crypto/digest.h"
#include "app/sync/tls.h"
#include "tests/ui/tour/shortfall.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QUrlQuery>

namespace yichuang::tour
{
namespace
{

constexpr int requestMs = 20'000;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    demand(file.open(QIODevice::ReadOnly), QStringLiteral("cannot read ") + path);
    return file.readAll();
}

Reply waitFor(QNetworkReply *reply)
{
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    const Reply answer{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
    const QString trouble = reply->errorString();
    const QString path = reply->url().path();
    reply->deleteLater();
    demand(answer.status != 0, path + QStringLiteral(": ") + trouble);
    return answer;
}

QNetworkRequest requestFor(const CentreAddress &address, const QString &path)
{
    QNetworkRequest request(QUrl(address.url.toString() + path));
    request.setSslConfiguration(tlsFor(address));
    request.setTransferTimeout(requestMs);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    return request;
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

template <typename T>
T must(Result<T> result)
{
    demand(result.has_value(), result ? QString() : describe(result.error()));
    return *std::move(result);
}

} // namespace

QJsonObject Reply::json() const
{
    return QJsonDocument::fromJson(body).object();
}

CentreDesk::CentreDesk(const Hall &hall, const QString &code) : m_hall(hall)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_address.authorityPem = contentOf(hall.authorityFile());
    m_key = must(SigningKey::generate(Suite::International));
    const DeviceRequest request = must(makeDeviceRequest(QStringLiteral("tour")));
    const Reply reply =
        ask("POST", QStringLiteral("/v1/enrolments"),
            compact({{QStringLiteral("code"), code},
                     {QStringLiteral("csr"), QString::fromLatin1(request.requestPem)},
                     {QStringLiteral("signingKey"), QString::fromLatin1(m_key.publicKey().toDer().toBase64())},
                     {QStringLiteral("suite"), suiteName(Suite::International)}}));
    demand(reply.status == 200, QStringLiteral("the other window is not enrolled: ") + QString::fromUtf8(reply.body));
    m_device = reply.json().value(QStringLiteral("device")).toString();
    m_address.certificatePem = reply.json().value(QStringLiteral("certificate")).toString().toLatin1();
    m_address.keyPem = request.keyPem;
    m_network.clearConnectionCache(); // the open one showed no certificate
}

Reply CentreDesk::asCitizen(const Hall &hall, const QString &path)
{
    CentreAddress address;
    address.url = QUrl(hall.url());
    address.authorityPem = contentOf(hall.authorityFile());
    QNetworkAccessManager network;
    network.setProxy(QNetworkProxy::NoProxy);
    QNetworkRequest request = requestFor(address, path);
    request.setRawHeader("Accept-Language", "zh-CN");
    return waitFor(network.get(request));
}

Reply CentreDesk::ask(const QByteArray &method, const QString &path, const QByteArray &body)
{
    m_address.url = QUrl(m_hall.url());
    QNetworkRequest request = requestFor(m_address, path);
    request.setRawHeader("Yichuang-Protocol", "3");
    request.setRawHeader("Yichuang-Request", newId(SystemClock(), systemRandom()).toLatin1());
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token);
    return waitFor(method == "GET" ? m_network.get(request) : m_network.post(request, body));
}

void CentreDesk::signIn(const Login &login)
{
    if (m_who == login.name)
        return;
    m_token.clear();
    const Reply reply =
        ask("POST", QStringLiteral("/v1/sessions"),
            compact({{QStringLiteral("clerk"), login.name}, {QStringLiteral("password"), login.password}}));
    demand(reply.status == 200, QStringLiteral("%1 cannot sign in: %2").arg(login.name).arg(reply.status));
    m_token = reply.json().value(QStringLiteral("accessToken")).toString().toLatin1();
    m_who = login.name;
}

QByteArray CentreDesk::keys()
{
    const Reply reply = ask("GET", QStringLiteral("/v1/keys"));
    demand(reply.status == 200, QStringLiteral("no keys of the hall: %1").arg(reply.status));
    return reply.body;
}

QJsonObject CentreDesk::caseNamed(const QString &text)
{
    signIn(Hall::colleague());
    const Reply reply = ask("GET", QStringLiteral("/v1/cases?text=") + text);
    demand(reply.status == 200, QStringLiteral("the centre does not look for cases: %1").arg(reply.status));
    return reply.json().value(QStringLiteral("cases")).toArray().at(0).toObject();
}

QJsonObject CentreDesk::wholeCase(const QString &id)
{
    signIn(Hall::colleague());
    const Reply reply = ask("GET", QStringLiteral("/v1/cases/") + id);
    demand(reply.status == 200, QStringLiteral("the centre does not have the case: %1").arg(reply.status));
    return reply.json();
}

void CentreDesk::approve(const QString &caseId, OperationKind kind, const QJsonObject &payload)
{
    signIn(Hall::approver());
    const Reply reply =
        ask("POST", QStringLiteral("/v1/cases/%1/operations").arg(caseId),
            compact({{QStringLiteral("kind"), operationName(kind)}, {QStringLiteral("payload"), payload}}));
    demand(reply.status == 200, QStringLiteral("the approver cannot act: ") + QString::fromUtf8(reply.body));
}

void CentreDesk::changeFields(const QString &caseId, const QJsonObject &fields)
{
    const QJsonObject now = wholeCase(caseId);
    const SystemClock clock;
    Operation operation;
    operation.id = newId(clock, systemRandom());
    operation.device = m_device;
    operation.deviceSequence = ++m_sequence;
    operation.caseId = caseId;
    operation.baseVersion = now.value(QStringLiteral("version")).toInteger();
    operation.catalogueHash = now.value(QStringLiteral("catalogueHash")).toString();
    operation.clerk = Hall::colleague().name;
    operation.wallTime = clock.now();
    operation.monotonicMs = clock.monotonicMs();
    operation.kind = OperationKind::FieldsSet;
    operation.payload = {{QStringLiteral("fields"), fields}};
    operation.previousHash = m_previousHash;
    operation.signature = must(m_key.sign(canonicalBytes(operation)))
                              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    m_previousHash = sha256Hex(canonicalBytes(operation)).toLatin1();
    const Reply reply = ask("POST", QStringLiteral("/v1/operations"),
                            compact({{QStringLiteral("operations"), QJsonArray{toJson(operation)}}}));
    const QJsonObject verdict = reply.json().value(QStringLiteral("verdicts")).toArray().at(0).toObject();
    demand(verdict.value(QStringLiteral("verdict")).toString() == QStringLiteral("applied"),
           QStringLiteral("the other window's change was not taken: ") + QString::fromUtf8(reply.body));
}

} // namespace yichuang::tour
