// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/keychain.h"

#include <QPointer>
#include <QPromise>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace yichuang
{
namespace
{

const QString whereKeychain = QStringLiteral("secrets.keychain");

Result<QByteArray> resultOf(const QKeychain::Job &job, const QByteArray &secret)
{
    if (job.error() == QKeychain::NoError)
        return secret;
    const Fault fault = job.error() == QKeychain::EntryNotFound ? Fault::NotFound : Fault::KeyUnavailable;
    return failure(fault, whereKeychain, QStringLiteral("%1: %2").arg(int(job.error())).arg(job.errorString()));
}

class SystemKeychain final : public KeychainAccess
{
public:
    explicit SystemKeychain(QString service) : m_service(std::move(service)) {}

    void read(const QString &name, Answer answer) override
    {
        // a job deletes itself when it has finished
        auto *const job = new QKeychain::ReadPasswordJob(m_service);
        job->setKey(name);
        QObject::connect(job, &QKeychain::Job::finished, job,
                         [job, answer = std::move(answer)] { answer(resultOf(*job, job->binaryData())); });
        job->start();
    }

    void write(const QString &name, const QByteArray &secret, Answer answer) override
    {
        auto *const job = new QKeychain::WritePasswordJob(m_service);
        job->setBinaryData(secret);
        start(job, name, std::move(answer));
    }

    void remove(const QString &name, Answer answer) override
    {
        start(new QKeychain::DeletePasswordJob(m_service), name, std::move(answer));
    }

private:
    static void start(QKeychain::Job *job, const QString &name, Answer answer)
    {
        job->setKey(name);
        QObject::connect(job, &QKeychain::Job::finished, job,
                         [job, answer = std::move(answer)] { answer(resultOf(*job, {})); });
        job->start();
    }

    QString m_service;
};

} // namespace

std::unique_ptr<KeychainAccess> systemKeychain(const QString &service)
{
    return std::make_unique<SystemKeychain>(service);
}

/// One call under way. The answer, the deadline and the end of the keychain look for it; the first takes it.
struct Keychain::Waiting {
    KeychainAccess::Answer answer;
};

Keychain::Keychain(std::unique_ptr<KeychainAccess> access, std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent),
      m_access(std::move(access)),
      m_timeout(timeout)
{
}

Keychain::~Keychain() = default;

void Keychain::ask(const std::function<void(KeychainAccess::Answer)> &call, KeychainAccess::Answer answer)
{
    const auto waiting = std::make_shared<Waiting>(Waiting{std::move(answer)});
    auto *const deadline = new QTimer(this);
    const auto take = [waiting, timer = QPointer<QTimer>(deadline)](const Result<QByteArray> &result) {
        const KeychainAccess::Answer once = std::exchange(waiting->answer, nullptr);
        if (!once)
            return;
        once(result);
        if (timer)
            timer->deleteLater();
    };
    connect(deadline, &QTimer::timeout, deadline, [take] { take(failure(Fault::Timeout, whereKeychain)); });
    connect(deadline, &QObject::destroyed, [take] { take(failure(Fault::Cancelled, whereKeychain)); });
    deadline->setSingleShot(true);
    deadline->start(m_timeout);
    call(take);
}

QFuture<Result<Secret>> Keychain::read(const QString &name)
{
    const auto promise = std::make_shared<QPromise<Result<Secret>>>();
    promise->start();
    ask([&](const KeychainAccess::Answer &answer) { m_access->read(name, answer); },
        [promise](const Result<QByteArray> &result) {
            promise->addResult(result.and_then([](const QByteArray &bytes) -> Result<Secret> {
                if (bytes.isEmpty())
                    return failure(Fault::NotFound, whereKeychain, QStringLiteral("empty entry"));
                return Secret::fromBytes(bytes);
            }));
            promise->finish();
        });
    return promise->future();
}

QFuture<Result<Done>> Keychain::write(const QString &name, const Secret &secret)
{
    const auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    ask([&](const KeychainAccess::Answer &answer) { m_access->write(name, secret.reveal(), answer); },
        [promise](const Result<QByteArray> &result) {
            promise->addResult(result.map([](const QByteArray &) { return Done{}; }));
            promise->finish();
        });
    return promise->future();
}

QFuture<Result<Done>> Keychain::remove(const QString &name)
{
    const auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    ask([&](const KeychainAccess::Answer &answer) { m_access->remove(name, answer); },
        [promise](const Result<QByteArray> &result) {
            const bool gone = result || result.error().fault == Fault::NotFound;
            promise->addResult(gone ? Result<Done>(Done{}) : Result<Done>(failure(result.error())));
            promise->finish();
        });
    return promise->future();
}

} // namespace yichuang
