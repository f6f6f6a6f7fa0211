// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QTextBrowser;

namespace yichuang
{

class Actions;
class Theme;

/// F1: help for the place where one stands, the tables of states and clocks, and the table of codes. Pages are
/// Markdown, built in, in both languages; tables are made from what the program goes by when they are opened.
class HelpPanel : public QFrame
{
    Q_OBJECT

public:
    HelpPanel(const Theme &theme, Actions &actions, QWidget *parent);
    /// `page`: name of a page below resources/help, as "intake"; "codes", "states" and "clocks" for the tables.
    void open(const QString &page, const QString &language);

Q_SIGNALS:
    void closed();

private:
    void load(const QString &page);
    void lay(const QString &markdown);

    const Theme &m_theme;
    QTextBrowser *m_browser;
    QString m_language;
};

/// Every code with what it means and what to do, in Markdown and the language of the window.
[[nodiscard]] QString codesInMarkdown();

} // namespace yichuang
