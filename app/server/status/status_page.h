// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/clocks.h"

namespace yichuang::server
{

enum class PageLanguage { Chinese, English };

/// English where ?lang=en or the browser prefers it, else Chinese.
[[nodiscard]] PageLanguage pageLanguage(const QString &query, const QByteArray &acceptLanguage);

/// What a citizen may see of a case: nothing of who they are.
struct StatusView {
    CaseState state = CaseState::Received;
    QString matter; ///< the matter's name; empty where the catalogue no longer has it
    QString department;
    QString place; ///< where the outcome is handed over
    QString hallName;
    QDate received;
    Deadline deadline;      ///< the limit that was promised
    bool corrected = false; ///< materials are missing
    QDate supplementDue;    ///< by when, where it is known
};

/// The page with the progress, or, for no view, the one that says nothing was found: the same for unknown and malformed
/// codes. HTML without script, readable at 200 %.
[[nodiscard]] QByteArray statusPage(const std::optional<StatusView> &view, PageLanguage language);

/// What is shown, whatever the code, to an address that asks too often.
[[nodiscard]] QByteArray waitPage(PageLanguage language);

/// The Content-Security-Policy under which the page works: nothing but its own style.
[[nodiscard]] QByteArray statusPagePolicy();

} // namespace yichuang::server
