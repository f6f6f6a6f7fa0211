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
        if (m_opened && m_opened->current.id == caseId)
            open(caseId);
    });
}

void CasesFlow::begin(const QString &clerk)
{
    m_clerk = clerk;
    reload();
}

void CasesFlow::end()
{
    m_clerk.clear();
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
    m_store.list(m_clerk, m_text, listLimit).then(this, [this](const Result<QList<CaseSummary>> &cases) {
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
    m_store.load(caseId).then(this, [this](const Result<CaseFile> &file) {
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
        m_standing = standing;
        Q_EMIT changed();
        reload();
    });
    connect(&m_store, &CaseStore::caseChanged, this, [this](const QString &caseId) {
        if (m_opened && m_opened->current.id == caseId)
            open(caseId);
    });
}

void OutboxFlow::begin(const QString &clerk)
{
    m_clerk = clerk;
    m_store.standing().then(this, [this](const Result<OutboxStanding> &standing) {
        if (standing) {
            m_standing = *standing;
            Q_EMIT changed();
        }
    });
    reload();
}

void OutboxFlow::end()
{
    m_clerk.clear();
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
    m_store.outbox().then(this, [this](const Result<QList<CaseSummary>> &cases) {
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
    m_store.load(caseId).then(this, [this](const Result<CaseFile> &file) {
        if (file)
            m_opened = *file;
        else
            Q_EMIT told(file.error());
        Q_EMIT openedChanged();
    });
}

void OutboxFlow::settle(const QString &caseId, Settlement settlement)
{
    m_store.settle(caseId, m_clerk, settlement).then(this, [this](const Result<CaseFile> &file) {
        if (!file) {
            Q_EMIT told(file.error());
            return;
        }
        m_opened = *file;
        Q_EMIT openedChanged();
        m_link.sendNow();
    });
}

} // namespace yichuang
