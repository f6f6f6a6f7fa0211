// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/store/ledger.h"

namespace yichuang::server
{

// The departments of the demo, played by the centre.

/// A case waits for its department's first step. In a transaction; a case that has it already stays as it is.
void giveToDepartment(Sql &sql, const LedgerRules &rules, const QString &caseId, const Matter *matter);

/// Plays the departments' due steps: review, decision, licence, ready. In a transaction; true where anything was done.
[[nodiscard]] bool playDepartments(Sql &sql, const LedgerRules &rules);

} // namespace yichuang::server
