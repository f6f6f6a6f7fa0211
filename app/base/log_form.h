// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace yichuang
{

/// How the lines of the log look: for people, or each a JSON object {"time", "level", "category", "message"} for
/// programs. Masked alike.
enum class LogForm { Text, Json };

/// From the next message on. Any thread.
void setLogForm(LogForm form);

} // namespace yichuang
