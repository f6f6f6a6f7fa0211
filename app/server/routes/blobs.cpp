// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/digest.h"
#include "app/server/routes/handlers.h"

namespace yichuang::server
{

Response blobStanding(ServerState &state, const Call &call, Sql &)
{
    const QString blob = call.path.value(QStringLiteral("blob"));
    const QString &hall = state.configuration.hall;
    if (state.blobs.has(hall, blob))
        return emptyReply(200);
    Response response = emptyReply(404);
    QByteArrayList numbers;
    for (const int number : state.blobs.chunks(hall, blob))
        numbers.append(QByteArray::number(number));
    response.add("Yichuang-Chunks", numbers.join(','));
    return response;
}

Response takeChunk(ServerState &state, const Call &call, Sql &)
{
    bool isNumber = false;
    const int number = call.path.value(QStringLiteral("number")).toInt(&isNumber);
    const QByteArray given = call.request.header("yichuang-chunk-digest");
    if (!isNumber)
        return problem(400, Fault::RequestRefused, QStringLiteral("chunk number"));
    if (given != "sha-256=" + sha256(call.request.body).toBase64())
        return problem(422, Fault::RequestRefused, QStringLiteral("chunk digest"));
    const auto put = state.blobs.putChunk(state.configuration.hall, call.path.value(QStringLiteral("blob")), number,
                                          call.request.body);
    return put ? emptyReply(204) : problem(put.error());
}

Response completeBlob(ServerState &state, const Call &call, Sql &)
{
    const auto body = bodyObject(call);
    if (!body)
        return problem(body.error());
    const auto done = state.blobs.complete(state.configuration.hall, call.path.value(QStringLiteral("blob")),
                                           body->value(QStringLiteral("size")).toInteger(-1),
                                           body->value(QStringLiteral("chunks")).toInt(-1));
    if (!done && done.error().fault == Fault::RequestRefused)
        return problem(422, Fault::RequestRefused, QStringLiteral("digest wrong"));
    if (!done && done.error().fault == Fault::NotFound)
        return problem(409, Fault::RequestRefused, done.error().detail);
    return done ? jsonReply({{QStringLiteral("complete"), true}}) : problem(done.error());
}

Response sendBlob(ServerState &state, const Call &call, Sql &)
{
    const auto bytes = state.blobs.read(state.configuration.hall, call.path.value(QStringLiteral("blob")));
    if (!bytes)
        return problem(bytes.error());
    Response response;
    response.contentType = "application/octet-stream";
    response.body = *bytes;
    return response;
}

} // namespace yichuang::server
