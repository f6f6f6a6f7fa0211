// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QRect>
#include <QString>

#include <memory>

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
    QRect place;     ///< on the screen, in pixels; only where asked
    std::shared_ptr<void> handle;

    /// Name, or the text of a line that can be written in.
    [[nodiscard]] bool says(const QString &words) const { return name == words || text == words; }
};

/// The window as assistive technology sees it, through the session's AT-SPI bus. Nothing is cached: each look is fresh.
class AccessibleTree
{
public:
    /// Begins to talk to the accessibility bus of the session.
    AccessibleTree();

    /// Everything of a process that can be seen, in the order of the tree; empty where it is not there (yet).
    /// `hiddenToo`: also what cannot be seen.
    [[nodiscard]] QList<Node> look(qint64 pid, bool hiddenToo = false) const;
    /// Where a thing is now.
    [[nodiscard]] static QRect placeOf(const Node &node);
};

} // namespace yichuang::tour
