// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_carrier.h"
#include "app/workflows/cases_flow.h"
#include "app/workflows/merge.h"
#include "app/workflows/outbox_words.h"

namespace yichuang
{

/// 待发: what waits to be sent and what needs attention; how a conflict is settled; how work is carried to another
/// window. The main thread.
class OutboxFlow : public CaseListFlow
{
    Q_OBJECT

public:
    OutboxFlow(CaseStore &store, CentreLink &link, CaseCarrier &carrier, const Rulebook &rules,
               QObject *parent = nullptr);
    void begin(const QString &clerk) override;
    void end() override;
    void sendNow();
    void sendCaseNow(const QString &caseId);
    /// Settles the opened case as a whole.
    void settle(const QString &caseId, Settlement settlement);
    [[nodiscard]] const QList<CaseSummary> &waiting() const { return list(); }
    /// The same with their words: first what a clerk has to decide, then what was set aside, then what goes by itself.
    [[nodiscard]] QList<OutboxLine> lines() const;
    [[nodiscard]] const OutboxStanding &standing() const { return m_standing; }
    [[nodiscard]] CentreLink &link() const { return m_link; }

    /// The conflict of the opened case; none where it has none.
    [[nodiscard]] const std::optional<Merge> &merge() const { return m_merge; }
    void choose(qsizetype part, Side side);
    void chooseAll(Side side);
    /// Saves what was chosen; nothing while a part is undecided.
    void saveMerge();

    /// Writes a bundle of these cases, or of all that waits where none is named.
    void carryAway(const QStringList &caseIds, const QString &path, const QString &passphrase);
    void bringIn(const QString &path, const QString &passphrase);
    [[nodiscard]] bool isCarrying() const { return m_carrying; }
    [[nodiscard]] QString newPassphrase() const { return m_carrier.newPassphrase(); }

Q_SIGNALS:
    /// The choice for a part, or the conflict itself, is another.
    void mergeChanged();
    void mergeSaved();
    void carryingChanged();
    void carryingProgressed(int done, int of);
    void carriedAway(const yichuang::Parcel &parcel, const QString &path);
    void broughtIn(const yichuang::Parcel &parcel);
    void carryingFailed(const yichuang::Reason &reason);

private:
    [[nodiscard]] QFuture<Result<QList<CaseSummary>>> ask() override;
    void takeOpened();
    void settled(const Result<CaseFile> &file);
    template <typename Then>
    void carry(const QFuture<Result<Parcel>> &work, Then then);

    CentreLink &m_link;
    CaseCarrier &m_carrier;
    OutboxStanding m_standing;
    std::optional<Merge> m_merge;
    bool m_carrying = false;
};

} // namespace yichuang
