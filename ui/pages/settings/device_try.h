// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/device_trials.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace yichuang
{

class Theme;

/// Tries one device: a button that begins, what to do now, and what went over its line, byte by byte.
class DeviceTry : public QWidget
{
    Q_OBJECT

public:
    DeviceTry(const QString &kind, DeviceTrials &trials, const Theme &theme, QWidget *parent);
    /// What is tried; an empty driver takes the button away.
    void setChoice(const DeviceChoice &choice);
    /// Begins with another choice than the one that was set.
    void begin(const DeviceChoice &choice);
    /// What happened in the last trial, the newest 300.
    [[nodiscard]] const QList<TrialEntry> &entries() const { return m_entries; }

Q_SIGNALS:
    /// This device's trial is over.
    void over();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void take(const TrialEntry &entry);
    void rest();
    void advise(const QString &words);

    QString m_kind;
    DeviceTrials &m_trials;
    DeviceChoice m_choice;
    QList<TrialEntry> m_entries;
    bool m_running = false;
    QPushButton *m_begin;
    QPushButton *m_end;
    QLabel *m_advice;
    QPlainTextEdit *m_lines;
};

} // namespace yichuang
