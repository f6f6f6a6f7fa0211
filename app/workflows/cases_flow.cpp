// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/cases_flow.h"

namespace yichuang
{
namespace
{

constexpr int listLimit = 500;

void nameMatters(QList<CaseSummary> &cases, const Rulebook &rules)
{
    for (CaseSummary &summary : cases) {
        const Matter *matter = rules.matter(summary.matterCode);
        summary.matterName = matter != nullptr ? matter->name : summary.matterCode;
    }
}

} // namespace

CasesFlow::CasesFlow(CaseStore &store, const Rulebook &rules, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_rules(rules)
{
    connect(&m_store, &CaseStore::caseChanged, this, [this](const QString &caseId) {
        reload();
        if (m_wanted == caseId)
            open(caseId);
    });
}

void CasesFlow::begin(const QString &clerk)
{
    m_shift.change();
    m_loading = false;
    m_clerk = clerk;
    reload();
}

void CasesFlow::end()
{
    m_shift.change();
    m_loading = false;
    m_clerk.clear();
    m_wanted.clear();
    m_cases.clear();
    m_opened.reset();
    Q_EMIT changed();
    Q_EMIT openedChanged();
}

void CasesFlow::search(const QString &text)
{
    m_text = text.trimmed();
    reload();
}

void CasesFlow::reload()
{
    if (m_clerk.isEmpty())
        return;
    m_again = m_loading;
    if (m_loading)
        return;
    m_loading = true;
    m_shift.await(this, m_store.list(m_clerk, m_text, listLimit), [this](const Result<QList<CaseSummary>> &cases) {
        m_loading = false;
        if (cases) {
            m_cases = *cases;
            nameMatters(m_cases, m_rules);
            Q_EMIT changed();
        } else {
            Q_EMIT told(cases.error());
        }
        if (m_again)
            reload();
    });
}

void CasesFlow::open(const QString &caseId)
{
    if (m_clerk.isEmpty())
        return;
    m_wanted = caseId;
    m_shift.await(this, m_store.load(caseId), [this, caseId](const Result<CaseFile> &file) {
        if (caseId != m_wanted)
            return;
        if (file)
            m_opened = *file;
        else
            Q_EMIT told(file.error());
        Q_EMIT openedChanged();
    });
}

OutboxFlow::OutboxFlow(CaseStore &store, CentreLink &link, const Rulebook &rules, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_link(link),
      m_rules(rules)
{
    connect(&m_store, &CaseStore::standingChanged, this, [this](const OutboxStanding &standing) {
        if (m_clerk.isEmpty())
            return;
        m_standing = standing;
        Q_EMIT changed();
        reload();
    });
    connect(&m_store, &CaseStore::caseChanged, this, [this](const QString &caseId) {
        if (m_wanted == caseId)
            open(caseId);
    });
}

void OutboxFlow::begin(const QString &clerk)
{
    m_shift.change();
    m_loading = false;
    m_clerk = clerk;
    m_shift.await(this, m_store.standing(), [this](const Result<OutboxStanding> &standing) {
        if (standing) {
            m_standing = *standing;
            Q_EMIT changed();
        }
    });
    reload();
}

void OutboxFlow::end()
{
    m_shift.change();
    m_loading = false;
    m_clerk.clear();
    m_wanted.clear();
    m_waiting.clear();
    m_standing = {};
    m_opened.reset();
    Q_EMIT changed();
    Q_EMIT openedChanged();
}

void OutboxFlow::sendNow()
{
    m_link.sendNow();
}

void OutboxFlow::reload()
{
    if (m_clerk.isEmpty())
        return;
    m_again = m_loading;
    if (m_loading)
        return;
    m_loading = true;
    m_shift.await(this, m_store.outbox(), [this](const Result<QList<CaseSummary>> &cases) {
        m_loading = false;
        if (cases) {
            m_waiting = *cases;
            nameMatters(m_waiting, m_rules);
            Q_EMIT changed();
        } else {
            Q_EMIT told(cases.error());
        }
        if (m_again)
            reload();
    });
}

void OutboxFlow::open(const QString &caseId)
{
    if (m_clerk.isEmpty())
        return;
    m_wanted = caseId;
    m_shift.await(this, m_store.load(caseId), [this, caseId](const Result<CaseFile> &file) {
        if (caseId != m_wanted)
            return;
        if (file)
            m_opened = *file;
        else
            Q_EMIT told(file.error());
        Q_EMIT openedChanged();
    });
}

void OutboxFlow::settle(const QString &caseId, Settlement settlement)
{
    m_wanted = caseId;
    m_shift.await(this, m_store.settle(caseId, m_clerk, settlement), [this](const Result<CaseFile> &file) {
        if (!file) {
            Q_EMIT told(file.error());
            return;
        }
        m_link.sendNow();
        if (file->current.id != m_wanted)
            return;
        m_opened = *file;
        Q_EMIT openedChanged();
    });
}

} // namespace yichuang
