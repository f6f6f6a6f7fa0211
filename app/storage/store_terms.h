// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/base/ids.h"
#include "app/crypto/signing.h"

#include <functional>

namespace yichuang
{

/// What opens and signs. The master key never touches the disk: keys for rows, pages and look-ups are derived from it.
struct StoreKeys {
    Suite suite = Suite::International; ///< for sealing; what another suite sealed still opens
    Secret master;                      ///< at least 16 bytes
    SigningKey signing;                 ///< the device's
    int generation = 1;                 ///< of the master key; rises with each rotation
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
    bool checkOnOpen = false;                 ///< runs SQLite's quick_check before anything else
};

/// What the store takes from outside. The clock and the source must outlive the store; both are used in its thread.
struct StoreSurroundings {
    const Clock *clock = nullptr;
    RandomSource random;
    std::function<qint64()> serverOffsetMs; ///< last known centre time minus wall time; none: 0
};

} // namespace yichuang
