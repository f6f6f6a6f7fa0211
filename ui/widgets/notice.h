// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/chip.h"
#include "ui/widgets/sentences.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace yichuang
{

/// Draws one symbol.
class SymbolMark : public QWidget
{
    Q_OBJECT

public:
    SymbolMark(const Theme &theme, QWidget *parent);
    void show(Symbol symbol, Tone tone);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Symbol m_symbol = Symbol::None;
    Tone m_tone = Tone::Neutral;
};

/// One sentence for a person, in its place; never a dialog.
class Notice : public QFrame
{
    Q_OBJECT

public:
    Notice(const Theme &theme, QWidget *parent);
    void tell(const Reason &reason);
    void tell(Tone tone, const QString &text);
    /// A button that does what comes next; an empty text takes it away.
    void offer(const QString &text);
    void setClosable(bool closable);
    /// Takes the height that its words need at a width.
    void fitWidth(int width);

Q_SIGNALS:
    void acted();
    void closed();

private:
    SymbolMark *m_mark;
    QLabel *m_words;
    QPushButton *m_act;
    QPushButton *m_close;
};

} // namespace yichuang
