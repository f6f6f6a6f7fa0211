// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/intake/visit_column.h"

#include "ui/pages/intake/applicant_card.h"
#include "ui/pages/intake/visitor_card.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/words.h"

#include <QPainter>
#include <QVBoxLayout>

namespace yichuang
{
namespace
{

/// A matter of the visit: its name over a note, framed; the one being worked on is tinted.
class MatterLine final : public QAbstractButton
{
public:
    MatterLine(const Theme &theme, QString note, QWidget *parent)
        : QAbstractButton(parent),
          m_theme(theme),
          m_note(std::move(note))
    {
        setCheckable(true);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const int text = QFontMetrics(m_theme.font()).height() + QFontMetrics(m_theme.font(0.95)).height();
        return {m_theme.px(120), text + m_theme.px(16)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Tokens &tokens = m_theme.tokens();
        const bool strong = isChecked() || hasFocus();
        painter.setPen(strong ? tokens.accent.ink : tokens.border);
        painter.setBrush(isChecked() ? tokens.accent.soft : tokens.surface);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        const QRect inner = rect().adjusted(m_theme.px(11), m_theme.px(8), -m_theme.px(11), -m_theme.px(8));
        painter.setFont(m_theme.font(1.0, true));
        painter.setPen(isChecked() ? tokens.accent.ink : tokens.text);
        const int first = painter.fontMetrics().height();
        painter.drawText(inner.adjusted(0, 0, 0, first - inner.height()), Qt::AlignVCenter | Qt::AlignLeading,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, inner.width()));
        painter.setFont(m_theme.font(0.95));
        painter.setPen(tokens.second);
        painter.drawText(inner.adjusted(0, first, 0, 0), Qt::AlignVCenter | Qt::AlignLeading,
                         painter.fontMetrics().elidedText(m_note, Qt::ElideRight, inner.width()));
    }

private:
    const Theme &m_theme;
    QString m_note;
};

QString noteOf(const CaseFile &file, const Matter *matter)
{
    const Case &theCase = file.current;
    if (theCase.state != CaseState::Draft || matter == nullptr)
        return statusOf(theCase.state).word;
    const QList<MaterialSpec> specs = materialsFor(*matter, theCase.situation);
    int there = 0;
    for (const MaterialSpec &spec : specs)
        there += theCase.material(spec.id) != nullptr ? 1 : 0;
    const QString words = answersInWords(*matter, theCase.situation);
    const QString count = VisitColumn::tr("materials %1/%2").arg(there).arg(specs.size());
    return words.isEmpty() ? count : count + QStringLiteral(" · ") + words;
}

} // namespace

VisitColumn::VisitColumn(VisitFlow &flow, CitizenFlow &citizen, const Theme &theme, Actions &actions, QWidget *parent)
    : QWidget(parent),
      m_flow(flow),
      m_theme(theme),
      m_applicant(new ApplicantCard(flow, theme, actions, this))
{
    setRole(this, "plain");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_applicant);
    column->addWidget(new VisitorCard(citizen, theme, actions, this));
    auto *visit = new Card(tr("This visit"), this);
    m_matters = new QVBoxLayout;
    m_matters->setSpacing(8);
    visit->column()->addLayout(m_matters);
    m_add = new ActionButton(actions.of(Act::AddMatter), "normal", visit);
    visit->column()->addWidget(m_add);
    visit->column()->addStretch(1);
    column->addWidget(visit, 1);
    connect(&m_flow, &VisitFlow::changed, this, &VisitColumn::follow);
    follow();
}

void VisitColumn::follow()
{
    const auto *serving = std::get_if<Serving>(&m_flow.state());
    QList<Line> lines;
    for (int i = 0; serving && i < serving->cases.size(); ++i) {
        const CaseFile &file = serving->cases.at(i);
        const Matter *matter = m_flow.rules().matterOf(file.current);
        lines.append({matter ? matter->name : file.current.matterCode, noteOf(file, matter), i == serving->current});
    }
    m_add->setVisible(serving != nullptr && serving->current >= 0);
    if (m_built && lines == m_lines)
        return;
    m_built = true;
    rebuild(lines);
}

void VisitColumn::rebuild(const QList<Line> &lines)
{
    m_lines = lines;
    clearLayout(m_matters);
    for (int i = 0; i < lines.size(); ++i)
        m_matters->addWidget(makeLine(lines.at(i), i));
    if (lines.isEmpty())
        m_matters->addWidget(makeLabel(tr("No matter chosen yet."), "second", this, true));
}

QWidget *VisitColumn::makeLine(const Line &line, int index)
{
    auto *button = new MatterLine(m_theme, line.note, this);
    button->setText(line.name);
    button->setChecked(line.current);
    button->setObjectName(QStringLiteral("visitMatter.%1").arg(index));
    button->setAccessibleName(line.name);
    button->setAccessibleDescription(line.note);
    button->setToolTip(line.name + QStringLiteral("\n") + line.note);
    connect(button, &QAbstractButton::clicked, this, [this, index] { m_flow.handle(visit::CaseChosen{index}); });
    return button;
}

} // namespace yichuang
