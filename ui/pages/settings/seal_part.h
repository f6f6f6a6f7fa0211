// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/key_renewal.h"
#include "app/workflows/sign_in.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace yichuang
{

class Notice;
class PasswordLine;
class Theme;

/// The key by which everything saved is sealed: who may, gives the password once more and has it renewed; how far that
/// is, how it ended, and stopping it for now.
class SealPart : public QWidget
{
    Q_OBJECT

public:
    SealPart(KeyRenewal &renewal, const SignInFlow &signIn, const Theme &theme, QWidget *parent);

private:
    void buildAsking(const Theme &theme);
    void buildProgress(const Theme &theme);
    [[nodiscard]] const Session *session() const;
    void begin();
    void follow();
    void showTold(const KeyRenewalStanding &standing);

    KeyRenewal &m_renewal;
    const SignInFlow &m_signIn;
    QLabel *m_forOthers = nullptr;
    QWidget *m_asking = nullptr;
    PasswordLine *m_password = nullptr;
    QPushButton *m_begin = nullptr;
    QWidget *m_progress = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_words = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_goOn = nullptr;
    Notice *m_told = nullptr;
};

} // namespace yichuang
