// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/secrets/window_vault.h"
#include "app/sync/http_centre.h"

namespace yichuang
{

/// Makes this machine a window of a hall: new keys, the centre's one-time code, the certificate that comes back.
/// EnrolmentRefused where the code is not good; the reasons of Centre where it cannot be asked.
[[nodiscard]] QFuture<Result<Enrolment>> enrolWindow(HttpCentre &centre, WindowVault &vault, const QString &code,
                                                     QObject *context);

/// A new certificate for a window whose present one ends within a third of its life, at the latest 90 days before: true
/// where there is one now, and the centre's address is to be made anew; false where it is not time yet. The reasons of
/// Centre; what fails is tried again at the next sign-in.
[[nodiscard]] QFuture<Result<bool>> renewWhereDue(HttpCentre &centre, WindowVault &vault, const Clock &clock,
                                                  QObject *context);

} // namespace yichuang
