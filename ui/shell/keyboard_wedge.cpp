// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/keyboard_wedge.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>
#include <QWindow>

namespace yichuang
{
namespace
{

constexpr int slackMs = 20; // for a key that is on its way

bool takesText(const QWidget *field)
{
    if (field == nullptr || !field->isEnabled() || !field->testAttribute(Qt::WA_InputMethodEnabled))
        return false;
    const auto hints = Qt::InputMethodHints(field->inputMethodQuery(Qt::ImHints).toInt());
    return !hints.testFlag(Qt::ImhHiddenText);
}

WedgeSplitter::Key kindOf(const QKeyEvent &key)
{
    const bool plain = (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    if (!plain || key.isAutoRepeat())
        return WedgeSplitter::Key::Other;
    if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter || key.key() == Qt::Key_Tab)
        return WedgeSplitter::Key::End;
    const QString text = key.text();
    return !text.isEmpty() && text.at(0).isPrint() ? WedgeSplitter::Key::Letter : WedgeSplitter::Key::Other;
}

} // namespace

KeyboardWedge::KeyboardWedge(const WedgeHabits &habits, QObject *parent) : CodeSource(parent), m_splitter(habits)
{
    m_rest.setSingleShot(true);
    m_rest.setTimerType(Qt::PreciseTimer);
    m_rest.setInterval(static_cast<int>(habits.betweenMs) + slackMs);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_splitter.rest())
            giveBack();
    });
    // A field that loses the focus keeps what was typed for it.
    connect(qApp, &QApplication::focusChanged, this, [this] {
        if (m_splitter.rest())
            giveBack();
    });
}

KeyboardWedge::~KeyboardWedge()
{
    m_giving = true;
}

void KeyboardWedge::start()
{
    if (m_state != DeviceState::Absent)
        return;
    qApp->installEventFilter(this);
    setState(DeviceState::Ready);
}

void KeyboardWedge::stop()
{
    qApp->removeEventFilter(this);
    if (m_splitter.rest())
        giveBack();
    setState(DeviceState::Absent);
}

bool KeyboardWedge::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (m_giving || (type != QEvent::KeyPress && type != QEvent::KeyRelease))
        return CodeSource::eventFilter(watched, event);
    if (qobject_cast<QWindow *>(watched) == nullptr && watched != QApplication::focusWidget())
        return CodeSource::eventFilter(watched, event);
    const auto &key = static_cast<const QKeyEvent &>(*event);
    if (type == QEvent::KeyPress)
        return press(watched, key);
    // The release of a key that is held comes behind its press, and behind a code's end nothing comes.
    if (m_swallow == key.key()) {
        m_swallow = 0;
        return true;
    }
    if (m_held.empty())
        return false;
    m_held.push_back({watched, std::unique_ptr<QEvent>(key.clone())});
    return true;
}

bool KeyboardWedge::press(QObject *watched, const QKeyEvent &key)
{
    m_swallow = 0;
    if (!takesText(QApplication::focusWidget()) || QApplication::activePopupWidget() != nullptr) {
        if (m_splitter.rest())
            giveBack();
        return false;
    }
    const WedgeSplitter::Step step = m_splitter.key(kindOf(key), key.text(), static_cast<qint64>(key.timestamp()));
    if (step.giveBack)
        giveBack();
    if (step.held) {
        m_held.push_back({watched, std::unique_ptr<QEvent>(key.clone())});
        m_rest.start();
        return true;
    }
    m_rest.stop();
    if (!step.code)
        return false;
    m_held.clear();
    m_swallow = key.key();
    Q_EMIT codeRead(ReadCode{QStringLiteral("Unknown"), *step.code});
    return true;
}

void KeyboardWedge::giveBack()
{
    m_rest.stop();
    std::deque<HeldKey> held = std::exchange(m_held, {});
    m_giving = true;
    for (const HeldKey &one : held) {
        if (one.target)
            QCoreApplication::sendEvent(one.target, one.event.get());
    }
    m_giving = false;
}

void KeyboardWedge::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang
