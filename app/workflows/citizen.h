// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/signature.h"
#include "app/workflows/rulebook.h"
#include "app/workflows/visit.h"

namespace yichuang
{

/// One value that a visitor is asked to confirm, masked as it is shown.
struct CitizenLine {
    enum class Kind { Name, Number, Phone, Organisation, CreditCode, Field };
    Kind kind = Kind::Field;
    QString title; ///< of a Field, as the form names it; else empty
    QString value;
    bool operator==(const CitizenLine &) const = default;
};

/// What the visitor's screen may show of the case in hand: no more than the visitor needs.
struct CitizenSheet {
    QString caseId;
    QString matter;
    CaseState state = CaseState::Draft;
    QList<CitizenLine> lines;
    QStringList missing;      ///< names of what is still wanted: materials, then fields
    QDate promised;           ///< when it will be ready; invalid where that is not known
    bool provisional = false; ///< that day may still move
    QString receiptNumber;
    QByteArray statement; ///< hash of what is confirmed and signed
    bool hasSignature = false;
    bool operator==(const CitizenSheet &) const = default;
};

/// The sheet of the current case; nothing where no matter is chosen yet.
[[nodiscard]] std::optional<CitizenSheet> citizenSheet(const Serving &now, const Rulebook &rules,
                                                       const Missing &missing, const Deadlines &deadlines);

// ---- State ------------------------------------------------------------------------------------------------------

/// The hall's picture: nobody is served.
struct CitizenIdle {
    bool operator==(const CitizenIdle &) const = default;
};
/// A visitor is served, and no matter is chosen yet.
struct CitizenGreeted {
    bool operator==(const CitizenGreeted &) const = default;
};
/// What the visitor answered to "is this right?".
enum class CitizenAnswer { None, Right, Wrong };
/// How the matter stands: what is missing, when it will be ready.
struct CitizenReading {
    CitizenSheet sheet;
    CitizenAnswer answer = CitizenAnswer::None;
    bool operator==(const CitizenReading &) const = default;
};
/// The visitor is asked whether the data is right.
struct CitizenConfirming {
    CitizenSheet sheet;
    bool operator==(const CitizenConfirming &) const = default;
};
/// The visitor is asked to sign.
struct CitizenSigning {
    CitizenSheet sheet;
    bool saving = false;
    bool operator==(const CitizenSigning &) const = default;
};
/// The visit is over; names nobody.
struct CitizenThanked {
    QDateTime until;
    bool operator==(const CitizenThanked &) const = default;
};
using CitizenState =
    std::variant<CitizenIdle, CitizenGreeted, CitizenReading, CitizenConfirming, CitizenSigning, CitizenThanked>;

/// How long the thanks stand, in seconds.
inline constexpr int thanksSeconds = 8;

// ---- Events -----------------------------------------------------------------------------------------------------

namespace citizen
{

/// What is being done at the window, told whenever it changes.
struct Served {
    std::optional<CitizenSheet> sheet;
};
struct Left {
}; ///< the visit is over
struct Covered {
}; ///< no clerk sits at the window: nothing of anybody is shown
struct Asked {
}; ///< the clerk's key: first to confirm, then to sign
struct TakenBack {
}; ///< the clerk takes the question back
struct Answered {
    bool right = false;
};
struct Drawn {
    QList<SignatureStroke> strokes;
    int height = 4000;
    QByteArray picture; ///< PNG
};
struct Declined {
}; ///< the visitor does not sign
struct Kept {
    QString caseId;
};
struct NotKept {
    QString caseId;
    Reason reason;
};
struct Looked {
}; ///< time has passed

} // namespace citizen

using CitizenEvent = std::variant<citizen::Served, citizen::Left, citizen::Covered, citizen::Asked, citizen::TakenBack,
                                  citizen::Answered, citizen::Drawn, citizen::Declined, citizen::Kept, citizen::NotKept,
                                  citizen::Looked>;

// ---- Effects ----------------------------------------------------------------------------------------------------

namespace citizen_effect
{

struct Keep {
    QString caseId;
    Signature signature;
    QByteArray picture;
};
/// What was signed has been changed since: the signature goes.
struct Drop {
    QString caseId;
};
struct Tell {
    Reason reason;
};

} // namespace citizen_effect

using CitizenEffect = std::variant<citizen_effect::Keep, citizen_effect::Drop, citizen_effect::Tell>;

struct CitizenStep {
    CitizenState state;
    QList<CitizenEffect> effects;
};

/// What the visitor's screen shows, from the hall's picture and back to it. Pure. `now`: UTC.
[[nodiscard]] CitizenStep step(const CitizenState &state, const CitizenEvent &event, const QDateTime &now);

/// The sheet that a state holds, or nullptr.
[[nodiscard]] const CitizenSheet *sheetIn(const CitizenState &state);

} // namespace yichuang
