// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/outbox_flow.h"

#include <algorithm>

namespace yichuang
{

OutboxFlow::OutboxFlow(CaseStore &store, CentreLink &link, CaseCarrier &carrier, const Rulebook &rules, QObject *parent)
    : CaseListFlow(store, rules, parent),
      m_link(link),
      m_carrier(carrier)
{
    connect(&store, &CaseStore::standingChanged, this, [this](const OutboxStanding &standing) {
        if (clerk().isEmpty())
            return;
        m_standing = standing;
        Q_EMIT changed();
        reload();
    });
    connect(&m_link, &CentreLink::sendingChanged, this, [this] {
        if (!clerk().isEmpty())
            Q_EMIT changed();
    });
    connect(&m_carrier, &CaseCarrier::progressed, this, &OutboxFlow::carryingProgressed);
    connect(this, &CaseListFlow::openedChanged, this, &OutboxFlow::takeOpened);
}

void OutboxFlow::begin(const QString &clerk)
{
    CaseListFlow::begin(clerk);
    shift().await(this, store().standing(), [this](const Result<OutboxStanding> &standing) {
        if (standing) {
            m_standing = *standing;
            Q_EMIT changed();
        }
    });
}

void OutboxFlow::end()
{
    m_standing = {};
    m_carrying = false;
    CaseListFlow::end();
}

void OutboxFlow::sendNow()
{
    m_link.sendNow();
}

void OutboxFlow::sendCaseNow(const QString &caseId)
{
    m_link.sendCaseNow(caseId);
}

QFuture<Result<QList<CaseSummary>>> OutboxFlow::ask()
{
    return store().outbox();
}

QList<OutboxLine> OutboxFlow::lines() const
{
    const SendingStanding sending = m_link.sending();
    QList<OutboxLine> lines;
    for (const CaseSummary &summary : list())
        lines.append(outboxLine(summary, sending, m_link.link()));
    const auto rank = [](const OutboxLine &line) {
        return line.word == WaitWord::NeedsAttention ? 0 : line.word == WaitWord::SetAside ? 1 : 2;
    };
    std::stable_sort(lines.begin(), lines.end(),
                     [&](const OutboxLine &one, const OutboxLine &other) { return rank(one) < rank(other); });
    return lines;
}

// --- conflicts ---

/// A choice that was made stays while the case is the same, though it was loaded again.
void OutboxFlow::takeOpened()
{
    auto now = opened() ? mergeOf(*opened()) : std::nullopt;
    const bool same = now && m_merge && now->centre == m_merge->centre && now->ours == m_merge->ours;
    if (same)
        return;
    m_merge = std::move(now);
    Q_EMIT mergeChanged();
}

void OutboxFlow::choose(qsizetype part, Side side)
{
    if (!m_merge || part < 0 || part >= m_merge->parts.size())
        return;
    m_merge->parts[part].side = side;
    Q_EMIT mergeChanged();
}

void OutboxFlow::chooseAll(Side side)
{
    if (!m_merge)
        return;
    for (DisputedPart &part : m_merge->parts)
        part.side = side;
    Q_EMIT mergeChanged();
}

void OutboxFlow::saveMerge()
{
    if (!m_merge || !m_merge->isDecided())
        return;
    want(m_merge->ours.id);
    shift().await(this, store().merge(m_merge->ours.id, clerk(), draftsOf(*m_merge)),
                  [this](const Result<CaseFile> &file) { settled(file); });
}

void OutboxFlow::settle(const QString &caseId, Settlement settlement)
{
    want(caseId);
    shift().await(this, store().settle(caseId, clerk(), settlement),
                  [this](const Result<CaseFile> &file) { settled(file); });
}

void OutboxFlow::settled(const Result<CaseFile> &file)
{
    if (!file) {
        Q_EMIT told(file.error());
        return;
    }
    m_link.sendNow();
    if (file->current.id == wanted())
        showOpened(*file);
    Q_EMIT mergeSaved();
}

// --- carrying ---

template <typename Then>
void OutboxFlow::carry(const QFuture<Result<Parcel>> &work, Then then)
{
    m_carrying = true;
    Q_EMIT carryingChanged();
    shift().await(this, work, [this, then](const Result<Parcel> &parcel) {
        m_carrying = false;
        Q_EMIT carryingChanged();
        if (parcel)
            then(*parcel);
        else
            Q_EMIT carryingFailed(parcel.error());
    });
}

void OutboxFlow::carryAway(const QStringList &caseIds, const QString &path, const QString &passphrase)
{
    if (!m_carrying) {
        carry(m_carrier.pack(caseIds, path, passphrase),
              [this, path](const Parcel &parcel) { Q_EMIT carriedAway(parcel, path); });
    }
}

void OutboxFlow::bringIn(const QString &path, const QString &passphrase)
{
    if (m_carrying)
        return;
    carry(m_carrier.unpack(path, passphrase), [this](const Parcel &parcel) {
        m_link.sendNow();
        Q_EMIT broughtIn(parcel);
    });
}

} // namespace yichuang
