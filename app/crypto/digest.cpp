// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/digest.h"

#include "app/crypto/botan_bridge.h"

#include <botan/hash.h>
#include <botan/mac.h>
#include <botan/mem_ops.h>

#include <algorithm>

namespace yichuang
{

using bridge::raw;
using bridge::toBytes;

struct Digester::State {
    std::unique_ptr<Botan::HashFunction> hash;
};

Digester::Digester(Suite suite)
    : m_state(std::make_unique<State>(State{Botan::HashFunction::create_or_throw(bridge::hashName(suite))}))
{
}

Digester::~Digester() = default;
Digester::Digester(Digester &&) noexcept = default;
Digester &Digester::operator=(Digester &&) noexcept = default;

void Digester::add(QByteArrayView bytes) noexcept
{
    if (!bytes.isEmpty())
        m_state->hash->update(raw(bytes), size_t(bytes.size()));
}

QByteArray Digester::finish() noexcept
{
    return toBytes(m_state->hash->final());
}

QByteArray digest(Suite suite, QByteArrayView bytes) noexcept
{
    Digester digester(suite);
    digester.add(bytes);
    return digester.finish();
}

QByteArray keyedHash(Suite suite, const Secret &key, QByteArrayView bytes) noexcept
{
    const auto mac = Botan::MessageAuthenticationCode::create_or_throw("HMAC(" + bridge::hashName(suite) + ")");
    mac->set_key(raw(key.view()), size_t(key.size()));
    if (!bytes.isEmpty())
        mac->update(raw(bytes), size_t(bytes.size()));
    return toBytes(mac->final());
}

QByteArray sha256(QByteArrayView bytes) noexcept
{
    return digest(Suite::International, bytes);
}

QString sha256Hex(QByteArrayView bytes) noexcept
{
    return QString::fromLatin1(sha256(bytes).toHex());
}

bool isSha256Hex(const QString &text)
{
    return text.size() == 64 && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

bool sameBytes(QByteArrayView one, QByteArrayView other) noexcept
{
    if (one.size() != other.size())
        return false;
    return one.isEmpty() || Botan::constant_time_compare(raw(one), raw(other), size_t(one.size()));
}

} // namespace yichuang
