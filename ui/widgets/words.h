// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/case.h"
#include "app/domain/clocks.h"
#include "app/domain/paper.h"
#include "app/ports/case_store.h"
#include "app/ports/devices.h"
#include "ui/widgets/chip.h"

namespace yichuang
{

/// The words of the field in the language of the window, with symbol and tone where they are a status.
[[nodiscard]] Status statusOf(CaseState state);
[[nodiscard]] Status statusOf(SyncWord word);
[[nodiscard]] Status statusOf(const Deadline &deadline);
/// How one material stands: there, missing, may come later.
[[nodiscard]] Status statusOf(const MaterialSpec &spec, const CaseMaterial *material);
/// The word of a device's state, for the tool tip and screen readers.
[[nodiscard]] QString wordOf(DeviceState state);
[[nodiscard]] Status dotOf(const QString &device, DeviceState state);
[[nodiscard]] QString wordOf(MaterialForm form);
[[nodiscard]] QString wordOf(MatterMode mode);
[[nodiscard]] QString wordOf(OperationKind kind);
[[nodiscard]] QString wordOf(PaperKind paper);
[[nodiscard]] QString wordOf(PaperSize paper);

/// "27 Feb", in the order of the language.
[[nodiscard]] QString shortDay(const QDate &day);
/// "27 Feb 2026".
[[nodiscard]] QString longDay(const QDate &day);
/// "10:42" of the hall's day; with the day where that is not `today`.
[[nodiscard]] QString momentIn(const QDateTime &utc, int offsetSeconds, const QDate &today);
/// "3:12" or "1:03:12".
[[nodiscard]] QString stopwatch(qint64 seconds);
/// "6 minutes", at least one.
[[nodiscard]] QString minutesInWords(qint64 seconds);
/// "3 working days left", "1 day over".
[[nodiscard]] QString remainingInWords(const Deadline &deadline);

} // namespace yichuang
