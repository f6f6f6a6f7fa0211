// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/intake/applicant_card.h"

#include "app/base/log.h"
#include "app/domain/identifiers/identifier.h"
#include "app/domain/identifiers/masking.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/form_panel.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace yichuang
{
namespace
{

/// The place of the photograph, with the outline of a person in it.
class Portrait final : public QWidget
{
public:
    Portrait(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
    {
        setFixedSize(theme.px(54), theme.px(68));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Tokens &tokens = m_theme.tokens();
        painter.fillRect(rect(), tokens.neutral.soft);
        painter.setClipRect(rect());
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.second);
        const double w = width();
        const double h = height();
        painter.drawEllipse(QPointF(w * 0.5, h * 0.36), w * 0.2, w * 0.22);
        painter.drawRoundedRect(QRectF(w * 0.13, h * 0.6, w * 0.74, h * 0.7), w * 0.3, w * 0.3);
    }

private:
    const Theme &m_theme;
};

FormField lineOf(const char *key, const QString &title, bool required = false)
{
    FormField field;
    field.key = QLatin1String(key);
    field.title = title;
    field.type = QStringLiteral("string");
    field.required = required;
    return field;
}

QJsonObject valuesOf(const Applicant &applicant)
{
    return {{QStringLiteral("name"), applicant.name},
            {QStringLiteral("idNumber"), applicant.idNumber},
            {QStringLiteral("phone"), applicant.phone},
            {QStringLiteral("address"), applicant.address},
            {QStringLiteral("organisationName"), applicant.organisationName},
            {QStringLiteral("creditCode"), applicant.creditCode},
            {QStringLiteral("overrideReason"), applicant.overrideReason}};
}

} // namespace

ApplicantCard::ApplicantCard(VisitFlow &flow, const Theme &theme, Actions &actions, QWidget *parent)
    : Card(parent),
      m_flow(flow),
      m_theme(theme)
{
    build(actions);
    connect(&m_flow, &VisitFlow::changed, this, &ApplicantCard::follow);
    follow();
}

void ApplicantCard::build(Actions &actions)
{
    m_empty = makeLabel(tr("No applicant yet. Lay the identity card on the reader, or type."), "second", this, true);
    column()->addWidget(m_empty);
    m_values = new QWidget(this);
    setRole(m_values, "plain");
    auto *values = new QVBoxLayout(m_values);
    values->setContentsMargins(0, 0, 0, 0);
    values->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(new Portrait(m_theme, m_values), 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    m_name = makeLabel({}, "title", m_values, true);
    setNames(m_name, "applicantName", {});
    m_traits = makeLabel({}, "small", m_values, true);
    m_number = makeLabel({}, "small", m_values, true);
    setNames(m_number, "applicantNumber", {});
    texts->addWidget(m_name);
    texts->addWidget(m_traits);
    texts->addWidget(m_number);
    head->addLayout(texts, 1);
    values->addLayout(head);
    auto *chips = new FlowLayout(8);
    m_source = new Chip(m_theme, m_values);
    m_stands = new Chip(m_theme, m_values);
    chips->addWidget(m_source);
    chips->addWidget(m_stands);
    values->addLayout(chips);
    m_fault = makeLabel({}, "small", m_values, true);
    setTrait(m_fault, "tone", QStringLiteral("warning"));
    values->addWidget(m_fault);
    m_rule = makeRule(m_values);
    values->addWidget(m_rule);
    m_organisation = makeLabel({}, "body", m_values, true);
    m_creditCode = makeLabel({}, "second", m_values, true);
    values->addWidget(m_organisation);
    values->addWidget(m_creditCode);
    column()->addWidget(m_values);
    m_editor = new FormPanel(1, this);
    column()->addWidget(m_editor);
    auto *buttons = new FlowLayout(4);
    m_reveal = new ActionButton(actions.of(Act::Unmask), "link", this, ActionButton::Key::InToolTip);
    m_edit = new ActionButton(actions.of(Act::EditApplicant), "link", this, ActionButton::Key::InToolTip);
    buttons->addWidget(m_edit);
    buttons->addWidget(m_reveal);
    column()->setSpacing(6);
    column()->addLayout(buttons);
    connect(m_editor, &FormPanel::edited, this, &ApplicantCard::take);
    connect(m_editor, &FormPanel::completed, this, [this] {
        m_editing = false;
        follow();
    });
}

void ApplicantCard::edit()
{
    if (!std::holds_alternative<Serving>(m_flow.state()))
        return;
    m_editing = !m_editing;
    follow();
    if (m_editing && !m_editor->focusFirstEmpty())
        m_editor->focusField(m_editor->fields().constFirst().key);
}

void ApplicantCard::unmask()
{
    if (m_applicant.idNumber.isEmpty() && m_applicant.creditCode.isEmpty())
        return;
    m_whole = !m_whole;
    if (m_whole) {
        const auto *serving = std::get_if<Serving>(&m_flow.state());
        const CaseFile *file = serving ? serving->file() : nullptr;
        qCInfo(logDesk) << "number shown whole, case" << (file ? file->current.id : QStringLiteral("none yet"));
    }
    showValues(m_applicant);
}

void ApplicantCard::follow()
{
    const auto *serving = std::get_if<Serving>(&m_flow.state());
    const Applicant now = serving ? serving->applicant : Applicant();
    if (now.idNumber != m_applicant.idNumber)
        m_whole = false;
    if (serving == nullptr)
        m_editing = false;
    m_applicant = now;
    m_edit->setEnabled(serving != nullptr);
    showValues(now);
    showEditor(now);
}

void ApplicantCard::showValues(const Applicant &applicant)
{
    const bool known = !applicant.name.isEmpty() || !applicant.idNumber.isEmpty();
    m_empty->setVisible(!known && !m_editing);
    m_values->setVisible(known);
    m_reveal->setVisible(known && !m_editing);
    m_name->setText(applicant.name.isEmpty() ? tr("no name yet") : applicant.name);
    QStringList traits{applicant.sex, applicant.ethnicity,
                       applicant.birth.isValid() ? applicant.birth.toString(Qt::ISODate) : QString()};
    traits.removeAll(QString());
    m_traits->setText(traits.join(QStringLiteral("  ")));
    m_traits->setVisible(!traits.isEmpty());
    m_number->setText(m_whole ? applicant.idNumber : maskIdNumber(applicant.idNumber));
    m_source->show(applicant.cardRead ? Status{Symbol::Tick, tr("Card read"), Tone::Ok}
                                      : Status{Symbol::None, tr("Typed"), Tone::Neutral});
    const bool stands = !applicant.organisationName.isEmpty();
    m_stands->show({Symbol::None, stands ? tr("For an organisation") : tr("In person"), Tone::Neutral});
    m_rule->setVisible(stands);
    m_organisation->setVisible(stands);
    m_organisation->setText(applicant.organisationName);
    m_creditCode->setVisible(stands && !applicant.creditCode.isEmpty());
    m_creditCode->setText(m_whole ? applicant.creditCode : maskCreditCode(applicant.creditCode));
    const QString fault = numberFault(applicant);
    m_fault->setText(fault);
    m_fault->setVisible(!fault.isEmpty());
}

void ApplicantCard::showEditor(const Applicant &applicant)
{
    m_editor->setVisible(m_editing);
    if (!m_editing)
        return;
    m_editor->setFields(editorFields(applicant));
    m_editor->setValues(valuesOf(applicant));
}

QList<FormField> ApplicantCard::editorFields(const Applicant &applicant) const
{
    QList<FormField> fields;
    if (!applicant.cardRead) {
        fields.append(lineOf("name", tr("Name"), true));
        fields.append(lineOf("idNumber", tr("Identity number"), true));
    }
    if (!numberFault(applicant).isEmpty() || !applicant.overrideReason.isEmpty())
        fields.append(lineOf("overrideReason", tr("Why the number is kept")));
    fields.append(lineOf("phone", tr("Telephone")));
    fields.append(lineOf("address", tr("Address")));
    fields.append(lineOf("organisationName", tr("Organisation stood for")));
    fields.append(lineOf("creditCode", tr("Its credit code")));
    return fields;
}

QString ApplicantCard::numberFault(const Applicant &applicant) const
{
    const QDate today = m_flow.rules().dayOf(m_flow.now());
    const auto wordOf = [](const Verdict &verdict) {
        if (verdict.rule == QLatin1String("checkDigit"))
            return tr("The number's check digit is %1, expected %2.").arg(verdict.found, verdict.expected);
        if (verdict.rule == QLatin1String("length"))
            return tr("The number has %1 characters, expected %2.").arg(verdict.found, verdict.expected);
        return tr("The number fails its check. Compare it with the document.");
    };
    if (!applicant.idNumber.isEmpty() && applicant.idKind == QLatin1String("residentId")) {
        if (const Verdict verdict = checkResidentId(applicant.idNumber, today); !verdict.valid)
            return wordOf(verdict);
    }
    if (!applicant.creditCode.isEmpty()) {
        if (const Verdict verdict = checkCreditCode(applicant.creditCode); !verdict.valid)
            return tr("Credit code: %1").arg(wordOf(verdict));
    }
    return {};
}

void ApplicantCard::take(const QJsonObject &changed)
{
    Applicant next = m_applicant;
    const auto set = [&](const char *key, QString &value) {
        if (changed.contains(QLatin1String(key)))
            value = changed.value(QLatin1String(key)).toString();
    };
    set("name", next.name);
    set("idNumber", next.idNumber);
    set("phone", next.phone);
    set("address", next.address);
    set("organisationName", next.organisationName);
    set("creditCode", next.creditCode);
    set("overrideReason", next.overrideReason);
    if (changed.contains(QStringLiteral("idNumber"))) {
        const Verdict verdict = checkResidentId(next.idNumber, m_flow.rules().dayOf(m_flow.now()));
        next.birth = verdict.valid ? QDate::fromString(verdict.part(u"birth"), Qt::ISODate) : QDate();
        const QString sex = verdict.valid ? verdict.part(u"sex") : QString();
        next.sex = sex == QLatin1String("male")     ? QStringLiteral("男")
                   : sex == QLatin1String("female") ? QStringLiteral("女")
                                                    : QString();
    }
    m_flow.handle(visit::ApplicantTyped{next});
}

} // namespace yichuang
