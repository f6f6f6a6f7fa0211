// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/outbox/comparison.h"

#include "app/domain/identifiers/masking.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QHeaderView>

namespace yichuang
{
namespace
{

QString orDash(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("—") : text;
}

} // namespace

QList<ComparedPart> compare(const Case &centre, const Case &here, const Matter *matter)
{
    QList<ComparedPart> parts;
    const auto add = [&](const QString &part, const QString &there, const QString &ours) {
        if (!there.isEmpty() || !ours.isEmpty())
            parts.append({part, orDash(there), orDash(ours)});
    };
    const auto say = [](const char *text) { return QCoreApplication::translate("Comparison", text); };
    add(say(QT_TRANSLATE_NOOP("Comparison", "State")), statusOf(centre.state).word, statusOf(here.state).word);
    add(say(QT_TRANSLATE_NOOP("Comparison", "Applicant")), maskName(centre.applicant.name),
        maskName(here.applicant.name));
    add(say(QT_TRANSLATE_NOOP("Comparison", "Identity number")), maskIdNumber(centre.applicant.idNumber),
        maskIdNumber(here.applicant.idNumber));
    add(say(QT_TRANSLATE_NOOP("Comparison", "Telephone")), maskPhone(centre.applicant.phone),
        maskPhone(here.applicant.phone));
    add(say(QT_TRANSLATE_NOOP("Comparison", "Organisation")), centre.applicant.organisationName,
        here.applicant.organisationName);
    add(say(QT_TRANSLATE_NOOP("Comparison", "Reason")), centre.lastReason, here.lastReason);
    if (matter != nullptr) {
        add(say(QT_TRANSLATE_NOOP("Comparison", "Situation")), answersInWords(*matter, centre.situation),
            answersInWords(*matter, here.situation));
        for (const FormField &field : matter->fields) {
            add(field.title, centre.fields.value(field.key).toVariant().toString(),
                here.fields.value(field.key).toVariant().toString());
        }
        for (const MaterialSpec &spec : matter->materials) {
            const CaseMaterial *there = centre.material(spec.id);
            const CaseMaterial *ours = here.material(spec.id);
            if (there != nullptr || ours != nullptr)
                add(spec.name, statusOf(spec, there).word, statusOf(spec, ours).word);
        }
    }
    std::stable_partition(parts.begin(), parts.end(), [](const ComparedPart &part) { return part.differs(); });
    return parts;
}

ComparisonTable::ComparisonTable(const Theme &theme, QWidget *parent) : QTableWidget(parent), m_theme(theme)
{
    setNames(this, "comparison", tr("Both versions of the case"));
    setColumnCount(4);
    setHorizontalHeaderLabels({tr("Part"), tr("At the centre"), tr("At this window"), QString()});
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->hide();
    setShowGrid(false);
    setWordWrap(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::NoSelection);
    setTabKeyNavigation(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    verticalHeader()->setMinimumSectionSize(theme.px(34));
}

void ComparisonTable::show(const QList<ComparedPart> &parts)
{
    // Rows are measured once, when all is in: not again for each cell.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setRowCount(static_cast<int>(parts.size()));
    const TonePair &warning = m_theme.tokens().warning;
    for (int row = 0; row < parts.size(); ++row) {
        const ComparedPart &part = parts.at(row);
        const QStringList texts{part.part, part.centre, part.here, part.differs() ? tr("differs") : QString()};
        for (int column = 0; column < texts.size(); ++column) {
            auto *item = new QTableWidgetItem(texts.at(column));
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
            if (column == 0)
                item->setForeground(m_theme.tokens().second);
            if (part.differs()) {
                item->setBackground(warning.soft);
                item->setForeground(column == 0 || column == 3 ? warning.ink : m_theme.tokens().text);
                item->setFont(m_theme.font(1.0, column == 1 || column == 2));
            }
            setItem(row, column, item);
        }
    }
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

void ComparisonTable::resizeEvent(QResizeEvent *event)
{
    QTableWidget::resizeEvent(event);
    const int all = viewport()->width();
    const int word = m_theme.px(64);
    const int part = std::min(m_theme.px(150), all / 4);
    setColumnWidth(0, part);
    setColumnWidth(1, (all - part - word) / 2);
    setColumnWidth(2, all - part - word - (all - part - word) / 2);
    setColumnWidth(3, word);
}

} // namespace yichuang
