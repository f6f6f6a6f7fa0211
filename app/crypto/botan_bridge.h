// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/crypto/suite.h"

#include <QByteArrayView>

#include <cstdint>
#include <exception>
#include <string>

/// For the sources of this room only: between Qt's bytes and the library's, and the wall where its exceptions stop.
namespace yichuang::bridge
{

[[nodiscard]] inline const std::uint8_t *raw(QByteArrayView bytes)
{
    return reinterpret_cast<const std::uint8_t *>(bytes.data());
}

template <typename Container>
[[nodiscard]] QByteArray toBytes(const Container &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// Runs `act`, which returns a Result, and turns whatever the library throws into `fault`.
template <typename Act>
[[nodiscard]] auto contained(Fault fault, const QString &where, Act &&act) -> decltype(act())
{
    try {
        return act();
    } catch (const std::exception &error) {
        return failure(fault, where, QString::fromUtf8(error.what()));
    }
}

[[nodiscard]] inline std::string hashName(Suite suite)
{
    return suite == Suite::National ? "SM3" : "SHA-256";
}

} // namespace yichuang::bridge
