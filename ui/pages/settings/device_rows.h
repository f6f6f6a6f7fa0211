// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/settings/setting_rows.h"

class QVBoxLayout;

namespace yichuang
{

class DevicePart;
class DeviceTrials;
struct FoundDriver;

/// The devices of the counter: each with its driver and a trial, the drivers that are refused, and a file for support.
class DeviceRows : public SettingRows
{
    Q_OBJECT

public:
    DeviceRows(Settings &settings, DeviceTrials &trials, const QString &versionLine, const Theme &theme,
               QWidget *parent);

private:
    void showDrivers(const QList<FoundDriver> &drivers);
    void addSupport(const QString &versionLine);
    void save(const QByteArray &text);

    QList<DevicePart *> m_devices;
    QList<FoundDriver> m_drivers;
    QWidget *m_refused;
    QString m_folder;
};

} // namespace yichuang
