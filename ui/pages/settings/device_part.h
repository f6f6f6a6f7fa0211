// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/settings.h"
#include "ui/pages/settings/device_choices.h"

#include <QWidget>

class QComboBox;

namespace yichuang
{

class FormPanel;
class Theme;

/// One device: which driver, and that driver's settings as typed fields.
class DevicePart : public QWidget
{
    Q_OBJECT

public:
    DevicePart(const QString &kind, QList<DriverChoice> drivers, Settings &settings, const Theme &theme,
               QWidget *parent);

Q_SIGNALS:
    void told(const yichuang::Reason &reason);

private:
    void showDriver();
    void put(const QString &driver, const QJsonObject &values);

    QString m_key;
    QList<DriverChoice> m_drivers;
    Settings &m_settings;
    QComboBox *m_driver;
    FormPanel *m_form;
};

} // namespace yichuang
