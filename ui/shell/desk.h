// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/base/settings.h"
#include "app/domain/codes/code_routes.h"
#include "app/ports/device_trials.h"
#include "app/ports/key_renewal.h"
#include "app/workflows/cases_flow.h"
#include "app/workflows/citizen_flow.h"
#include "app/workflows/outbox_flow.h"
#include "app/workflows/print_flow.h"
#include "app/workflows/sign_in.h"
#include "app/workflows/visit_flow.h"
#include "ui/pages/signin/sign_in_page.h"
#include "ui/widgets/matter_picker.h"

#include <functional>

namespace yichuang
{

/// Everything the window is given. The composition root owns all of it and outlives the window; it also begins and
/// ends the flows: on SignInFlow::admitted() it calls begin() of visit, cases, outbox and print and starts reader and
/// codes; on left() it calls end() and stops them; VisitFlow::printWanted() goes to PrintFlow::retry(). The window only
/// shows, and turns keys into calls of the flows. Main thread.
struct Desk {
    Settings &settings;
    const Clock &clock;
    CentreLink &link;
    SignInFlow &signIn;
    VisitFlow &visit;
    CitizenFlow &citizen;
    CasesFlow &cases;
    OutboxFlow &outbox;
    PrintFlow &print;
    IdReader &reader;
    CodeSource &codes;
    PageSource &scanner;
    SlipPrinter &slips;
    KeyRenewal &renewal;
    DeviceTrials &trials;

    /// Matters of the catalogue by text; see MatterSearch of the domain.
    MatterLookup findMatters;
    /// What a code on paper leads to; see CodeRoutes of the domain.
    std::function<CodeRoute(const QString &text)> routeCode;
    /// True where a Chinese or English name is meant by a typed text (substring, pinyin, initials): for Ctrl+K.
    std::function<bool(const QString &name, const QString &typed)> meansName;
    /// "yichuang 0.1.0 …", for the page about the program.
    QString versionLine;
    /// Whom a demo hall lets in.
    TrialAccount trial = {};
};

} // namespace yichuang
