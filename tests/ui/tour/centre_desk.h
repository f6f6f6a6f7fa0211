// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/signing.h"
#include "app/domain/operation.h"
#include "app/sync/centre_address.h"
#include "tests/ui/tour/hall.h"

#include <QJsonObject>
#include <QNetworkAccessManager>

namespace yichuang::tour
{

/// What a request brought back.
struct Reply {
    int status = 0;
    QByteArray body;
    [[nodiscard]] QJsonObject json() const;
};

/// Another window of the same hall, without a screen: speaks the wire as an enrolled device of its own, so that the
/// tour can look at the centre's side and change a case there.
class CentreDesk
{
public:
    /// Enrols with the code. `hall` runs and outlives this.
    CentreDesk(const Hall &hall, const QString &code);

    /// What anybody gets who scans the code on the slip.
    [[nodiscard]] static Reply asCitizen(const Hall &hall, const QString &path);

    /// The hall's device keys, by which papers are checked.
    [[nodiscard]] QByteArray keys();
    /// The newest case whose receipt number, case number or id begins so; empty where there is none.
    [[nodiscard]] QJsonObject caseNamed(const QString &text);
    /// The case whole, with its operations; throws where the centre has none.
    [[nodiscard]] QJsonObject wholeCase(const QString &id);
    /// The approver moves a case.
    void approve(const QString &caseId, OperationKind kind, const QJsonObject &payload = {});
    /// The colleague at this window changes fields of a case, on the version that the centre has.
    void changeFields(const QString &caseId, const QJsonObject &fields);

private:
    [[nodiscard]] Reply ask(const QByteArray &method, const QString &path, const QByteArray &body = {});
    void signIn(const Login &login);

    const Hall &m_hall;
    QNetworkAccessManager m_network;
    CentreAddress m_address;
    SigningKey m_key;
    QString m_device;
    QByteArray m_token;
    QString m_who;
    qint64 m_sequence = 0;
    QByteArray m_previousHash;
};

} // namespace yichuang::tour
