// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/device_trials.h"

namespace yichuang
{

/// Bytes as rows of eight: hexadecimal, then as text. Of a shape, what is not shown is "··" and the shape's own sign.
[[nodiscard]] QStringList byteRows(const QByteArray &bytes, bool shapeOnly);
/// What happened, in the language of the window; several lines for bytes.
[[nodiscard]] QStringList linesOf(const TrialEntry &entry);
/// What the person at the counter should know or do now; empty where an entry changes nothing about that.
[[nodiscard]] QString adviceOn(const QString &kind, const TrialEntry &entry);
/// What to do first, when a trial of a kind begins.
[[nodiscard]] QString firstAdvice(const QString &kind);
/// The words on the button that begins it.
[[nodiscard]] QString trialTitle(const QString &kind);
/// Why a driver is not used, and what to do.
[[nodiscard]] QString refusalWords(const FoundDriver &driver);

} // namespace yichuang
