// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/intake/one_thing_panel.h"

#include "app/domain/catalogue/one_thing.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QPushButton>
#include <QRadioButton>

namespace yichuang
{

OneThingPanel::OneThingPanel(VisitFlow &flow, const Theme &theme, QWidget *parent)
    : Card(parent),
      m_flow(flow),
      m_theme(theme)
{
    setObjectName(QStringLiteral("oneThing"));
    column()->setContentsMargins(14, 14, 14, 14);
    m_name = new ElidedLabel(this);
    setRole(m_name, "title");
    column()->addWidget(m_name);
    column()->addWidget(
        makeLabel(tr("What applies to this visitor? Each matter becomes a case with its own receipt and "
                     "term; what they share is asked for once."),
                  "second", this, true));
    column()->addWidget(makeRule(this));
    m_questions = new QVBoxLayout;
    m_questions->setSpacing(10);
    column()->addLayout(m_questions);
    column()->addWidget(makeRule(this));
    m_mattersTitle = makeLabel({}, "heading", this);
    column()->addWidget(m_mattersTitle);
    m_matters = makeLabel({}, "body", this, true);
    setNames(m_matters, "oneThingMatters", tr("Matters to open"));
    column()->addWidget(m_matters);
    column()->addSpacing(8);
    auto *row = new QHBoxLayout;
    m_begin = new QPushButton(tr("Open these matters (Enter)"), this);
    setRole(m_begin, "decision");
    setNames(m_begin, "beginOneThing", m_begin->text());
    auto *leave = new QPushButton(tr("Back (Esc)"), this);
    setRole(leave, "normal");
    setNames(leave, "leaveOneThing", leave->text());
    row->addWidget(m_begin);
    row->addWidget(leave);
    row->addStretch(1);
    column()->addLayout(row);
    column()->addStretch(1);
    connect(m_begin, &QPushButton::clicked, this, [this] { m_flow.handle(visit::OneThingBegun{}); });
    connect(leave, &QPushButton::clicked, this, [this] { m_flow.handle(visit::OneThingLeft{}); });
    connect(&m_flow, &VisitFlow::changed, this, &OneThingPanel::follow);
}

void OneThingPanel::begin()
{
    for (const Option &one : std::as_const(m_options)) {
        if (one.button->isChecked()) {
            one.button->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    m_begin->setFocus(Qt::OtherFocusReason);
}

void OneThingPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        m_flow.handle(visit::OneThingBegun{});
    else if (event->key() == Qt::Key_Escape)
        m_flow.handle(visit::OneThingLeft{});
    else
        Card::keyPressEvent(event);
}

void OneThingPanel::follow()
{
    const auto *serving = std::get_if<Serving>(&m_flow.state());
    const OneThing *oneThing =
        serving != nullptr && serving->asking ? m_flow.rules().oneThing(serving->asking->code) : nullptr;
    if (oneThing == nullptr) {
        m_asked.clear();
        return;
    }
    if (m_asked != oneThing->code)
        ask(*oneThing);
    for (const Option &one : std::as_const(m_options))
        one.button->setChecked(serving->asking->answers.value(one.situation) == one.option);
    showMatters(*oneThing, serving->asking->answers);
}

void OneThingPanel::ask(const OneThing &oneThing)
{
    m_asked = oneThing.code;
    m_options.clear();
    clearLayout(m_questions);
    m_name->setFullText(oneThing.name);
    for (const Situation &situation : oneThing.situations) {
        auto *box = new QWidget(this);
        setRole(box, "plain");
        auto *column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(4);
        column->addWidget(makeLabel(situation.question, "heading", box, true));
        auto *choices = new FlowLayout(16);
        auto *group = new QButtonGroup(box);
        for (const SituationOption &option : situation.options) {
            auto *button = new QRadioButton(option.label, box);
            button->setObjectName(situation.id + u'.' + option.id);
            button->setAccessibleName(option.label);
            button->setAccessibleDescription(situation.question);
            group->addButton(button);
            choices->addWidget(button);
            m_options.append({situation.id, option.id, button});
            connect(button, &QRadioButton::toggled, this, [this, id = situation.id, chosen = option.id](bool on) {
                if (on)
                    m_flow.handle(visit::OneThingAnswered{id, chosen});
            });
        }
        column->addLayout(choices);
        m_questions->addWidget(box);
    }
}

void OneThingPanel::showMatters(const OneThing &oneThing, const SituationAnswers &answers)
{
    QStringList names;
    const QList<OneThingPart> parts = partsFor(oneThing, answers);
    for (const OneThingPart &part : parts) {
        if (const Matter *matter = m_flow.rules().matter(part.matter))
            names.append(QStringLiteral("%1. %2").arg(names.size() + 1).arg(matter->name));
    }
    m_mattersTitle->setText(tr("Matters to open: %n", nullptr, static_cast<int>(names.size())));
    m_matters->setText(names.join(u'\n'));
    m_begin->setEnabled(!names.isEmpty());
}

} // namespace yichuang
