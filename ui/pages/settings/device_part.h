// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/settings.h"
#include "app/ports/device_trials.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace yichuang
{

class DeviceTry;
class FormPanel;
class SlipQuestions;
class Theme;

/// One device: which driver, that driver's settings as typed fields, a trial, and for a slip printer the questions that
/// find its profile out.
class DevicePart : public QWidget
{
    Q_OBJECT

public:
    DevicePart(const QString &kind, Settings &settings, DeviceTrials &trials, const Theme &theme, QWidget *parent);
    /// The drivers that are installed; those of other kinds and refused ones are left out.
    void setDrivers(const QList<FoundDriver> &drivers);
    /// What is chosen, as the settings have it.
    [[nodiscard]] DeviceChoice choice() const;
    /// Of the last trial.
    [[nodiscard]] const QList<TrialEntry> &entries() const;

Q_SIGNALS:
    void told(const yichuang::Reason &reason);

private:
    void addQuestions();
    void takeEdited(const QJsonObject &changed);
    void showDriver();
    void put(const QString &driver, const QJsonObject &values);
    [[nodiscard]] FoundDriver driver() const;

    QString m_kind;
    QString m_key;
    QList<FoundDriver> m_drivers;
    Settings &m_settings;
    QComboBox *m_driver;
    QLabel *m_title;
    FormPanel *m_form;
    DeviceTry *m_try;
    SlipQuestions *m_questions = nullptr;
};

} // namespace yichuang
