// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/screen_wish.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace yichuang
{

class Theme;

/// Which screen faces the visitor, and the hall's picture on it.
class CitizenPart : public QWidget
{
    Q_OBJECT

public:
    CitizenPart(Settings &settings, const Theme &theme, QWidget *parent);

Q_SIGNALS:
    void told(const yichuang::Reason &reason);

private:
    void fill();
    void put();

    Settings &m_settings;
    QComboBox *m_screen;
    QCheckBox *m_onClerks;
    QLineEdit *m_picture;
};

} // namespace yichuang
