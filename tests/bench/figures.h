// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/tour/stage.h"

#include <QJsonObject>

namespace yichuang::bench
{

/// The middle of the values; 0 where there are none.
[[nodiscard]] double median(QList<double> values);
/// What 95 of 100 values do not exceed; 0 where there are none.
[[nodiscard]] double nearlyWorst(QList<double> values);
/// Prints one figure, as JSON on one line or in words.
void tell(QJsonObject figure, bool json);

/// Start to the first window on the screen, and memory once it stands still, of the client, of keepassxc and of a bare
/// Qt window, by turns in the same run. Throws tour::Shortfall.
[[nodiscard]] QList<QJsonObject> startAndMemory(tour::Stage &stage, const QString &bareWindow, int runs);
/// The decision in the store, durable, against a bare FULL-sync commit of the same bytes in the same folder.
[[nodiscard]] QJsonObject durableDecision(const QString &folder, int runs);
/// The main job in the real window, and the longest hold of its main thread. A decision from F9 on: until the key
/// reaches the program, until the decision is handed to the store, from there until it is durable, and from there until
/// the first byte of the slip is at the printer; beside bare commits of `bytes` in the same folder, one after each.
[[nodiscard]] QList<QJsonObject> decisionInWindow(tour::Stage &stage, qsizetype bytes, int runs);

} // namespace yichuang::bench
