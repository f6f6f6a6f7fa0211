// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"
#include "plugins/escpos_encoder.h"
#include "plugins/printers/escpos/line.h"
#include "plugins/printers/escpos/status.h"

#include <QPromise>
#include <QTimer>

#include <deque>

namespace yichuang::escpos
{

/// A slip printer that speaks ESC/POS. Slips go one after another, each over its own connection, which expect() opens
/// for the next one. A printer that answers is asked before (by expect() where that came first) and after; one that
/// stays silent once is not waited for again.
/// PrinterUnreachable, PrinterCoverOpen, PrinterPaperOut; PrinterCutShort where the way broke after the first byte
/// of the slip; PrinterOffline where a printer that answers stops answering or
/// its cutter is stuck; BadArgument for an address or a code.
class EscPosPrinter final : public SlipPrinter
{
    Q_OBJECT

public:
    EscPosPrinter(QString address, Profile profile, QObject *parent = nullptr);
    ~EscPosPrinter() override;
    [[nodiscard]] QFuture<Result<Done>> print(const Slip &slip) override;
    /// Where the printer can answer.
    void expect() override;
    [[nodiscard]] std::unique_ptr<LaidSlip> lay(const Slip &slip) override;
    /// Prints bytes that are a whole slip in this printer's tongue.
    [[nodiscard]] QFuture<Result<Done>> send(const QByteArray &bytes);
    [[nodiscard]] DeviceState state() const override { return m_state; }
    /// {profile, answers, coverOpen, paperOut, paperNearEnd, cutterStuck}; all but the first once it was asked.
    [[nodiscard]] Q_INVOKABLE QJsonObject describe() const;

Q_SIGNALS:
    void traced(bool fromDevice, const QByteArray &bytes, bool content);

private:
    enum class Stage { Idle, Opening, AskingBefore, Standing, Writing, AskingAfter };
    struct Job {
        QByteArray bytes;
        QPromise<Result<Done>> promise;
    };

    void next();
    void open();
    void stand();
    void asked();
    void ask(Stage stage, int patienceMs);
    void hear();
    void late();
    void write();
    void look();
    void end(const std::optional<Reason> &reason);
    void closeLine();
    void setState(DeviceState state);

    QString m_address;
    Profile m_profile;
    std::deque<Job> m_jobs;
    std::unique_ptr<Line> m_line;
    StatusReader m_status;
    QTimer m_limit;
    QTimer m_look;
    Stage m_stage = Stage::Idle;
    DeviceState m_state = DeviceState::Ready;
    std::optional<PrinterStatus> m_known; ///< as it answered last
    std::optional<bool> m_answers;        ///< whether this printer answers status questions; nothing until known
};

} // namespace yichuang::escpos
