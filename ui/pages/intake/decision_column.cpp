// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/intake/decision_column.h"

#include "app/domain/transitions.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/words.h"

#include <QGridLayout>
#include <QLineEdit>

namespace yichuang
{
namespace
{

constexpr int historyLines = 2;

bool isDecided(CaseState state)
{
    return state != CaseState::None && !isPreparing(state);
}

QString titleOf(const QString &key, const Matter &matter)
{
    for (const FormField &field : matter.fields) {
        if (field.key == key)
            return field.title;
    }
    return key;
}

/// A long number that may go on in the next line after any character.
QString breakable(const QString &number)
{
    QString text;
    for (const QChar c : number)
        text += QString(c) + QChar(0x200B);
    return text;
}

QString materialName(const QString &id, const Matter &matter)
{
    for (const MaterialSpec &spec : matter.materials) {
        if (spec.id == id)
            return spec.name;
    }
    return id;
}

} // namespace

DecisionColumn::DecisionColumn(VisitFlow &flow, const Theme &theme, Actions &actions, QWidget *parent)
    : QWidget(parent),
      m_flow(flow),
      m_theme(theme),
      m_limits(new Card(tr("Time limits"), this)),
      m_missing(new Card(QString(), this)),
      m_decision(new Card(this)),
      m_history(new Card(tr("What happened"), this))
{
    setRole(this, "plain");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *grid = new QGridLayout;
    grid->setVerticalSpacing(1);
    grid->setColumnStretch(0, 1);
    m_promised = makeLabel({}, "body", m_limits, true);
    m_promisedDay = makeLabel({}, "strong", m_limits);
    m_statutory = makeLabel({}, "body", m_limits, true);
    m_statutoryDay = makeLabel({}, "strong", m_limits);
    setNames(m_promisedDay, "promisedDay", {});
    setNames(m_statutoryDay, "statutoryDay", {});
    grid->addWidget(m_promised, 0, 0);
    grid->addWidget(m_promisedDay, 0, 1, Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(m_statutory, 1, 0);
    grid->addWidget(m_statutoryDay, 1, 1, Qt::AlignRight | Qt::AlignVCenter);
    m_limits->column()->addLayout(grid);
    m_limitsNote = makeLabel({}, "small", m_limits, true);
    m_limits->column()->addWidget(m_limitsNote);
    setNames(m_missing->heading(), "missingCount", {});
    m_missingLines = new QVBoxLayout;
    m_missingLines->setSpacing(1);
    m_missing->column()->addLayout(m_missingLines);
    m_tolerable = makeLabel({}, "small", m_missing, true);
    m_missing->column()->addWidget(m_tolerable);
    buildDecision(actions);
    m_historyWords = makeLabel({}, "second", m_history, true);
    setNames(m_historyWords, "history", {});
    m_history->column()->addWidget(m_historyWords);
    for (Card *card : {m_limits, m_missing, m_decision, m_history}) {
        card->column()->setSpacing(4);
        card->column()->setContentsMargins(12, 9, 12, 9);
        column->addWidget(card);
    }
    column->addStretch(1);
    connect(&m_flow, &VisitFlow::changed, this, &DecisionColumn::follow);
    follow();
}

void DecisionColumn::buildDecision(Actions &actions)
{
    m_deciding = new QWidget(m_decision);
    setRole(m_deciding, "plain");
    auto *buttons = new QVBoxLayout(m_deciding);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(6);
    buttons->addWidget(new ActionButton(actions.of(Act::Accept), "decision", m_deciding));
    buttons->addWidget(new ActionButton(actions.of(Act::Notice), "normal", m_deciding));
    m_tolerance = new ActionButton(actions.of(Act::Tolerance), "normal", m_deciding);
    buttons->addWidget(m_tolerance);
    buttons->addWidget(new ActionButton(actions.of(Act::Refuse), "danger", m_deciding));
    m_decision->column()->addWidget(m_deciding);
    buildReason();
    m_decided = new QWidget(m_decision);
    setRole(m_decided, "plain");
    auto *outcome = new QVBoxLayout(m_decided);
    outcome->setContentsMargins(0, 0, 0, 0);
    outcome->setSpacing(6);
    auto *chips = new FlowLayout(6);
    m_stateChip = new Chip(m_theme, m_decided);
    m_syncChip = new Chip(m_theme, m_decided);
    chips->addWidget(m_stateChip);
    chips->addWidget(m_syncChip);
    outcome->addLayout(chips);
    outcome->addWidget(makeLabel(tr("Receipt number"), "small", m_decided));
    m_receipt = makeLabel({}, "strong", m_decided, true);
    m_receipt->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setNames(m_receipt, "receiptNumber", {});
    outcome->addWidget(m_receipt);
    m_number = makeLabel({}, "small", m_decided, true);
    setNames(m_number, "caseNumber", {});
    outcome->addWidget(m_number);
    outcome->addSpacing(4);
    outcome->addWidget(new ActionButton(actions.of(Act::Finish), "primary", m_decided));
    m_decision->column()->addWidget(m_decided);
    m_prints = makeLabel({}, "small", m_decision, true);
    setNames(m_prints, "willPrint", {});
    m_decision->column()->addWidget(m_prints);
}

void DecisionColumn::buildReason()
{
    m_reasonBox = new QWidget(m_decision);
    setRole(m_reasonBox, "plain");
    auto *box = new QVBoxLayout(m_reasonBox);
    box->setContentsMargins(0, 4, 0, 0);
    box->setSpacing(6);
    m_reasonTitle = makeLabel({}, "second", m_reasonBox, true);
    m_reason = new QLineEdit(m_reasonBox);
    m_reason->setMaxLength(1000);
    setNames(m_reason, "reason", tr("Reason"));
    m_reasonTitle->setBuddy(m_reason);
    auto *row = new FlowLayout(6);
    auto *confirm = new QPushButton(tr("Confirm"), m_reasonBox);
    setRole(confirm, "primary");
    setNames(confirm, "confirmReason", tr("Confirm"));
    auto *back = new QPushButton(tr("Back"), m_reasonBox);
    setNames(back, "dropReason", tr("Back"));
    row->addWidget(confirm);
    row->addWidget(back);
    box->addWidget(m_reasonTitle);
    box->addWidget(m_reason);
    box->addLayout(row);
    m_reasonBox->hide();
    m_decision->column()->addWidget(m_reasonBox);
    connect(m_reason, &QLineEdit::returnPressed, this, &DecisionColumn::answer);
    connect(confirm, &QPushButton::clicked, this, &DecisionColumn::answer);
    connect(back, &QPushButton::clicked, this, [this] { ask(Asking::Nothing); });
}

void DecisionColumn::follow()
{
    const auto *serving = std::get_if<Serving>(&m_flow.state());
    const CaseFile *file = serving ? serving->file() : nullptr;
    const Matter *matter = m_flow.matter();
    const bool ready = file != nullptr && matter != nullptr;
    for (Card *card : {m_limits, m_missing, m_decision, m_history})
        card->setVisible(ready);
    if (!ready) {
        ask(Asking::Nothing);
        return;
    }
    const bool decided = isDecided(file->current.state);
    showDeadlines(*matter);
    m_missing->setVisible(!decided);
    if (!decided)
        showMissing(*matter);
    m_deciding->setVisible(!decided && m_asking == Asking::Nothing);
    m_decided->setVisible(decided || !file->current.receiptNumber.isEmpty());
    if (decided)
        ask(Asking::Nothing);
    showOutcome(*file);
    showHistory(*file);
    QStringList papers{wordOf(PaperKind::ReceiptSlip)};
    for (const PaperCopies &copies : matter->papers) {
        if (const auto kind = paperNamed(copies.paper)) {
            const QString times = copies.copies > 1 ? QStringLiteral(" ×%1").arg(copies.copies) : QString();
            papers.prepend(wordOf(*kind) + times);
        }
    }
    m_prints->setText(serving->deciding ? tr("Saving…") : tr("Will print: %1").arg(papers.join(tr(", "))));
    m_prints->setVisible(!decided);
}

void DecisionColumn::showDeadlines(const Matter &matter)
{
    const Deadlines deadlines = m_flow.deadlines();
    const auto words = [](int days) { return tr("%n working day(s)", nullptr, days); };
    m_promised->setText(tr("Promised: %1").arg(words(matter.promisedDays)));
    m_statutory->setText(tr("By law: %1").arg(words(matter.statutoryDays)));
    const auto day = [](const Deadline &deadline) {
        const QString text = deadline.due.isValid() ? shortDay(deadline.due) : QStringLiteral("—");
        return deadline.provisional ? tr("%1 (provisional)").arg(text) : text;
    };
    m_promisedDay->setText(day(deadlines.promised));
    m_statutoryDay->setText(day(deadlines.statutory));
    const auto *serving = std::get_if<Serving>(&m_flow.state());
    const Case &theCase = serving->file()->current;
    if (deadlines.supplement.due.isValid())
        m_limitsNote->setText(tr("To be completed by %1").arg(shortDay(deadlines.supplement.due)));
    else if (const QDate from = theCase.clock(ClockKind::Statutory).from; from.isValid())
        m_limitsNote->setText(tr("Counted from %1").arg(shortDay(from)));
    else
        m_limitsNote->setText(tr("If received today; holidays not counted"));
}

QList<DecisionColumn::MissingLine> DecisionColumn::missingLines(const Matter &matter) const
{
    const Missing missing = m_flow.missing();
    QList<MissingLine> lines;
    if (missing.applicant)
        lines.append({MissingLine::Kind::Applicant, {}, tr("No applicant yet")});
    for (const FieldIssue &issue : missing.fields) {
        const QString title = titleOf(issue.key, matter);
        lines.append({MissingLine::Kind::Field, issue.key,
                      issue.fault == Fault::FieldMissing ? tr("%1: not filled in").arg(title)
                                                         : tr("%1: please check").arg(title)});
    }
    for (const QString &id : missing.materials)
        lines.append({MissingLine::Kind::Material, id, tr("%1: missing").arg(materialName(id, matter))});
    return lines;
}

void DecisionColumn::showMissing(const Matter &matter)
{
    const QList<MissingLine> lines = missingLines(matter);
    QStringList tolerable;
    for (const MaterialSpec &spec : matter.materials) {
        const bool open = std::any_of(lines.cbegin(), lines.cend(), [&](const MissingLine &line) {
            return line.kind == MissingLine::Kind::Material && line.id == spec.id;
        });
        if (open && spec.tolerable)
            tolerable.append(tr("%1 may follow within %n working day(s)", nullptr, spec.toleranceDays).arg(spec.name));
    }
    m_tolerable->setText(tolerable.join(QStringLiteral("\n")));
    m_tolerable->setVisible(!tolerable.isEmpty());
    m_tolerance->setVisible(!tolerable.isEmpty());
    if (m_missingBuilt && lines == m_shownMissing)
        return;
    m_missingBuilt = true;
    m_shownMissing = lines;
    m_missing->heading()->setText(lines.isEmpty() ? tr("Nothing is missing")
                                                  : tr("Still missing: %n", nullptr, static_cast<int>(lines.size())));
    setTrait(m_missing->heading(), "tone", lines.isEmpty() ? QStringLiteral("ok") : QStringLiteral("warning"));
    clearLayout(m_missingLines);
    for (const MissingLine &line : lines) {
        auto *jump = new QPushButton(m_missing);
        setRole(jump, "jump");
        const QFontMetrics metrics(m_theme.font());
        const QString words = QStringLiteral("› ") + line.words;
        jump->setText(metrics.elidedText(words, Qt::ElideRight, m_theme.column(256) - m_theme.px(40)));
        jump->setToolTip(line.words);
        jump->setObjectName(QStringLiteral("missing.") + line.id);
        jump->setAccessibleName(line.words);
        connect(jump, &QPushButton::clicked, this, [this, line] {
            if (line.kind == MissingLine::Kind::Applicant)
                Q_EMIT applicantWanted();
            else if (line.kind == MissingLine::Kind::Field)
                Q_EMIT fieldWanted(line.id);
            else
                Q_EMIT materialWanted(line.id);
        });
        m_missingLines->addWidget(jump);
    }
}

void DecisionColumn::showOutcome(const CaseFile &file)
{
    m_stateChip->show(statusOf(file.current.state));
    m_syncChip->show(statusOf(file.word));
    m_receipt->setText(file.current.receiptNumber);
    const QString number = file.current.caseNumber;
    m_number->setText(number.isEmpty() ? tr("The centre has not given its number yet")
                                       : tr("Case number %1").arg(breakable(number)));
    m_number->setAccessibleName(number.isEmpty() ? QString() : tr("Case number %1").arg(number));
}

void DecisionColumn::showHistory(const CaseFile &file)
{
    const int offset = m_flow.rules().utcOffsetSeconds;
    const QDate today = m_flow.rules().dayOf(m_flow.now());
    QStringList lines;
    std::optional<OperationKind> last;
    for (auto it = file.history.crbegin(); it != file.history.crend() && lines.size() < historyLines; ++it) {
        if (last == it->kind)
            continue;
        last = it->kind;
        lines.append(momentIn(it->wallTime, offset, today) + QStringLiteral("  ") + wordOf(it->kind));
    }
    m_historyWords->setText(lines.join(QStringLiteral("\n")));
    m_history->setVisible(!lines.isEmpty());
}

void DecisionColumn::notice()
{
    if (!m_flow.missing().isEmpty())
        m_flow.handle(visit::CorrectionWanted{});
    else
        ask(Asking::Notice);
}

void DecisionColumn::refuse()
{
    ask(Asking::Refusal);
}

void DecisionColumn::ask(Asking what)
{
    if (what == m_asking)
        return;
    m_asking = what;
    const bool asking = what != Asking::Nothing;
    m_reasonBox->setVisible(asking);
    m_reason->clear();
    m_reasonTitle->setText(what == Asking::Refusal ? tr("Why it is not accepted (printed on the notice)")
                                                   : tr("What the applicant has to mend (printed on the notice)"));
    if (asking) {
        m_deciding->hide();
        m_reason->setFocus(Qt::OtherFocusReason);
    } else {
        follow();
    }
}

void DecisionColumn::answer()
{
    const QString reason = m_reason->text().trimmed();
    const Asking what = m_asking;
    if (reason.isEmpty())
        return;
    ask(Asking::Nothing);
    if (what == Asking::Refusal)
        m_flow.handle(visit::RefusalWanted{reason});
    else
        m_flow.handle(visit::CorrectionWanted{reason});
}

} // namespace yichuang
