// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/status_strip.h"

#include "app/base/when_done.h"
#include "ui/pages/settings/ui_settings.h"
#include "ui/printing/pdf_pages.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QTimer>

namespace yichuang
{
namespace
{
constexpr int printersEveryMs = 60'000; ///< the print system is asked, not the printer
} // namespace

StatusStrip::StatusStrip(Desk &desk, const Theme &theme, Actions &actions, QWidget *parent)
    : QFrame(parent),
      m_desk(desk),
      m_theme(theme),
      m_link(new StatusDot(theme, this)),
      m_outbox(new QPushButton(this)),
      m_reader(new StatusDot(theme, this)),
      m_codes(new StatusDot(theme, this)),
      m_scanner(new StatusDot(theme, this)),
      m_slips(new StatusDot(theme, this)),
      m_printer(new StatusDot(theme, this)),
      m_time(makeLabel({}, "second", this))
{
    setObjectName(QStringLiteral("statusStrip"));
    setRole(this, "strip");
    setFixedHeight(m_theme.px(32));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(m_theme.px(16));
    m_link->setObjectName(QStringLiteral("linkDot"));
    setRole(m_outbox, "strip");
    m_outbox->setObjectName(QStringLiteral("outboxCount"));
    m_time->setObjectName(QStringLiteral("centreTime"));
    row->addWidget(m_link);
    row->addWidget(m_outbox);
    for (StatusDot *dot : {m_reader, m_codes, m_scanner, m_slips, m_printer})
        row->addWidget(dot);
    row->addStretch(1);
    row->addWidget(m_time);
    connect(m_outbox, &QPushButton::clicked, actions.of(Act::GoOutbox), &QAction::trigger);
    connect(&m_desk.link, &CentreLink::linkChanged, this, &StatusStrip::showLink);
    connect(&m_desk.outbox, &OutboxFlow::changed, this, &StatusStrip::fit);
    connect(&m_desk.print, &PrintFlow::waitingChanged, this, &StatusStrip::fit);
    connect(&m_desk.reader, &IdReader::stateChanged, this, &StatusStrip::showDevices);
    connect(&m_desk.codes, &CodeSource::stateChanged, this, &StatusStrip::showDevices);
    connect(&m_desk.scanner, &PageSource::stateChanged, this, &StatusStrip::showDevices);
    connect(&m_desk.slips, &SlipPrinter::stateChanged, this, &StatusStrip::noteSlips);
    connect(&m_desk.print, &PrintFlow::told, this, &StatusStrip::noteFault);
    showLink();
    showOutbox();
    showDevices();
    tick();
    // Asking the print system loads its library: not while the window is being built.
    QTimer::singleShot(3000, this, &StatusStrip::askPrinters);
}

void StatusStrip::showLink()
{
    const QDate today = m_desk.visit.rules().dayOf(m_desk.visit.now());
    Status status;
    switch (m_desk.link.link()) {
    case LinkState::Online:
        status = {Symbol::Dot, tr("On line"), Tone::Ok};
        break;
    case LinkState::Offline:
        status = {Symbol::Ring,
                  tr("Off line since %1, work goes on")
                      .arg(momentIn(m_desk.link.since(), m_desk.visit.rules().utcOffsetSeconds, today)),
                  Tone::Warning};
        break;
    case LinkState::Unknown:
        status = {Symbol::Ring, tr("Looking for the centre"), Tone::Neutral};
        break;
    }
    m_link->show(status);
    m_link->setAccessibleName(status.word);
    fit();
}

void StatusStrip::showOutbox()
{
    const OutboxStanding &standing = m_desk.outbox.standing();
    QString text = tr("To send: %n", nullptr, standing.cases);
    if (m_leftOut < 1 && standing.cases > 0 && standing.oldest.isValid())
        text += tr(", oldest %1 ago").arg(minutesInWords(standing.oldest.secsTo(m_desk.visit.now())));
    if (standing.attention > 0)
        text = tr("%n need(s) attention", nullptr, standing.attention) + QStringLiteral(" · ") + text;
    if (m_desk.print.waiting() > 0)
        text += QStringLiteral(" · ") + tr("To print: %n", nullptr, m_desk.print.waiting());
    m_outbox->setText(text);
    m_outbox->setAccessibleName(text);
    setTrait(m_outbox, "tone", standing.attention > 0 ? QStringLiteral("warning") : QString());
}

void StatusStrip::showDevice(StatusDot *dot, const QString &name, DeviceState state, const QString &trouble)
{
    const QString words = tr("%1: %2").arg(name, trouble.isEmpty() ? wordOf(state) : trouble);
    const QString shown = trouble.isEmpty() ? name : words;
    dot->show(dotOf(m_leftOut < 2 ? shown : QString(), state));
    dot->setToolTip(words);
    dot->setAccessibleName(words);
}

QString StatusStrip::slipTrouble() const
{
    if (m_desk.slips.state() != DeviceState::Trouble || !m_slipFault)
        return {};
    switch (*m_slipFault) {
    case Fault::PrinterPaperOut:
        return tr("no paper");
    case Fault::PrinterCoverOpen:
        return tr("cover open");
    case Fault::PrinterUnreachable:
        return tr("does not answer");
    case Fault::PrinterOffline:
        return tr("off line");
    case Fault::PrinterCutShort:
        return tr("cut short");
    default:
        return {};
    }
}

void StatusStrip::noteSlips(DeviceState state)
{
    if (state == DeviceState::Ready)
        m_slipFault.reset();
    fit();
}

void StatusStrip::noteFault(const Reason &reason)
{
    if (faultCode(reason.fault).startsWith(QLatin1Char('P')))
        m_slipFault = reason.fault;
    fit();
}

void StatusStrip::showDevices()
{
    showDevice(m_reader, tr("Card"), m_desk.reader.state());
    showDevice(m_codes, tr("Codes"), m_desk.codes.state());
    showDevice(m_scanner, tr("Scanner"), m_desk.scanner.state());
    showDevice(m_slips, tr("Slips"), m_desk.slips.state(), slipTrouble());
    showDevice(m_printer, tr("Printer"), m_printerState);
}

QSize StatusStrip::minimumSizeHint() const
{
    return {m_theme.px(200), height()};
}

void StatusStrip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

void StatusStrip::fit()
{
    for (int leftOut = 0; leftOut <= 2; ++leftOut) {
        m_leftOut = leftOut;
        showOutbox();
        showDevices();
        layout()->invalidate();
        if (layout()->sizeHint().width() <= width())
            break;
    }
}

void StatusStrip::askPrinters()
{
    whenDone(pagePrinterState(m_desk.settings.get(ui_setting::printer)), this, [this](DeviceState state) {
        if (std::exchange(m_printerState, state) != state)
            fit();
        QTimer::singleShot(printersEveryMs, this, &StatusStrip::askPrinters);
    });
}

void StatusStrip::tick()
{
    const QDateTime there = m_desk.visit.now().toOffsetFromUtc(m_desk.visit.rules().utcOffsetSeconds);
    const QString time = there.toString(QStringLiteral("HH:mm:ss"));
    m_time->setText(m_desk.link.link() == LinkState::Offline ? tr("Time %1").arg(time)
                                                             : tr("Centre time %1").arg(time));
}

} // namespace yichuang
