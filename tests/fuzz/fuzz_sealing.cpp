// SPDX-License-Identifier: Apache-2.0
// No bytes but those that were sealed open, and a password hash of any form is read or refused.
#include "app/crypto/kdf.h"
#include "app/crypto/key_wrap.h"
#include "app/crypto/sealing.h"

#include <QJsonDocument>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    using namespace yichuang;
    static const Secret key = Secret::random();
    const QByteArray input(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    if (unseal(key, input, "bound"))
        std::abort();
    const auto wrapped = WrappedKey::fromJson(QJsonDocument::fromJson(input).object());
    if (wrapped && !(WrappedKey::fromJson(wrapped->toJson()).value() == *wrapped))
        std::abort();
    // only the form is tried here: a hash that is read costs what it says
    if (!input.startsWith("$argon2id$"))
        static_cast<void>(passwordVerify(QStringLiteral("password"), QString::fromUtf8(input)));
    return 0;
}
