// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/centre_link.h"
#include "app/workflows/sign_in.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace yichuang
{

class Notice;
class StatusDot;
class Theme;

/// A line for a password: covered, and shown while a button is held down in it.
class PasswordLine : public QWidget
{
    Q_OBJECT

public:
    explicit PasswordLine(QWidget *parent);
    [[nodiscard]] QLineEdit *line() const { return m_line; }

private:
    QLineEdit *m_line;
};

/// Whom a demo hall lets in, told on the page. Empty in every other hall.
struct TrialAccount {
    QString clerk;
    QString password;
};

/// Signing in, and unlocking after F12. All that is built when the program starts.
class SignInPage : public QWidget
{
    Q_OBJECT

public:
    /// `place`: hall and window as shown under the name.
    SignInPage(SignInFlow &flow, CentreLink &link, const Theme &theme, const QString &place, const TrialAccount &trial,
               QWidget *parent);

private:
    void build(const QString &place, const TrialAccount &trial);
    void centre(QWidget *card);
    void follow();
    void showLink();
    void signIn();

    SignInFlow &m_flow;
    CentreLink &m_link;
    const Theme &m_theme;
    QLabel *m_heading = nullptr;
    QLineEdit *m_clerk = nullptr;
    PasswordLine *m_password = nullptr;
    QPushButton *m_enter = nullptr;
    QPushButton *m_other = nullptr;
    Notice *m_notice = nullptr;
    StatusDot *m_state = nullptr;
};

} // namespace yichuang
