// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusConnection>
#include <QList>
#include <QRect>
#include <QString>

namespace yichuang::tour
{

/// One thing on the screen as AT-SPI tells it, at one moment.
struct Node {
    QString role; ///< as "label", "push button", "text", "list item"
    QString name;
    QString description;
    QString text; ///< what stands in a line that can be written in
    bool showing = false;
    bool enabled = false;
    bool focused = false;
    bool selected = false;
    int parent = -1; ///< index in the same list
    QString service; ///< its address on the accessibility bus
    QString path;

    /// Name, or the text of a line that can be written in.
    [[nodiscard]] bool says(const QString &words) const { return name == words || text == words; }
};

/// The window as assistive technology sees it, through the AT-SPI bus of the session. Nothing is cached: each look is
/// fresh. Few questions are under way at a time, so that a look does not hold the window up.
class AccessibleTree
{
public:
    /// Finds the accessibility bus; throws Shortfall where the session has none.
    AccessibleTree();
    ~AccessibleTree();
    AccessibleTree(const AccessibleTree &) = delete;
    AccessibleTree &operator=(const AccessibleTree &) = delete;

    /// Everything of a process that can be seen, the nearest to the window first; empty where it is not there (yet).
    /// `hiddenToo`: also what cannot be seen.
    [[nodiscard]] QList<Node> look(qint64 pid, bool hiddenToo = false) const;
    /// Where a thing is now, on the screen, in pixels.
    [[nodiscard]] QRect placeOf(const Node &node) const;

private:
    [[nodiscard]] QString serviceOf(qint64 pid) const;

    QDBusConnection m_bus;
    mutable qint64 m_pid = 0;
    mutable QString m_service; ///< of m_pid
};

} // namespace yichuang::tour
