// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/reason.h"

class QWidget;

namespace yichuang
{

/// A window that says why the program cannot start, shown at once. It deletes itself when it is closed.
QWidget *showStartFailure(const Reason &reason);

} // namespace yichuang
