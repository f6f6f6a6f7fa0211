// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/device_part.h"

#include "ui/pages/settings/device_choices.h"
#include "ui/pages/settings/device_try.h"
#include "ui/pages/settings/slip_questions.h"
#include "ui/widgets/form_panel.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace yichuang
{
namespace
{

const QString profileKey = QStringLiteral("profile");

} // namespace

DevicePart::DevicePart(const QString &kind, Settings &settings, DeviceTrials &trials, const Theme &theme,
                       QWidget *parent)
    : QWidget(parent),
      m_kind(kind),
      m_key(QStringLiteral("devices.") + kind),
      m_settings(settings),
      m_driver(new QComboBox(this)),
      m_title(makeLabel({}, "small", this, true)),
      m_form(new FormPanel(2, this)),
      m_try(new DeviceTry(kind, trials, theme, this))
{
    setRole(this, "plain");
    setMinimumWidth(theme.column(400));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 12);
    column->setSpacing(8);
    setNames(m_driver, "driver", tr("Driver"));
    column->addWidget(m_driver);
    column->addWidget(m_title);
    column->addWidget(m_form);
    column->addWidget(m_try);
    setFocusProxy(m_driver);
    connect(m_driver, &QComboBox::activated, this, [this] {
        put(m_driver->currentData().toString(), {});
        showDriver();
    });
    connect(m_form, &FormPanel::edited, this, &DevicePart::takeEdited);
    if (kind == QLatin1String("slipPrinter"))
        addQuestions();
    setDrivers({});
}

void DevicePart::addQuestions()
{
    m_questions = new SlipQuestions(this);
    layout()->addWidget(m_questions);
    connect(m_questions, &SlipQuestions::slipWanted, this, [this] {
        m_form->flush();
        DeviceChoice whole = choice();
        whole.settings.insert(profileKey, trialProfile());
        connect(m_try, &DeviceTry::over, m_questions, &SlipQuestions::ask, Qt::SingleShotConnection);
        m_try->begin(whole);
    });
    connect(m_questions, &SlipQuestions::found, this, [this](const QJsonValue &profile) {
        DeviceChoice chosen = choice();
        chosen.settings.insert(profileKey, profile);
        put(chosen.driver, chosen.settings);
        showDriver();
        m_driver->setFocus();
    });
}

void DevicePart::setDrivers(const QList<FoundDriver> &drivers)
{
    m_drivers.clear();
    m_driver->clear();
    m_driver->addItem(tr("None"), QString());
    for (const FoundDriver &found : drivers) {
        if (!found.kinds.contains(m_kind) || found.refusal != DriverRefusal::None)
            continue;
        m_drivers.append(found);
        m_driver->addItem(found.name, found.name);
    }
    const QString chosen = choice().driver;
    if (!chosen.isEmpty() && m_driver->findData(chosen) < 0)
        m_driver->addItem(drivers.isEmpty() ? chosen : tr("%1 (not installed)").arg(chosen), chosen);
    m_driver->setCurrentIndex(std::max(0, m_driver->findData(chosen)));
    showDriver();
}

DeviceChoice DevicePart::choice() const
{
    const QJsonObject kept = m_settings.object(m_key);
    return {m_kind, kept.value(QStringLiteral("driver")).toString(), kept.value(QStringLiteral("settings")).toObject()};
}

const QList<TrialEntry> &DevicePart::entries() const
{
    return m_try->entries();
}

FoundDriver DevicePart::driver() const
{
    for (const FoundDriver &found : m_drivers) {
        if (found.name == m_driver->currentData().toString())
            return found;
    }
    return {};
}

void DevicePart::takeEdited(const QJsonObject &changed)
{
    const FoundDriver chosen = driver();
    QJsonObject values = choice().settings;
    for (auto it = changed.begin(); it != changed.end(); ++it) {
        if (it.value().isNull())
            values.remove(it.key());
        else
            values.insert(it.key(), settingTyped(chosen, it.key(), it.value()));
    }
    put(chosen.name, values);
    m_try->setChoice(choice());
}

void DevicePart::showDriver()
{
    const FoundDriver chosen = driver();
    const QList<FormField> fields = fieldsOfDriver(chosen);
    m_title->setText(titleOf(chosen));
    m_title->setVisible(!m_title->text().isEmpty());
    m_form->setFields(fields);
    m_form->setValues(shownSettings(choice().settings));
    m_form->setVisible(!fields.isEmpty());
    DeviceChoice tried = choice();
    if (chosen.name.isEmpty())
        tried.driver.clear(); // what is not installed cannot be tried
    m_try->setChoice(tried);
    if (m_questions != nullptr)
        m_questions->setVisible(chosen.settings.value(QStringLiteral("properties")).toObject().contains(profileKey));
}

void DevicePart::put(const QString &driver, const QJsonObject &values)
{
    const QJsonObject whole{{QStringLiteral("driver"), driver}, {QStringLiteral("settings"), values}};
    if (auto done = m_settings.set(m_key, whole); !done)
        Q_EMIT told(done.error());
}

} // namespace yichuang
