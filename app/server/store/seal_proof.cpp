// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/seal_proof.h"

namespace yichuang::server
{

Result<Done> proveSealKey(Sql &sql, const QString &hall)
{
    const SealSpot spot{"hall_seal.proof", hall, {}};
    sql.begin(hall);
    if (const auto row = sql.row("SELECT proof FROM hall_seal WHERE hall = ?", {hall})) {
        (void)sql.unsealed(spot, row->first().toByteArray());
        const bool isOther = sql.trouble() && sql.trouble()->fault == Fault::SealBroken;
        if (isOther) {
            sql.rollback();
            return failure(Fault::KeyMismatch, QStringLiteral("server.seal"), QStringLiteral("store.key"));
        }
    } else {
        sql.run("INSERT INTO hall_seal (hall, proof) VALUES (?, ?)", {hall, sql.sealed(spot, hall.toUtf8())});
    }
    return sql.commit();
}

} // namespace yichuang::server
