// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/intake/scan_choices.h"

#include "app/base/when_done.h"
#include "ui/widgets/words.h"

namespace yichuang
{

ScanChoices::ScanChoices(VisitFlow &flow, std::function<ScanRequest()> usual, QWidget *parent)
    : QMenu(parent),
      m_flow(flow),
      m_usual(std::move(usual))
{
    connect(this, &QMenu::aboutToShow, this, &ScanChoices::ask);
}

void ScanChoices::ask()
{
    if (isEmpty())
        add(tr("As set"), m_usual());
    whenDone(m_flow.scannerAbilities(m_usual().scanner), this, [this](const Result<ScannerAbilities> &abilities) {
        if (abilities)
            offer(*abilities);
    });
}

void ScanChoices::offer(const ScannerAbilities &abilities)
{
    clear();
    const ScanRequest usual = m_usual();
    add(tr("As set"), usual);
    addSeparator();
    for (const PaperSize paper : abilities.papers) {
        ScanRequest request = usual;
        request.paper = paper;
        // Cards do not go through a feeder.
        request.feeder = usual.feeder && abilities.feeder && paper != PaperSize::IdCard;
        if (paper != usual.paper)
            add(tr("Paper: %1").arg(wordOf(paper)), request);
    }
    if (abilities.feeder && abilities.duplex) {
        ScanRequest request = usual;
        request.feeder = true;
        request.duplex = !usual.duplex;
        add(request.duplex ? tr("Both sides") : tr("Front sides only"), request);
    }
    if (abilities.feeder && abilities.glass) {
        ScanRequest request = usual;
        request.feeder = !usual.feeder;
        add(request.feeder ? tr("All pages in the feeder") : tr("One page from the glass"), request);
    }
}

void ScanChoices::add(const QString &words, const ScanRequest &request)
{
    connect(addAction(words), &QAction::triggered, this, [this, request] { m_flow.handle(visit::ScanAsked{request}); });
}

} // namespace yichuang
