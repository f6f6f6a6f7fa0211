// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/settings_page.h"

#include "ui/pages/settings/device_part.h"
#include "ui/pages/settings/ui_settings.h"
#include "ui/printing/pdf_pages.h"
#include "ui/widgets/actions.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPointer>
#include <QScrollArea>

namespace yichuang
{

SettingsPage::SettingsPage(Settings &settings, DriverChoices drivers, const QString &versionLine, const Theme &theme,
                           Actions &actions, QWidget *parent)
    : QWidget(parent),
      m_settings(settings),
      m_drivers(std::move(drivers)),
      m_theme(theme)
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
    auto *parts = new QVBoxLayout(sheet);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(12);
    for (SettingRows *rows :
         {makeAppearance(), makeDevices(), makePaper(), makeKeys(actions), makeAbout(versionLine)}) {
        addPart(rows);
        parts->addWidget(rows);
        auto *entry = new QPushButton(rows->heading()->text(), side);
        entry->setCheckable(true);
        setRole(entry, "entry");
        setNames(entry, "settingsPart", entry->text());
        group->addButton(entry, static_cast<int>(m_entries.size()));
        m_entries.append(entry);
        side->column()->addWidget(entry);
    }
    side->column()->addStretch(1);
    parts->addStretch(1);
    m_area->setWidget(sheet);
    row->addWidget(side);
    row->addWidget(m_area, 1);
    connect(group, &QButtonGroup::idClicked, this, &SettingsPage::choose);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::filter);
    m_entries.constFirst()->setChecked(true);
    choose(0);
}

void SettingsPage::addPart(SettingRows *rows)
{
    m_parts.append(rows);
    connect(rows, &SettingRows::told, this, &SettingsPage::told);
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
    auto *rows = new SettingRows(tr("Devices"), m_settings, m_theme, this);
    addDevice(rows, QStringLiteral("idReader"), tr("Card reader"));
    addDevice(rows, QStringLiteral("codeSource"), tr("Code scanner"));
    addDevice(rows, QStringLiteral("pageSource"), tr("Document scanner"));
    addDevice(rows, QStringLiteral("slipPrinter"), tr("Slip printer"));
    rows->column()->addWidget(
        makeLabel(tr("A change takes effect when the program starts again."), "small", rows, true));
    return rows;
}

void SettingsPage::addDevice(SettingRows *rows, const QString &kind, const QString &title)
{
    auto *part = new DevicePart(kind, m_drivers.value(kind), m_settings, m_theme, rows);
    connect(part, &DevicePart::told, this, &SettingsPage::told);
    rows->addControl(title, part, QStringLiteral("devices.") + kind);
}

SettingRows *SettingsPage::makePaper()
{
    auto *rows = new SettingRows(tr("Scanning and printing"), m_settings, m_theme, this);
    rows->addChoice(
        ui_setting::dpi, tr("Resolution of scans"),
        {{150, tr("150 dpi, small files")}, {200, tr("200 dpi, usual")}, {300, tr("300 dpi, small print")}});
    rows->addSwitch(ui_setting::colour, tr("Colour of scans"), tr("In colour"));
    rows->addSwitch(ui_setting::feeder, tr("Paper feed"), tr("Take every page in the feeder"));
    auto *printers = new QComboBox(rows);
    printers->setMinimumWidth(m_theme.column(220));
    printers->addItem(tr("The system's own"), QString());
    const QString chosen = m_settings.get(ui_setting::printer);
    if (!chosen.isEmpty()) {
        printers->addItem(chosen, chosen);
        printers->setCurrentIndex(1);
    }
    pagePrinters().then(printers, [printers](const QStringList &names) {
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
    return rows;
}

SettingRows *SettingsPage::makeKeys(Actions &actions)
{
    auto *rows = new SettingRows(tr("Keys"), m_settings, m_theme, this);
    const bool locked = m_settings.isLocked(QStringLiteral("ui.keys"));
    for (const ActRow &row : Actions::rows()) {
        auto *edit = new QKeySequenceEdit(actions.of(row.act)->shortcut(), rows);
        edit->setMinimumWidth(m_theme.column(180));
        edit->setEnabled(!locked);
        connect(edit, &QKeySequenceEdit::editingFinished, this, [this, edit, &actions, act = row.act] {
            const QKeySequence key(edit->keySequence()[0]);
            const auto holder = actions.holderOf(key);
            if (holder && *holder != act) {
                edit->setKeySequence(actions.of(act)->shortcut());
                edit->setToolTip(tr("This key belongs to “%1”.").arg(actions.of(*holder)->text()));
                Q_EMIT told(Reason{Fault::BadArgument, QStringLiteral("settings.keys"), {}});
            } else if (auto done = actions.setKey(act, key); !done) {
                Q_EMIT told(done.error());
            }
        });
        rows->addControl(actions.of(row.act)->text(), edit);
        edit->setObjectName(QStringLiteral("key.") + QLatin1String(row.name));
    }
    return rows;
}

SettingRows *SettingsPage::makeAbout(const QString &versionLine)
{
    auto *rows = new SettingRows(tr("About"), m_settings, m_theme, this);
    rows->addWords(tr("Program"), versionLine);
    rows->addWords(tr("Licence"), tr("Apache License 2.0. Icons: Breeze (LGPL). Made with Qt."));
    rows->addWords(tr("Own settings are kept in"), m_settings.ownFile());
    return rows;
}

void SettingsPage::filter(const QString &text)
{
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        const bool any = m_parts.at(i)->filter(text.trimmed());
        m_entries.at(i)->setEnabled(any);
        m_parts.at(i)->setVisible(text.trimmed().isEmpty() ? m_entries.at(i)->isChecked() : any);
    }
}

void SettingsPage::choose(int part)
{
    m_search->clear();
    for (qsizetype i = 0; i < m_parts.size(); ++i)
        m_parts.at(i)->setVisible(i == part);
}

void SettingsPage::focusWork()
{
    m_search->setFocus();
}

} // namespace yichuang
