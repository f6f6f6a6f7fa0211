// SPDX-License-Identifier: Apache-2.0
#include "app/base/log.h"
#include "app/crypto/digest.h"
#include "app/server/routes/handlers.h"
#include "app/server/store/page_book.h"

namespace yichuang::server
{

namespace
{

/// The store's own trouble is not the window's: it asks again.
Response troubleOf(const Reason &reason)
{
    if (reason.fault != Fault::StoreUnavailable)
        return problem(reason);
    qCWarning(logServer) << "pages:" << describe(reason);
    return problem(503, Fault::CentreBusy);
}

using Then = std::function<Response(bool isKept)>;

/// Goes on once the page is sure not to be taken away for a time, with false where it is being taken away.
void whenKept(ServerState &state, const Call &call, Sql &sql, const Answer &answer, const Then &then)
{
    const QString blob = call.path.value(QStringLiteral("blob"));
    const QString &hall = state.configuration.hall;
    if (isKept(sql, hall, blob, state.clock.now(), state.configuration.blobs.grace)) {
        answer(then(true));
        return;
    }
    state.write([&state, hall,
                 blob](Sql &writer) { return emptyReply(keepPage(writer, hall, blob, state.clock.now()) ? 200 : 404); },
                [&state, then, answer](const Response &kept) {
                    const bool goesOn =
                        kept.status < 500 && state.pages.post([then, answer, isKept = kept.status == 200](Sql &) {
                            answer(then(isKept));
                        });
                    if (!goesOn)
                        answer(problem(503, Fault::CentreBusy));
                });
}

Response standing(ServerState &state, const QString &blob, bool isKept)
{
    const QString &hall = state.configuration.hall;
    const auto has = isKept ? state.blobs->has(hall, blob) : Result<bool>(false);
    const auto chunks = has && !*has && isKept ? state.blobs->chunks(hall, blob) : Result<QList<int>>(QList<int>());
    if (!has || !chunks)
        return troubleOf(has ? chunks.error() : has.error());
    if (*has)
        return emptyReply(200);
    Response response = emptyReply(404);
    QByteArrayList numbers;
    for (const int number : *chunks)
        numbers.append(QByteArray::number(number));
    response.add("Yichuang-Chunks", numbers.join(','));
    return response;
}

Response completed(ServerState &state, const QString &blob, qint64 size, int chunks)
{
    const auto done = state.blobs->complete(state.configuration.hall, blob, size, chunks);
    if (!done && done.error().fault == Fault::RequestRefused)
        return problem(422, Fault::RequestRefused, QStringLiteral("digest wrong"));
    if (!done && done.error().fault == Fault::NotFound)
        return problem(409, Fault::RequestRefused, done.error().detail);
    return done ? jsonReply({{QStringLiteral("complete"), true}}) : troubleOf(done.error());
}

} // namespace

void blobStanding(ServerState &state, const Call &call, Sql &sql, const Answer &answer)
{
    whenKept(state, call, sql, answer, [&state, blob = call.path.value(QStringLiteral("blob"))](bool isKept) {
        return standing(state, blob, isKept);
    });
}

void completeBlob(ServerState &state, const Call &call, Sql &sql, const Answer &answer)
{
    const auto body = bodyObject(call);
    if (!body) {
        answer(problem(body.error()));
        return;
    }
    const qint64 size = body->value(QStringLiteral("size")).toInteger(-1);
    const int chunks = body->value(QStringLiteral("chunks")).toInt(-1);
    const QString blob = call.path.value(QStringLiteral("blob"));
    whenKept(state, call, sql, answer, [&state, blob, size, chunks](bool isKept) {
        return isKept ? completed(state, blob, size, chunks) : problem(503, Fault::CentreBusy);
    });
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
    const auto put = state.blobs->putChunk(state.configuration.hall, call.path.value(QStringLiteral("blob")), number,
                                           call.request.body);
    return put ? emptyReply(204) : troubleOf(put.error());
}

Response sendBlob(ServerState &state, const Call &call, Sql &)
{
    const auto bytes = state.blobs->read(state.configuration.hall, call.path.value(QStringLiteral("blob")));
    if (!bytes)
        return troubleOf(bytes.error());
    Response response;
    response.contentType = "application/octet-stream";
    response.body = *bytes;
    return response;
}

} // namespace yichuang::server
