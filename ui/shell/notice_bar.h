// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/actions.h"
#include "ui/widgets/notice.h"

namespace yichuang
{

/// What the window has to say, above the page: the newest first, at most three, never in the way of the work.
class NoticeBar : public QWidget
{
    Q_OBJECT

public:
    NoticeBar(const Theme &theme, Actions &actions, QWidget *parent);
    /// A reason with its sentence, code and, where one act answers it, a button for that. The same again replaces.
    void tell(const Reason &reason);
    /// Something that went well, or a fact; goes by itself.
    void say(Tone tone, const QString &text);
    /// A fact that stays until it is closed.
    void keep(Tone tone, const QString &text);
    void clear();

private:
    struct Line {
        std::optional<Fault> fault;
        Notice *notice = nullptr;
        bool kept = false; ///< only a person closes it
    };
    /// Stays until it is closed where `staysMs` is 0.
    Notice *add(std::optional<Fault> fault, int staysMs);
    void drop(Notice *notice);

    const Theme &m_theme;
    Actions &m_actions;
    QList<Line> m_lines;
};

} // namespace yichuang
