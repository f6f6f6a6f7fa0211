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

} // namespace yichuang
