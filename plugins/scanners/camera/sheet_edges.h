// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugins/scanners/camera/desk_page.h"

namespace yichuang::camera
{

/// Moves the corners of a rough outline to where the sides of the sheet are on the whole picture: along each side the
/// steepest step across it is looked for within `reach` pixels, a line is laid through the steps that agree, and the
/// lines are crossed. One side without enough steps may stay as it is; where two have none, nothing is there but light
/// and shade. Any thread.
[[nodiscard]] std::optional<Outline> onEdges(const QImage &grey, const Outline &rough, double reach);

} // namespace yichuang::camera
