// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/enrolment.h"

#include "app/base/when_done.h"
#include "app/crypto/certificates.h"

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

QFuture<Result<bool>> renewWhereDue(HttpCentre &centre, WindowVault &vault, const Clock &clock, QObject *context)
{
    constexpr qint64 soonSeconds = 90LL * 24 * 3600;
    const auto ready = [](Result<bool> answer) { return QtFuture::makeReadyFuture(std::move(answer)); };
    const auto tls = vault.tls();
    const auto facts = tls ? readCertificate(tls->certificatePem) : Result<CertificateFacts>(failure(tls.error()));
    if (!facts)
        return ready(failure(facts.error()));
    const qint64 life = facts->notBefore.secsTo(facts->notAfter);
    if (clock.now().secsTo(facts->notAfter) > std::min(life / 3, soonSeconds))
        return ready(false);
    const auto request = vault.prepareRenewal();
    if (!request)
        return ready(failure(request.error()));
    return answerWhenDone(centre.renewCertificate(*request), context,
                          [&vault](const Result<QByteArray> &certificate) -> Result<bool> {
                              if (!certificate)
                                  return failure(certificate.error());
                              return vault.finishRenewal(*certificate).map([](Done) { return true; });
                          });
}

} // namespace yichuang
