// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/chaos/dice.h"

#include <QHash>

namespace yichuang::chaos
{

/// A bit of a store that turned on the disk.
struct Flip {
    QString where;                  ///< file and byte
    QHash<QString, QString> onPage; ///< the window's own operations whose rows lay on that page, with their cases:
                                    ///< what may be lost where it had not been sent
};

/// Turns one bit anywhere in the store of that folder, its log included, while no program has it open.
[[nodiscard]] Flip turnABit(const QString &folder, Dice &dice);

} // namespace yichuang::chaos
