// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/ids.h"
#include "app/crypto/digest.h"
#include "app/crypto/signing.h"
#include "app/domain/operation.h"

namespace yichuang
{

/// Makes the operations of a window, chained and signed as a client does.
class OperationMaker
{
public:
    OperationMaker(QString device, SigningKey key, const Clock &clock)
        : m_device(std::move(device)),
          m_key(std::move(key)),
          m_clock(clock)
    {
    }

    [[nodiscard]] const QString &device() const { return m_device; }
    [[nodiscard]] QString newCase() const { return newId(m_clock, systemRandom()); }

    [[nodiscard]] Operation make(const QString &caseId, OperationKind kind, const QJsonObject &payload,
                                 qint64 baseVersion = 0)
    {
        Operation operation;
        operation.id = newId(m_clock, systemRandom());
        operation.device = m_device;
        operation.deviceSequence = ++m_sequence;
        operation.caseId = caseId;
        operation.baseVersion = baseVersion;
        operation.catalogueHash = QStringLiteral("00");
        operation.clerk = QStringLiteral("li.na");
        operation.wallTime = m_clock.now();
        operation.monotonicMs = m_clock.monotonicMs();
        operation.kind = kind;
        operation.payload = payload;
        operation.previousHash = m_previous;
        m_previous = sha256Hex(canonicalBytes(operation)).toLatin1();
        sign(operation);
        return operation;
    }

    [[nodiscard]] const SigningKey &key() const { return m_key; }

    void sign(Operation &operation) const
    {
        operation.signature = m_key.sign(canonicalBytes(operation))
                                  .value_or(QByteArray())
                                  .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }

    [[nodiscard]] Operation opened(const QString &caseId, const QString &matter)
    {
        return make(caseId, OperationKind::Opened,
                    {{QStringLiteral("matter"), matter}, {QStringLiteral("source"), QStringLiteral("window")}});
    }

    [[nodiscard]] Operation received(const QString &caseId, const QString &receipt)
    {
        return make(caseId, OperationKind::Received,
                    {{QStringLiteral("receipt"), receipt},
                     {QStringLiteral("receivedAt"), m_clock.now().toUTC().toString(Qt::ISODateWithMs)}});
    }

    /// Opened, received and accepted.
    [[nodiscard]] QList<Operation> acceptedCase(const QString &caseId, const QString &matter, const QString &receipt)
    {
        QList<Operation> operations;
        operations.append(opened(caseId, matter));
        operations.append(received(caseId, receipt));
        operations.append(make(caseId, OperationKind::Accepted, {}));
        return operations;
    }

private:
    QString m_device;
    SigningKey m_key;
    const Clock &m_clock;
    qint64 m_sequence = 0;
    QByteArray m_previous;
};

} // namespace yichuang
