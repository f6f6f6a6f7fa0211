// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/kdf.h"

#include "app/crypto/botan_bridge.h"

#include <botan/argon2.h>
#include <botan/kdf.h>
#include <botan/mem_ops.h>
#include <botan/pwdhash.h>
#include <botan/secmem.h>
#include <botan/system_rng.h>

#include <QRegularExpression>

namespace yichuang
{
namespace
{

using bridge::raw;

constexpr qsizetype longestPassword = 1024;
constexpr std::uint8_t argon2id = 2;

/// The password as Argon2 takes it, zeroed at the end.
class PasswordBytes
{
public:
    explicit PasswordBytes(const QString &password)
        : m_bytes(password.normalized(QString::NormalizationForm_KC).toUtf8())
    {
    }
    ~PasswordBytes() { Botan::secure_scrub_memory(m_bytes.data(), size_t(m_bytes.size())); }
    PasswordBytes(const PasswordBytes &) = delete;
    PasswordBytes &operator=(const PasswordBytes &) = delete;

    [[nodiscard]] const char *data() const { return m_bytes.constData(); }
    [[nodiscard]] size_t size() const { return size_t(m_bytes.size()); }

private:
    QByteArray m_bytes;
};

std::optional<PasswordCost> costOf(const QString &hash)
{
    static const QRegularExpression form(QStringLiteral("\\A\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,3}),p=(\\d{1,2})"
                                                        "\\$[A-Za-z0-9+/=]{8,128}\\$[A-Za-z0-9+/=]{16,128}\\z"));
    const QRegularExpressionMatch match = form.match(hash);
    if (!match.hasMatch())
        return std::nullopt;
    return PasswordCost{match.captured(1).toUInt(), match.captured(2).toUInt(), match.captured(3).toUInt()};
}

} // namespace

bool isAcceptable(const PasswordCost &cost)
{
    return cost.lanes >= 1 && cost.lanes <= 8 && cost.passes >= 1 && cost.passes <= 32
           && cost.memoryKiB >= 8 * cost.lanes && cost.memoryKiB <= 1024 * 1024;
}

Result<Secret> derivePasswordKey(const QString &password, const QByteArray &salt, const PasswordCost &cost)
{
    const QString where = QStringLiteral("crypto.passwordKey");
    if (!isAcceptable(cost) || salt.size() < 8 || password.size() > longestPassword)
        return failure(Fault::BadArgument, where, QStringLiteral("cost, salt or length out of range"));
    return bridge::contained(Fault::BadArgument, where, [&]() -> Result<Secret> {
        const PasswordBytes bytes(password);
        const auto family = Botan::PasswordHashFamily::create_or_throw("Argon2id");
        const auto hash = family->from_params(cost.memoryKiB, cost.passes, cost.lanes);
        Botan::secure_vector<std::uint8_t> key(32);
        hash->derive_key(key.data(), key.size(), bytes.data(), bytes.size(), raw(salt), size_t(salt.size()));
        return Secret::fromBytes({key.data(), qsizetype(key.size())});
    });
}

Result<QString> passwordHash(const QString &password, const PasswordCost &cost)
{
    const QString where = QStringLiteral("crypto.passwordHash");
    if (!isAcceptable(cost) || password.size() > longestPassword)
        return failure(Fault::BadArgument, where, QStringLiteral("cost or length out of range"));
    return bridge::contained(Fault::BadArgument, where, [&]() -> Result<QString> {
        const PasswordBytes bytes(password);
        return QString::fromStdString(Botan::argon2_generate_pwhash(bytes.data(), bytes.size(), Botan::system_rng(),
                                                                    cost.lanes, cost.memoryKiB, cost.passes, argon2id));
    });
}

Result<bool> passwordVerify(const QString &password, const QString &hash)
{
    const QString where = QStringLiteral("crypto.passwordVerify");
    const std::optional<PasswordCost> cost = costOf(hash);
    if (!cost || !isAcceptable(*cost))
        return failure(Fault::BadArgument, where, QStringLiteral("not a password hash"));
    if (password.size() > longestPassword)
        return false;
    return bridge::contained(Fault::BadArgument, where, [&]() -> Result<bool> {
        const PasswordBytes bytes(password);
        return Botan::argon2_check_pwhash(bytes.data(), bytes.size(), hash.toStdString());
    });
}

Secret derivePurposeKey(Suite suite, const Secret &master, QByteArrayView label, qsizetype size) noexcept
{
    const auto kdf = Botan::KDF::create_or_throw("HKDF(HMAC(" + bridge::hashName(suite) + "))");
    const auto key = kdf->derive_key(size_t(size), raw(master.view()), size_t(master.size()), nullptr, 0, raw(label),
                                     size_t(label.size()));
    return Secret::fromBytes({key.data(), qsizetype(key.size())});
}

} // namespace yichuang
