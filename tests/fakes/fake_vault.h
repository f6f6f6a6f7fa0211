// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/vault.h"

#include <QMap>
#include <QPromise>

#include <functional>

namespace yichuang
{

/// A vault in memory: whoever was admitted once can unlock with the same password. Answers come when a test lets them,
/// in order; the store is open from then on.
class FakeVault final : public Vault
{
public:
    std::optional<Reason> trouble; ///< of every call
    bool open = false;
    QStringList journal;
    QMap<QString, QString> passwords; ///< by clerk

    QFuture<Result<Done>> admit(const Session &session, const QString &password) override
    {
        journal.append(QStringLiteral("admit"));
        return answer<Done>([=, this]() -> Result<Done> {
            if (trouble)
                return failure(*trouble);
            passwords.insert(session.clerk, password);
            open = true;
            return Done{};
        });
    }
    QFuture<Result<Session>> unlock(const QString &clerk, const QString &password) override
    {
        journal.append(QStringLiteral("unlock"));
        return answer<Session>([=, this]() -> Result<Session> {
            if (trouble)
                return failure(*trouble);
            if (!passwords.contains(clerk))
                return failure(Fault::FirstSignInNeedsCentre, QStringLiteral("fake.vault"));
            if (passwords.value(clerk) != password)
                return failure(Fault::WrongPassword, QStringLiteral("fake.vault"));
            open = true;
            Session session;
            session.clerk = clerk;
            return session;
        });
    }
    void lock() override
    {
        journal.append(QStringLiteral("lock"));
        open = false;
    }
    /// Answers what was asked.
    void release()
    {
        for (const std::function<void()> &act : std::exchange(m_answers, {}))
            act();
    }

private:
    template <typename T, typename Act>
    QFuture<Result<T>> answer(Act act)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        m_answers.append([promise, act] {
            promise->addResult(Result<T>(act()));
            promise->finish();
        });
        return promise->future();
    }

    QList<std::function<void()>> m_answers;
};

} // namespace yichuang
