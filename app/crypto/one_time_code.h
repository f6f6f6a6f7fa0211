// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/secret.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace yichuang
{

/// One-time codes by the time of day (TOTP, RFC 6238): SHA-1, six digits, a step of 30 s, which is what every
/// authenticator on a phone understands. The secret has 20 bytes (RFC 4226 section 4). Any thread.

/// The step that a time falls into.
[[nodiscard]] qint64 codeStepAt(const QDateTime &time);
/// The six digits of a step.
[[nodiscard]] QString oneTimeCode(const Secret &secret, qint64 step);
/// The step whose code this is, of the present one and its two neighbours, because clocks differ; nothing for any other
/// text. Whoever lets somebody in by it keeps the step, and takes none that is not behind it: each code once.
[[nodiscard]] std::optional<qint64> stepOfCode(const Secret &secret, const QString &code, const QDateTime &now);
/// What an authenticator scans: "otpauth://totp/ISSUER:ACCOUNT?secret=…" with the secret in base 32.
[[nodiscard]] QString authenticatorUri(const Secret &secret, const QString &issuer, const QString &account);

} // namespace yichuang
