// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/configuration.h"
#include "app/storage/store_terms.h"
#include "app/workflows/rulebook.h"

#include <QTemporaryDir>

namespace yichuang::chaos
{

inline const QString theHall = QStringLiteral("130102");
inline const QString thePassword = QStringLiteral("a good long phrase");

/// A window as it was enrolled.
struct Place {
    int number = 0;
    QString device;
    QString clerk;
    SigningKey signing;
    Secret master;

    [[nodiscard]] StoreIdentity identity() const { return {device, theHall, number, 1}; }
    [[nodiscard]] StoreKeys keys() const { return {Suite::International, master, signing, 1}; }
};

/// What every world begins with, made once for a program: a founded centre with its windows enrolled and its clerks
/// known. Lies in memory where the machine has /dev/shm.
struct Ground {
    std::unique_ptr<QTemporaryDir> folder;
    server::Configuration configuration; ///< of the founded centre; each world works on a copy of its store
    Rulebook rules;
    QList<Place> places;
};

[[nodiscard]] Result<std::shared_ptr<const Ground>> layGround(int windows);

} // namespace yichuang::chaos
