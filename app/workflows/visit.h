// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_store.h"
#include "app/ports/centre.h"
#include "app/ports/devices.h"
#include "app/workflows/rulebook.h"

namespace yichuang
{

// ---- State ------------------------------------------------------------------------------------------------------

/// Nobody at the window.
struct WindowFree {
};
/// Asked the centre for the next visitor.
struct CallingNext {
};
/// A visitor is at the window.
struct Serving {
    std::optional<Ticket> ticket;
    Applicant applicant;
    QList<CaseFile> cases;
    int current = -1; ///< index into cases; -1: choosing a matter
    QString material; ///< the material that scans fall into
    bool scanning = false;
    bool deciding = false; ///< the decision is being saved; nothing else may change
    int importing = 0;     ///< files on their way in
    bool opening = false;  ///< a case is being opened; the visitor cannot leave meanwhile
    QString matterWanted;  ///< while opening
    /// The one thing (一件事) whose questions are being put; they say which of its matters are opened.
    struct Asking {
        QString code;
        SituationAnswers answers; ///< begins with the usual ones
        bool operator==(const Asking &) const = default;
    };
    std::optional<Asking> asking;
    /// The one thing whose matters are being opened one after another; see one_thing_visit.h.
    struct Opening {
        QString code;
        SituationAnswers answers;
        QStringList matters; ///< still to open
        int first = -1;      ///< index of the first case of it
        bool operator==(const Opening &) const = default;
    };
    std::optional<Opening> oneThing;

    [[nodiscard]] const CaseFile *file() const;
};
using VisitState = std::variant<WindowFree, CallingNext, Serving>;

/// What a commit is for, so that its answer is not taken for another's.
enum class Saving { Change, Opening, Decision };

// ---- Events -----------------------------------------------------------------------------------------------------

namespace visit
{

struct CallAsked {
};
struct TicketCame {
    Ticket ticket;
};
struct TicketFailed {
    Reason reason;
};
struct TicketActAsked {
    TicketEvent event;
};
struct WalkInAsked {
}; ///< serve a visitor without a ticket
struct CardCame {
    IdCard card;
};
struct ApplicantTyped {
    Applicant applicant;
};
struct MatterChosen {
    QString code;
};
struct CaseChosen {
    int index = 0;
};
struct SituationChosen {
    QString situation;
    QString option;
};
struct OneThingAnswered {
    QString situation;
    QString option;
};
struct OneThingBegun {
}; ///< the matters that the answers call for are opened
struct OneThingLeft {
}; ///< nothing is opened
struct FieldsTyped {
    QJsonObject fields;
};
struct MaterialChosen {
    QString id;
};
struct NextMaterialAsked {
};
struct ScanAsked {
    ScanRequest request;
};
struct ScanStopAsked {
};
struct PageCame {
    PageRef page;
    MaterialSource source;
    QString caseId;
    QString material;
}; ///< already on disk
struct ScanEnded {
    int pages = 0;
    std::optional<Reason> reason;
};
struct ImportAsked {
    QString path;
};
struct ImportEnded {
    std::optional<Reason> reason;
}; ///< one for each Import effect, after its page
struct SharedAsked {
}; ///< F7 for the chosen material
struct PaperKeptAsked {
}; ///< the original was looked at, or kept on paper
struct MaterialCleared {
    QString id;
};
struct AcceptAsked {
};
struct CorrectionWanted {
    QString reason;
};
struct ToleranceWanted {
};
struct RefusalWanted {
    QString reason;
};
struct CaseSaved {
    CaseFile file;
    Saving saving = Saving::Change;
};
struct CaseNotSaved {
    QString caseId;
    Reason reason;
    Saving saving = Saving::Change;
};
struct CaseRefreshed {
    CaseFile file;
};
struct VisitReopened {
    KeptVisit visit;
    QList<CaseFile> cases;
};
struct FinishAsked {
};

} // namespace visit

using VisitEvent =
    std::variant<visit::CallAsked, visit::TicketCame, visit::TicketFailed, visit::TicketActAsked, visit::WalkInAsked,
                 visit::CardCame, visit::ApplicantTyped, visit::MatterChosen, visit::CaseChosen, visit::SituationChosen,
                 visit::OneThingAnswered, visit::OneThingBegun, visit::OneThingLeft, visit::FieldsTyped,
                 visit::MaterialChosen, visit::NextMaterialAsked, visit::ScanAsked, visit::ScanStopAsked,
                 visit::PageCame, visit::ScanEnded, visit::ImportAsked, visit::ImportEnded, visit::SharedAsked,
                 visit::PaperKeptAsked, visit::MaterialCleared, visit::AcceptAsked, visit::CorrectionWanted,
                 visit::ToleranceWanted, visit::RefusalWanted, visit::CaseSaved, visit::CaseNotSaved,
                 visit::CaseRefreshed, visit::VisitReopened, visit::FinishAsked>;

// ---- Effects ----------------------------------------------------------------------------------------------------

namespace effect
{

struct AskNextTicket {
};
struct TellTicket {
    QString ticketId;
    QString number; ///< as people call it
    TicketEvent event;
};
struct Commit {
    CommitRequest request;
    Saving saving = Saving::Change;
};
struct Keep {
    std::optional<KeptVisit> visit;
};
struct Scan {
    ScanRequest request;
    QString caseId;
    QString material;
};
struct StopScan {
};
struct Import {
    QString path;
    QString caseId;
    QString material;
};
struct Print {
}; ///< there are new print jobs
struct Tell {
    Reason reason;
};

} // namespace effect

using VisitEffect = std::variant<effect::AskNextTicket, effect::TellTicket, effect::Commit, effect::Keep, effect::Scan,
                                 effect::StopScan, effect::Import, effect::Print, effect::Tell>;

/// What the step may look at besides the state.
struct VisitContext {
    const Rulebook &rules;
    QString clerk;
    QDateTime now; ///< UTC, corrected by the centre's offset where that is known
    bool offline = false;
    int walkIns = 0; ///< serial for the local ticket of a visitor served while off line
};

struct VisitStep {
    VisitState state;
    QList<VisitEffect> effects;
};

/// The whole of what happens at the window between calling a visitor and letting them go. Pure.
[[nodiscard]] VisitStep step(const VisitState &state, const VisitEvent &event, const VisitContext &context);

} // namespace yichuang
