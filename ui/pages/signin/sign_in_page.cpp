// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/signin/sign_in_page.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/theme.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace yichuang
{

namespace
{

constexpr int cardWidth = 440;
constexpr int cardMargin = 28;

} // namespace

PasswordLine::PasswordLine(const char *name, const QString &title, QWidget *parent)
    : QWidget(parent),
      m_line(new QLineEdit(this))
{
    setRole(this, "plain");
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_line->setEchoMode(QLineEdit::Password);
    m_line->setMaxLength(128);
    setRole(m_line, "big");
    setNames(m_line, name, title);
    auto *reveal = new QPushButton(tr("Show"), this);
    setRole(reveal, "link");
    setNames(reveal, "showPassword", tr("Show the password while held down"));
    reveal->setFocusPolicy(Qt::NoFocus);
    row->addWidget(m_line, 1);
    row->addWidget(reveal);
    connect(reveal, &QPushButton::pressed, this, [this] { m_line->setEchoMode(QLineEdit::Normal); });
    connect(reveal, &QPushButton::released, this, [this] { m_line->setEchoMode(QLineEdit::Password); });
}

ProofLines::ProofLines(QWidget *parent)
    : QWidget(parent),
      m_code(new QLineEdit(this)),
      m_fresh(new PasswordLine("newPassword", tr("New password"), this)),
      m_again(new PasswordLine("newPasswordAgain", tr("The new password once more"), this)),
      m_codePart(new QWidget(this)),
      m_freshPart(new QWidget(this))
{
    setRole(this, "plain");
    m_code->setMaxLength(8); // six digits, perhaps typed with a space
    m_code->setInputMethodHints(Qt::ImhDigitsOnly);
    setRole(m_code, "big");
    setNames(m_code, "code", tr("Code from the authenticator"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    for (QWidget *part : {m_codePart, m_freshPart}) {
        setRole(part, "plain");
        auto *lines = new QVBoxLayout(part);
        lines->setContentsMargins(0, 0, 0, 0);
        lines->setSpacing(10);
        column->addWidget(part);
    }
    const auto lay = [](QWidget *part, const QString &title, QWidget *line, QWidget *buddy) {
        auto *label = makeLabel(title, "second", part);
        label->setBuddy(buddy);
        part->layout()->addWidget(label);
        part->layout()->addWidget(line);
    };
    lay(m_codePart, m_code->accessibleName(), m_code, m_code);
    lay(m_freshPart, m_fresh->line()->accessibleName(), m_fresh, m_fresh->line());
    lay(m_freshPart, m_again->line()->accessibleName(), m_again, m_again->line());
    for (QLineEdit *line : {m_code, m_fresh->line(), m_again->line()})
        connect(line, &QLineEdit::returnPressed, this, &ProofLines::entered);
    showAsked();
}

void ProofLines::follow(const std::optional<Reason> &failure)
{
    const auto is = [&failure](Fault fault) { return failure && failure->fault == fault; };
    const bool passwordAsked = is(Fault::PasswordMustChange) || is(Fault::PasswordTooWeak);
    const bool codeAsked = is(Fault::SecondFactorNeeded) || is(Fault::SecondFactorWrong);
    // One after the other: what was asked before is still to be given.
    m_asksCode = codeAsked || (passwordAsked && m_asksCode);
    m_asksPassword = passwordAsked || (codeAsked && m_asksPassword);
    if (codeAsked || !m_asksCode)
        m_code->clear();
    if (passwordAsked || !m_asksPassword) {
        m_fresh->line()->clear();
        m_again->line()->clear();
    }
    showAsked();
}

void ProofLines::showAsked()
{
    m_codePart->setVisible(m_asksCode);
    m_freshPart->setVisible(m_asksPassword);
    setVisible(isAsked());
}

QLineEdit *ProofLines::missing() const
{
    if (m_asksCode && m_code->text().isEmpty())
        return m_code;
    for (QLineEdit *line : {m_fresh->line(), m_again->line()}) {
        if (m_asksPassword && line->text().isEmpty())
            return line;
    }
    return nullptr;
}

bool ProofLines::agrees() const
{
    return !m_asksPassword || m_fresh->line()->text() == m_again->line()->text();
}

SignInProof ProofLines::proof() const
{
    SignInProof proof;
    if (m_asksCode)
        proof.code = m_code->text().remove(u' ');
    if (m_asksPassword)
        proof.newPassword = m_fresh->line()->text();
    return proof;
}

SignInPage::SignInPage(SignInFlow &flow, CentreLink &link, const Theme &theme, const QString &place,
                       const TrialAccount &trial, QWidget *parent)
    : QWidget(parent),
      m_flow(flow),
      m_link(link),
      m_theme(theme)
{
    setObjectName(QStringLiteral("signInPage"));
    setRole(this, "ground");
    setAttribute(Qt::WA_StyledBackground);
    build(place, trial);
    connect(&m_flow, &SignInFlow::changed, this, &SignInPage::follow);
    connect(&m_link, &CentreLink::linkChanged, this, &SignInPage::showLink);
    follow();
    showLink();
}

void SignInPage::build(const QString &place, const TrialAccount &trial)
{
    auto *card = new Card(this);
    card->setFixedWidth(m_theme.column(cardWidth));
    card->column()->setContentsMargins(cardMargin, cardMargin, cardMargin, 24);
    card->column()->setSpacing(10);
    card->column()->addWidget(makeLabel(tr("Yichuang"), "title", card));
    auto *where = makeLabel(place, "second", card, true);
    where->setVisible(!place.isEmpty());
    card->column()->addWidget(where);
    card->column()->addSpacing(8);
    m_heading = makeLabel({}, "heading", card, true);
    card->column()->addWidget(m_heading);
    if (!trial.clerk.isEmpty()) {
        const QString told = tr("Demo hall: the user name is %1, the password is %2.").arg(trial.clerk, trial.password);
        card->column()->addWidget(makeLabel(told, "second", card, true));
    }
    buildLines(card);
    m_notice = new Notice(m_theme, card);
    m_notice->setClosable(false);
    m_notice->hide();
    card->column()->addWidget(m_notice);
    m_proof = new ProofLines(card); // below the words that ask for it
    card->column()->addWidget(m_proof);
    m_enter = new QPushButton(card);
    setRole(m_enter, "decision");
    setNames(m_enter, "signIn", tr("Sign in"));
    card->column()->addSpacing(4);
    card->column()->addWidget(m_enter);
    m_other = new QPushButton(tr("Another clerk: end this session"), card);
    setRole(m_other, "link");
    setNames(m_other, "otherClerk", m_other->text());
    card->column()->addWidget(m_other);
    m_state = new StatusDot(m_theme, card);
    card->column()->addSpacing(4);
    card->column()->addWidget(m_state);

    centre(card);
    connect(m_clerk, &QLineEdit::returnPressed, m_password->line(), [this] { m_password->line()->setFocus(); });
    connect(m_password->line(), &QLineEdit::returnPressed, this, &SignInPage::signIn);
    connect(m_proof, &ProofLines::entered, this, &SignInPage::signIn);
    connect(m_enter, &QPushButton::clicked, this, &SignInPage::signIn);
    connect(m_other, &QPushButton::clicked, this, [this] { m_flow.signOut(); });
}

void SignInPage::buildLines(Card *card)
{
    auto *nameTitle = makeLabel(tr("User name"), "second", card);
    m_clerk = new QLineEdit(card);
    m_clerk->setMaxLength(64);
    setRole(m_clerk, "big");
    setNames(m_clerk, "clerk", tr("User name"));
    nameTitle->setBuddy(m_clerk);
    card->column()->addWidget(nameTitle);
    card->column()->addWidget(m_clerk);
    auto *passwordTitle = makeLabel(tr("Password"), "second", card);
    m_password = new PasswordLine("password", tr("Password"), card);
    passwordTitle->setBuddy(m_password->line());
    card->column()->addWidget(passwordTitle);
    card->column()->addWidget(m_password);
}

void SignInPage::centre(QWidget *card)
{
    auto *column = new QVBoxLayout(this);
    column->addStretch(2);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(card);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(3);
}

void SignInPage::follow()
{
    const SignInState &state = m_flow.state();
    const auto *out = std::get_if<SignedOut>(&state);
    const auto *locked = std::get_if<WindowLocked>(&state);
    // Admitted, the clerk sees the desk as soon as it stands; until then nothing moves here.
    const bool admitted = std::holds_alternative<SignedIn>(state);
    const bool busy = admitted || std::holds_alternative<SigningIn>(state);
    m_heading->setText(locked ? tr("Locked. Your work stays as it is.") : tr("Sign in to this window"));
    m_enter->setText(busy ? tr("Signing in…") : locked ? tr("Unlock") : tr("Sign in"));
    m_enter->setEnabled(!busy);
    m_password->setEnabled(!busy);
    m_proof->setEnabled(!busy);
    m_clerk->setEnabled(!busy && locked == nullptr);
    m_other->setVisible(locked != nullptr);
    if (locked)
        m_clerk->setText(locked->session.clerk);
    else if (out && m_clerk->text().isEmpty())
        m_clerk->setText(out->clerk);
    const std::optional<Reason> failure = out ? out->failure : locked ? locked->failure : std::nullopt;
    m_notice->setVisible(failure.has_value());
    if (failure) {
        m_notice->tell(*failure);
        m_notice->fitWidth(m_theme.column(cardWidth) - 2 * cardMargin);
    }
    if (!busy || admitted) {
        m_proof->follow(failure);
        if (!m_proof->isAsked())
            m_password->line()->clear();
    }
    if (busy)
        return;
    if (m_clerk->text().isEmpty())
        m_clerk->setFocus();
    else if (m_proof->isAsked() && m_proof->missing() != nullptr)
        m_proof->missing()->setFocus();
    else
        m_password->line()->setFocus();
}

void SignInPage::showLink()
{
    switch (m_link.link()) {
    case LinkState::Online:
        m_state->show({Symbol::Dot, tr("The centre answers"), Tone::Ok});
        break;
    case LinkState::Offline:
        m_state->show({Symbol::Ring, tr("Off line: clerks who have worked here can sign in"), Tone::Warning});
        break;
    case LinkState::Unknown:
        m_state->show({Symbol::Ring, tr("Looking for the centre"), Tone::Neutral});
        break;
    }
    m_state->setAccessibleName(tr("Link to the centre"));
}

void SignInPage::signIn()
{
    const QString password = m_password->line()->text();
    if (m_clerk->text().trimmed().isEmpty()) {
        m_clerk->setFocus();
        return;
    }
    if (password.isEmpty()) {
        m_password->line()->setFocus();
        return;
    }
    if (QLineEdit *missing = m_proof->missing()) {
        missing->setFocus();
        return;
    }
    if (!m_proof->agrees()) {
        m_notice->tell(Tone::Warning, tr("The two new passwords are not the same."));
        m_notice->fitWidth(m_theme.column(cardWidth) - 2 * cardMargin);
        m_notice->show();
        return;
    }
    m_flow.signIn(m_clerk->text().trimmed(), password, m_proof->proof());
}

} // namespace yichuang
