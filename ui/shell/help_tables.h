// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace yichuang
{

/// The table of transitions in Markdown and the language of the window, made from the rows that window and centre work
/// by: state by state what may be done, by whom, what it needs, what it prints and what it does to the clocks.
[[nodiscard]] QString statesInMarkdown();

/// The four clocks in Markdown: how long, what starts, holds and stops each, the lights, and the special procedures.
[[nodiscard]] QString clocksInMarkdown();

} // namespace yichuang
