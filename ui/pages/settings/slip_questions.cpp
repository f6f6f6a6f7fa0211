// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/slip_questions.h"

#include "ui/widgets/flow_layout.h"
#include "ui/widgets/form_panel.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace yichuang
{
namespace
{

FormField question(const char *key, const QString &title, const QString &good, const QString &bad)
{
    FormField field;
    field.key = QLatin1String(key);
    field.title = title;
    field.type = QStringLiteral("string");
    field.choices = {good, bad};
    field.wide = true;
    return field;
}

} // namespace

SlipQuestions::SlipQuestions(QWidget *parent)
    : QWidget(parent),
      m_begin(new QPushButton(tr("Find the profile out…"), this)),
      m_take(new QPushButton(tr("Use this profile"), this)),
      m_verdict(makeLabel({}, "body", this, true)),
      m_form(new FormPanel(1, this))
{
    setRole(this, "plain");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto *first = new FlowLayout(8);
    first->addWidget(m_begin);
    column->addLayout(first);
    column->addWidget(m_form);
    column->addWidget(m_verdict);
    auto *last = new FlowLayout(8);
    last->addWidget(m_take);
    column->addLayout(last);
    setNames(m_begin, "findProfile", tr("Find the profile out"));
    setNames(m_take, "takeProfile", tr("Use this profile"));
    m_verdict->setObjectName(QStringLiteral("profileVerdict"));
    m_form->setFields(
        {question("came", tr("Did a slip come out?"), tr("Yes"), tr("No, nothing came out")),
         question("wide", tr("The first line of dashes"), tr("stands on one line"), tr("goes on in a second line")),
         question("chinese", tr("The words after “中文”"), tr("can be read"), tr("are strange signs")),
         question("square", tr("The code at the end"), tr("is a square"), tr("is missing, or signs stand there")),
         question("cut", tr("The paper"), tr("was cut"), tr("was not cut"))});
    setTabOrder(m_form->findChild<QWidget *>(QStringLiteral("field.cut")), m_take);
    m_form->hide();
    m_verdict->hide();
    m_take->hide();
    connect(m_begin, &QPushButton::clicked, this, [this] { Q_EMIT slipWanted(); });
    connect(m_form, &FormPanel::edited, this, [this](const QJsonObject &changed) {
        for (auto it = changed.begin(); it != changed.end(); ++it)
            m_given.insert(it.key(), it.value());
        weigh();
    });
    connect(m_form, &FormPanel::completed, m_take, qOverload<>(&QWidget::setFocus));
    connect(m_take, &QPushButton::clicked, this, [this] {
        const auto good = [this](qsizetype at) {
            const FormField &field = m_form->fields().at(at);
            return m_given.value(field.key).toString() == field.choices.constFirst();
        };
        Q_EMIT found(profileOf(SlipAnswers{good(1), good(2), good(3), good(4)}));
        m_form->hide();
        m_take->hide();
        m_verdict->setText(tr("The profile is set. Try the printer once more."));
    });
}

void SlipQuestions::ask()
{
    m_given = {};
    m_form->setValues({});
    m_form->show();
    m_take->hide();
    m_verdict->setText(tr("Look at the slip and tell what came out."));
    m_verdict->show();
    m_form->focusField(QStringLiteral("came"));
}

void SlipQuestions::weigh()
{
    const QString came = m_given.value(QStringLiteral("came")).toString();
    if (!came.isEmpty() && came != m_form->fields().constFirst().choices.constFirst()) {
        m_take->hide();
        m_verdict->setText(
            tr("Check that the printer is on, has paper, and that its address is right. What it said stands above."));
        return;
    }
    const bool whole = m_given.size() == m_form->fields().size();
    m_take->setVisible(whole);
    m_verdict->setText(whole ? tr("That is enough to know the printer.")
                             : tr("Look at the slip and tell what came out."));
}

} // namespace yichuang
