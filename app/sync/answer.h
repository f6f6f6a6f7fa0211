// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>

#include <optional>

namespace yichuang
{

/// What came back over HTTP, before anybody believes it. Header names are lower case.
struct RawReply {
    int status = 0;
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;
    bool toHead = false; ///< answers a HEAD request: there is no body to check
};

/// A reply of the centre itself: it names our protocol, and its body is whole.
struct Answer {
    int status = 0;
    QByteArray body;
    qint64 epoch = 0;
    QDateTime time;       ///< the centre's, UTC; invalid where the reply names none
    QByteArray etag;      ///< as sent, with its quotes
    QByteArray signature; ///< of a published document: base64, not yet checked
    QByteArray chunks;    ///< Yichuang-Chunks, not yet read
};

/// The one version of the protocol that this client speaks.
inline constexpr char protocolVersion[] = "3";

/// The largest wait that a reply may ask for, in seconds.
inline constexpr int longestRetryAfter = 3600;

/// Decides whether a reply is an answer of the centre, and whether that answer is good. `alsoGood` names statuses
/// beside 2xx that the caller understands. NotOurServer for a reply without our protocol header, a redirect or HTML;
/// ProtocolUnknown; ReplyMalformed where the digest is missing or does not fit; for problems (RFC 9457) the fault that
/// their type names; 408, 429, 5xx are CentreBusy or CentreFault. A wait that the centre asks for is in the detail: see
/// retryAfterOf().
[[nodiscard]] Result<Answer> judge(const RawReply &reply, const QList<int> &alsoGood = {});

/// True for a reply that has our protocol header: the link is good whatever the status.
[[nodiscard]] bool isOurs(const RawReply &reply);

/// The seconds the centre asked to wait (Retry-After), 0 to longestRetryAfter; nothing where it did not.
[[nodiscard]] std::optional<int> retryAfterOf(const Reason &reason);

} // namespace yichuang
