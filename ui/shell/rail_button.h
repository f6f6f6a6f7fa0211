// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/theme.h"

#include <QAbstractButton>

class QAction;

namespace yichuang
{

/// An entry of the left rail: icon over word, tinted where it is the page shown; with a count where something waits.
class RailButton : public QAbstractButton
{
    Q_OBJECT

public:
    RailButton(const Theme &theme, QAction *action, QString icon, QWidget *parent);
    void setCount(int count);
    [[nodiscard]] QSize sizeHint() const override;
    /// The word alone, where the window is too low for icons.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_icon;
    int m_count = 0;
};

} // namespace yichuang
