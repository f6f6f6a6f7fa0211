// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/cases/cases_page.h"

#include "ui/pages/cases/case_detail.h"
#include "ui/widgets/case_list.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

namespace yichuang
{

CasesPage::CasesPage(CasesFlow &flow, std::function<QDateTime()> now, const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_flow(flow),
      m_now(std::move(now)),
      m_search(new QLineEdit(this))
{
    setObjectName(QStringLiteral("casesPage"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 12, 12, 12);
    row->setSpacing(12);
    auto *card = new Card(this);
    m_search->setPlaceholderText(tr("Receipt number, case number, name or matter code"));
    setNames(m_search, "caseSearch", tr("Find a case"));
    setRole(m_search, "search");
    card->column()->addWidget(m_search);
    m_count = makeLabel({}, "small", card, true);
    card->column()->addWidget(m_count);
    m_list = new CaseList(theme, card);
    setNames(m_list, "cases", tr("Cases"));
    card->column()->addWidget(m_list, 1);
    m_older = new QPushButton(tr("Show older ones"), card);
    setNames(m_older, "olderCases", m_older->text());
    card->column()->addWidget(m_older);
    row->addWidget(card, 4);
    m_detail = new CaseDetail(theme, flow.rules(), this);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(m_detail);
    row->addWidget(area, 5);
    m_pause.setSingleShot(true);
    m_pause.setInterval(150);
    connect(m_search, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&m_pause, &QTimer::timeout, this, [this] { m_flow.search(m_search->text()); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_list->count() > 0) {
            m_list->setCurrentRow(0);
            m_list->setFocus();
        }
    });
    connect(m_older, &QPushButton::clicked, this, [this] {
        m_goTo = m_list->count();
        m_flow.showMore();
    });
    connect(m_list, &CaseList::picked, this, [this](const QString &id) { m_flow.open(id); });
    connect(&m_flow, &CasesFlow::changed, this, &CasesPage::follow);
    connect(&m_flow, &CasesFlow::openedChanged, this, &CasesPage::showOpened);
    follow();
    showOpened();
}

void CasesPage::open(const QString &caseId)
{
    m_flow.open(caseId);
}

void CasesPage::search(const QString &text)
{
    m_openFirst = true;
    m_search->setText(text);
}

void CasesPage::focusWork()
{
    m_search->setFocus();
    m_search->selectAll();
}

void CasesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    follow();
}

void CasesPage::follow()
{
    if (!isVisible())
        return;
    m_list->show(m_flow.cases(), m_flow.rules().dayOf(m_now()), m_flow.rules().utcOffsetSeconds);
    m_older->setVisible(m_flow.hasMore());
    if (m_goTo >= 0 && m_list->count() > m_goTo)
        m_list->scrollToItem(m_list->item(std::exchange(m_goTo, -1)), QAbstractItemView::PositionAtTop);
    m_count->setText(tr("%n case(s), newest first", nullptr, static_cast<int>(m_flow.cases().size())));
    if (m_openFirst && m_flow.cases().size() == 1) {
        m_openFirst = false;
        m_flow.open(m_flow.cases().constFirst().id);
    }
}

void CasesPage::showOpened()
{
    if (m_flow.opened())
        m_detail->show(*m_flow.opened(), m_now());
    else
        m_detail->empty(tr("Choose a case to see where it stands."));
}

} // namespace yichuang
