// SPDX-License-Identifier: Apache-2.0
#include "app/server/http/message.h"

#include <QJsonDocument>

namespace yichuang::server
{

Response jsonReply(const QJsonObject &json, int status)
{
    Response response;
    response.status = status;
    response.body = QJsonDocument(json).toJson(QJsonDocument::Compact);
    return response;
}

Response problem(int status, Fault fault, const QString &detail)
{
    Response response =
        jsonReply({{QStringLiteral("type"), QStringLiteral("https://yichuang.cn/problems/%1").arg(faultName(fault))},
                   {QStringLiteral("title"), faultCode(fault)},
                   {QStringLiteral("status"), status},
                   {QStringLiteral("detail"), detail}},
                  status);
    response.contentType = "application/problem+json";
    return response;
}

Response problem(const Reason &reason)
{
    return problem(statusOf(reason.fault), reason.fault, reason.detail);
}

int statusOf(Fault fault)
{
    switch (fault) {
    case Fault::WrongPassword:
    case Fault::SessionExpired:
    case Fault::SecondFactorNeeded:
    case Fault::SecondFactorWrong:
        return 401;
    case Fault::NotAllowed:
    case Fault::NotEnrolled:
    case Fault::DeviceRevoked:
    case Fault::PasswordMustChange:
    case Fault::EnrolmentRefused:
    case Fault::ActorRefused:
        return 403;
    case Fault::NotFound:
    case Fault::QueueEmpty:
        return 404;
    case Fault::Timeout:
        return 408;
    case Fault::VersionConflict:
    case Fault::TransitionRefused:
    case Fault::TicketTaken:
    case Fault::ReceiptAlreadyGiven:
        return 409;
    case Fault::TooLarge:
        return 413;
    case Fault::Unsupported:
        return 405;
    case Fault::LockedOut:
        return 429;
    case Fault::CentreBusy:
    case Fault::StoreBusy:
        return 503;
    case Fault::CentreFault:
    case Fault::StoreUnavailable:
    case Fault::StoreDamaged:
    case Fault::StoreReadOnly:
    case Fault::SealBroken:
    case Fault::KeyUnavailable:
        return 500;
    case Fault::DiskFull:
        return 507;
    default:
        return 400;
    }
}

Response emptyReply(int status)
{
    Response response;
    response.status = status;
    response.contentType.clear();
    return response;
}

} // namespace yichuang::server
