// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace yichuang
{

/// One request and what came back. Header names in lower case.
struct Exchange {
    QByteArray method;
    QString path; ///< with its query
    QHash<QByteArray, QByteArray> asked;
    QByteArray request;
    int status = 0;
    QHash<QByteArray, QByteArray> answered;
    QByteArray reply;
};

/// resources/protocol/openapi.yaml, to hold what both sides say against it. Immutable; any thread.
class ProtocolBook
{
public:
    /// The one of the source tree; the program ends where it cannot be read.
    [[nodiscard]] static const ProtocolBook &shared();

    /// What is wrong with the request; empty where it keeps the contract.
    [[nodiscard]] QString wrongInRequest(const Exchange &exchange) const;
    /// What is wrong with the reply; empty where it keeps the contract, and for paths that are in none.
    [[nodiscard]] QString wrongInReply(const Exchange &exchange) const;

    /// Every call, as "GET /v1/blobs/{blob}".
    [[nodiscard]] QStringList calls() const { return m_calls; }
    [[nodiscard]] bool asksForDevice(const QString &call) const;
    [[nodiscard]] bool asksForSession(const QString &call) const;
    /// The roles that may; empty where the role does not matter.
    [[nodiscard]] QStringList roles(const QString &call) const;
    /// The names of the problems that the server may answer with.
    [[nodiscard]] QStringList problems() const;

private:
    ProtocolBook();
    [[nodiscard]] QString callOf(const Exchange &exchange) const;
    [[nodiscard]] QString missingParameter(const QJsonObject &operation, const Exchange &exchange) const;

    QJsonObject m_book;
    QStringList m_calls;
    QHash<QString, QJsonObject> m_operations; ///< by call, references replaced, with the path's own parameters
};

} // namespace yichuang
