// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/answer.h"
#include "app/sync/centre_address.h"

#include <QObject>

#include <functional>

namespace yichuang
{

/// One request, as a value.
struct Call {
    QByteArray method = "GET";
    QString path;                     ///< absolute, with its query
    std::function<QByteArray()> body; ///< made on the line's thread; none: no body
    QByteArray contentType = "application/json";
    QByteArray accessToken; ///< empty: no Authorization
    QList<QPair<QByteArray, QByteArray>> headers;
    QList<int> alsoGood;      ///< statuses beside 2xx that the caller understands
    bool chunkDigest = false; ///< adds Yichuang-Chunk-Digest over the body
    int totalMs = 30'000;
    bool isPoll = false; ///< the answer waits for something to happen
    quint64 number = 0;  ///< for abandon()
};

/// What became of a call.
struct Outcome {
    Result<Answer> answer = failure(Fault::Cancelled, QStringLiteral("sync.line"));
    bool reached = false; ///< a reply of the centre came, good or bad
    qint64 tookMs = 0;
};

/// What carries requests to the centre and brings back what came of them; what comes back is judged already. Each call
/// ends by its total deadline. Lives in one thread; every member is for that thread.
class Line : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    using Finished = std::function<void(const Outcome &)>;

    /// `finished` is called exactly once, unless the line is destroyed first.
    virtual void send(const Call &call, const Finished &finished) = 0;
    /// Ends the call of that number, where it is still open, together with what carries it. Its maker no longer waits.
    virtual void abandon(quint64) {}
    /// Ends every call and goes on with another address.
    virtual void setAddress(const CentreAddress &address) = 0;
};

} // namespace yichuang
