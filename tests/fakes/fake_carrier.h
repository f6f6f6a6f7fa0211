// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_carrier.h"

namespace yichuang
{

/// A carrier that answers as a test says.
class FakeCarrier final : public CaseCarrier
{
public:
    struct Asked {
        QStringList cases;
        QString path;
        QString passphrase;
    };
    QList<Asked> packed;
    QList<Asked> unpacked;
    Result<Parcel> answer = Parcel();

    QFuture<Result<Parcel>> pack(const QStringList &caseIds, const QString &path, const QString &passphrase) override
    {
        packed.append({caseIds, path, passphrase});
        return QtFuture::makeReadyFuture(answer);
    }
    QFuture<Result<Parcel>> unpack(const QString &path, const QString &passphrase) override
    {
        unpacked.append({{}, path, passphrase});
        return QtFuture::makeReadyFuture(answer);
    }
    QString newPassphrase() const override { return QStringLiteral("r7kd-2m5p-x9wq-4tbn"); }
};

} // namespace yichuang
