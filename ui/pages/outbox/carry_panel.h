// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/outbox_flow.h"
#include "ui/widgets/theme.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace yichuang
{

class Notice;

/// Carrying work to another window: writes a bundle, or brings one in. The passphrase is shown, because it is read out
/// or written down.
class CarryPanel : public QWidget
{
    Q_OBJECT

public:
    enum class Way { Out, In };
    CarryPanel(OutboxFlow &flow, const Theme &theme, Way way, QWidget *parent);
    /// Begins anew: for these cases, or for all that waits where none is named. `now` names the file.
    void begin(const QStringList &caseIds, const QDateTime &now);

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QLineEdit *addField(QBoxLayout *column, const QString &title, const char *name, QPushButton *beside);
    [[nodiscard]] QPushButton *addButton(const char *name, const QString &text, const char *role);
    void bind();
    void browse();
    void go();
    void follow();
    void tellDone(const Parcel &parcel);
    void say(Tone tone, const QString &text);

    OutboxFlow &m_flow;
    const Theme &m_theme;
    Way m_way;
    QStringList m_cases;
    QLabel *m_what = nullptr;
    QLineEdit *m_path = nullptr;
    QLineEdit *m_passphrase = nullptr;
    QPushButton *m_browse = nullptr;
    QPushButton *m_another = nullptr;
    QPushButton *m_go = nullptr;
    QPushButton *m_close = nullptr;
    QLabel *m_progress = nullptr;
    Notice *m_told = nullptr;
};

} // namespace yichuang
