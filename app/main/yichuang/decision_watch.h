// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_store.h"

#include <QFile>

#include <atomic>

namespace yichuang
{

/// Measures a decision inside the window: when its key came, when the commit was asked for, when its papers stood
/// and when it was durable. After each commit with papers a JSON line {"keyNs", "askedNs", "papersNs", "durableNs"}, of
/// the steady clock, goes to the file named in YICHUANG_DECISION_LOG; there is no such watch where that is not set.
class DecisionWatch final : public PapersWitness
{
public:
    /// The witness itself, or a watch around it.
    [[nodiscard]] static std::shared_ptr<PapersWitness> around(std::shared_ptr<PapersWitness> witness);
    DecisionWatch(std::shared_ptr<PapersWitness> witness, const QString &file);
    void expected() override;
    void written(const Case &theCase, const QList<PrintJob> &jobs, const PaperSigner &sign) override;
    void durable() override;
    void lost() override;

private:
    std::shared_ptr<PapersWitness> m_witness;
    QFile m_file;
    std::shared_ptr<std::atomic<qint64>> m_keyNs; ///< of the last key
    qint64 m_askedKeyNs = 0;
    qint64 m_askedNs = 0;
    qint64 m_papersNs = 0;
};

} // namespace yichuang
