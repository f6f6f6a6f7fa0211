// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/signing.h"

#include <QThreadPool>

#include <atomic>
#include <future>

namespace yichuang
{

/// A signature that is made in another thread while its maker goes on: it takes longer than writing what is signed.
class ComingSignature
{
public:
    /// Begins it in the pool. What the pool has not begun by the time of taken() is done there.
    ComingSignature(QThreadPool &pool, const SigningKey &key, const QByteArray &bytes)
        : m_work(std::make_shared<Work>(key, bytes))
    {
        pool.start([work = m_work] { work->run(); });
    }

    /// Waits for it where it is under way; once.
    [[nodiscard]] Result<QByteArray> taken()
    {
        m_work->run();
        return m_work->made.get_future().get();
    }

private:
    struct Work {
        Work(const SigningKey &theKey, QByteArray theBytes) : key(theKey), bytes(std::move(theBytes)) {}
        void run()
        {
            if (!begun.exchange(true))
                made.set_value(key.sign(bytes));
        }

        SigningKey key;
        QByteArray bytes;
        std::atomic<bool> begun = false;
        std::promise<Result<QByteArray>> made;
    };
    std::shared_ptr<Work> m_work;
};

} // namespace yichuang
