// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>
#include <QString>

namespace yichuang
{

Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logSync)
Q_DECLARE_LOGGING_CATEGORY(logDevice)
Q_DECLARE_LOGGING_CATEGORY(logDesk)
Q_DECLARE_LOGGING_CATEGORY(logServer)
Q_DECLARE_LOGGING_CATEGORY(logSecrets)

/// Replaces what looks like personal data in a line: identity numbers, credit codes, telephone numbers and names
/// marked as name=…. Used by the message handler on every line, so that no caller can forget it.
[[nodiscard]] QString masked(const QString &line);

/// Sends every message of the program through masked() to standard error and, where `file` is not empty, to that
/// file (rotated once at 5 MiB). Call once, early in main().
void installLog(const QString &file = {});

} // namespace yichuang
