// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QDateTime>
#include <QJsonObject>

namespace yichuang
{

/// What can happen to a case. The payload of each is written beside it.
enum class OperationKind {
    Opened,            ///< {matter, situation{}, ticket?, source, oneThing?}
    ApplicantSet,      ///< {applicant{}} see applicant.h
    SituationSet,      ///< {situation{}}
    FieldsSet,         ///< {fields{}} only those that changed; null removes
    MaterialAdded,     ///< {material, source, pages[{blob,mime,name,size}]} pages are added to what is there
    MaterialRemoved,   ///< {material, blobs[]} takes pages away; no blobs: all of the material
    Received,          ///< 收件 {receipt, receivedAt}
    CheckStarted,      ///< 材料核验 {}: the materials are looked at after the visitor has left
    CorrectionAsked,   ///< 补正 {missing[], reason, due}: everything that is missing, told once
    Accepted,          ///< 受理 {}
    ToleranceAccepted, ///< 容缺受理 {missing[], due}
    NotAccepted,       ///< 不予受理 {reason, rightBody?}
    DeemedAccepted,    ///< 视为受理 {due}: by time alone, when the five days are over
    Numbered,          ///< centre: {caseNumber}
    Routed,            ///< 转办 {department}
    ReviewStarted,     ///< 承办 {}
    Suspended,         ///< 特别程序 {procedure, days, reason?}: the days told to the applicant in writing
    Resumed,           ///< {}
    Extended,          ///< 延长 {days, reason, approvedBy, joint?}
    Decided,           ///< {granted: bool, reason where not granted}
    LicenceMade,       ///< 制证 {licence}
    Ready,             ///< 待出件 {place}
    Delivered,         ///< 出件 {to}
    Rated,             ///< 评价 {}
    Withdrawn,         ///< 撤件 {reason}
    Terminated,        ///< 异常终止 {reason}
    Voided,            ///< 作废 {reason}
    PaperPrinted,      ///< {paper, copy}
    Noted,             ///< {text}
};
inline constexpr int operationKinds = static_cast<int>(OperationKind::Noted) + 1;

/// Who acts: the clerk at a window, the centre, or the passing of time.
enum class Actor { Clerk, Centre, Time };

[[nodiscard]] QString operationName(OperationKind kind); ///< lower camel, as on the wire
[[nodiscard]] std::optional<OperationKind> operationNamed(const QString &name);
[[nodiscard]] QString actorName(Actor actor);

/// One thing that happened to a case. Immutable once committed.
struct Operation {
    QString id;                ///< UUIDv7
    QString device;            ///< who made it; "centre" for the centre's own
    qint64 deviceSequence = 0; ///< 1, 2, 3… for each device
    QString caseId;            ///< UUIDv7
    qint64 baseVersion = 0;    ///< the centre's version of the case that the maker had seen; 0 for a new case
    QString catalogueHash;
    QString clerk;
    Actor actor = Actor::Clerk;
    QDateTime wallTime; ///< UTC, of the maker's clock, to the millisecond
    qint64 monotonicMs = 0;
    qint64 serverOffsetMs = 0; ///< last known centre time minus wall time
    OperationKind kind = OperationKind::Noted;
    QJsonObject payload;
    QByteArray previousHash; ///< hex SHA-256 of the canonical bytes of the device's operation before
    QByteArray signature;    ///< base64url by the device's key over canonicalBytes(); empty for the centre's own

    bool operator==(const Operation &) const = default;
};

/// The bytes that are hashed and signed: canonical JSON of everything but the signature.
[[nodiscard]] QByteArray canonicalBytes(const Operation &operation);
[[nodiscard]] QJsonObject toJson(const Operation &operation);
/// OperationInvalid with the member's name; checks types, lengths (texts ≤ 4,096, ids), known kinds; the payload is
/// limited to 256 KiB.
[[nodiscard]] Result<Operation> operationFromJson(const QJsonObject &json);

/// The parts of a case that an operation touches: "applicant", "field:phone", "material:plan", "state", … Two
/// operations conflict when these meet. Notes and papers touch nothing.
[[nodiscard]] QStringList touchedParts(const Operation &operation);

/// The centre's answer to one operation.
enum class VerdictKind { Applied, SeenBefore, Refused };
struct OperationVerdict {
    QString operationId;
    VerdictKind kind = VerdictKind::Applied;
    qint64 sequence = 0;                   ///< in the hall's change feed, when applied
    qint64 caseVersion = 0;                ///< of the case after it, when applied
    Fault fault = Fault::OperationInvalid; ///< when refused: VersionConflict, TransitionRefused, OperationInvalid…
    QString detail;
    qint64 epoch = 0; ///< of the centre that gave it; 0 where that is not known. Not part of its JSON
    bool operator==(const OperationVerdict &) const = default;
};
[[nodiscard]] QJsonObject toJson(const OperationVerdict &verdict);
[[nodiscard]] Result<OperationVerdict> verdictFromJson(const QJsonObject &json);

/// One row of the change feed: an operation with its place.
struct Change {
    qint64 sequence = 0;    ///< rises without gaps within a hall
    qint64 caseVersion = 0; ///< the case's version after it
    Operation operation;
    bool operator==(const Change &) const = default;
};

} // namespace yichuang
