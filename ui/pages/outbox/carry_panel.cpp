// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/outbox/carry_panel.h"

#include "ui/pages/outbox/wait_words.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/notice.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>

namespace yichuang
{
namespace
{

QString startFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() ? documents : QDir::homePath();
}

} // namespace

CarryPanel::CarryPanel(OutboxFlow &flow, const Theme &theme, Way way, QWidget *parent)
    : QWidget(parent),
      m_flow(flow),
      m_theme(theme),
      m_way(way)
{
    setRole(this, "plain");
    const bool out = way == Way::Out;
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card(this);
    outer->addWidget(card);
    QBoxLayout *column = card->column();
    column->addWidget(makeLabel(out ? tr("Export as a sealed bundle") : tr("Import a bundle"), "title", card, true));
    m_what = makeLabel({}, "body", card, true);
    setNames(m_what, "carryWhat", {});
    column->addWidget(m_what);
    column->addWidget(makeLabel(out ? tr("One sealed file. Another window of this hall imports and sends it. All of "
                                         "it stays here too: whichever window sends first, it counts once.")
                                    : tr("Checked as a whole before anything is taken in. Importing it twice changes "
                                         "nothing."),
                                "second", card, true));
    m_browse = addButton("carryBrowse", tr("Browse…"), "normal");
    m_path = addField(column, tr("File"), "carryPath", m_browse);
    m_another = addButton("carryAnother", tr("Make another"), "normal");
    m_another->setVisible(out);
    m_passphrase = addField(column,
                            out ? tr("Passphrase (at least %n characters); tell it to the other window, it is not "
                                     "in the file",
                                     nullptr, static_cast<int>(shortestPassphrase))
                                : tr("Passphrase, as the other window tells it"),
                            "carryPassphrase", m_another);
    auto *buttons = new FlowLayout(8);
    m_go = addButton("carryGo", out ? tr("Write the bundle") : tr("Import it"), "primary");
    m_close = addButton("carryClose", tr("Close"), "normal");
    buttons->addWidget(m_go);
    buttons->addWidget(m_close);
    column->addSpacing(4);
    column->addLayout(buttons);
    m_progress = makeLabel({}, "second", card, true);
    column->addWidget(m_progress);
    m_told = new Notice(m_theme, card);
    setNames(m_told, "carryTold", {});
    m_told->setClosable(false);
    column->addWidget(m_told);
    column->addStretch(1);
    bind();
}

QLineEdit *CarryPanel::addField(QBoxLayout *column, const QString &title, const char *name, QPushButton *beside)
{
    auto *label = makeLabel(title, "second", this, true);
    auto *line = new QLineEdit(this);
    line->setMaxLength(1024);
    setNames(line, name, title);
    label->setBuddy(line);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(line, 1);
    row->addWidget(beside);
    column->addSpacing(4);
    column->addWidget(label);
    column->addLayout(row);
    connect(line, &QLineEdit::textChanged, this, &CarryPanel::follow);
    connect(line, &QLineEdit::returnPressed, this, [this, line] {
        if (line == m_path)
            m_passphrase->setFocus();
        else
            go();
    });
    return line;
}

QPushButton *CarryPanel::addButton(const char *name, const QString &text, const char *role)
{
    auto *button = new QPushButton(text, this);
    setRole(button, role);
    setNames(button, name, text);
    return button;
}

void CarryPanel::bind()
{
    connect(m_browse, &QPushButton::clicked, this, &CarryPanel::browse);
    connect(m_another, &QPushButton::clicked, this, [this] { m_passphrase->setText(m_flow.newPassphrase()); });
    connect(m_go, &QPushButton::clicked, this, &CarryPanel::go);
    connect(m_close, &QPushButton::clicked, this, &CarryPanel::closed);
    connect(&m_flow, &OutboxFlow::carryingChanged, this, &CarryPanel::follow);
    connect(&m_flow, &OutboxFlow::carryingProgressed, this,
            [this](int done, int of) { m_progress->setText(tr("%1 of %2").arg(done).arg(of)); });
    connect(&m_flow, &OutboxFlow::carryingFailed, this, [this](const Reason &reason) {
        m_told->tell(reason);
        m_told->show();
        m_passphrase->setFocus();
    });
    if (m_way == Way::Out)
        connect(&m_flow, &OutboxFlow::carriedAway, this, [this](const Parcel &parcel) { tellDone(parcel); });
    else
        connect(&m_flow, &OutboxFlow::broughtIn, this, [this](const Parcel &parcel) { tellDone(parcel); });
}

void CarryPanel::begin(const QStringList &caseIds, const QDateTime &now)
{
    m_cases = caseIds;
    m_told->hide();
    m_progress->clear();
    if (m_way == Way::Out) {
        m_what->setText(caseIds.isEmpty() ? tr("Everything that waits here goes into it, page files too.")
                                          : tr("%n chosen case(s) go into it, with their page files.", nullptr,
                                               static_cast<int>(caseIds.size())));
        m_path->setText(startFolder() + now.toString(QStringLiteral("'/yichuang-'yyyyMMdd-HHmm'.bundle'")));
        m_passphrase->setText(m_flow.newPassphrase());
    } else {
        m_what->setText(tr("For work of a window that cannot reach the centre."));
        m_passphrase->clear();
    }
    follow();
    m_path->setFocus();
}

/// Not modal: whoever goes elsewhere finds it again.
void CarryPanel::browse()
{
    const bool out = m_way == Way::Out;
    auto *dialog = new QFileDialog(this, out ? tr("Write the bundle") : tr("Import a bundle"),
                                   m_path->text().isEmpty() ? startFolder() : m_path->text(), tr("Bundle (*.bundle)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(out ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(out ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setDefaultSuffix(QStringLiteral("bundle"));
    connect(dialog, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
    dialog->open();
}

void CarryPanel::go()
{
    if (!m_go->isEnabled())
        return;
    m_told->hide();
    m_progress->clear();
    if (m_way == Way::Out)
        m_flow.carryAway(m_cases, m_path->text(), m_passphrase->text());
    else
        m_flow.bringIn(m_path->text(), m_passphrase->text());
}

void CarryPanel::follow()
{
    if (m_passphrase == nullptr || m_go == nullptr)
        return;
    const bool busy = m_flow.isCarrying();
    const qsizetype least = m_way == Way::Out ? shortestPassphrase : 1;
    m_go->setEnabled(!busy && !m_path->text().trimmed().isEmpty() && m_passphrase->text().size() >= least);
    m_progress->setVisible(busy);
}

void CarryPanel::tellDone(const Parcel &parcel)
{
    const QString cases = tr("%n case(s)", nullptr, parcel.cases);
    const QString pages = parcel.pages > 0 ? QStringLiteral(", ") + tr("%n page file(s)", nullptr, parcel.pages)
                                                 + QStringLiteral(" (%1)").arg(sizeInWords(parcel.pageBytes))
                                           : QString();
    if (m_way == Way::Out)
        say(Tone::Ok, tr("Written: %1%2. Tell the other window the passphrase.").arg(cases, pages));
    else if (parcel.taken.operations == 0)
        say(Tone::Ok, tr("All of it was here already; nothing was changed."));
    else
        say(Tone::Ok,
            tr("Imported: %1%2, made at %3. They are sent from here by themselves.").arg(cases, pages, parcel.device));
    m_close->setFocus();
}

void CarryPanel::say(Tone tone, const QString &text)
{
    m_told->tell(tone, text);
    m_told->show();
}

void CarryPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT closed();
    QWidget::keyPressEvent(event);
}

} // namespace yichuang
