// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/one_time_code.h"

#include "app/crypto/botan_bridge.h"

#include <botan/base32.h>
#include <botan/otp.h>

#include <QUrl>

#include <array>

namespace yichuang
{
namespace
{

constexpr qint64 stepSeconds = 30;
constexpr int digits = 6;

} // namespace

qint64 codeStepAt(const QDateTime &time)
{
    return time.toSecsSinceEpoch() / stepSeconds;
}

QString oneTimeCode(const Secret &secret, qint64 step)
{
    if (secret.isEmpty())
        return {};
    try {
        Botan::HOTP hotp(bridge::raw(secret.view()), static_cast<std::size_t>(secret.size()), "SHA-1", digits);
        const std::uint32_t code = hotp.generate_hotp(static_cast<std::uint64_t>(step));
        return QStringLiteral("%1").arg(code, digits, 10, QLatin1Char('0'));
    } catch (const std::exception &) {
        return {}; // nothing fits then
    }
}

std::optional<qint64> stepOfCode(const Secret &secret, const QString &code, const QDateTime &now)
{
    if (secret.isEmpty() || code.size() != digits)
        return {};
    const Secret given = Secret::fromBytes(code.toUtf8());
    const qint64 present = codeStepAt(now);
    std::optional<qint64> found;
    for (const qint64 step : std::array{present - 1, present, present + 1}) {
        if (Secret::fromBytes(oneTimeCode(secret, step).toLatin1()) == given)
            found = step;
    }
    return found;
}

QString authenticatorUri(const Secret &secret, const QString &issuer, const QString &account)
{
    const auto percent = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    QString base32 = QString::fromStdString(
        Botan::base32_encode(bridge::raw(secret.view()), static_cast<std::size_t>(secret.size())));
    base32.remove(QLatin1Char('='));
    return QStringLiteral("otpauth://totp/%1:%2?secret=%3&issuer=%1&algorithm=SHA1&digits=6&period=30")
        .arg(percent(issuer), percent(account), base32);
}

} // namespace yichuang
