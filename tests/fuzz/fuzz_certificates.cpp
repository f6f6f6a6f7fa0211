// SPDX-License-Identifier: Apache-2.0
// Whatever comes as a certificate or a signing request: an answer, and only our own authority's devices.
#include "app/crypto/certificates.h"

#include <cstdlib>

namespace
{

class StandingClock final : public yichuang::Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return {QDate(2026, 3, 2), QTime(9, 0), Qt::UTC}; }
    [[nodiscard]] qint64 monotonicMs() const override { return 0; }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    using namespace yichuang;
    static const StandingClock clock;
    static const Credential authority = makeAuthority(QStringLiteral("Hall authority"), clock).value();
    const QByteArray input(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    static_cast<void>(readCertificate(input));
    if (isSignedBy(input, authority.certificatePem) || isKeyOf(input, authority.certificatePem))
        std::abort();
    const auto issued = issueDeviceCertificate(authority, input, QStringLiteral("device"), clock);
    if (issued && (!isSignedBy(*issued, authority.certificatePem) || readCertificate(*issued).value().isAuthority))
        std::abort();
    return 0;
}
