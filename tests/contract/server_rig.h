// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/signing.h"
#include "app/server/configuration.h"
#include "app/server/server.h"
#include "app/server/store/blobs.h"
#include "tests/fakes/both_stores.h"
#include "tests/unit/server/operation_maker.h"

#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTemporaryDir>

namespace yichuang::contract
{

/// A reply that has been read wholly.
struct Heard {
    int status = 0; ///< 0 where no reply came
    QByteArray body;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    [[nodiscard]] QJsonObject json() const;
    /// The fault that a problem document names; empty for another reply.
    [[nodiscard]] QString fault() const;
};

/// One client with its own connections: with a certificate once it has one.
class Caller
{
public:
    explicit Caller(QString base, const QByteArray &authority);
    void present(const QByteArray &certificate, const QByteArray &key);
    void signIn(const QString &accessToken) { m_token = accessToken; }
    /// The same client at another process of the centre.
    [[nodiscard]] std::unique_ptr<Caller> at(const QString &base) const;

    /// From here on what is sent need not keep the contract, even where it is taken.
    void sendWrongOnPurpose() { m_wrongOnPurpose = true; }
    /// Every POST gets a new Yichuang-Request, unless `headers` has one.
    [[nodiscard]] QNetworkReply *begin(const QByteArray &method, const QString &path, const QByteArray &body = {},
                                       const QList<QPair<QByteArray, QByteArray>> &headers = {});
    /// Waits for a reply that begin() gave.
    [[nodiscard]] static Heard wait(QNetworkReply *reply);
    [[nodiscard]] Heard call(const QByteArray &method, const QString &path, const QByteArray &body = {},
                             const QList<QPair<QByteArray, QByteArray>> &headers = {});
    [[nodiscard]] Heard post(const QString &path, const QJsonObject &body);
    [[nodiscard]] Heard get(const QString &path) { return call("GET", path); }
    [[nodiscard]] const QSslConfiguration &tls() const { return m_tls; }

private:
    QString m_base;
    QString m_token;
    bool m_wrongOnPurpose = false;
    QSslConfiguration m_tls;
    QNetworkAccessManager m_network;
};

/// A window enrolled at the rig's server, with a clerk signed in.
struct Window {
    std::unique_ptr<Caller> caller;
    std::unique_ptr<OperationMaker> maker;
    QString device;
    QJsonObject enrolment;
    QJsonObject session;

    [[nodiscard]] QJsonArray postAll(const QList<Operation> &operations, Heard *heard = nullptr);
};

/// A real server in this process, on a port of its own and the database whose turn it is.
class ServerRig
{
public:
    ServerRig() = default;
    /// Another hall, in the same database where that holds several: PostgreSQL's turn.
    ServerRig(const ServerRig &beside, QString hall) : m_place(beside.m_place), m_hall(std::move(hall)) {}
    /// `limits` go into server.json.
    [[nodiscard]] bool start(const QJsonObject &limits = {}, bool playDepartments = false);
    [[nodiscard]] bool restart();
    /// A member of server.json; before start().
    void configure(const QString &member, const QJsonValue &value) { m_more.insert(member, value); }
    /// A file of the data folder that nobody else may read.
    void keepSecret(const QString &name, const QByteArray &bytes) const;
    /// A statement in the database.
    void run(const char *statement) const;
    void stop() { m_server.reset(); }
    /// One more beside it on the same data; null where it does not start.
    [[nodiscard]] std::unique_ptr<server::Server> another() const;

    [[nodiscard]] QString base() const { return m_server->address(); }
    [[nodiscard]] quint16 port() const { return m_server->port(); }
    [[nodiscard]] QByteArray authority() const;
    [[nodiscard]] std::unique_ptr<Caller> stranger() const;
    /// Ends every connection that a process of the centre has to the database.
    void loseConnections() const;
    /// A code as `enrol-code` makes one.
    [[nodiscard]] QString code(int window) const;
    /// Clerks whose password is "correct horse"; supervisors and administrators with codes of factor().
    void addUser(const QString &login, const QString &role, bool mustChange = false) const;
    /// The second factor of everybody here who has one.
    [[nodiscard]] static Secret factor();
    void takeFactor(const QString &login) const;
    /// The code that its authenticator shows.
    [[nodiscard]] QString codeNow() const;
    /// What an administrator does at the centre's own machine.
    [[nodiscard]] bool revoke(const QString &device) const;
    /// Enrols a window and signs a clerk of that role in.
    [[nodiscard]] Window window(int number, const QString &role = QStringLiteral("clerk")) const;

private:
    [[nodiscard]] std::unique_ptr<server::Sql> sql() const;
    QTemporaryDir m_dir;
    server::SqlPlace m_place = emptyPlace(m_dir.path());
    QString m_hall = QStringLiteral("130102");
    SystemClock m_clock;
    std::unique_ptr<server::Server> m_server;
    bool m_playDepartments = false;
    QJsonObject m_more;
};

inline const QString rigMatter = QStringLiteral("11130100MB1A0238143000131002000");

} // namespace yichuang::contract
