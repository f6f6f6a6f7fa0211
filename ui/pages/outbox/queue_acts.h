// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/centre_link.h"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace yichuang
{

class Theme;

/// Acts on tickets that the queue does not have: those that wait, and those that it refused, which a person looks at.
/// Hidden while there are none.
class QueueActs : public QWidget
{
    Q_OBJECT

public:
    QueueActs(CentreLink &link, const Theme &theme, QWidget *parent);

private:
    void follow();
    void followChoice();
    [[nodiscard]] QString chosen() const;

    CentreLink &m_link;
    QListWidget *m_list = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_drop = nullptr;
};

} // namespace yichuang
