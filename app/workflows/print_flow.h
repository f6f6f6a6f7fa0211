// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/shift.h"
#include "app/ports/case_store.h"
#include "app/workflows/print_ahead.h"

#include <QSet>

namespace yichuang
{

/// A paper that has been written and waits to be looked at or printed.
struct FinishedPaper {
    PrintJob job;
    PaperText text;
    QByteArray pdf; ///< empty for slips
};

/// Drains the durable print queue: slips to the slip printer, papers to PDF in `paperFolder` and to the preview.
/// Nothing is called printed before the device or the disk took it, and nothing is printed of a case that has no
/// receipt in the store. What may have come out before a helper or the window went is printed as another copy, and says
/// so. A failed job stays and is tried again by retry() or when the printer comes back from trouble.
/// What the printer took is never printed again in this run, also where the store could not note it. A receipt's slip
/// does not wait for its turn in the queue: see PrintAhead.
class PrintFlow : public QObject
{
    Q_OBJECT

public:
    PrintFlow(CaseStore &store, SlipPrinter &printer, PaperPress &press, const Rulebook &rules, const Clock &clock,
              QString paperFolder, QObject *parent = nullptr);
    ~PrintFlow() override;
    void begin(const QString &clerkName);
    void end();
    /// Looks for jobs now.
    void retry();
    /// Jobs not printed yet: those to come, the one under way and those that failed.
    [[nodiscard]] int waiting() const { return static_cast<int>(m_jobs.size()); }

Q_SIGNALS:
    void paperReady(const yichuang::FinishedPaper &paper);
    void slipPrinted(const yichuang::PrintJob &job);
    void told(const yichuang::Reason &reason);
    void waitingChanged();

private:
    void next();
    void write(const PrintJob &job);
    void signAndPrint(const PrintJob &job, const Case &theCase);
    void addSignature(const PrintJob &job, const Case &theCase, const PaperText &text);
    void print(const PrintJob &job, const PaperText &text);
    void awaitSlip(const PrintJob &job, const QFuture<Result<Done>> &printed);
    void keepPaper(const PrintJob &job, const PaperText &text, const QByteArray &pdf);
    void failed(const PrintJob &job, const Reason &reason);
    void settle(const PrintJob &job, const std::optional<Reason> &reason);
    void onPrinterState(DeviceState state);

    CaseStore &m_store;
    SlipPrinter &m_printer;
    PaperPress &m_press;
    const Rulebook &m_rules;
    const Clock &m_clock;
    std::shared_ptr<PrintAhead> m_ahead;
    QString m_paperFolder;
    QString m_clerkName;
    QList<PrintJob> m_jobs;    ///< not printed
    qsizetype m_at = 0;        ///< the one under way
    QSet<qint64> m_taken;      ///< by printer or disk, and not yet noted by the store
    bool m_hadTrouble = false; ///< the printer, since it was last ready
    Shift m_shift;
    bool m_running = false;
    bool m_active = false;
    bool m_again = false;
};

} // namespace yichuang
