// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/signing.h"
#include "app/domain/audit_head.h"
#include "app/ports/centre.h"

#include <QSet>

namespace yichuang
{

/// The readers of reply bodies: foreign bytes in, values out, ReplyMalformed or TooLarge for anything else. Pure, any
/// thread. They never look at what a body has beyond what they need, so that a newer centre may add members.

/// The largest reply that is read: a full batch of changes with the largest payloads.
inline constexpr qsizetype largestReply = 64 * 1024 * 1024;
/// Bytes of a blob that go in one request.
inline constexpr qsizetype blobChunk = 512 * 1024;
/// Operations that go in one request.
inline constexpr int largestBatch = 100;

[[nodiscard]] Result<Enrolment> enrolmentFrom(const QByteArray &body);
/// The PEM of a renewed certificate.
[[nodiscard]] Result<QByteArray> certificateFrom(const QByteArray &body);
/// A refresh may leave out the hall's key and names the same clerk.
[[nodiscard]] Result<Session> sessionFrom(const QByteArray &body);
/// A verdict that cannot be read is left out: its operation has none, and is sent again.
[[nodiscard]] Result<QList<OperationVerdict>> verdictsFrom(const QByteArray &body);
/// A change whose operation this version cannot read is left out and counted: one case must not stop the feed.
[[nodiscard]] Result<ChangeBatch> changesFrom(const QByteArray &body);
[[nodiscard]] Result<Ticket> ticketFrom(const QByteArray &body);
[[nodiscard]] Result<QueueStanding> queueFrom(const QByteArray &body);
/// ReplyMalformed also where it is another head than was sent, or not signed by the centre; NotEnrolled without a key.
[[nodiscard]] Result<CountersignedHead> countersignedFrom(const QByteArray &body, const AuditHead &sent,
                                                          const VerifyKey &centre);
/// The chunk numbers that the centre has already, from "0,1,5". Anything unreadable is no chunk.
[[nodiscard]] QSet<int> chunksFrom(const QByteArray &header, int chunkCount);

[[nodiscard]] QByteArray enrolmentBody(const QString &code, const QByteArray &csr, const QByteArray &signingKey,
                                       const QString &suite);
[[nodiscard]] QByteArray operationsBody(const QList<Operation> &batch);
/// True for "epoch:sequence".
[[nodiscard]] bool isCursor(const QString &text);

} // namespace yichuang
