// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/desk.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace yichuang
{

class Actions;
class StatusDot;
class Theme;

/// The foot of the window: the link, what waits to be sent, the devices, the centre's time. Calm. A slip
/// printer in trouble says which: what it answered to the last slip, never asked for here.
class StatusStrip : public QFrame
{
    Q_OBJECT

public:
    StatusStrip(Desk &desk, const Theme &theme, Actions &actions, QWidget *parent);
    void tick();
    /// Narrower than its words: what is less important is left out, first the age of what waits, then the names of the
    /// devices, which keep their dots and tool tips.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void showLink();
    void showOutbox();
    void showDevices();
    /// `trouble`: what is wrong with it, in a word or two; shown beside the name.
    void showDevice(StatusDot *dot, const QString &name, DeviceState state, const QString &trouble = {});
    void noteSlips(DeviceState state);
    void noteFault(const Reason &reason);
    [[nodiscard]] QString slipTrouble() const;
    void askPrinters();

    Desk &m_desk;
    const Theme &m_theme;
    StatusDot *m_link;
    QPushButton *m_outbox;
    StatusDot *m_reader;
    StatusDot *m_codes;
    StatusDot *m_scanner;
    StatusDot *m_slips;
    StatusDot *m_printer;
    QLabel *m_time;
    int m_leftOut = 0;
    DeviceState m_printerState = DeviceState::Starting;
    std::optional<Fault> m_slipFault; ///< what the slip printer said last; none once it is ready
};

} // namespace yichuang
