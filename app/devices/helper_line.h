// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/protocol.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <map>
#include <mutex>

namespace yichuang
{

/// The window's end of a helper's standard input, and the calls that wait for an answer. call() and tell() may come
/// from any thread and write to the helper at once, without a turn of an event loop; they never block. All the rest
/// belongs to the thread of the process's owner.
class HelperLine final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~HelperLine() override;

    /// Begins a conversation with `first`; what is called from here on waits for ready(). Gives the descriptor for the
    /// helper's standard input, to be closed by the caller, or -1.
    [[nodiscard]] int open(const WireMessage &first);
    /// The helper listens: what waited goes out, in order.
    void ready();
    /// The helper sees the end of its input. Calls under way still wait: see failCalls().
    void close();
    [[nodiscard]] bool isReady() const;

    /// TooLarge, what the helper answers, or the reason of failCalls().
    [[nodiscard]] QFuture<Result<WireMessage>> call(const QString &name, const QJsonObject &args,
                                                    const QByteArray &binary);
    /// A call that nobody answers.
    void tell(const QString &name, const QJsonObject &args);

    /// Gives the answer to whoever called.
    void answer(const WireMessage &reply);
    void failCalls(const Reason &reason);
    /// Writes what the helper had no room for; true when nothing is left.
    bool drain();
    /// The descriptor that is written to; -1 for none.
    [[nodiscard]] int descriptor() const;

Q_SIGNALS:
    /// Somebody called and no helper is ready. From the thread of the call.
    void wanted();
    /// The helper has no room for more just now. From the thread of the call.
    void congested();

private:
    void post(const QByteArray &bytes);
    bool write(const QByteArray &bytes);

    mutable std::mutex m_guard; ///< of all below
    int m_descriptor = -1;
    bool m_ready = false;
    qint64 m_lastCall = 0;
    std::map<qint64, QPromise<Result<WireMessage>>> m_calls;
    QList<QByteArray> m_unsent; ///< before ready()
    QByteArray m_backlog;       ///< that the helper had no room for
};

} // namespace yichuang
