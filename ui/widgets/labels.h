// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QLabel>

class QScrollArea;
class QVBoxLayout;

namespace yichuang
{

/// A label dressed by its role in the style sheet; plain text, wraps where asked.
[[nodiscard]] QLabel *makeLabel(const QString &text, const char *role, QWidget *parent, bool wraps = false);
/// A thin line between parts of a card.
[[nodiscard]] QFrame *makeRule(QWidget *parent);
/// A frame of the surface colour with an 8 px round border, and its column of content.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);
    /// With a heading.
    Card(const QString &heading, QWidget *parent);
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    [[nodiscard]] QLabel *heading() const { return m_heading; }

private:
    QVBoxLayout *m_column;
    QLabel *m_heading = nullptr;
};

/// A label that ends in an ellipsis where there is no room, and then shows the whole text as a tool tip.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    void setFullText(const QString &text);
    [[nodiscard]] QString fullText() const { return m_full; }
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QString m_full;
};

/// Scrolls what has no room in the window, at 200 per cent on a small screen. Its content is made with the viewport as
/// its parent and then set: to move a whole page under another parent dresses every widget of it a second time.
[[nodiscard]] QScrollArea *makeScrollArea(QWidget *parent);

/// Takes every widget and layout out of a layout; widgets are deleted when control returns to the event loop.
void clearLayout(QLayout *layout);

} // namespace yichuang
