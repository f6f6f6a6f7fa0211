// SPDX-License-Identifier: Apache-2.0
#include "app/base/log.h"
#include "app/server/routes/handlers.h"
#include "app/server/store/audit_heads.h"

#include <QJsonArray>

namespace yichuang::server
{
namespace
{

Response contradiction(const Call &call, qint64 number)
{
    qCWarning(logServer) << "audit of" << call.device->id << "contradicts what was countersigned, entry" << number;
    return problem(409, Fault::VersionConflict, QStringLiteral("entry %1").arg(number));
}

} // namespace

/// A head that was countersigned before gets the same answer; one that a former head contradicts gets none.
Response countersignAudit(ServerState &state, const Call &call, Sql &sql)
{
    const auto body = bodyObject(call);
    if (!body)
        return problem(body.error());
    const auto head = auditHeadFromJson(*body);
    if (!head)
        return problem(400, Fault::RequestRefused, head.error().detail);
    const DeviceRecord &device = *call.device;
    if (!device.signingKey.verify(auditHeadBytes(head->number, head->hash), head->signature))
        return problem(400, Fault::RequestRefused, QStringLiteral("signature"));
    const QString &hall = state.configuration.hall;
    if (const auto before = auditHeadAt(sql, hall, device.id, head->number))
        return before->hash == head->hash ? jsonReply(toJson(*before)) : contradiction(call, head->number);
    const auto last = lastAuditHead(sql, hall, device.id);
    if (last && last->number > head->number)
        return contradiction(call, head->number);
    const qint64 now = state.clock.now().toMSecsSinceEpoch();
    CountersignedHead sealed{device.id, head->number, head->hash, QDateTime::fromMSecsSinceEpoch(now, Qt::UTC), {}};
    const auto signature = state.configuration.centreKey.sign(countersignedBytes(sealed));
    if (!signature)
        return problem(signature.error());
    sealed.signature = *signature;
    keepAuditHead(sql, hall, sealed);
    return jsonReply(toJson(sealed));
}

/// For who holds an audit against what the centre has seen of it.
Response showAuditHeads(ServerState &state, const Call &call, Sql &sql)
{
    QJsonArray heads;
    for (const CountersignedHead &head :
         auditHeads(sql, state.configuration.hall, call.path.value(QStringLiteral("device"))))
        heads.append(toJson(head));
    return jsonReply({{QStringLiteral("heads"), heads}});
}

} // namespace yichuang::server
