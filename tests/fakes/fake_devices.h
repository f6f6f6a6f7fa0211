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
    FakeReader();
    ~FakeReader() override;

    void start() override;
    void stop() override;
    DeviceState state() const override;
    void lay(const IdCard &card) { Q_EMIT cardRead(card); }

private:
    DeviceState m_state = DeviceState::Absent;
};

/// A scanner whose paper a test feeds. One batch at a time; a batch that is stopped ends with Cancelled once the test
/// lets it, and has given every page it had.
class FakeScanner final : public PageSource
{
public:
    FakeScanner();
    ~FakeScanner() override;

    QList<ScanRequest> requests;
    int cancelled = 0;

    QFuture<Result<QList<ScannerChoice>>> scanners() override;
    void scan(const ScanRequest &request) override;
    void cancel() override;
    DeviceState state() const override;

    void feed(const QByteArray &bytes);
    void end(const std::optional<Reason> &reason = {});

private:
    bool m_running = false;
    int m_pages = 0;
};

/// A slip printer that answers through the event loop, or when a test lets it.
class FakeSlipPrinter final : public SlipPrinter
{
public:
    FakeSlipPrinter();
    ~FakeSlipPrinter() override;

    QList<Slip> printed;
    std::optional<Reason> trouble; ///< every slip fails with it
    bool holding = false;          ///< answers wait for release()

    QFuture<Result<Done>> print(const Slip &slip) override;
    DeviceState state() const override;
    void setState(DeviceState state);
    void release();

private:
    void answer();

    QList<std::shared_ptr<QPromise<Result<Done>>>> m_promises;
    QList<Slip> m_slips;
    DeviceState m_state = DeviceState::Ready;
};

/// A press that writes a paper's texts as bytes, and gives the file that a test prepared.
class FakePress final : public PaperPress
{
public:
    FakePress();
    ~FakePress() override;

    QList<PaperText> papers;
    std::optional<Reason> trouble; ///< of every call
    ScannedPage file{
        QByteArrayLiteral("%PDF-1.7 invented"), QStringLiteral("application/pdf"), 0, 0, 0, QStringLiteral("plan.pdf")};

    QFuture<Result<QByteArray>> pdf(const PaperText &paper) override;
    QFuture<Result<ScannedPage>> import(const QString &) override;
};

/// A way to the centre that a test cuts and mends.
class FakeLink final : public CentreLink
{
public:
    FakeLink();
    ~FakeLink() override;

    LinkState state = LinkState::Online;
    qint64 offsetMs = 0;
    int sends = 0;
    QList<QPair<QString, TicketEvent>> queueTold;
    SendingStanding standing;
    QList<QueueAct> acts;
    QStringList casesSent; ///< by sendCaseNow()
    QStringList toldAgain; ///< by tellQueueAgain()

    LinkState link() const override;
    QDateTime since() const override;
    QueueStanding queue() const override;
    qint64 serverOffsetMs() const override;
    void sendNow() override;
    SendingStanding sending() const override;
    void sendCaseNow(const QString &caseId) override;
    void tellQueue(const QString &ticketId, const QString &number, TicketEvent event) override;
    QList<QueueAct> queueActs() const override;
    void tellQueueAgain(const QString &request) override;
    void dropQueueAct(const QString &request) override;
};

} // namespace yichuang
