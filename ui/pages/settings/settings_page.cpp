// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/settings_page.h"

#include "app/base/when_done.h"
#include "ui/pages/settings/citizen_part.h"
#include "ui/pages/settings/device_rows.h"
#include "ui/pages/settings/seal_part.h"
#include "ui/pages/settings/ui_settings.h"
#include "ui/printing/pdf_pages.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/words.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPointer>
#include <QScrollArea>
#include <QTimer>

namespace yichuang
{

SettingsPage::SettingsPage(Settings &settings, DeviceTrials &trials, const QString &versionLine, KeyRenewal &renewal,
                           const SignInFlow &signIn, const Theme &theme, Actions &actions, QWidget *parent)
    : QWidget(parent),
      m_settings(settings),
      m_trials(trials),
      m_versionLine(versionLine),
      m_renewal(renewal),
      m_signIn(signIn),
      m_theme(theme),
      m_actions(actions)
{
    setObjectName(QStringLiteral("settingsPage"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 12, 12, 12);
    row->setSpacing(12);
    auto *side = new Card(this);
    side->setFixedWidth(m_theme.column(248));
    m_search = new QLineEdit(side);
    m_search->setPlaceholderText(tr("Find a setting"));
    setNames(m_search, "settingSearch", tr("Find a setting"));
    side->column()->addWidget(m_search);
    auto *group = new QButtonGroup(this);
    m_area = new QScrollArea(this);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    auto *sheet = new QWidget(m_area);
    setRole(sheet, "plain");
    m_column = new QVBoxLayout(sheet);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
    for (const QString &title : {tr("Appearance and language"), tr("Devices"), tr("Scanning and printing"),
                                 tr("Signing in"), tr("Key of the saved work"), tr("Keys"), tr("About")}) {
        auto *entry = new QPushButton(title, side);
        entry->setCheckable(true);
        setRole(entry, "entry");
        setNames(entry, "settingsPart", title);
        group->addButton(entry, static_cast<int>(m_entries.size()));
        m_entries.append(entry);
        m_parts.append(nullptr);
        side->column()->addWidget(entry);
    }
    side->column()->addStretch(1);
    m_column->addStretch(1);
    m_area->setWidget(sheet);
    row->addWidget(side);
    row->addWidget(m_area, 1);
    connect(group, &QButtonGroup::idClicked, this, &SettingsPage::choose);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::filter);
    m_entries.constFirst()->setChecked(true);
    choose(0);
}

SettingRows *SettingsPage::part(int index)
{
    if (m_parts.at(index) != nullptr)
        return m_parts.at(index);
    SettingRows *rows = nullptr;
    switch (index) {
    case 0:
        rows = makeAppearance();
        break;
    case 1:
        rows = makeDevices();
        break;
    case 2:
        rows = makePaper();
        break;
    case 3:
        rows = makeSigningIn();
        break;
    case 4:
        rows = makeSealing();
        break;
    case 5:
        rows = makeKeys();
        break;
    default:
        rows = makeAbout();
        break;
    }
    connect(rows, &SettingRows::told, this, &SettingsPage::told);
    m_parts[index] = rows;
    m_column->insertWidget(m_column->count() - 1, rows);
    return rows;
}

SettingRows *SettingsPage::makeAppearance()
{
    auto *rows = new SettingRows(tr("Appearance and language"), m_settings, m_theme, this);
    rows->addChoice(ui_setting::look, tr("Colours"),
                    {{QStringLiteral("light"), tr("Light")},
                     {QStringLiteral("dark"), tr("Dark")},
                     {QStringLiteral("contrast"), tr("High contrast")}});
    rows->addSwitch(ui_setting::large, tr("Letters"), tr("Large type"));
    QList<QPair<int, QString>> zooms;
    for (const int zoom : {100, 110, 125, 150, 175, 200})
        zooms.append({zoom, QStringLiteral("%1 %").arg(zoom)});
    rows->addChoice(ui_setting::zoom, tr("Size of everything"), zooms);
    rows->addChoice(
        ui_setting::language, tr("Language"),
        {{QStringLiteral("zh_CN"), QStringLiteral("简体中文")}, {QStringLiteral("en"), QStringLiteral("English")}});
    return rows;
}

SettingRows *SettingsPage::makeDevices()
{
    auto *rows = new DeviceRows(m_settings, m_trials, m_versionLine, m_theme, this);
    auto *citizen = new CitizenPart(m_settings, m_theme, rows);
    connect(citizen, &CitizenPart::told, this, &SettingsPage::told);
    rows->addControl(tr("Visitor's screen"), citizen, QLatin1String(citizen_setting::screen));
    rows->column()->addWidget(
        makeLabel(tr("A change takes effect when the program starts again."), "small", rows, true));
    return rows;
}

SettingRows *SettingsPage::makePaper()
{
    auto *rows = new SettingRows(tr("Scanning and printing"), m_settings, m_theme, this);
    rows->addChoice(
        ui_setting::dpi, tr("Resolution of scans"),
        {{150, tr("150 dpi, small files")}, {200, tr("200 dpi, usual")}, {300, tr("300 dpi, small print")}});
    rows->addSwitch(ui_setting::colour, tr("Colour of scans"), tr("In colour"));
    rows->addSwitch(ui_setting::feeder, tr("Paper feed"), tr("Take every page in the feeder"));
    QList<QPair<QString, QString>> papers;
    for (const Sheet &sheet : sheets)
        papers.append({QString::fromLatin1(sheet.name), wordOf(sheet.size)});
    rows->addChoice(ui_setting::paper, tr("Paper of scans"), papers);
    rows->addSwitch(ui_setting::duplex, tr("Sides of scans"), tr("Both sides, where the scanner can"));
    auto *printers = new QComboBox(rows);
    printers->setMinimumWidth(m_theme.column(220));
    printers->addItem(tr("The system's own"), QString());
    const QString chosen = m_settings.get(ui_setting::printer);
    if (!chosen.isEmpty()) {
        printers->addItem(chosen, chosen);
        printers->setCurrentIndex(1);
    }
    whenDone(pagePrinters(), printers, [printers](const QStringList &names) {
        for (const QString &name : names) {
            if (printers->findData(name) < 0)
                printers->addItem(name, name);
        }
    });
    connect(printers, &QComboBox::activated, this, [this, printers] {
        if (auto done = m_settings.set(QLatin1String(ui_setting::printer.key), printers->currentData().toString());
            !done)
            Q_EMIT told(done.error());
    });
    rows->addControl(tr("Printer for papers"), printers, QLatin1String(ui_setting::printer.key));
    addWedge(rows);
    return rows;
}

void SettingsPage::addWedge(SettingRows *rows)
{
    rows->addSwitch(ui_setting::wedge, tr("Code scanner that types"), tr("Tell its codes from typing"));
    rows->addText(ui_setting::wedgePrefix, tr("What it types before a code"), tr("Nothing"));
    rows->addText(ui_setting::wedgeSuffix, tr("What it types behind a code"), tr("Enter or Tab alone"));
}

SettingRows *SettingsPage::makeSigningIn()
{
    auto *rows = new SettingRows(tr("Signing in"), m_settings, m_theme, this);
    rows->addSwitch(ui_setting::keychain, tr("Keyring of this desktop"), tr("Keep a second key to the saved work"));
    rows->column()->addWidget(makeLabel(
        tr("It opens the work also where the password and the hall's key have both changed. Everybody signs in "
           "with the password as before. A change takes effect with the next sign-in."),
        "small", rows, true));
    return rows;
}

SettingRows *SettingsPage::makeSealing()
{
    auto *rows = new SettingRows(tr("Key of the saved work"), m_settings, m_theme, this);
    rows->addControl(tr("A new key"), new SealPart(m_renewal, m_signIn, m_theme, rows));
    return rows;
}

SettingRows *SettingsPage::makeKeys()
{
    auto *rows = new SettingRows(tr("Keys"), m_settings, m_theme, this);
    addKeys(rows, 0);
    return rows;
}

void SettingsPage::addKeys(SettingRows *rows, int from)
{
    constexpr int atOnce = 4;
    const int end = std::min<int>(from + atOnce, static_cast<int>(Actions::rows().size()));
    for (int i = from; i < end; ++i)
        addKey(rows, Actions::rows().at(i));
    rows->filter(m_search->text().trimmed());
    if (from > 0 && !m_search->text().trimmed().isEmpty())
        filter(m_search->text()); // a row that was just added may be the one that is sought
    if (end < Actions::rows().size())
        QTimer::singleShot(0, rows, [this, rows, end] { addKeys(rows, end); });
}

void SettingsPage::addKey(SettingRows *rows, const ActRow &row)
{
    auto *edit = new QKeySequenceEdit(m_actions.of(row.act)->shortcut(), rows);
    edit->setMinimumWidth(m_theme.column(180));
    edit->setEnabled(!m_settings.isLocked(QStringLiteral("ui.keys")));
    connect(edit, &QKeySequenceEdit::editingFinished, this, [this, edit, act = row.act] {
        const QKeySequence key(edit->keySequence()[0]);
        const auto holder = m_actions.holderOf(key);
        if (holder && *holder != act) {
            edit->setKeySequence(m_actions.of(act)->shortcut());
            edit->setToolTip(tr("This key belongs to “%1”.").arg(m_actions.of(*holder)->text()));
            Q_EMIT told(Reason{Fault::BadArgument, QStringLiteral("settings.keys"), {}});
        } else if (auto done = m_actions.setKey(act, key); !done) {
            Q_EMIT told(done.error());
        }
    });
    rows->addControl(m_actions.of(row.act)->text(), edit);
    edit->setObjectName(QStringLiteral("key.") + QLatin1String(row.name));
}

SettingRows *SettingsPage::makeAbout()
{
    auto *rows = new SettingRows(tr("About"), m_settings, m_theme, this);
    rows->addWords(tr("Program"), m_versionLine);
    rows->addWords(tr("Licence"), tr("Apache License 2.0. Icons: Breeze (LGPL). Made with Qt."));
    rows->addWords(tr("Own settings are kept in"), m_settings.ownFile());
    return rows;
}

void SettingsPage::filter(const QString &text)
{
    const QString wanted = text.trimmed();
    for (int i = 0; i < m_parts.size(); ++i) {
        if (wanted.isEmpty() && m_parts.at(i) == nullptr)
            continue;
        const bool any = part(i)->filter(wanted);
        m_entries.at(i)->setEnabled(any);
        part(i)->setVisible(wanted.isEmpty() ? m_entries.at(i)->isChecked() : any);
    }
}

void SettingsPage::choose(int index)
{
    m_search->clear();
    part(index);
    for (int i = 0; i < m_parts.size(); ++i) {
        if (m_parts.at(i) != nullptr)
            m_parts.at(i)->setVisible(i == index);
    }
}

void SettingsPage::focusWork()
{
    m_search->setFocus();
}

} // namespace yichuang
