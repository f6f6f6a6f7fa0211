// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_store.h"
#include "app/ports/devices.h"
#include "app/workflows/rulebook.h"

#include <QHash>
#include <QThread>

#include <mutex>

namespace yichuang
{

/// The text of a paper for a case that has its receipt. `signature` is of paperBytes(). MatterUnknown where the rules
/// do not know the matter, or no working days.
[[nodiscard]] Result<PaperText> composePaper(const PrintJob &job, const Case &theCase, const Rulebook &rules,
                                             const QString &clerkName, const QByteArray &signature);

/// Prints the receipt's slip the moment it is safe: written and laid at the printer while its commit becomes durable,
/// let go by the store's thread right after. The print queue stays the truth: who drains it takes the outcome from here
/// instead of printing that job again, and a slip that failed here stays in the queue like any other.
class PrintAhead final : public PapersWitness
{
public:
    /// All but the witness's calls belong to the thread that makes it; `rules` too.
    PrintAhead(SlipPrinter &printer, const Rulebook &rules);
    ~PrintAhead() override;
    void setClerk(const QString &clerkName) { m_clerkName = clerkName; }
    /// What became of the job's slip, now or later; nothing where it was not printed ahead.
    [[nodiscard]] std::optional<QFuture<Result<Done>>> outcome(qint64 job) const;
    void forget(qint64 job);
    /// From here on the printer is left alone: it is about to go. Waits for a slip that is just being written.
    void detach();

    void expected() override;
    void written(const Case &theCase, const QList<PrintJob> &jobs, const PaperSigner &sign) override;
    void durable() override;
    void lost() override;

private:
    /// One slip from written() to its outcome.
    struct Slipping;
    void prepare(const std::shared_ptr<Slipping> &slip);
    static void letGo(const std::shared_ptr<Slipping> &slip);

    SlipPrinter *m_printer;
    const Rulebook &m_rules;
    QString m_clerkName;
    QThread m_thread;
    QObject m_writer; ///< lives on that thread

    mutable std::mutex m_guard; ///< of all below
    Rulebook m_rulesThen;       ///< when the last commit was asked for
    QString m_clerkThen;
    std::shared_ptr<Slipping> m_current; ///< written and not durable
    QHash<qint64, QFuture<Result<Done>>> m_outcomes;
    bool m_detached = false;
};

} // namespace yichuang
