// SPDX-License-Identifier: Apache-2.0
// Whatever comes as a public key: a key in its one form, or a reason; and no key takes an invented signature.
#include "app/crypto/signing.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    using namespace yichuang;
    const QByteArray input(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    const auto key = VerifyKey::fromDer(input);
    if (key) {
        const auto again = VerifyKey::fromDer(key->toDer());
        if (!again || again->id() != key->id())
            std::abort();
        static_cast<void>(key->verify("message", QByteArray(64, '\x01')));
    }
    static_cast<void>(SigningKey::fromPkcs8Der(Secret::fromBytes(input)));
    return 0;
}
