// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/device_part.h"

#include "ui/widgets/form_panel.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace yichuang
{

DevicePart::DevicePart(const QString &kind, QList<DriverChoice> drivers, Settings &settings, const Theme &theme,
                       QWidget *parent)
    : QWidget(parent),
      m_key(QStringLiteral("devices.") + kind),
      m_drivers(std::move(drivers)),
      m_settings(settings),
      m_driver(new QComboBox(this)),
      m_form(new FormPanel(2, this))
{
    setRole(this, "plain");
    setMinimumWidth(theme.column(480));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(8);
    m_driver->addItem(tr("None"), QString());
    for (const DriverChoice &driver : std::as_const(m_drivers))
        m_driver->addItem(driver.name, driver.name);
    const QString chosen = m_settings.object(m_key).value(QStringLiteral("driver")).toString();
    if (!chosen.isEmpty() && m_driver->findData(chosen) < 0)
        m_driver->addItem(tr("%1 (not installed)").arg(chosen), chosen);
    m_driver->setCurrentIndex(std::max(0, m_driver->findData(chosen)));
    setNames(m_driver, "driver", tr("Driver"));
    column->addWidget(m_driver);
    column->addWidget(m_form);
    setFocusProxy(m_driver);
    connect(m_driver, &QComboBox::activated, this, [this] {
        put(m_driver->currentData().toString(), {});
        showDriver();
    });
    connect(m_form, &FormPanel::edited, this, [this](const QJsonObject &changed) {
        QJsonObject values = m_settings.object(m_key).value(QStringLiteral("settings")).toObject();
        for (auto it = changed.begin(); it != changed.end(); ++it) {
            if (it.value().isNull())
                values.remove(it.key());
            else
                values.insert(it.key(), it.value());
        }
        put(m_driver->currentData().toString(), values);
    });
    showDriver();
}

void DevicePart::showDriver()
{
    const QString chosen = m_driver->currentData().toString();
    QList<FormField> fields;
    for (const DriverChoice &driver : std::as_const(m_drivers)) {
        if (driver.name == chosen)
            fields = fieldsOfDriver(driver);
    }
    m_form->setFields(fields);
    m_form->setValues(m_settings.object(m_key).value(QStringLiteral("settings")).toObject());
    m_form->setVisible(!fields.isEmpty());
}

void DevicePart::put(const QString &driver, const QJsonObject &values)
{
    const QJsonObject whole{{QStringLiteral("driver"), driver}, {QStringLiteral("settings"), values}};
    if (auto done = m_settings.set(m_key, whole); !done)
        Q_EMIT told(done.error());
}

} // namespace yichuang
