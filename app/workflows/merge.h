// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_store.h"

namespace yichuang
{

/// Which version of a part of a case a clerk takes.
enum class Side { Undecided, Centre, Ours };

/// A part of a case in which the centre's version and ours differ.
struct DisputedPart {
    enum class Kind {
        State,
        Identity,     ///< name and number of the applicant, which belong together
        Phone,        ///< of the applicant
        Address,      ///< of the applicant
        Organisation, ///< name and credit code of it
        Situation,
        Field,   ///< of the form
        Material ///< with its pages
    };
    Kind kind = Kind::State;
    QString key;              ///< of the field or material
    bool bothChanged = false; ///< else ours alone changed it
    Side side = Side::Undecided;
    bool operator==(const DisputedPart &) const = default;
};

/// A conflict taken apart: what is chosen for each part, and what comes of it. Plain values and functions.
struct Merge {
    Case centre;
    Case ours;
    QList<Operation> waiting; ///< those of ours that the centre has not taken
    QList<DisputedPart> parts;

    [[nodiscard]] bool isDecided() const;
    bool operator==(const Merge &) const = default;
};

/// What both sides changed is undecided, what ours alone changed is ours. Nothing for a case that needs no attention,
/// or that the centre does not have.
[[nodiscard]] std::optional<Merge> mergeOf(const CaseFile &file);
/// What is to be done on the centre's version, so that each part is as chosen; an undecided one stays the centre's.
/// Notes and printed papers are facts and are always made again, and so is the receipt where the centre has none: its
/// number is in the applicant's hands.
[[nodiscard]] QList<OperationDraft> draftsOf(const Merge &merge);
/// The case as it will be; reasons of fold() where the centre's version does not allow what was chosen.
[[nodiscard]] Result<Case> outcomeOf(const Merge &merge);

} // namespace yichuang
