// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/reason.h"

#include <QDateTime>
#include <QMetaType>

namespace yichuang
{

/// What was done with a store that was found damaged.
struct MendReport {
    QDateTime at;        ///< when it was found
    Reason why;          ///< what was found
    QString setAside;    ///< the folder to which the damaged files were moved, whole
    QDateTime backupOf;  ///< the time of the backup that took its place; invalid: there was none
    int carriedOver = 0; ///< operations of this window newer than the backup, read from the damaged files
    int unreadable = 0;  ///< places of the damaged files at which nothing could be read
    bool operator==(const MendReport &) const = default;
};

} // namespace yichuang

Q_DECLARE_METATYPE(yichuang::MendReport)
