// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/crypto/signing.h"

#include <QDateTime>

namespace yichuang
{

/// What lets a clerk sign in while the centre cannot be reached: handed out by the centre with every session.
struct OfflineGrant {
    QString clerk;     ///< login name
    QString clerkName; ///< as shown
    QString role;      ///< "clerk", "supervisor", "administrator", "auditor"
    QString device;    ///< the window's device id: a grant is of no use on another
    QDateTime until;   ///< UTC; the policy's grace, 7 days by default

    bool operator==(const OfflineGrant &) const = default;
};

/// Reads a grant as the centre sends it: base64 of a JSON object with the members above (`until` in ISO 8601), a
/// point, base64 of the centre's signature over the object's bytes. KeyMismatch where the signature does not fit,
/// ReplyMalformed where it is not of that form or a member is missing, TooLarge over 16 KiB. Any thread.
[[nodiscard]] Result<OfflineGrant> readOfflineGrant(const QByteArray &document, const VerifyKey &centreKey);

} // namespace yichuang
