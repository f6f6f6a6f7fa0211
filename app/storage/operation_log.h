// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/database.h"
#include "app/storage/held_case.h"
#include "app/storage/sealed_rows.h"

namespace yichuang
{

/// The operations, sealed, each with its place on the way to the centre. Those of this device are a chain: numbered
/// without gaps, each signed and naming the hash of the one before. Nothing is ever deleted. One thread; writes belong
/// in a transaction of the caller.
class OperationLog
{
public:
    OperationLog(Database &database, SealedRows &seals, const SigningKey &signing, QString device);

    /// Completes device, deviceSequence, previousHash and signature, and adds it as waiting.
    [[nodiscard]] Result<HeldOperation> append(Operation operation);
    /// Adds one that came in the feed, or moves the one that is here to Confirmed. Tells whether anything changed.
    [[nodiscard]] Result<bool> confirm(const Change &change);
    [[nodiscard]] Result<QList<HeldOperation>> ofCase(const QString &caseId);
    /// The case of an operation of this device; empty where it is not here.
    [[nodiscard]] Result<QString> caseOf(const QString &operationId);

    /// In device order: first what the centre lost, then the waiting and sent ones of cases that need no attention.
    [[nodiscard]] Result<QList<Operation>> toSend(int limit);
    /// Moves from Waiting to Sent; others stay. Tells whether it moved.
    [[nodiscard]] Result<bool> markSent(const QString &operationId);
    /// Tells whether it changed anything: the verdict on what is confirmed, or on what is not here, does not.
    [[nodiscard]] Result<bool> record(const OperationVerdict &verdict);
    [[nodiscard]] Result<Done> setAside(const QString &operationId);
    /// The centre has nothing any more behind this place of its feed: ours that it had taken wait again, those of
    /// others are lost until the feed brings them again. The cases that this touches.
    [[nodiscard]] Result<QStringList> loseAfter(qint64 sequence);

    /// Drops what is remembered of the chain's end: after a transaction that was rolled back.
    void forget() { m_end.reset(); }
    /// Walks the chain of this device: numbers, hashes, signatures. StoreDamaged or SealBroken at the first fault.
    [[nodiscard]] Result<Done> verify();

private:
    struct ChainEnd {
        qint64 sequence = 0;
        QByteArray hash;
    };
    [[nodiscard]] Result<ChainEnd> chainEnd();
    [[nodiscard]] Result<Done> insert(const HeldOperation &held);
    [[nodiscard]] Result<Operation> unsealed(const QString &id, const QByteArray &sealed);

    Database &m_database;
    SealedRows &m_seals;
    SigningKey m_signing;
    QString m_device;
    std::optional<ChainEnd> m_end;
    bool m_mayHaveAgain = true; ///< false once none was found
};

} // namespace yichuang
