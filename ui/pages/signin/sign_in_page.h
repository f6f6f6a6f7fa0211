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
    /// `name` is the line's object name, `title` what it is called.
    PasswordLine(const char *name, const QString &title, QWidget *parent);
    [[nodiscard]] QLineEdit *line() const { return m_line; }

private:
    QLineEdit *m_line;
};

/// Whom a demo hall lets in, told on the page. Empty in every other hall.
struct TrialAccount {
    QString clerk;
    QString password;
};

class Card;

/// What the centre may ask for beside the password: a code, or a new password twice. Shown only then.
class ProofLines : public QWidget
{
    Q_OBJECT

public:
    explicit ProofLines(QWidget *parent);
    /// What a refusal asks for is shown from now on; any other refusal, and a good sign-in, ends it.
    void follow(const std::optional<Reason> &failure);
    [[nodiscard]] bool isAsked() const { return m_asksCode || m_asksPassword; }
    /// Where to go on typing: the first line that is shown and empty; null where nothing is missing.
    [[nodiscard]] QLineEdit *missing() const;
    /// True where the new password was typed twice alike.
    [[nodiscard]] bool agrees() const;
    [[nodiscard]] SignInProof proof() const;

Q_SIGNALS:
    void entered();

private:
    void showAsked();

    QLineEdit *m_code;
    PasswordLine *m_fresh;
    PasswordLine *m_again;
    QWidget *m_codePart;
    QWidget *m_freshPart;
    bool m_asksCode = false;
    bool m_asksPassword = false;
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
    void buildLines(Card *card);
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
    ProofLines *m_proof = nullptr;
    QPushButton *m_enter = nullptr;
    QPushButton *m_other = nullptr;
    Notice *m_notice = nullptr;
    StatusDot *m_state = nullptr;
};

} // namespace yichuang
