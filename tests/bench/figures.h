// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/tour/stage.h"

#include <QJsonObject>

namespace yichuang::bench
{

/// The middle of the values; 0 where there are none.
[[nodiscard]] double median(QList<double> values);
/// Prints one figure, as JSON on one line or in words.
void tell(QJsonObject figure, bool json);

/// Start to the first window on the screen, and memory once it stands still, of the client, of keepassxc and of a bare
/// Qt window, by turns in the same run. Throws tour::Shortfall.
[[nodiscard]] QList<QJsonObject> startAndMemory(tour::Stage &stage, const QString &bareWindow, int runs);
/// The decision in the store, durable, against a bare FULL-sync commit of the same bytes in the same folder.
[[nodiscard]] QJsonObject durableDecision(const QString &folder, int runs);
/// The main job in the real window: F9 to the first byte at the slip printer, against the bare commit, and the longest
/// hold of the main thread.
[[nodiscard]] QList<QJsonObject> decisionInWindow(tour::Stage &stage, double bareCommitMs, int runs);

} // namespace yichuang::bench
