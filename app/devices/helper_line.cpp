// SPDX-License-Identifier: Apache-2.0
#include "app/devices/helper_line.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

namespace yichuang
{
namespace
{

WireMessage callMessage(qint64 id, const QString &name, const QJsonObject &args, const QByteArray &binary)
{
    QJsonObject json{{QStringLiteral("type"), QStringLiteral("call")},
                     {QStringLiteral("name"), name},
                     {QStringLiteral("args"), args}};
    if (id > 0)
        json.insert(QStringLiteral("id"), id);
    return {json, binary};
}

} // namespace

HelperLine::~HelperLine()
{
    close();
}

int HelperLine::open(const WireMessage &first)
{
    close();
    std::array<int, 2> ends{};
    const Result<QByteArray> bytes = encodeMessage(first);
    if (!bytes || ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return -1;
    bool whole = true;
    {
        const std::scoped_lock lock(m_guard);
        m_descriptor = ends[0];
        whole = write(*bytes);
    }
    if (!whole)
        Q_EMIT congested();
    return ends[1];
}

void HelperLine::ready()
{
    bool whole = true;
    {
        const std::scoped_lock lock(m_guard);
        m_ready = true;
        for (const QByteArray &bytes : std::exchange(m_unsent, {}))
            whole = write(bytes);
    }
    if (!whole)
        Q_EMIT congested();
}

void HelperLine::close()
{
    const std::scoped_lock lock(m_guard);
    m_ready = false;
    m_backlog.clear();
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

bool HelperLine::isReady() const
{
    const std::scoped_lock lock(m_guard);
    return m_ready;
}

int HelperLine::descriptor() const
{
    const std::scoped_lock lock(m_guard);
    return m_descriptor;
}

QFuture<Result<WireMessage>> HelperLine::call(const QString &name, const QJsonObject &args, const QByteArray &binary)
{
    QPromise<Result<WireMessage>> promise;
    QFuture<Result<WireMessage>> future = promise.future();
    promise.start();
    qint64 id = 0;
    {
        const std::scoped_lock lock(m_guard);
        id = ++m_lastCall;
    }
    const Result<QByteArray> bytes = encodeMessage(callMessage(id, name, args, binary));
    if (!bytes) {
        promise.addResult(failure(bytes.error()));
        promise.finish();
        return future;
    }
    {
        const std::scoped_lock lock(m_guard);
        m_calls.emplace(id, std::move(promise));
    }
    post(*bytes);
    return future;
}

void HelperLine::tell(const QString &name, const QJsonObject &args)
{
    if (const Result<QByteArray> bytes = encodeMessage(callMessage(0, name, args, {})))
        post(*bytes);
}

void HelperLine::post(const QByteArray &bytes)
{
    bool ready = false;
    bool whole = true;
    {
        const std::scoped_lock lock(m_guard);
        ready = m_ready;
        if (ready)
            whole = write(bytes);
        else
            m_unsent.append(bytes);
    }
    if (!ready)
        Q_EMIT wanted();
    if (!whole)
        Q_EMIT congested();
}

bool HelperLine::write(const QByteArray &bytes)
{
    if (!m_backlog.isEmpty()) {
        m_backlog.append(bytes);
        return false;
    }
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t count = ::send(m_descriptor, bytes.constData() + written,
                                     static_cast<size_t>(bytes.size() - written), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count >= 0) {
            written += count;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            m_backlog = bytes.mid(written);
            return false;
        } else if (errno != EINTR) {
            return true; // The helper is gone: its process says so.
        }
    }
    return true;
}

bool HelperLine::drain()
{
    const std::scoped_lock lock(m_guard);
    return write(std::exchange(m_backlog, {}));
}

void HelperLine::answer(const WireMessage &reply)
{
    QPromise<Result<WireMessage>> promise;
    {
        const std::scoped_lock lock(m_guard);
        const auto call = m_calls.find(reply.json.value(QLatin1String("id")).toInteger());
        if (call == m_calls.end())
            return;
        promise = std::move(call->second);
        m_calls.erase(call);
    }
    const QJsonValue reason = reply.json.value(QLatin1String("reason"));
    if (reason.isObject())
        promise.addResult(failure(reasonFromJson(reason.toObject())));
    else
        promise.addResult(WireMessage{reply.json.value(QLatin1String("value")).toObject(), reply.binary});
    promise.finish();
}

void HelperLine::failCalls(const Reason &reason)
{
    std::map<qint64, QPromise<Result<WireMessage>>> calls;
    {
        const std::scoped_lock lock(m_guard);
        m_unsent.clear();
        calls.swap(m_calls);
    }
    for (auto &[id, promise] : calls) {
        promise.addResult(failure(reason));
        promise.finish();
    }
}

} // namespace yichuang
