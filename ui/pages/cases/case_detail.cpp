// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/cases/case_detail.h"

#include "app/domain/identifiers/masking.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/words.h"

#include <QVBoxLayout>

namespace yichuang
{
namespace
{

constexpr int historyLines = 30;

} // namespace

CaseDetail::CaseDetail(const Theme &theme, const Rulebook &rules, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_rules(rules),
      m_column(new QVBoxLayout(this))
{
    setRole(this, "plain");
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
}

void CaseDetail::empty(const QString &words)
{
    clearLayout(m_column);
    auto *card = new Card(this);
    card->column()->addWidget(makeLabel(words, "second", card, true));
    card->column()->addStretch(1);
    m_column->addWidget(card, 1);
}

void CaseDetail::show(const CaseFile &file, const QDateTime &now)
{
    clearLayout(m_column);
    const Matter *matter = m_rules.matterOf(file.current);
    const QDate today = m_rules.dayOf(now);
    showHead(file, matter);
    if (matter != nullptr && m_rules.calendar && file.current.receivedAt.isValid())
        showLimits(file.current, *matter, today);
    showContent(file.current, matter);
    showHistory(file, today);
    m_column->addStretch(1);
}

void CaseDetail::addRow(QVBoxLayout *column, const QString &title, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    auto *name = makeLabel(title, "second", this, true);
    name->setFixedWidth(m_theme.column(132));
    auto *text = makeLabel(value, "body", this, true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(title + QStringLiteral(": ") + value);
    row->addWidget(name, 0, Qt::AlignTop);
    row->addWidget(text, 1, Qt::AlignTop);
    column->addLayout(row);
}

void CaseDetail::showHead(const CaseFile &file, const Matter *matter)
{
    auto *card = new Card(this);
    card->column()->addWidget(makeLabel(matter ? matter->name : file.current.matterCode, "title", card, true));
    auto *chips = new FlowLayout(8);
    auto *state = new Chip(m_theme, card);
    state->show(statusOf(file.current.state));
    auto *way = new Chip(m_theme, card);
    way->show(statusOf(file.word));
    chips->addWidget(state);
    chips->addWidget(way);
    card->column()->addLayout(chips);
    addRow(card->column(), tr("Receipt number"), file.current.receiptNumber);
    addRow(card->column(), tr("Case number"),
           file.current.caseNumber.isEmpty() ? tr("given by the centre when it arrives there")
                                             : file.current.caseNumber);
    addRow(card->column(), tr("Department"),
           file.current.department.isEmpty() && matter ? matter->department : file.current.department);
    addRow(card->column(), tr("Situation"), matter ? answersInWords(*matter, file.current.situation) : QString());
    addRow(card->column(), tr("Reason"), file.current.lastReason);
    m_column->addWidget(card);
}

void CaseDetail::showLimits(const Case &theCase, const Matter &matter, const QDate &today)
{
    const Deadlines deadlines = deadlinesOf(theCase, matter, *m_rules.calendar, today, m_rules.clocks);
    auto *card = new Card(tr("Time limits"), this);
    addRow(card->column(), tr("Received on"), longDay(m_rules.dayOf(theCase.receivedAt)));
    const auto line = [&](const QString &title, const Deadline &deadline) {
        if (!deadline.due.isValid())
            return;
        auto *row = new QHBoxLayout;
        row->setSpacing(12);
        auto *name = makeLabel(title, "second", card, true);
        name->setFixedWidth(m_theme.column(132));
        row->addWidget(name);
        const QString day = longDay(deadline.due);
        row->addWidget(makeLabel(deadline.provisional ? tr("%1 (provisional)").arg(day) : day, "strong", card));
        auto *chip = new Chip(m_theme, card);
        chip->show(statusOf(deadline));
        row->addWidget(chip);
        row->addStretch(1);
        card->column()->addLayout(row);
    };
    line(tr("Ask for what is missing by"), deadlines.correction);
    line(tr("To be completed by"), deadlines.supplement);
    line(tr("Materials to follow by"), deadlines.tolerance);
    line(tr("Promised by"), deadlines.promised);
    line(tr("By law until"), deadlines.statutory);
    m_column->addWidget(card);
}

void CaseDetail::showContent(const Case &theCase, const Matter *matter)
{
    auto *card = new Card(tr("Applicant, form and materials"), this);
    addRow(card->column(), tr("Applicant"), maskName(theCase.applicant.name));
    addRow(card->column(), tr("Identity number"), maskIdNumber(theCase.applicant.idNumber));
    addRow(card->column(), tr("Organisation"), theCase.applicant.organisationName);
    if (matter != nullptr) {
        for (const FormField &field : matter->fields) {
            const QString value = theCase.fields.value(field.key).toVariant().toString();
            const bool personal = field.prefill == QLatin1String("applicant.number")
                                  || field.prefill == QLatin1String("applicant.name")
                                  || field.prefill == QLatin1String("applicant.phone");
            addRow(card->column(), field.title, personal ? maskIdNumber(value) : value);
        }
        card->column()->addWidget(makeRule(card));
        for (const MaterialSpec &spec : materialsFor(*matter, theCase.situation)) {
            auto *row = new QHBoxLayout;
            auto *name = makeLabel(spec.name, "body", card, true);
            auto *chip = new Chip(m_theme, card);
            chip->show(statusOf(spec, theCase.material(spec.id)));
            row->addWidget(name, 1);
            row->addWidget(chip);
            card->column()->addLayout(row);
        }
    }
    m_column->addWidget(card);
}

void CaseDetail::showHistory(const CaseFile &file, const QDate &today)
{
    auto *card = new Card(tr("What happened"), this);
    int lines = 0;
    for (auto it = file.history.crbegin(); it != file.history.crend() && lines < historyLines; ++it, ++lines) {
        const QString who = it->actor == Actor::Centre ? tr("centre")
                            : it->actor == Actor::Time ? tr("by the clock")
                                                       : it->clerk;
        addRow(card->column(), momentIn(it->wallTime, m_rules.utcOffsetSeconds, today),
               wordOf(it->kind) + QStringLiteral(" · ") + who);
    }
    m_column->addWidget(card);
}

} // namespace yichuang
