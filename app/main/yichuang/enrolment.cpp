// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/enrolment.h"

#include "app/base/when_done.h"

#include <QSysInfo>

namespace yichuang
{

QFuture<Result<Enrolment>> enrolWindow(HttpCentre &centre, WindowVault &vault, const QString &code, QObject *context)
{
    const auto request = vault.prepareEnrolment(QSysInfo::machineHostName());
    if (!request) {
        Result<Enrolment> answer = failure(request.error());
        return QtFuture::makeReadyFuture(std::move(answer));
    }
    return answerWhenDone(centre.enrol(code, request->requestPem, request->signingKey), context,
                          [&vault](const Result<Enrolment> &enrolment) -> Result<Enrolment> {
                              if (!enrolment)
                                  return enrolment;
                              if (const auto kept = vault.finishEnrolment(*enrolment); !kept)
                                  return failure(kept.error());
                              return enrolment;
                          });
}

} // namespace yichuang
