// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/exit_code.h"

#include <QStringList>

namespace yichuang::server
{

/// `serve`: runs until SIGTERM or SIGINT, or, where asked, until the parent has gone. Gives the exit code.
ExitCode runServe(const QStringList &arguments);

} // namespace yichuang::server
