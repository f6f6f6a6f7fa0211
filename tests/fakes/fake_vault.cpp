// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/fake_vault.h"

#include <QPromise>

namespace yichuang
{

FakeVault::FakeVault() = default;
FakeVault::~FakeVault() = default;

QFuture<Result<Done>> FakeVault::admit(const Session &session, const QString &password)
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

QFuture<Result<Session>> FakeVault::unlock(const QString &clerk, const QString &password)
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

void FakeVault::lock()
{
    journal.append(QStringLiteral("lock"));
    open = false;
}

void FakeVault::release()
{
    for (const std::function<void()> &act : std::exchange(m_answers, {}))
        act();
}

template <typename T, typename Act>
QFuture<Result<T>> FakeVault::answer(Act act)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_answers.append([promise, act] {
        promise->addResult(Result<T>(act()));
        promise->finish();
    });
    return promise->future();
}

} // namespace yichuang
