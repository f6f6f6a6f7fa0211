// SPDX-License-Identifier: Apache-2.0
#include "app/server/routes/handlers.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace yichuang::server
{
namespace
{

Response sendDocument(const Call &call, const Published &document)
{
    Response response;
    response.add("ETag", document.etag);
    response.add("Yichuang-Signature", document.signature);
    if (call.request.header("if-none-match") == document.etag) {
        response.status = 304;
        response.contentType.clear();
    } else {
        response.body = document.bytes;
    }
    return response;
}

} // namespace

Response sendCatalogue(ServerState &state, const Call &call, Sql &)
{
    return sendDocument(call, state.catalogue);
}

Response sendCalendar(ServerState &state, const Call &call, Sql &)
{
    return sendDocument(call, state.calendarDocument);
}

Response sendPolicy(ServerState &state, const Call &call, Sql &)
{
    return sendDocument(call, state.policy);
}

Response sendKeys(ServerState &state, const Call &call, Sql &sql)
{
    QJsonArray keys;
    for (const DeviceRecord &device : allDevices(sql, state.configuration.hall)) {
        keys.append(QJsonObject{{QStringLiteral("id"), device.signingKey.id()},
                                {QStringLiteral("device"), device.id},
                                {QStringLiteral("window"), device.window},
                                {QStringLiteral("generation"), device.generation},
                                {QStringLiteral("suite"), suiteName(device.signingKey.suite())},
                                {QStringLiteral("key"), QString::fromLatin1(device.signingKey.toDer().toBase64())}});
    }
    const QByteArray centre = state.configuration.centreKey.publicKey().toDer();
    const QJsonObject json{{QStringLiteral("hall"), state.configuration.hall},
                           {QStringLiteral("centre"), QString::fromLatin1(centre.toBase64())},
                           {QStringLiteral("keys"), keys}};
    return sendDocument(call, state.publish(QJsonDocument(json).toJson(QJsonDocument::Compact)));
}

} // namespace yichuang::server
