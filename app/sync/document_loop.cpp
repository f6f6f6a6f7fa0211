// SPDX-License-Identifier: Apache-2.0
#include "app/sync/document_loop.h"

#include <utility>

namespace yichuang
{

namespace
{
constexpr int everyMs = 3'600'000;
}

DocumentLoop::DocumentLoop(const SyncParts &parts, QStringList names)
    : m_parts(parts),
      m_names(std::move(names)),
      m_pace(parts.timers, parts.random, parts.policy)
{
}

void DocumentLoop::start()
{
    if (!std::exchange(m_runs, true))
        begin();
}

void DocumentLoop::stop()
{
    m_shift.change();
    m_runs = false;
    m_pace.cancel();
}

void DocumentLoop::hurry()
{
    m_pace.hurry();
}

void DocumentLoop::begin()
{
    m_queue = m_names;
    m_failed.clear();
    next();
}

void DocumentLoop::next()
{
    if (m_queue.isEmpty() && m_failed.isEmpty()) {
        m_pace.succeeded();
        return m_pace.rest(everyMs, [this] { begin(); });
    }
    if (m_queue.isEmpty()) {
        m_queue = std::exchange(m_failed, {});
        return m_pace.retry(m_lastFailure, [this] { next(); });
    }
    const QString name = m_queue.takeFirst();
    m_shift.await(this, m_parts.outbox.document(name), [this, name](const Result<QPair<QByteArray, QString>> &kept) {
        // Where none is kept, or it cannot be read, it is fetched whole.
        fetch(name, kept && !kept->first.isEmpty() ? kept->second : QString());
    });
}

void DocumentLoop::fetch(const QString &name, const QString &etag)
{
    m_shift.await(this, m_parts.centre.document(name, etag),
                  [this, name](const Result<QPair<QByteArray, QString>> &document) {
                      if (!document)
                          return failed(name, document.error());
                      m_parts.gate.confirmed();
                      Q_EMIT contacted();
                      if (document->first.isEmpty())
                          return next();
                      keep(name, *document);
                  });
}

void DocumentLoop::keep(const QString &name, const QPair<QByteArray, QString> &document)
{
    m_shift.await(this, m_parts.outbox.keepDocument(name, document.first, document.second),
                  [this, name](const Result<Done> &kept) {
                      if (!kept)
                          return failed(name, kept.error());
                      Q_EMIT changed(name);
                      next();
                  });
}

void DocumentLoop::failed(const QString &name, const Reason &reason)
{
    m_failed.append(name);
    m_lastFailure = reason;
    if (nextStep(reason.fault) != NextStep::RenewSession) {
        Q_EMIT troubled(reason);
        return next();
    }
    m_queue = std::exchange(m_failed, {}) + m_queue;
    m_parts.gate.await([this, run = m_shift.number()] {
        if (run == m_shift.number())
            next();
    });
}

} // namespace yichuang
