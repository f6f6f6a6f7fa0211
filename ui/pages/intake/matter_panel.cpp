// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/intake/matter_panel.h"

#include "app/domain/transitions.h"
#include "ui/pages/intake/scan_choices.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/form_panel.h"
#include "ui/widgets/materials_table.h"
#include "ui/widgets/words.h"

#include <QActionGroup>
#include <QMenu>
#include <QProgressBar>
#include <QVBoxLayout>

namespace yichuang
{
namespace
{

bool mayChange(const Serving &serving)
{
    const CaseFile *file = serving.file();
    if (file == nullptr || serving.deciding)
        return false;
    return isPreparing(file->current.state);
}

} // namespace

MatterPanel::MatterPanel(VisitFlow &flow, std::function<ScanRequest()> scan, const Theme &theme, Actions &actions,
                         QWidget *parent)
    : Card(parent),
      m_flow(flow),
      m_scan(std::move(scan)),
      m_theme(theme)
{
    column()->setContentsMargins(14, 14, 14, 14);
    buildHead();
    column()->addWidget(makeRule(this));
    m_form = new FormPanel(2, this);
    column()->addWidget(m_form);
    buildMaterials(actions);
    buildProgress(actions);
    connect(m_form, &FormPanel::edited, this, [this](const QJsonObject &changed) {
        for (auto it = changed.begin(); it != changed.end(); ++it)
            m_sent.insert(it.key(), it.value());
        m_flow.handle(visit::FieldsTyped{changed});
    });
    connect(m_form, &FormPanel::completed, this, &MatterPanel::focusMaterials);
    connect(m_materials, &MaterialsTable::chosen, this,
            [this](const QString &id) { m_flow.handle(visit::MaterialChosen{id}); });
    connect(m_materials, &MaterialsTable::dropped, this, [this](const QString &id, const QStringList &paths) {
        m_flow.handle(visit::MaterialChosen{id});
        for (const QString &path : paths)
            m_flow.handle(visit::ImportAsked{path});
    });
    connect(&m_flow, &VisitFlow::changed, this, &MatterPanel::follow);
    follow();
}

void MatterPanel::buildHead()
{
    auto *head = new FlowLayout(8);
    m_name = new ElidedLabel(this);
    setNames(m_name, "matterName", {});
    setRole(m_name, "title");
    m_kind = new Chip(m_theme, this);
    m_mode = new Chip(m_theme, this);
    m_situation = new QPushButton(this);
    setRole(m_situation, "link");
    setNames(m_situation, "situation", tr("Situation"));
    m_situations = new QMenu(m_situation);
    m_situation->setMenu(m_situations);
    for (QWidget *widget : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_kind),
                            static_cast<QWidget *>(m_mode), static_cast<QWidget *>(m_situation)})
        head->addWidget(widget);
    column()->addLayout(head);
}

void MatterPanel::buildMaterials(Actions &actions)
{
    auto *head = new FlowLayout(6);
    head->addWidget(makeLabel(tr("Materials"), "heading", this));
    m_count = new Chip(m_theme, this);
    head->addWidget(m_count);
    for (const Act act : {Act::Scan, Act::Import, Act::Shared, Act::PaperKept, Act::ClearMaterial, Act::NextMaterial}) {
        auto *button = new ActionButton(actions.of(act), "link", this);
        m_actButtons.append(button);
        head->addWidget(button);
        if (act == Act::Shared)
            m_shared = button;
        if (act == Act::Scan)
            head->addWidget(makeScanChoices());
    }
    column()->addLayout(head);
    m_materials = new MaterialsTable(m_theme, this);
    column()->addWidget(m_materials, 1);
}

QWidget *MatterPanel::makeScanChoices()
{
    auto *button = new QPushButton(tr("Scan otherwise") + QStringLiteral("   "), this);
    setRole(button, "link");
    setNames(button, "scanChoices", tr("Scan otherwise"));
    button->setMenu(new ScanChoices(m_flow, m_scan, button));
    m_actButtons.append(button);
    return button;
}

void MatterPanel::buildProgress(Actions &actions)
{
    m_progress = new QWidget(this);
    setRole(m_progress, "plain");
    auto *row = new QHBoxLayout(m_progress);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_progressWords = makeLabel({}, "body", m_progress, true);
    m_bar = new QProgressBar(m_progress);
    m_bar->setTextVisible(false);
    setNames(m_bar, "scanProgress", tr("Scanning"));
    connect(&m_flow, &VisitFlow::scanProgressed, m_bar, [bar = m_bar](int percent) {
        bar->setRange(0, 100);
        bar->setValue(percent);
    });
    row->addWidget(m_progressWords, 1);
    row->addWidget(m_bar, 1);
    row->addWidget(new ActionButton(actions.of(Act::StopScan), "normal", m_progress));
    m_progress->hide();
    column()->addWidget(m_progress);
}

void MatterPanel::follow()
{
    const auto *serving = std::get_if<Serving>(&m_flow.state());
    const CaseFile *file = serving ? serving->file() : nullptr;
    const Matter *matter = m_flow.matter();
    if (file == nullptr || matter == nullptr) {
        m_case.clear();
        m_sent = {};
        return;
    }
    if (m_case != file->current.id) {
        m_form->flush();
        m_form->setFields({});
        m_case = file->current.id;
        m_sent = {};
    }
    for (const QString &key : m_sent.keys()) {
        const QJsonValue saved = file->current.fields.value(key);
        if (saved == m_sent.value(key) || (saved.isUndefined() && m_sent.value(key).isNull()))
            m_sent.remove(key);
    }
    showHead(*matter, file->current);
    m_form->setFields(matter->fields);
    m_form->setValues(file->current.fields);
    m_form->setIssues(m_flow.missing().fields);
    m_form->setReadOnly(!mayChange(*serving));
    m_form->setVisible(!matter->fields.isEmpty());
    showMaterials(*matter, *serving);
    showProgress(*matter, *serving);
}

void MatterPanel::showHead(const Matter &matter, const Case &theCase)
{
    m_name->setFullText(matter.name);
    m_kind->show({Symbol::None, matter.kind, Tone::Neutral});
    m_mode->show({Symbol::None, wordOf(matter.mode), Tone::Accent});
    const QString words = answersInWords(matter, theCase.situation);
    const QFontMetrics metrics(m_situation->font());
    const QString whole = tr("Situation: %1").arg(words);
    m_situation->setText(metrics.elidedText(whole, Qt::ElideRight, m_theme.column(560)) + QStringLiteral("   "));
    m_situation->setAccessibleDescription(words);
    m_situation->setVisible(!matter.situations.isEmpty());
    fillSituations(matter, theCase);
}

void MatterPanel::fillSituations(const Matter &matter, const Case &theCase)
{
    const auto *serving = std::get_if<Serving>(&m_flow.state());
    m_situation->setEnabled(serving && mayChange(*serving));
    if (m_situationsOf == matter.code && m_answers == theCase.situation)
        return;
    m_situationsOf = matter.code;
    m_answers = theCase.situation;
    m_situations->clear();
    for (const Situation &situation : matter.situations) {
        if (!m_situations->isEmpty())
            m_situations->addSeparator();
        auto *question = m_situations->addAction(situation.question);
        question->setEnabled(false);
        auto *group = new QActionGroup(question);
        for (const SituationOption &option : situation.options) {
            auto *choice = m_situations->addAction(option.label);
            choice->setCheckable(true);
            choice->setChecked(theCase.situation.value(situation.id) == option.id);
            group->addAction(choice);
            connect(choice, &QAction::triggered, this, [this, id = situation.id, chosen = option.id] {
                m_flow.handle(visit::SituationChosen{id, chosen});
            });
        }
    }
}

void MatterPanel::showMaterials(const Matter &matter, const Serving &serving)
{
    const Case &theCase = serving.file()->current;
    QList<MaterialRow> rows;
    int there = 0;
    QString refusal;
    for (const MaterialSpec &spec : materialsFor(matter, theCase.situation)) {
        if (spec.id == serving.material && spec.sharedLicence.isEmpty())
            refusal = tr("“%1” is not in shared data. Ask the visitor for it, then scan or import it.").arg(spec.name);
        const CaseMaterial *material = theCase.material(spec.id);
        MaterialRow row;
        row.id = spec.id;
        row.name = spec.name;
        row.form = wordOf(spec.form);
        if (spec.copies > 1)
            row.form += QStringLiteral(" ×%1").arg(spec.copies);
        row.source = spec.issuer;
        row.status = statusOf(spec, material);
        if (material == nullptr && !spec.sharedLicence.isEmpty())
            row.status.word += tr(" · can be shared");
        row.pages = material ? static_cast<int>(material->pages.size()) : 0;
        row.missing = material == nullptr;
        there += row.missing ? 0 : 1;
        rows.append(row);
    }
    const bool all = there == rows.size();
    m_count->show({all ? Symbol::Tick : Symbol::None, QStringLiteral("%1 / %2").arg(there).arg(rows.size()),
                   all ? Tone::Ok : Tone::Accent});
    m_materials->show(rows, serving.material);
    m_materials->setMinimumHeight(m_materials->heightFor(std::min<int>(6, static_cast<int>(rows.size()))));
    m_materials->setDropsAllowed(mayChange(serving));
    m_shared->refuse(refusal);
    for (QWidget *button : std::as_const(m_actButtons))
        button->setVisible(mayChange(serving));
}

void MatterPanel::showProgress(const Matter &matter, const Serving &serving)
{
    m_progress->setVisible(serving.scanning);
    const CaseMaterial *material = serving.file()->current.material(serving.material);
    const int pages = material ? static_cast<int>(material->pages.size()) : 0;
    if (!serving.scanning) {
        m_pagesAtStart = -1;
        return;
    }
    if (m_pagesAtStart < 0) {
        m_pagesAtStart = pages;
        m_bar->setRange(0, 0); // until the scanner tells how far it is
    }
    QString name;
    for (const MaterialSpec &spec : matter.materials) {
        if (spec.id == serving.material)
            name = spec.name;
    }
    m_progressWords->setText(
        tr("Scanning into “%1”: %n page(s) so far", nullptr, std::max(0, pages - m_pagesAtStart)).arg(name));
}

void MatterPanel::focusWork()
{
    if (m_form->isHidden() || !m_form->focusFirstEmpty())
        focusMaterials();
}

void MatterPanel::focusField(const QString &key)
{
    m_form->focusField(key);
}

void MatterPanel::focusMaterials()
{
    m_materials->setFocus(Qt::OtherFocusReason);
}

void MatterPanel::flush()
{
    m_form->flush();
}

} // namespace yichuang
