// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"
#include "app/workflows/wedge.h"

#include <QPointer>
#include <QTimer>

#include <deque>
#include <memory>

class QKeyEvent;

namespace yichuang
{

/// A code scanner that types as a keyboard does. While started, it listens to the application's keys where a field for
/// text has the focus (not one for a password); keys of a person go on to the field a moment later, none lost and none
/// out of its place. An input method that composes takes its keys before they come here.
class KeyboardWedge final : public CodeSource
{
    Q_OBJECT

public:
    explicit KeyboardWedge(const WedgeHabits &habits, QObject *parent = nullptr);
    ~KeyboardWedge() override;
    void start() override;
    void stop() override;
    [[nodiscard]] DeviceState state() const override { return m_state; }
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct HeldKey {
        QPointer<QObject> target;
        std::unique_ptr<QEvent> event;
    };
    [[nodiscard]] bool press(QObject *watched, const QKeyEvent &key);
    void giveBack();
    void setState(DeviceState state);

    WedgeSplitter m_splitter;
    QTimer m_rest;
    std::deque<HeldKey> m_held; ///< presses and releases as they came
    bool m_giving = false;
    int m_swallow = 0; ///< key whose release belongs to a code
    DeviceState m_state = DeviceState::Absent;
};

} // namespace yichuang
