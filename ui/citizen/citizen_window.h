// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/citizen_flow.h"
#include "ui/citizen/panes.h"

class QVBoxLayout;

namespace yichuang
{

/// The window that faces the visitor. It shows the flow's state and says what was answered, no more; it never takes the
/// keyboard from the clerk. What one state showed is destroyed before the next is shown. Main thread.
class CitizenWindow : public QWidget
{
    Q_OBJECT

public:
    /// All outlive it.
    CitizenWindow(CitizenFlow &flow, const Theme &theme, const CitizenPlaceNames &names);
    /// The hall's picture; one that cannot be read, or is larger than 100 megapixels, is left out.
    void setPicture(const QString &file);

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow();
    void rebuild();
    [[nodiscard]] QWidget *makePane();

    CitizenFlow &m_flow;
    const Theme &m_theme;
    CitizenPlaceNames m_names;
    QPixmap m_picture;
    QVBoxLayout *m_column;
    QWidget *m_pane = nullptr;
};

} // namespace yichuang
