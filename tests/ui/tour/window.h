// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/tour/accessible_tree.h"
#include "tests/ui/tour/programs.h"
#include "tests/ui/tour/tongue.h"
#include "tests/ui/tour/x_display.h"

#include <QSize>

namespace yichuang::tour
{

/// Where the window's program is and how it is to be started.
struct WindowPlace {
    QString client;   ///< the program
    QString config;   ///< its settings file
    QString stallLog; ///< where it writes the holds of its main thread
    QString errors;   ///< where its standard error goes
    QSize size{1366, 768};
    QString decisionLog; ///< where it writes how long decisions took; empty: nowhere
};

/// The real window: started as its program, worked by keys and mouse, read through AT-SPI.
class Window
{
public:
    using Wanted = std::function<bool(const Node &)>;

    Window(WindowPlace place, const Tongue &tongue);

    /// Opens it and waits until it stands on the screen with the sign-in page.
    void open();
    /// SIGKILL, as a power cut would.
    void kill();
    void close();
    [[nodiscard]] bool isOpen() const { return m_running && m_running->isRunning(); }
    [[nodiscard]] qint64 pid() const { return m_running ? m_running->pid() : 0; }

    [[nodiscard]] QList<Node> look(bool hiddenToo = false) const;
    /// The first that is wanted; waits for it.
    Node await(const QString &what, const Wanted &wanted, int ms = 20'000) const;
    /// A thing whose name or text is this.
    Node awaitWords(const QString &words, int ms = 20'000) const;
    /// A thing of a role with this name.
    Node awaitNamed(const QString &role, const QString &name, int ms = 20'000) const;
    /// A text of this shape; gives its captures.
    QStringList awaitShape(const QRegularExpression &shape, const QString &what, int ms = 20'000) const;
    void awaitGone(const QString &what, const Wanted &wanted, int ms = 20'000) const;
    [[nodiscard]] bool shows(const QString &words) const;
    [[nodiscard]] std::optional<Node> find(const Wanted &wanted) const;
    /// The line for writing that has the focus.
    Node awaitFocus(const QString &name, int ms = 20'000) const;

    void press(const QString &key);
    void type(const QString &text);
    void click(const Node &node);
    /// Empties the line that has the focus and writes.
    void retype(const QString &text);
    [[nodiscard]] XDisplay &display() { return m_display; }
    [[nodiscard]] const Tongue &tongue() const { return m_tongue; }
    [[nodiscard]] const WindowPlace &place() const { return m_place; }

    /// Writes what is seen of the window as PNG.
    void picture(const QString &path);
    /// Writes what AT-SPI tells, one thing a line.
    void describe(const QString &path) const;

private:
    [[nodiscard]] quint64 mainWindow() const;

    WindowPlace m_place;
    const Tongue &m_tongue;
    XDisplay m_display;
    AccessibleTree m_tree;
    std::unique_ptr<Running> m_running;
};

} // namespace yichuang::tour
