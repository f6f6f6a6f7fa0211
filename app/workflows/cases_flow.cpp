// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/cases_flow.h"

namespace yichuang
{
namespace
{

void nameMatters(QList<CaseSummary> &cases, const Rulebook &rules)
{
    for (CaseSummary &summary : cases) {
        const Matter *matter = rules.matterOf(summary.matterCode, {});
        summary.matterName = matter != nullptr ? matter->name : summary.matterCode;
    }
}

} // namespace

CaseListFlow::CaseListFlow(CaseStore &store, const Rulebook &rules, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_rules(rules)
{
    connect(&m_store, &CaseStore::caseChanged, this, [this](const QString &caseId) {
        if (m_wanted == caseId)
            open(caseId);
    });
}

void CaseListFlow::startAnew(const QString &clerk)
{
    m_shift.change();
    m_loading = false;
    m_clerk = clerk;
}

void CaseListFlow::begin(const QString &clerk)
{
    startAnew(clerk);
    reload();
}

void CaseListFlow::end()
{
    startAnew({});
    m_wanted.clear();
    m_list.clear();
    m_opened.reset();
    Q_EMIT changed();
    Q_EMIT openedChanged();
}

void CaseListFlow::reload()
{
    if (m_clerk.isEmpty())
        return;
    m_again = m_loading;
    if (m_loading)
        return;
    m_loading = true;
    m_shift.await(this, ask(), [this](const Result<QList<CaseSummary>> &cases) {
        m_loading = false;
        if (cases) {
            m_list = *cases;
            nameMatters(m_list, m_rules);
            Q_EMIT changed();
        } else {
            Q_EMIT told(cases.error());
        }
        if (m_again)
            reload();
    });
}

void CaseListFlow::open(const QString &caseId)
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

void CaseListFlow::showOpened(const CaseFile &file)
{
    m_opened = file;
    Q_EMIT openedChanged();
}

void CaseListFlow::rulesChanged()
{
    nameMatters(m_list, m_rules);
    Q_EMIT changed();
    if (m_opened)
        Q_EMIT openedChanged();
}

CasesFlow::CasesFlow(CaseStore &store, const Rulebook &rules, QObject *parent) : CaseListFlow(store, rules, parent)
{
    connect(&store, &CaseStore::caseChanged, this, &CasesFlow::reload);
}

void CasesFlow::search(const QString &text)
{
    m_text = text.trimmed();
    m_limit = shownAtOnce;
    reload();
}

void CasesFlow::showMore()
{
    if (!hasMore())
        return;
    m_limit += shownAtOnce;
    reload();
}

QFuture<Result<QList<CaseSummary>>> CasesFlow::ask()
{
    return store().list(clerk(), m_text, m_limit);
}

} // namespace yichuang
