// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/fake_devices.h"

namespace yichuang
{

FakeReader::FakeReader() = default;
FakeReader::~FakeReader() = default;

FakeScanner::FakeScanner() = default;
FakeScanner::~FakeScanner() = default;

FakeSlipPrinter::FakeSlipPrinter() = default;
FakeSlipPrinter::~FakeSlipPrinter() = default;

FakePress::FakePress() = default;
FakePress::~FakePress() = default;

FakeLink::FakeLink() = default;
FakeLink::~FakeLink() = default;

void FakeReader::start()
{
    m_state = DeviceState::Ready;
}

void FakeReader::stop()
{
    m_state = DeviceState::Absent;
}

DeviceState FakeReader::state() const
{
    return m_state;
}

QFuture<Result<QList<ScannerChoice>>> FakeScanner::scanners()
{
    return QtFuture::makeReadyFuture(Result<QList<ScannerChoice>>(QList<ScannerChoice>{}));
}

void FakeScanner::scan(const ScanRequest &request)
{
    requests.append(request);
    if (m_running) {
        Q_EMIT finished(0, Reason{Fault::ScannerBusy, QStringLiteral("fake.scan"), {}});
        return;
    }
    m_running = true;
    m_pages = 0;
}

void FakeScanner::cancel()
{
    ++cancelled;
}

DeviceState FakeScanner::state() const
{
    return m_running ? DeviceState::Busy : DeviceState::Ready;
}

void FakeScanner::feed(const QByteArray &bytes)
{
    ++m_pages;
    Q_EMIT pageScanned(ScannedPage{bytes, QStringLiteral("image/jpeg"), 1654, 2339, 200, {}});
}

void FakeScanner::end(const std::optional<Reason> &reason)
{
    m_running = false;
    Q_EMIT finished(m_pages, reason);
}

QFuture<Result<Done>> FakeSlipPrinter::print(const Slip &slip)
{
    m_promises.append(std::make_shared<QPromise<Result<Done>>>());
    m_promises.last()->start();
    m_slips.append(slip);
    setState(DeviceState::Busy);
    if (!holding)
        QMetaObject::invokeMethod(this, [this] { answer(); }, Qt::QueuedConnection);
    return m_promises.last()->future();
}

DeviceState FakeSlipPrinter::state() const
{
    return m_state;
}

void FakeSlipPrinter::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

void FakeSlipPrinter::release()
{
    holding = false;
    answer();
}

void FakeSlipPrinter::answer()
{
    while (!m_promises.isEmpty()) {
        const auto promise = m_promises.takeFirst();
        const Slip slip = m_slips.takeFirst();
        setState(trouble ? DeviceState::Trouble : DeviceState::Ready);
        if (!trouble)
            printed.append(slip);
        promise->addResult(trouble ? Result<Done>(failure(*trouble)) : Result<Done>(Done{}));
        promise->finish();
    }
}

QFuture<Result<QByteArray>> FakePress::pdf(const PaperText &paper)
{
    if (trouble)
        return QtFuture::makeReadyFuture(Result<QByteArray>(failure(*trouble)));
    papers.append(paper);
    return QtFuture::makeReadyFuture(
        Result<QByteArray>(QByteArrayLiteral("%PDF-1.7\n") + paper.title.toUtf8() + paper.code.toUtf8()));
}

QFuture<Result<ScannedPage>> FakePress::import(const QString &)
{
    return QtFuture::makeReadyFuture(trouble ? Result<ScannedPage>(failure(*trouble)) : Result<ScannedPage>(file));
}

LinkState FakeLink::link() const
{
    return state;
}

QDateTime FakeLink::since() const
{
    return {};
}

QueueStanding FakeLink::queue() const
{
    return {};
}

qint64 FakeLink::serverOffsetMs() const
{
    return offsetMs;
}

void FakeLink::sendNow()
{
    ++sends;
}

SendingStanding FakeLink::sending() const
{
    return standing;
}

void FakeLink::sendCaseNow(const QString &caseId)
{
    casesSent.append(caseId);
}

QList<QueueAct> FakeLink::queueActs() const
{
    return acts;
}

void FakeLink::tellQueueAgain(const QString &request)
{
    toldAgain.append(request);
}

void FakeLink::dropQueueAct(const QString &request)
{
    acts.removeIf([&](const QueueAct &act) { return act.request == request; });
    Q_EMIT queueActsChanged();
}

void FakeLink::tellQueue(const QString &ticketId, const QString &, TicketEvent event)
{
    queueTold.append({ticketId, event});
}

} // namespace yichuang
