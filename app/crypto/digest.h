// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/secret.h"
#include "app/crypto/suite.h"

#include <QString>

namespace yichuang
{

/// The suite's hash of some bytes: 32 bytes, SHA-256 or SM3. Any thread.
[[nodiscard]] QByteArray digest(Suite suite, QByteArrayView bytes) noexcept;
/// The suite's HMAC (RFC 2104): 32 bytes. The key has at most 4096 bytes.
[[nodiscard]] QByteArray keyedHash(Suite suite, const Secret &key, QByteArrayView bytes) noexcept;

/// SHA-256, whatever the suite.
[[nodiscard]] QByteArray sha256(QByteArrayView bytes) noexcept;
/// The name of a blob: its SHA-256, 64 characters of lower-case hex, whatever the suite of the hall.
[[nodiscard]] QString sha256Hex(QByteArrayView bytes) noexcept;
/// True for the form that sha256Hex() gives.
[[nodiscard]] bool isSha256Hex(const QString &text);

/// Compares in a time that depends on the sizes alone.
[[nodiscard]] bool sameBytes(QByteArrayView one, QByteArrayView other) noexcept;

/// A hash of bytes that come in pieces. One thread.
class Digester
{
public:
    explicit Digester(Suite suite);
    ~Digester();
    Digester(Digester &&) noexcept;
    Digester &operator=(Digester &&) noexcept;

    void add(QByteArrayView bytes) noexcept;
    /// The hash of everything added; the digester starts anew after it.
    [[nodiscard]] QByteArray finish() noexcept;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace yichuang
