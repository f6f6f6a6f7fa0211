// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/sealing.h"

#include "app/crypto/botan_bridge.h"
#include "app/crypto/kdf.h"

#include <botan/aead.h>
#include <botan/mem_ops.h>
#include <botan/system_rng.h>

#include <array>

namespace yichuang
{
namespace
{

using bridge::raw;

constexpr char formatVersion = 1;
constexpr qsizetype headerSize = 2;
constexpr qsizetype tagSize = 16;
constexpr qsizetype shortestKey = 16;

struct Cipher {
    const char *name;
    qsizetype keySize;
    qsizetype nonceSize;
};

Cipher cipherOf(Suite suite)
{
    return suite == Suite::National ? Cipher{"SM4/GCM", 16, 12} : Cipher{"ChaCha20Poly1305", 32, 24};
}

const QString &whereSealing()
{
    static const QString where = QStringLiteral("crypto.seal");
    return where;
}

const QString &whereOpening()
{
    static const QString where = QStringLiteral("crypto.unseal");
    return where;
}

} // namespace

struct Sealer::State {
    struct Engine {
        std::unique_ptr<Botan::AEAD_Mode> sealing;
        std::unique_ptr<Botan::AEAD_Mode> opening;
    };

    Suite suite;
    Secret key;
    std::array<Engine, 2> engines{};
    Botan::secure_vector<std::uint8_t> buffer{};
    QByteArray bound{};

    [[nodiscard]] Botan::AEAD_Mode &ready(Suite which, Botan::Cipher_Dir direction)
    {
        Engine &engine = engines[which == Suite::National ? 1 : 0];
        auto &mode = direction == Botan::Cipher_Dir::ENCRYPTION ? engine.sealing : engine.opening;
        if (!mode) {
            const Cipher cipher = cipherOf(which);
            auto fresh = Botan::AEAD_Mode::create_or_throw(cipher.name, direction);
            const Secret own = derivePurposeKey(which, key, "yichuang/seal", cipher.keySize);
            fresh->set_key(raw(own.view()), size_t(own.size()));
            mode = std::move(fresh);
        }
        return *mode;
    }

    void forget(Suite which) { engines[which == Suite::National ? 1 : 0].opening.reset(); }

    void bind(Botan::AEAD_Mode &mode, QByteArrayView header, const QByteArray &associated)
    {
        bound.resize(0);
        bound.append(header);
        bound.append(associated);
        mode.set_associated_data(raw(bound), size_t(bound.size()));
    }
};

Sealer::Sealer(Suite suite, Secret key) : m_state(std::make_unique<State>(State{suite, std::move(key)})) {}
Sealer::~Sealer() = default;
Sealer::Sealer(Sealer &&) noexcept = default;
Sealer &Sealer::operator=(Sealer &&) noexcept = default;

Result<QByteArray> Sealer::seal(const QByteArray &plain, const QByteArray &associated)
{
    State &state = *m_state;
    if (state.key.size() < shortestKey)
        return failure(Fault::BadArgument, whereSealing(), QStringLiteral("key too short"));
    return bridge::contained(Fault::BadArgument, whereSealing(), [&]() -> Result<QByteArray> {
        const Cipher cipher = cipherOf(state.suite);
        Botan::AEAD_Mode &mode = state.ready(state.suite, Botan::Cipher_Dir::ENCRYPTION);
        QByteArray sealed(headerSize + cipher.nonceSize, Qt::Uninitialized);
        sealed[0] = formatVersion;
        sealed[1] = static_cast<char>(state.suite);
        auto *nonce = reinterpret_cast<std::uint8_t *>(sealed.data()) + headerSize;
        Botan::system_rng().randomize(nonce, size_t(cipher.nonceSize));
        state.bind(mode, QByteArrayView(sealed).first(headerSize), associated);
        mode.start(nonce, size_t(cipher.nonceSize));
        state.buffer.assign(raw(plain), raw(plain) + plain.size());
        mode.finish(state.buffer);
        sealed.append(reinterpret_cast<const char *>(state.buffer.data()), qsizetype(state.buffer.size()));
        return sealed;
    });
}

Result<QByteArray> Sealer::unseal(const QByteArray &sealed, const QByteArray &associated)
{
    State &state = *m_state;
    if (state.key.size() < shortestKey)
        return failure(Fault::BadArgument, whereOpening(), QStringLiteral("key too short"));
    if (sealed.size() < headerSize)
        return failure(Fault::SealBroken, whereOpening(), QStringLiteral("too short"));
    const auto suite = static_cast<Suite>(sealed[1]);
    if (sealed[0] != formatVersion || (suite != Suite::International && suite != Suite::National))
        return failure(Fault::SealBroken, whereOpening(), QStringLiteral("unknown version or suite"));
    const Cipher cipher = cipherOf(suite);
    const qsizetype start = headerSize + cipher.nonceSize;
    if (sealed.size() < start + tagSize)
        return failure(Fault::SealBroken, whereOpening(), QStringLiteral("too short"));
    Result<QByteArray> plain = bridge::contained(Fault::SealBroken, whereOpening(), [&]() -> Result<QByteArray> {
        Botan::AEAD_Mode &mode = state.ready(suite, Botan::Cipher_Dir::DECRYPTION);
        state.bind(mode, QByteArrayView(sealed).first(headerSize), associated);
        mode.start(raw(sealed) + headerSize, size_t(cipher.nonceSize));
        state.buffer.assign(raw(sealed) + start, raw(sealed) + sealed.size());
        mode.finish(state.buffer);
        return bridge::toBytes(state.buffer);
    });
    Botan::secure_scrub_memory(state.buffer.data(), state.buffer.size());
    if (!plain)
        state.forget(suite);
    return plain;
}

Result<QByteArray> seal(Suite suite, const Secret &key, const QByteArray &plain, const QByteArray &associated)
{
    return Sealer(suite, key).seal(plain, associated);
}

Result<QByteArray> unseal(const Secret &key, const QByteArray &sealed, const QByteArray &associated)
{
    return Sealer(Suite::International, key).unseal(sealed, associated);
}

qsizetype sealOverhead(Suite suite)
{
    return headerSize + cipherOf(suite).nonceSize + tagSize;
}

} // namespace yichuang
