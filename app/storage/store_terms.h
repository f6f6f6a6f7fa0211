// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/base/ids.h"
#include "app/crypto/signing.h"

#include <QMap>

#include <functional>

namespace yichuang
{

/// What opens and signs. The master key never touches the disk: keys for rows, pages and look-ups are derived from it.
struct StoreKeys {
    Suite suite = Suite::International; ///< for sealing; what another suite sealed still opens
    Secret master;                      ///< at least 16 bytes
    SigningKey signing;                 ///< the device's
    int generation = 1;                 ///< of the master key; rises with each rotation
    QMap<int, Secret> older{};          ///< by generation: master keys that something may still be sealed by
};

/// How far the sealing anew is after a rotation of the master key.
struct ResealStanding {
    qint64 done = 0;   ///< rows and page files, since the store was opened
    qint64 total = 0;  ///< those that were to be done then
    int broken = 0;    ///< page files that no key opens: they stay as they are
    bool over = false; ///< nothing that opens is sealed by an older key any more

    bool operator==(const ResealStanding &) const = default;
};

/// Which window this is. From the enrolment.
struct StoreIdentity {
    QString device;
    QString hall;       ///< 6 digits
    int window = 0;     ///< 1 to 999
    int generation = 1; ///< 1 to 999; rises with each enrolment or restore, so that receipt numbers stay unique
};

/// Where the store lies and how it guards its disk.
struct StorePlace {
    QString folder;                           ///< made where it is not there
    qint64 ballastBytes = 64LL * 1024 * 1024; ///< held back so that a full disk can still be tidied; 0 for none
    bool checkOnOpen = false;                 ///< runs SQLite's integrity_check before anything else
    bool mends = false;                       ///< a damaged store is set aside and replaced, see Mending
    int backups = 2;                          ///< copies kept beside it, see LocalStore::backUp()
};

/// The letters, a to z, with which the readings of a Chinese character begin; empty for others.
using InitialsOf = std::function<QByteArray(char32_t character)>;

/// What the store takes from outside. The clock and the source must outlive the store; both are used in its thread.
struct StoreSurroundings {
    const Clock *clock = nullptr;
    RandomSource random;
    std::function<qint64()> serverOffsetMs; ///< last known centre time minus wall time; none: 0
    InitialsOf initials = {};               ///< names are found by these; called in its thread; none: they are not
};

} // namespace yichuang
