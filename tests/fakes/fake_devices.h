// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/centre_link.h"
#include "app/ports/devices.h"

#include <QPromise>

namespace yichuang
{

/// A reader on which a test lays cards.
class FakeReader final : public IdReader
{
public:
    void start() override { m_state = DeviceState::Ready; }
    void stop() override { m_state = DeviceState::Absent; }
    DeviceState state() const override { return m_state; }
    void lay(const IdCard &card) { Q_EMIT cardRead(card); }

private:
    DeviceState m_state = DeviceState::Absent;
};

/// A scanner whose paper a test feeds. One batch at a time; a batch that is stopped ends with Cancelled once the test
/// lets it, and has given every page it had.
class FakeScanner final : public PageSource
{
public:
    QList<ScanRequest> requests;
    int cancelled = 0;

    QFuture<Result<QList<ScannerChoice>>> scanners() override
    {
        return QtFuture::makeReadyFuture(Result<QList<ScannerChoice>>(QList<ScannerChoice>{}));
    }
    void scan(const ScanRequest &request) override
    {
        requests.append(request);
        if (m_running) {
            Q_EMIT finished(0, Reason{Fault::ScannerBusy, QStringLiteral("fake.scan"), {}});
            return;
        }
        m_running = true;
        m_pages = 0;
    }
    void cancel() override { ++cancelled; }
    DeviceState state() const override { return m_running ? DeviceState::Busy : DeviceState::Ready; }

    void feed(const QByteArray &bytes)
    {
        ++m_pages;
        Q_EMIT pageScanned(ScannedPage{bytes, QStringLiteral("image/jpeg"), 1654, 2339, 200, {}});
    }
    void end(const std::optional<Reason> &reason = {})
    {
        m_running = false;
        Q_EMIT finished(m_pages, reason);
    }

private:
    bool m_running = false;
    int m_pages = 0;
};

/// A slip printer that answers through the event loop, or when a test lets it.
class FakeSlipPrinter final : public SlipPrinter
{
public:
    QList<Slip> printed;
    std::optional<Reason> trouble; ///< every slip fails with it
    bool holding = false;          ///< answers wait for release()

    QFuture<Result<Done>> print(const Slip &slip) override
    {
        m_promises.append(std::make_shared<QPromise<Result<Done>>>());
        m_promises.last()->start();
        m_slips.append(slip);
        setState(DeviceState::Busy);
        if (!holding)
            QMetaObject::invokeMethod(this, [this] { answer(); }, Qt::QueuedConnection);
        return m_promises.last()->future();
    }
    DeviceState state() const override { return m_state; }
    void setState(DeviceState state)
    {
        if (std::exchange(m_state, state) != state)
            Q_EMIT stateChanged(state);
    }
    void release()
    {
        holding = false;
        answer();
    }

private:
    void answer()
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

    QList<std::shared_ptr<QPromise<Result<Done>>>> m_promises;
    QList<Slip> m_slips;
    DeviceState m_state = DeviceState::Ready;
};

/// A press that writes a paper's texts as bytes, and gives the file that a test prepared.
class FakePress final : public PaperPress
{
public:
    QList<PaperText> papers;
    std::optional<Reason> trouble; ///< of every call
    ScannedPage file{
        QByteArrayLiteral("%PDF-1.7 invented"), QStringLiteral("application/pdf"), 0, 0, 0, QStringLiteral("plan.pdf")};

    QFuture<Result<QByteArray>> pdf(const PaperText &paper) override
    {
        if (trouble)
            return QtFuture::makeReadyFuture(Result<QByteArray>(failure(*trouble)));
        papers.append(paper);
        return QtFuture::makeReadyFuture(
            Result<QByteArray>(QByteArrayLiteral("%PDF-1.7\n") + paper.title.toUtf8() + paper.code.toUtf8()));
    }
    QFuture<Result<ScannedPage>> import(const QString &) override
    {
        return QtFuture::makeReadyFuture(trouble ? Result<ScannedPage>(failure(*trouble)) : Result<ScannedPage>(file));
    }
};

/// A way to the centre that a test cuts and mends.
class FakeLink final : public CentreLink
{
public:
    LinkState state = LinkState::Online;
    qint64 offsetMs = 0;
    int sends = 0;
    QList<QPair<QString, TicketEvent>> queueTold;

    LinkState link() const override { return state; }
    QDateTime since() const override { return {}; }
    QueueStanding queue() const override { return {}; }
    qint64 serverOffsetMs() const override { return offsetMs; }
    void sendNow() override { ++sends; }
    void tellQueue(const QString &ticketId, TicketEvent event) override { queueTold.append({ticketId, event}); }
};

} // namespace yichuang
