// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/coming_signature.h"
#include "app/storage/database.h"
#include "app/storage/held_case.h"
#include "app/storage/sealed_rows.h"

#include <vector>

namespace yichuang
{

/// The operations, sealed, each with its place on the way to the centre. Those of this device are a chain: numbered
/// without gaps, each signed and naming the hash of the one before. Nothing is ever deleted. One thread; writes belong
/// in a transaction of the caller.
class OperationLog
{
public:
    OperationLog(Database &database, SealedRows &seals, const SigningKey &signing, QString device);

    /// Completes device, deviceSequence and previousHash; the signature is on its way. To be followed by keep().
    [[nodiscard]] Result<HeldOperation> append(Operation operation);
    /// Signs what was appended since the last time, the last of `waiting`, and adds it as waiting.
    [[nodiscard]] Result<Done> keep(QList<HeldOperation> &waiting);
    /// How many were appended and not kept.
    [[nodiscard]] std::ptrdiff_t toKeep() const { return std::ssize(m_appended); }
    /// Adds one that came in the feed, or moves the one that is here to Confirmed. Tells whether anything changed.
    [[nodiscard]] Result<bool> confirm(const Change &change);
    /// Adds one that another window made, as waiting. False where it is here already.
    [[nodiscard]] Result<bool> takeIn(const Operation &operation);
    /// In the order in which they came here.
    [[nodiscard]] Result<QList<HeldOperation>> ofCase(const QString &caseId);
    /// The case of an operation of this device; empty where it is not here.
    [[nodiscard]] Result<QString> caseOf(const QString &operationId);

    /// First what the centre lost, then the waiting and sent ones of cases that need no attention: what was brought
    /// here in the order in which it came, then our own in device order.
    [[nodiscard]] Result<QList<Operation>> toSend(int limit);
    /// Moves from Waiting to Sent; others stay. Tells whether it moved.
    [[nodiscard]] Result<bool> markSent(const QString &operationId);
    /// Tells whether it changed anything: the verdict on what is confirmed, or on what is not here, does not.
    [[nodiscard]] Result<bool> record(const OperationVerdict &verdict);
    [[nodiscard]] Result<Done> setAside(const QString &operationId);
    /// The centre has nothing any more behind this place of its feed: ours that it had taken wait again, those of
    /// others are lost until the feed brings them again. The cases that this touches.
    [[nodiscard]] Result<QStringList> loseAfter(qint64 sequence);

    /// For a store that may not know all its operations any more: the next one is numbered far behind those that may be
    /// missing, which the feed may still bring, and links to the last that is known.
    [[nodiscard]] Result<Done> leaveGap();

    /// The number of this device's last operation; 0 where there is none.
    [[nodiscard]] Result<qint64> lastSequence();
    /// The same as far as it is remembered, else 0.
    [[nodiscard]] qint64 rememberedEnd() const { return m_end ? m_end->sequence : 0; }

    /// Drops what is remembered of the chain's end: after a transaction that was rolled back.
    void forget()
    {
        m_end.reset();
        m_appended.clear();
    }
    /// Walks the chain of this device: numbers without gaps but for those left on purpose, hashes, signatures.
    /// StoreDamaged or SealBroken at the first fault.
    [[nodiscard]] Result<Done> verify();

private:
    struct ChainEnd {
        qint64 sequence = 0;
        QByteArray hash;
    };
    /// Numbers behind `after` and before `next` may be missing; `next` links to `hash`.
    struct Gap {
        qint64 after = 0;
        qint64 next = 0;
        QByteArray hash;
    };
    [[nodiscard]] Result<QList<Gap>> gaps();
    /// Appended and not kept.
    struct Appended {
        QJsonObject json; ///< all but the signature
        ComingSignature signature;
    };
    [[nodiscard]] Result<ChainEnd> chainEnd();
    [[nodiscard]] Result<bool> isOurs(const Operation &operation);
    [[nodiscard]] Result<Done> insert(const HeldOperation &held, const QJsonObject &json);
    [[nodiscard]] Result<Operation> unsealed(const QString &id, const QByteArray &sealed);

    Database &m_database;
    SealedRows &m_seals;
    SigningKey m_signing;
    QString m_device;
    std::optional<ChainEnd> m_end;
    std::vector<Appended> m_appended;
    QThreadPool m_signers;
    bool m_mayHaveAgain = true;   ///< false once none was found
    bool m_mayHaveCarried = true; ///< likewise
};

} // namespace yichuang
