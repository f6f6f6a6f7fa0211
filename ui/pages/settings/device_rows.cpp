// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/device_rows.h"

#include "app/base/when_done.h"
#include "ui/pages/settings/device_entries.h"
#include "ui/pages/settings/device_part.h"
#include "ui/pages/settings/support_text.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QPushButton>
#include <QSaveFile>
#include <QThreadPool>
#include <QVBoxLayout>

namespace yichuang
{

DeviceRows::DeviceRows(Settings &settings, DeviceTrials &trials, const QString &versionLine, const Theme &theme,
                       QWidget *parent)
    : SettingRows(tr("Devices"), settings, theme, parent),
      m_refused(new QWidget(this))
{
    const QList<QPair<QString, QString>> kinds{{QStringLiteral("idReader"), tr("Card reader")},
                                               {QStringLiteral("codeSource"), tr("Code scanner")},
                                               {QStringLiteral("pageSource"), tr("Document scanner")},
                                               {QStringLiteral("slipPrinter"), tr("Slip printer")}};
    for (const auto &[kind, title] : kinds) {
        auto *part = new DevicePart(kind, settings, trials, theme, this);
        connect(part, &DevicePart::told, this, &DeviceRows::told);
        addControl(title, part, QStringLiteral("devices.") + kind);
        m_devices.append(part);
    }
    setRole(m_refused, "plain");
    m_refused->setMinimumWidth(theme.column(400));
    auto *reasons = new QVBoxLayout(m_refused);
    reasons->setContentsMargins(0, 0, 0, 0);
    reasons->addWidget(makeLabel(tr("None: every driver that is there may be used."), "body", m_refused, true));
    addControl(tr("Drivers that are not used"), m_refused);
    addSupport(versionLine);
    whenDone(trials.drivers(), this, [this](const QList<FoundDriver> &drivers) { showDrivers(drivers); });
}

void DeviceRows::showDrivers(const QList<FoundDriver> &drivers)
{
    m_drivers = drivers;
    for (DevicePart *part : std::as_const(m_devices))
        part->setDrivers(drivers);
    QStringList refused;
    for (const FoundDriver &driver : drivers) {
        if (driver.refusal != DriverRefusal::None)
            refused.append(refusalWords(driver));
    }
    if (refused.isEmpty())
        return;
    clearLayout(m_refused->layout());
    for (const QString &words : std::as_const(refused)) {
        auto *label = makeLabel(words, "body", m_refused, true);
        label->setObjectName(QStringLiteral("refusedDriver"));
        m_refused->layout()->addWidget(label);
    }
}

void DeviceRows::addSupport(const QString &versionLine)
{
    auto *button = new QPushButton(tr("Save a file for support…"), this);
    addControl(tr("For support"), button);
    setNames(button, "saveSupport", tr("Save a file for support"));
    column()->addWidget(
        makeLabel(tr("It has versions, drivers, settings and what went over the lines when devices were "
                     "tried. Personal data is left out."),
                  "small", this, true));
    connect(button, &QPushButton::clicked, this, [this, versionLine] {
        SupportFacts facts{versionLine, m_drivers, {}};
        for (const DevicePart *part : std::as_const(m_devices))
            facts.devices.append({part->choice(), part->entries()});
        save(supportText(facts));
    });
}

void DeviceRows::save(const QByteArray &text)
{
    auto *dialog = new QFileDialog(this, tr("Save a file for support"), m_folder, tr("Text (*.txt)"));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QStringLiteral("yichuang-devices.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, text](const QString &path) {
        m_folder = QFileInfo(path).absolutePath();
        auto promise = std::make_shared<QPromise<bool>>();
        promise->start();
        whenDone(promise->future(), this, [this](bool kept) {
            if (!kept)
                Q_EMIT told(Reason{Fault::StoreReadOnly, QStringLiteral("settings.support"), {}});
        });
        QThreadPool::globalInstance()->start([promise, path, text] {
            QSaveFile file(path);
            promise->addResult(file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit());
            promise->finish();
        });
    });
    dialog->open();
}

} // namespace yichuang
