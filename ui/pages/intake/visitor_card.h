// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/citizen_flow.h"
#include "ui/widgets/labels.h"

namespace yichuang
{

class ActionButton;
class Actions;
class Chip;
class Theme;

/// What the visitor's screen asks and what the visitor answered, for the clerk; not there where no screen faces the
/// visitor.
class VisitorCard : public Card
{
    Q_OBJECT

public:
    VisitorCard(CitizenFlow &flow, const Theme &theme, Actions &actions, QWidget *parent);

private:
    void follow();

    CitizenFlow &m_flow;
    Actions &m_actions;
    Chip *m_standing;
    ActionButton *m_ask;
    ActionButton *m_takeBack;
};

} // namespace yichuang
