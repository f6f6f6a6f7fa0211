// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/vault.h"

#include <QMap>

#include <functional>

namespace yichuang
{

/// A vault in memory: whoever was admitted once can unlock with the same password. Answers come when a test lets them,
/// in order; the store is open from then on.
class FakeVault final : public Vault
{
public:
    FakeVault();
    ~FakeVault() override;

    std::optional<Reason> trouble; ///< of every call
    bool open = false;
    QStringList journal;
    QMap<QString, QString> passwords; ///< by clerk

    QFuture<Result<Done>> admit(const Session &session, const QString &password) override;
    QFuture<Result<Session>> unlock(const QString &clerk, const QString &password) override;
    void lock() override;
    /// Answers what was asked.
    void release();

private:
    template <typename T, typename Act>
    QFuture<Result<T>> answer(Act act);

    QList<std::function<void()>> m_answers;
};

} // namespace yichuang
