// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/key_renewal.h"
#include "app/workflows/sign_in.h"
#include "ui/pages/settings/setting_rows.h"

#include <QWidget>

class QLineEdit;
class QScrollArea;
class QPushButton;
class QVBoxLayout;

namespace yichuang
{

class Actions;
class DeviceTrials;
struct ActRow;
class Theme;

/// 设置: appearance and language, devices, scanning and printing, keys, about. What an administrator holds says so.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    SettingsPage(Settings &settings, DeviceTrials &trials, const QString &versionLine, KeyRenewal &renewal,
                 const SignInFlow &signIn, const Theme &theme, Actions &actions, QWidget *parent);
    void focusWork();

Q_SIGNALS:
    void told(const yichuang::Reason &reason);

private:
    /// Built when first shown or searched.
    SettingRows *part(int index);
    [[nodiscard]] SettingRows *makeAppearance();
    [[nodiscard]] SettingRows *makeDevices();
    [[nodiscard]] SettingRows *makePaper();
    [[nodiscard]] SettingRows *makeSigningIn();
    void addWedge(SettingRows *rows);
    [[nodiscard]] SettingRows *makeSealing();
    [[nodiscard]] SettingRows *makeKeys();
    [[nodiscard]] SettingRows *makeAbout();
    void addKeys(SettingRows *rows, int from);
    void addKey(SettingRows *rows, const ActRow &row);
    void filter(const QString &text);
    void choose(int index);

    Settings &m_settings;
    DeviceTrials &m_trials;
    QString m_versionLine;
    KeyRenewal &m_renewal;
    const SignInFlow &m_signIn;
    const Theme &m_theme;
    Actions &m_actions;
    QLineEdit *m_search = nullptr;
    QList<SettingRows *> m_parts;
    QList<QPushButton *> m_entries;
    QScrollArea *m_area = nullptr;
    QVBoxLayout *m_column = nullptr;
};

} // namespace yichuang
