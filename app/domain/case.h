// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/applicant.h"
#include "app/domain/matter.h"
#include "app/domain/operation.h"

#include <array>

namespace yichuang
{

/// 办件状态. One table of transitions (transitions.h) says how they follow each other.
enum class CaseState {
    None, ///< before Opened
    Draft,
    Received,            ///< 收件
    Checking,            ///< 材料核验: the materials were taken in and are looked at; the five days run
    CorrectionRequested, ///< 补正
    Accepted,            ///< 受理
    ToleranceAccepted,   ///< 容缺受理
    NotAccepted,         ///< 不予受理
    DeemedAccepted,      ///< 视为受理
    Routed,              ///< 转办
    UnderReview,         ///< 承办
    Suspended,           ///< 特别程序
    Granted,             ///< 准予
    Denied,              ///< 不予许可
    LicenceMade,         ///< 制证
    Ready,               ///< 待出件
    Delivered,           ///< 出件
    Rated,               ///< 评价
    Withdrawn,           ///< 撤件
    Terminated,          ///< 异常终止
    Voided,              ///< 作废
};
/// How many states there are, None among them.
inline constexpr int caseStates = static_cast<int>(CaseState::Voided) + 1;
[[nodiscard]] QString stateName(CaseState state);
[[nodiscard]] std::optional<CaseState> stateNamed(const QString &name);

/// One scanned or imported page, or file, of a material.
struct PageRef {
    QString blob; ///< SHA-256 of the bytes, hex
    QString mime;
    QString name; ///< file name for imports, empty for scans
    qint64 size = 0;
    bool operator==(const PageRef &) const = default;
};

/// The pages that a MaterialAdded brings; none of another kind.
[[nodiscard]] QList<PageRef> pagesOf(const Operation &operation);

/// Where a material came from.
enum class MaterialSource { None, Scanned, Imported, Shared, CardRead, PaperKept };
[[nodiscard]] QString sourceName(MaterialSource source);
[[nodiscard]] std::optional<MaterialSource> sourceNamed(const QString &name);

struct CaseMaterial {
    QString id; ///< MaterialSpec::id
    MaterialSource source = MaterialSource::None;
    QList<PageRef> pages;
    bool operator==(const CaseMaterial &) const = default;
};

/// 特别程序: a stretch of time that does not count (行政许可法 art. 45); open while `to` is invalid.
struct Suspension {
    QString procedure; ///< name of a special procedure, see transitions.h
    QDate from;
    QDate to;
    int toldDays = 0; ///< how many working days the applicant was told in writing that it takes
    bool operator==(const Suspension &) const = default;
};

/// The clocks of a case: 5 days to ask for what is missing (行政许可法 art. 32), the hall's promise (承诺时限), the
/// law's limit (法定时限, art. 42), and what was let follow later (容缺). What each transition does to them stands in
/// transitions.h; the days that are left are in clocks.h.
enum class ClockKind { Correction, Promised, Statutory, Tolerance };
inline constexpr std::size_t clockKinds = 4;
enum class ClockPhase { NotStarted, Running, Suspended, Stopped };
struct CaseClock {
    ClockPhase phase = ClockPhase::NotStarted;
    QDate from;    ///< the hall's day that starts it
    QDate stopped; ///< the hall's day on which it was stopped
    bool operator==(const CaseClock &) const = default;
};

/// 办件: the fold of its operations. Plain values; deadlines are computed from it by clocks.h.
struct Case {
    QString id;
    qint64 version = 0; ///< operations folded, all of them
    CaseState state = CaseState::None;
    QString matterCode;
    QString catalogueHash;
    SituationAnswers situation;
    QString ticket;
    QString source;
    Applicant applicant;
    QJsonObject fields;
    QList<CaseMaterial> materials;
    QString receiptNumber;
    QDateTime receivedAt; ///< starts the legal clock; never moves once set
    QDateTime acceptedAt;
    QString caseNumber; ///< 办件编号, given by the centre
    QString department;
    QStringList missing; ///< material ids named by a correction or a tolerance
    QDate correctionDue; ///< until when the applicant was asked to complete; valid once asked, which is done once
    QDate toleranceDue;
    int extendedDays = 0;
    QList<Suspension> suspensions;
    std::array<CaseClock, clockKinds> clocks; ///< by ClockKind
    QString lastReason;
    QString licence;
    QString place;
    QMap<QString, int> papers; ///< paper name → copies printed
    QString device;
    QString clerk;
    QDateTime openedAt;
    QDateTime changedAt;

    [[nodiscard]] const CaseMaterial *material(const QString &materialId) const;
    [[nodiscard]] const CaseClock &clock(ClockKind kind) const { return clocks.at(static_cast<std::size_t>(kind)); }
    /// True once everything that a tolerance let follow later is there.
    [[nodiscard]] bool isSupplied() const;
    bool operator==(const Case &) const = default;
};

/// Folds one operation into a case. The one place where a case changes; used by client, server and tests.
/// TransitionRefused, ActorRefused, ReceiptAlreadyGiven, ReasonRequired, MaterialMissing, OperationInvalid; the case is
/// unchanged then. Rules that need the calendar are checked once, by admit() in clocks.h, where an operation is
/// taken in: what was right by the calendar of its day stays right.
[[nodiscard]] Result<Case> fold(const Case &before, const Operation &operation);
/// Folds many; stops at the first that is refused. Any batching gives the same case.
[[nodiscard]] Result<Case> foldAll(const QList<Operation> &operations, const Case &before = {});

/// The hall's calendar day of an instant (UTC+8: the whole country keeps one time).
[[nodiscard]] QDate hallDay(const QDateTime &instant);
/// The hall's day on which an operation was done, by the centre's time as far as its maker knew it.
[[nodiscard]] QDate dayOf(const Operation &operation);

/// What is still needed before the case can be accepted.
struct Missing {
    QList<FieldIssue> fields;
    QStringList materials;  ///< ids of required materials that are not there
    bool applicant = false; ///< no applicant yet
    [[nodiscard]] bool isEmpty() const { return fields.isEmpty() && materials.isEmpty() && !applicant; }
    [[nodiscard]] qsizetype count() const { return fields.size() + materials.size() + (applicant ? 1 : 0); }
    bool operator==(const Missing &) const = default;
};
[[nodiscard]] Missing missingOf(const Case &theCase, const Matter &matter);

/// The values of form fields that the applicant already gives (FormField::prefill).
[[nodiscard]] QJsonObject prefilled(const Matter &matter, const Applicant &applicant);

} // namespace yichuang
