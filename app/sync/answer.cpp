// SPDX-License-Identifier: Apache-2.0
#include "app/sync/answer.h"

#include "app/base/json.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

namespace yichuang
{

namespace
{

const QString where = QStringLiteral("sync.reply");

bool hasNoBody(int status)
{
    return status == 204 || status == 304;
}

bool digestFits(const RawReply &reply)
{
    const QByteArray digest = reply.headers.value("yichuang-digest").trimmed();
    const QByteArray prefix = "sha-256=";
    if (!digest.startsWith(prefix))
        return false;
    return QByteArray::fromBase64(digest.mid(prefix.size()))
           == QCryptographicHash::hash(reply.body, QCryptographicHash::Sha256);
}

QString waitNote(const RawReply &reply)
{
    bool isNumber = false;
    const int seconds = reply.headers.value("retry-after").trimmed().toInt(&isNumber);
    if (!isNumber || seconds < 0)
        return {};
    return QStringLiteral(" retryAfter=%1").arg(std::min(seconds, longestRetryAfter));
}

/// The last segment of a problem's type, as a fault.
std::optional<Fault> namedFault(const RawReply &reply, QString *typeName)
{
    const auto problem = parseJsonObject(reply.body, {64 * 1024, 16});
    if (!problem)
        return std::nullopt;
    const QString type = problem->value(QLatin1String("type")).toString().left(256);
    *typeName = type.section(QLatin1Char('/'), -1);
    return faultNamed(*typeName);
}

Fault faultOfStatus(int status)
{
    switch (status) {
    case 401:
        return Fault::SessionExpired;
    case 403:
        return Fault::NotAllowed;
    case 404:
        return Fault::NotFound;
    case 413:
        return Fault::TooLarge;
    default:
        return Fault::RequestRefused;
    }
}

Reason refusal(const RawReply &reply)
{
    QString type;
    const std::optional<Fault> named = namedFault(reply, &type);
    QString detail = QStringLiteral("status=%1").arg(reply.status);
    if (!type.isEmpty())
        detail += QStringLiteral(" type=") + type;
    detail += waitNote(reply);
    // A fault of the centre's own (its full disk, its busy store) must not read as a fault of this window.
    if (reply.status >= 500)
        return {reply.status == 503 ? Fault::CentreBusy : Fault::CentreFault, where, detail};
    if (named)
        return {*named, where, detail};
    if (reply.status == 408 || reply.status == 429)
        return {Fault::CentreBusy, where, detail};
    return {faultOfStatus(reply.status), where, detail};
}

} // namespace

bool isOurs(const RawReply &reply)
{
    return reply.headers.contains("yichuang-protocol");
}

Result<Answer> judge(const RawReply &reply, const QList<int> &alsoGood)
{
    const QString status = QStringLiteral("status=%1").arg(reply.status);
    if (!isOurs(reply))
        return failure(Fault::NotOurServer, where, status);
    if (reply.headers.value("yichuang-protocol").trimmed() != protocolVersion)
        return failure(Fault::ProtocolUnknown, where, status);
    const bool good = (reply.status >= 200 && reply.status < 300) || alsoGood.contains(reply.status);
    if (!good && reply.status < 400)
        return failure(Fault::NotOurServer, where, status);
    const QByteArray type = reply.headers.value("content-type").trimmed().toLower();
    if (type.startsWith("text/html"))
        return failure(Fault::NotOurServer, where, status + QStringLiteral(" html"));
    if (reply.headers.contains("content-encoding"))
        return failure(Fault::ReplyMalformed, where, status + QStringLiteral(" contentEncoding"));
    if (!reply.toHead && !hasNoBody(reply.status) && !digestFits(reply))
        return failure(Fault::ReplyMalformed, where, status + QStringLiteral(" digest"));
    if (!good)
        return failure(refusal(reply));
    Answer answer;
    answer.status = reply.status;
    answer.body = reply.body;
    answer.epoch = reply.headers.value("yichuang-epoch").trimmed().toLongLong();
    answer.time = QDateTime::fromString(QString::fromLatin1(reply.headers.value("yichuang-time").trimmed().left(40)),
                                        Qt::ISODateWithMs)
                      .toUTC();
    answer.etag = reply.headers.value("etag").trimmed().left(256);
    answer.signature = reply.headers.value("yichuang-signature").trimmed().left(1024);
    answer.chunks = reply.headers.value("yichuang-chunks").trimmed().left(64 * 1024);
    return answer;
}

std::optional<int> retryAfterOf(const Reason &reason)
{
    static const QRegularExpression form(QStringLiteral("\\bretryAfter=(\\d{1,5})\\b"));
    const auto match = form.match(reason.detail);
    if (!match.hasMatch())
        return std::nullopt;
    return std::min(match.captured(1).toInt(), longestRetryAfter);
}

} // namespace yichuang
