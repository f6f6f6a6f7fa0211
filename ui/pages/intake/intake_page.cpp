// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/intake/intake_page.h"

#include "app/domain/transitions.h"
#include "ui/pages/intake/applicant_card.h"
#include "ui/pages/intake/decision_column.h"
#include "ui/pages/intake/matter_panel.h"
#include "ui/pages/intake/one_thing_panel.h"
#include "ui/pages/intake/visit_column.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>

namespace yichuang
{

IntakePage::IntakePage(VisitFlow &flow, CitizenFlow &citizen, MatterLookup lookup, std::function<ScanRequest()> scan,
                       const Theme &theme, Actions &actions, StagedWork &work, QWidget *parent)
    : QWidget(parent),
      m_flow(flow),
      m_citizen(citizen),
      m_lookup(std::move(lookup)),
      m_scan(std::move(scan)),
      m_theme(theme),
      m_actions(actions),
      m_row(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("intakePage"));
    m_row->setContentsMargins(12, 12, 12, 12);
    m_row->setSpacing(12);
    work.addFirst({[this] { buildVisit(); }, [this] { buildMiddle(); }, [this] { buildMatter(); },
                   [this] { buildDecision(); },
                   [this] {
                       bind(m_actions);
                       connect(&m_flow, &VisitFlow::changed, this, &IntakePage::follow);
                       follow();
                   }});
}

void IntakePage::buildVisit()
{
    QScrollArea *left = makeScrollArea(this);
    m_visit = new VisitColumn(m_flow, m_citizen, m_theme, m_actions, left->viewport());
    left->setWidget(m_visit);
    left->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    left->setFixedWidth(m_theme.column(248));
    m_row->addWidget(left);
}

void IntakePage::buildMiddle()
{
    m_middle = new QStackedWidget(this);
    auto *free = new Card(tr("The window is free"), m_middle);
    free->column()->addWidget(
        makeLabel(tr("Call the next visitor, or begin with somebody who has no ticket."), "second", free, true));
    auto *call = new ActionButton(m_actions.of(Act::Call), "decision", free);
    auto *walkIn = new ActionButton(m_actions.of(Act::WalkIn), "normal", free);
    free->column()->addSpacing(8);
    free->column()->addWidget(call, 0, Qt::AlignLeft);
    free->column()->addWidget(walkIn, 0, Qt::AlignLeft);
    free->column()->addStretch(1);
    m_free = free;
    m_picker = new MatterPicker(m_theme, m_lookup, m_middle);
    m_middle->setMinimumWidth(m_theme.column(380));
    m_oneThingScroll = makeScrollArea(m_middle);
    m_oneThing = new OneThingPanel(m_flow, m_theme, m_oneThingScroll->viewport());
    m_oneThingScroll->setWidget(m_oneThing);
    m_oneThingScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (QWidget *widget : {m_free, static_cast<QWidget *>(m_picker), static_cast<QWidget *>(m_oneThingScroll)})
        m_middle->addWidget(widget);
    m_row->addWidget(m_middle, 1);
}

void IntakePage::buildMatter()
{
    m_matterScroll = makeScrollArea(m_middle);
    m_matter = new MatterPanel(m_flow, m_scan, m_theme, m_actions, m_matterScroll->viewport());
    m_matterScroll->setWidget(m_matter);
    m_matterScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_middle->addWidget(m_matterScroll);
}

void IntakePage::buildDecision()
{
    m_decisionScroll = makeScrollArea(this);
    m_decision = new DecisionColumn(m_flow, m_theme, m_actions, m_decisionScroll->viewport());
    m_decisionScroll->setWidget(m_decision);
    m_decisionScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_decisionScroll->setFixedWidth(m_theme.column(256));
    m_row->addWidget(m_decisionScroll);
}

void IntakePage::bind(Actions &actions)
{
    const auto on = [&](Act act, auto handler) { connect(actions.of(act), &QAction::triggered, this, handler); };
    const auto send = [&](Act act, VisitEvent event) { on(act, [this, event] { m_flow.handle(event); }); };
    on(Act::Scan, [this] { m_flow.handle(visit::ScanAsked{m_scan ? m_scan() : ScanRequest()}); });
    send(Act::StopScan, visit::ScanStopAsked{});
    on(Act::NextMaterial, [this] {
        m_flow.handle(visit::NextMaterialAsked{});
        m_matter->focusMaterials();
    });
    on(Act::Shared, [this] { supply(visit::SharedAsked{}); });
    on(Act::PaperKept, [this] { supply(visit::PaperKeptAsked{}); });
    on(Act::ClearMaterial, [this] {
        if (const auto *serving = std::get_if<Serving>(&m_flow.state()))
            m_flow.handle(visit::MaterialCleared{serving->material});
    });
    on(Act::Import, [this] { import(); });
    on(Act::AddMatter, [this] { m_flow.handle(visit::CaseChosen{-1}); });
    on(Act::EditApplicant, [this] { m_visit->applicant()->edit(); });
    on(Act::Unmask, [this] { m_visit->applicant()->unmask(); });
    on(Act::Accept, [this] { decide([this] { m_flow.handle(visit::AcceptAsked{}); }); });
    on(Act::Notice, [this] { decide([this] { m_decision->notice(); }); });
    on(Act::Tolerance, [this] { decide([this] { m_flow.handle(visit::ToleranceWanted{}); }); });
    on(Act::Refuse, [this] { m_decision->refuse(); });
    connect(&m_flow, &VisitFlow::told, this, [this] {
        m_decisionWaits = nullptr;
        m_matter->forgetUnsaved();
    });
    connect(m_picker, &MatterPicker::picked, this,
            [this](const QString &code) { m_flow.handle(visit::MatterChosen{code}); });
    connect(m_picker, &MatterPicker::left, this, [this] {
        if (const auto *serving = std::get_if<Serving>(&m_flow.state()); serving && !serving->cases.isEmpty())
            m_flow.handle(visit::CaseChosen{static_cast<int>(serving->cases.size()) - 1});
    });
    connect(m_decision, &DecisionColumn::applicantWanted, this, [this] { m_visit->applicant()->edit(); });
    connect(m_decision, &DecisionColumn::fieldWanted, m_matter, &MatterPanel::focusField);
    connect(m_decision, &DecisionColumn::materialWanted, this, [this](const QString &id) {
        m_flow.handle(visit::MaterialChosen{id});
        m_matter->focusMaterials();
    });
}

void IntakePage::follow()
{
    const auto *serving = std::get_if<Serving>(&m_flow.state());
    const CaseFile *file = serving ? serving->file() : nullptr;
    // A case that takes the picker's place was laid out above, out of sight; it is shown in a turn of its own.
    if (file != nullptr && isVisible() && m_middle->currentWidget() == m_picker)
        m_turns.add([this] { turn(); });
    else
        turn();
    enableActs();
    decideWhenSaved();
    goOn();
}

void IntakePage::turn()
{
    const auto *serving = std::get_if<Serving>(&m_flow.state());
    QWidget *wanted = serving == nullptr           ? m_free
                      : serving->asking            ? static_cast<QWidget *>(m_oneThingScroll)
                      : serving->file() == nullptr ? static_cast<QWidget *>(m_picker)
                                                   : static_cast<QWidget *>(m_matterScroll);
    const bool turned = m_middle->currentWidget() != wanted;
    m_middle->setCurrentWidget(wanted);
    m_decisionScroll->setVisible(wanted == m_matterScroll);
    const QString shown = serving && serving->file() ? serving->file()->current.id : QString();
    if (!turned && shown == m_shownCase)
        return;
    m_shownCase = shown;
    if (isVisible())
        focusWork();
    else if (wanted == m_picker)
        m_picker->begin();
}

void IntakePage::supply(const VisitEvent &event)
{
    if (const auto *serving = std::get_if<Serving>(&m_flow.state()))
        m_goOnFrom = serving->material;
    m_flow.handle(event);
}

void IntakePage::goOn()
{
    const auto *serving = std::get_if<Serving>(&m_flow.state());
    const CaseFile *file = serving ? serving->file() : nullptr;
    if (m_goOnFrom.isEmpty() || file == nullptr || file->current.material(m_goOnFrom) == nullptr)
        return;
    const bool stands = serving->material == m_goOnFrom;
    m_goOnFrom.clear();
    if (stands && !m_flow.missing().materials.isEmpty())
        m_flow.handle(visit::NextMaterialAsked{});
}

void IntakePage::decide(std::function<void()> decision)
{
    m_matter->flush();
    m_decisionWaits = std::move(decision);
    decideWhenSaved();
}

void IntakePage::decideWhenSaved()
{
    if (!m_decisionWaits || m_matter->hasUnsaved())
        return;
    const auto decision = std::exchange(m_decisionWaits, nullptr);
    decision();
}

void IntakePage::enableActs()
{
    const auto *serving = std::get_if<Serving>(&m_flow.state());
    const CaseFile *file = serving ? serving->file() : nullptr;
    const bool open = file != nullptr && !serving->deciding && isPreparing(file->current.state);
    for (const Act act : {Act::Scan, Act::NextMaterial, Act::Shared, Act::PaperKept, Act::Import, Act::ClearMaterial,
                          Act::Accept, Act::Notice, Act::Tolerance, Act::Refuse})
        m_actions.of(act)->setEnabled(open);
    m_actions.of(Act::StopScan)->setEnabled(serving && serving->scanning);
    m_actions.of(Act::AddMatter)->setEnabled(serving && !serving->deciding);
    m_actions.of(Act::EditApplicant)->setEnabled(serving && !serving->deciding);
    m_actions.of(Act::Unmask)->setEnabled(serving && !serving->applicant.idNumber.isEmpty());
}

void IntakePage::focusWork()
{
    if (m_middle->currentWidget() == m_picker)
        m_picker->begin();
    else if (m_middle->currentWidget() == m_oneThingScroll)
        m_oneThing->begin();
    else if (m_middle->currentWidget() == m_matterScroll)
        m_matter->focusWork();
}

void IntakePage::refreshMatters()
{
    if (m_picker != nullptr)
        m_picker->refresh();
}

void IntakePage::import()
{
    if (m_importing != nullptr)
        return;
    auto *dialog = new QFileDialog(this, tr("Import a file into the material"), m_importFolder,
                                   tr("Documents (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp)"));
    dialog->setObjectName(QStringLiteral("importDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        for (const QString &path : paths) {
            m_importFolder = QFileInfo(path).absolutePath();
            m_flow.handle(visit::ImportAsked{path});
        }
    });
    m_importing = dialog;
    m_turns.add([this] {
        if (m_importing != nullptr)
            m_importing->open();
    });
}

} // namespace yichuang
