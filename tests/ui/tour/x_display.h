// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace yichuang::tour
{

/// The X display on which the window stands: real keys and clicks by XTEST, pictures by XGetImage, windows by EWMH.
/// Throws Shortfall where the display does not offer what is asked.
class XDisplay
{
public:
    /// Of $DISPLAY.
    XDisplay();
    ~XDisplay();
    XDisplay(const XDisplay &) = delete;
    XDisplay &operator=(const XDisplay &) = delete;

    /// Gives keys that do nothing the characters that the keyboard lacks. To be called before the window opens, so
    /// that it starts with the whole keyboard.
    void learn(const QString &text);
    /// One key with its modifiers, as "F9", "Ctrl+I", "Return".
    void press(const QString &key);
    void type(const QString &text);
    void click(const QPoint &at);
    /// Keys pressed so far; modifiers are not counted.
    [[nodiscard]] int keysPressed() const;

    /// Windows of a process that the window manager shows, oldest first.
    [[nodiscard]] QList<quint64> windowsOf(qint64 pid) const;
    /// Undecorated, in the upper left corner, this large.
    void place(quint64 window, const QSize &size);
    void activate(quint64 window);
    [[nodiscard]] QRect frameOf(quint64 window) const;
    /// What is seen in a rectangle of the screen.
    [[nodiscard]] QImage picture(const QRect &where) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace yichuang::tour
