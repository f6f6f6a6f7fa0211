// SPDX-License-Identifier: Apache-2.0
#include "app/devices/absent.h"

namespace yichuang
{

QFuture<Result<QList<ScannerChoice>>> AbsentPageSource::scanners()
{
    return QtFuture::makeReadyFuture(Result<QList<ScannerChoice>>(QList<ScannerChoice>{}));
}

void AbsentPageSource::scan(const ScanRequest & /*request*/)
{
    // Later, as a real source would: the caller has noted by then that a batch is under way.
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(0, Reason{Fault::DriverMissing, QStringLiteral("scan"), {}}); },
        Qt::QueuedConnection);
}

QFuture<Result<Done>> AbsentSlipPrinter::print(const Slip & /*slip*/)
{
    Result<Done> answer = failure(Fault::DriverMissing, QStringLiteral("print"));
    return QtFuture::makeReadyFuture(std::move(answer));
}

} // namespace yichuang
