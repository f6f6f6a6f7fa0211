// SPDX-License-Identifier: Apache-2.0
// A window's key files and offline grants may hold anything: they are read or refused.
#include "app/base/json.h"
#include "app/secrets/master_copies.h"
#include "app/secrets/offline_grant.h"
#include "app/secrets/recovery_code.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    using namespace yichuang;
    static const SigningKey centre = SigningKey::generate(Suite::International).value();
    const QByteArray input(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    if (const auto json = parseJsonObject(input)) {
        const auto copies = MasterCopies::fromJson(*json);
        if (copies && !(MasterCopies::fromJson(copies->toJson()).value() == *copies))
            std::abort();
    }
    if (readOfflineGrant(input, centre.publicKey()))
        std::abort();
    const QByteArray own = input.toBase64() + '.' + centre.sign(input).value().toBase64();
    const auto grant = readOfflineGrant(own, centre.publicKey());
    if (grant && (grant->clerk.isEmpty() || !grant->until.isValid()))
        std::abort();
    const QString code = plainRecoveryCode(QString::fromUtf8(input));
    if (!code.isEmpty() && plainRecoveryCode(code) != code)
        std::abort();
    return 0;
}
