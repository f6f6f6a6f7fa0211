// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/secret.h"

#include "app/crypto/botan_bridge.h"
#include "app/crypto/digest.h"

#include <botan/mem_ops.h>
#include <botan/secmem.h>
#include <botan/system_rng.h>

namespace yichuang
{

struct Secret::Memory {
    Botan::secure_vector<std::uint8_t> bytes;
};

Secret Secret::random(qsizetype size)
{
    Secret secret;
    secret.m_memory = std::make_shared<const Memory>(Memory{Botan::system_rng().random_vec(size_t(size))});
    return secret;
}

Secret Secret::fromBytes(QByteArrayView bytes)
{
    Secret secret;
    const std::uint8_t *begin = bridge::raw(bytes);
    secret.m_memory =
        std::make_shared<const Memory>(Memory{Botan::secure_vector<std::uint8_t>(begin, begin + bytes.size())});
    return secret;
}

Secret Secret::taking(QByteArray &&bytes)
{
    QByteArray taken = std::move(bytes);
    Secret secret = fromBytes(taken);
    if (taken.isDetached())
        Botan::secure_scrub_memory(taken.data(), size_t(taken.size()));
    return secret;
}

qsizetype Secret::size() const
{
    return m_memory ? static_cast<qsizetype>(m_memory->bytes.size()) : 0;
}

QByteArrayView Secret::view() const
{
    if (!m_memory)
        return {};
    return {m_memory->bytes.data(), size()};
}

QByteArray Secret::reveal() const
{
    return view().toByteArray();
}

bool Secret::operator==(const Secret &other) const
{
    return sameBytes(view(), other.view());
}

} // namespace yichuang
