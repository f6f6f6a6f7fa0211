// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QList>

#include <functional>

class QLineEdit;
class QListWidget;
class QLabel;

namespace yichuang
{

class Theme;

/// One matter that a search found.
struct FoundMatter {
    QString code;
    QString name;
    QString note; ///< department and the like
};
/// Finds matters by name, code, department, pinyin or initials; the most used first for an empty text. Fast enough to
/// be asked at each key (5 ms).
using MatterLookup = std::function<QList<FoundMatter>(const QString &text)>;

/// The line and the list with which a matter is found: type, Up and Down, Enter.
class MatterPicker : public QFrame
{
    Q_OBJECT

public:
    MatterPicker(const Theme &theme, MatterLookup search, QWidget *parent);
    /// Empties the line, shows the usual matters and takes the focus.
    void begin();
    /// Searches anew, after the catalogue changed.
    void refresh();

Q_SIGNALS:
    void picked(const QString &code);
    void left(); ///< Escape

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void pickCurrent();

    const Theme &m_theme;
    MatterLookup m_search;
    QLineEdit *m_line;
    QListWidget *m_list;
    QLabel *m_nothing;
};

} // namespace yichuang
