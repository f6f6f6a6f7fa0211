// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/outbox/waiting_case.h"

#include "app/domain/identifiers/masking.h"
#include "ui/pages/outbox/comparison.h"
#include "ui/pages/outbox/merge_table.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QBoxLayout>
#include <QListWidget>
#include <QPushButton>

namespace yichuang
{
namespace
{

/// The case's line as the list has it; a case that nothing is left of to send has none.
std::optional<OutboxLine> lineOf(const OutboxFlow &flow, const QString &caseId)
{
    for (const OutboxLine &line : flow.lines()) {
        if (line.summary.id == caseId)
            return line;
    }
    return std::nullopt;
}

} // namespace

WaitingCase::WaitingCase(OutboxFlow &flow, const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_flow(flow),
      m_theme(theme)
{
    setRole(this, "plain");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card(this);
    column->addWidget(card);
    buildHead(card->column());
    buildMerge(card->column());
    buildActs(card->column());
    card->column()->addStretch(0);
    connect(&m_flow, &OutboxFlow::mergeChanged, this, &WaitingCase::showMerge);
}

void WaitingCase::buildHead(QBoxLayout *column)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    m_name = makeLabel({}, "title", this, true);
    m_way = new Chip(m_theme, this);
    head->addWidget(m_name, 1);
    head->addWidget(m_way, 0, Qt::AlignTop);
    column->addLayout(head);
    m_numbers = makeLabel({}, "second", this, true);
    column->addWidget(m_numbers);
    m_attention = new Notice(m_theme, this);
    m_attention->setClosable(false);
    column->addWidget(m_attention);
    m_why = makeLabel({}, "body", this, true);
    setNames(m_why, "waitingWhy", {});
    column->addWidget(m_why);
    m_holdings = new QListWidget(this);
    setNames(m_holdings, "waitingHoldings", tr("What waits of this case"));
    m_holdings->setSelectionMode(QAbstractItemView::NoSelection);
    m_holdings->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_holdings->setWordWrap(true);
    column->addWidget(m_holdings, 1);
}

void WaitingCase::buildMerge(QBoxLayout *column)
{
    m_merging = new QWidget(this);
    setRole(m_merging, "plain");
    auto *merging = new QVBoxLayout(m_merging);
    merging->setContentsMargins(0, 0, 0, 0);
    merging->setSpacing(8);
    m_table = new MergeTable(m_theme, m_merging);
    merging->addWidget(m_table, 1);
    merging->addWidget(
        makeLabel(tr("↑ ↓ move, ← the centre's, → ours, Enter to the next that is open."), "small", m_merging, true));
    m_outcome = makeLabel({}, "body", m_merging, true);
    setNames(m_outcome, "mergeOutcome", {});
    merging->addWidget(m_outcome);
    column->addWidget(m_merging, 1);
    connect(m_table, &MergeTable::chosen, this, [this](int part, Side side) { m_flow.choose(part, side); });
    connect(m_table, &MergeTable::finished, this, [this] { m_save->setFocus(); });
}

void WaitingCase::buildActs(QBoxLayout *column)
{
    m_acts = new QWidget(this);
    setRole(m_acts, "plain");
    auto *row = new FlowLayout(8);
    m_acts->setLayout(row);
    m_save = addAct(row, "saveMerge", tr("Save what was chosen"), "primary");
    m_allOurs = addAct(row, "takeAllOurs", tr("Take all of ours"), "normal");
    m_allCentre = addAct(row, "takeAllCentre", tr("Take all of the centre's"), "normal");
    m_sendNow = addAct(row, "sendCaseNow", tr("Send this case now"), "primary");
    m_again = addAct(row, "reapplyOurs", tr("Try again as it is"), "normal");
    m_keepCentre = addAct(row, "keepCentre", tr("Keep the centre's version"), "normal");
    m_carry = addAct(row, "carryCase", tr("Export this case…"), "normal");
    column->addWidget(m_acts);
    connect(m_save, &QPushButton::clicked, this, [this] { m_flow.saveMerge(); });
    connect(m_allOurs, &QPushButton::clicked, this, [this] { m_flow.chooseAll(Side::Ours); });
    connect(m_allCentre, &QPushButton::clicked, this, [this] { m_flow.chooseAll(Side::Centre); });
    const auto onCase = [this](QPushButton *button, auto act) {
        connect(button, &QPushButton::clicked, this, [this, act] {
            if (m_flow.opened())
                act(m_flow.opened()->current.id);
        });
    };
    onCase(m_sendNow, [this](const QString &id) { m_flow.sendCaseNow(id); });
    onCase(m_again, [this](const QString &id) { m_flow.settle(id, Settlement::ReapplyOurs); });
    onCase(m_keepCentre, [this](const QString &id) { m_flow.settle(id, Settlement::KeepCentre); });
    onCase(m_carry, [this](const QString &id) { Q_EMIT carryWanted(id); });
}

QPushButton *WaitingCase::addAct(QLayout *row, const char *name, const QString &text, const char *role)
{
    auto *button = new QPushButton(text, this);
    setRole(button, role);
    setNames(button, name, text);
    row->addWidget(button);
    return button;
}

const Matter *WaitingCase::matter() const
{
    return m_flow.opened() ? m_flow.rules().matterOf(m_flow.opened()->current) : nullptr;
}

void WaitingCase::show(const HallTime &time)
{
    const auto &file = m_flow.opened();
    const auto line = file ? lineOf(m_flow, file->current.id) : std::nullopt;
    const bool attention = file && file->word == SyncWord::NeedsAttention;
    m_way->setVisible(line.has_value());
    m_numbers->setVisible(file.has_value());
    m_attention->setVisible(attention);
    m_holdings->setVisible(file && file->waiting > 0 && !m_flow.merge());
    m_acts->setVisible(line.has_value());
    if (!file) {
        m_name->setText(tr("Nothing chosen"));
        m_why->setText(tr("Choose a case on the left to see what waits and why."));
        m_why->show();
        m_merging->hide();
        return;
    }
    m_name->setText(matter() ? matter()->name : file->current.matterCode);
    QStringList numbers{file->current.receiptNumber, maskName(file->current.applicant.name)};
    if (line) {
        m_way->show(statusOf(*line, time));
        numbers.append(
            contentInWords(line->summary.waiting, line->summary.waitingPages, line->summary.waitingPageBytes));
    }
    numbers.removeAll(QString());
    m_numbers->setText(numbers.join(QStringLiteral(" · ")));
    m_why->setText(line ? whyInWords(*line, time) : tr("The centre has everything of this case."));
    m_why->setVisible(!m_flow.merge());
    if (attention)
        m_attention->tell(file->attention);
    showHoldings(*file, time);
    showActs(*file, line ? line->word : WaitWord::Waiting);
    showMerge();
}

void WaitingCase::showHoldings(const CaseFile &file, const HallTime &time)
{
    QStringList rows;
    for (qsizetype i = file.history.size() - file.waiting; i >= 0 && i < file.history.size(); ++i) {
        const Operation &operation = file.history.at(i);
        QStringList parts{momentIn(operation.wallTime, time.offsetSeconds, time.today), wordOf(operation.kind)};
        const QString material = operation.payload.value(QStringLiteral("material")).toString();
        if (!material.isEmpty())
            parts.append(materialName(matter(), material));
        qint64 bytes = 0;
        const QList<PageRef> pages = pagesOf(operation);
        for (const PageRef &page : pages)
            bytes += page.size;
        if (!pages.isEmpty())
            parts.append(tr("%n page(s)", nullptr, static_cast<int>(pages.size()))
                         + QStringLiteral(" (%1)").arg(sizeInWords(bytes)));
        rows.append(parts.join(QStringLiteral(" · ")));
    }
    m_holdings->clear();
    m_holdings->addItems(rows);
}

void WaitingCase::showActs(const CaseFile &file, WaitWord word)
{
    const bool aside = word == WaitWord::SetAside || word == WaitWord::NeedsAttention;
    const bool merges = m_flow.merge().has_value();
    m_sendNow->setVisible(!aside);
    m_sendNow->setEnabled(word != WaitWord::Sending);
    m_again->setVisible(aside && !merges);
    m_keepCentre->setVisible(aside && !merges && file.atCentre && file.atCentre->state != CaseState::None);
}

void WaitingCase::showMerge()
{
    const auto &merge = m_flow.merge();
    for (QWidget *part : {m_merging, static_cast<QWidget *>(m_save), static_cast<QWidget *>(m_allOurs),
                          static_cast<QWidget *>(m_allCentre)})
        part->setVisible(merge.has_value());
    if (!merge)
        return;
    m_table->show(*merge, matter());
    qsizetype open = 0;
    for (const DisputedPart &part : merge->parts)
        open += part.side == Side::Undecided ? 1 : 0;
    const auto outcome = outcomeOf(*merge);
    m_save->setEnabled(open == 0 && outcome.has_value());
    if (!outcome)
        m_outcome->setText(
            tr("The centre's version does not allow this choice: %1").arg(sentenceFor(outcome.error()).what));
    else if (open > 0)
        m_outcome->setText(tr("%n part(s) to decide. Both versions stay in the history, and the receipt number and its "
                              "time stay as printed.",
                              nullptr, static_cast<int>(open)));
    else
        m_outcome->setText(tr("The case will be: %1. Both versions stay in the history, and the receipt number and its "
                              "time stay as printed.")
                               .arg(statusOf(outcome->state).word));
}

void WaitingCase::focusWork()
{
    if (m_flow.merge())
        m_table->goToOpen();
    else if (m_sendNow->isVisible() && m_sendNow->isEnabled())
        m_sendNow->setFocus();
    else
        m_carry->setFocus();
}

} // namespace yichuang
