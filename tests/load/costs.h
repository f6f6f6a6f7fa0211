// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

namespace yichuang::load
{

/// What processes and the machine have used, of /proc.
struct Costs {
    double machineSeconds = 0; ///< processor time of everything on it
    double ownSeconds = 0;     ///< this program's
    double serverSeconds = 0;  ///< the server's, where its process is known
    qint64 serverBytes = 0;    ///< its resident memory
};

/// `server`: the process id, 0 for none.
[[nodiscard]] Costs costsNow(qint64 server);
/// What was used from `before` to `after`, and what memory there is now.
[[nodiscard]] QJsonObject toJson(const Costs &before, const Costs &after, double seconds);

} // namespace yichuang::load
