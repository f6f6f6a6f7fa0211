// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/case.h"

namespace yichuang
{

/// What a transition does to the clocks beside the state.
enum class ClockEffect { Unchanged, StartCorrection, StartLimits, StartTolerance, Suspend, Resume, Stop };

/// One row of the table of transitions: read by client, server, tests and the help.
struct Transition {
    CaseState from;
    OperationKind operation;
    CaseState to;
    Actor actor;
    const char *paper; ///< name of the paper it prints, or ""
    ClockEffect clocks;
};

/// The whole table. Operations that leave the state as it is (fields, materials, notes…) have rows too.
[[nodiscard]] const QList<Transition> &transitions();
/// The row that fits, or the reason: TransitionRefused where the state does not allow it, ActorRefused where another
/// actor may.
[[nodiscard]] Result<Transition> transitionFor(CaseState from, OperationKind operation, Actor actor, bool granted);
/// True for states after which nothing changes but papers and notes.
[[nodiscard]] bool isEnd(CaseState state);

} // namespace yichuang
