// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QStringList>

namespace yichuang::load
{

/// What the centre's administrator would have prepared for the windows of a run.
struct Ground {
    QByteArray authority;
    QString matter;    ///< the catalogue's first
    QStringList codes; ///< one for each window
    QString clerk;
    QString password;
};

/// Adds enrolment codes for `windows` windows from number `first` on, and a clerk, to the centre of a data folder. The
/// reasons of loadConfiguration() and of its database.
[[nodiscard]] Result<Ground> prepare(const QString &folder, int first, int windows);

} // namespace yichuang::load
