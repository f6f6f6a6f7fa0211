// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/secrets/keychain.h"

#include <QHash>

/// A keyring that answers at once, or keeps the answers back until it is told.
class ScriptedAccess final : public yichuang::KeychainAccess
{
public:
    void read(const QString &key, Answer answer) override
    {
        reads += 1;
        give(std::move(answer),
             locked || !entries.contains(key)
                 ? yichuang::Result<QByteArray>(yichuang::failure(yichuang::Fault::NotFound, QStringLiteral("test")))
                 : yichuang::Result<QByteArray>(entries.value(key)));
    }
    void write(const QString &key, const QByteArray &secret, Answer answer) override
    {
        if (!locked)
            entries.insert(key, secret);
        give(std::move(answer), locked ? yichuang::failure(yichuang::Fault::KeyUnavailable, QStringLiteral("test"))
                                       : yichuang::Result<QByteArray>(QByteArray()));
    }
    void remove(const QString &key, Answer answer) override
    {
        const bool was = entries.remove(key) > 0;
        give(std::move(answer),
             was ? yichuang::Result<QByteArray>(QByteArray())
                 : yichuang::Result<QByteArray>(yichuang::failure(yichuang::Fault::NotFound, QStringLiteral("test"))));
    }
    void give(Answer answer, const yichuang::Result<QByteArray> &result)
    {
        if (silent)
            kept.append([answer = std::move(answer), result] { answer(result); });
        else
            answer(result);
    }

    QHash<QString, QByteArray> entries;
    QList<std::function<void()>> kept;
    int reads = 0;
    bool locked = false;
    bool silent = false;
};
