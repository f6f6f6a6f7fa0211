// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/seal_part.h"

#include "ui/pages/signin/sign_in_page.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/theme.h"

#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace yichuang
{
namespace
{

using Phase = KeyRenewalStanding::Phase;

constexpr int partWidth = 400;

QString figure(const KeyRenewalStanding &standing)
{
    const QLocale locale;
    return SealPart::tr("%1 of %2 sealed anew").arg(locale.toString(standing.done), locale.toString(standing.total));
}

QString wordsOf(const KeyRenewalStanding &standing)
{
    switch (standing.phase) {
    case Phase::None:
    case Phase::Renewed:
        return {};
    case Phase::Asked:
        return SealPart::tr("The password is being checked…");
    case Phase::Sealing:
        return figure(standing);
    case Phase::Finishing:
        return SealPart::tr("A backup is being made; then the old key is forgotten.");
    case Phase::Stopped:
        return SealPart::tr("Stopped: %1. Nothing is lost; it goes on by itself at the next sign-in.")
            .arg(figure(standing));
    }
    return {};
}

} // namespace

SealPart::SealPart(KeyRenewal &renewal, const SignInFlow &signIn, const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_renewal(renewal),
      m_signIn(signIn)
{
    setRole(this, "plain");
    setFixedWidth(theme.column(partWidth));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 8);
    column->setSpacing(8);
    column->addWidget(makeLabel(tr("Everything saved on this computer is sealed with one key. A new one is made here, "
                                   "and everything is sealed anew with it: whoever had got hold of the old key can "
                                   "open nothing that is here from then on."),
                                "body", this, true));
    column->addWidget(makeLabel(tr("Passwords and the recovery code stay as they are. Work goes on meanwhile, and the "
                                   "program may be ended: it goes on at the next sign-in."),
                                "small", this, true));
    m_forOthers =
        makeLabel(tr("A supervisor or an administrator can do this, signed in at this window."), "second", this, true);
    column->addWidget(m_forOthers);
    buildAsking(theme);
    buildProgress(theme);
    m_told = new Notice(theme, this);
    setNames(m_told, "renewTold", {});
    m_told->setClosable(false);
    column->addWidget(m_told);
    connect(&m_renewal, &KeyRenewal::changed, this, &SealPart::follow);
    connect(&m_signIn, &SignInFlow::changed, this, &SealPart::follow);
    follow();
}

void SealPart::buildAsking(const Theme &theme)
{
    m_asking = new QWidget(this);
    setRole(m_asking, "plain");
    auto *column = new QVBoxLayout(m_asking);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_password = new PasswordLine("renewPassword", tr("Your password, once more"), m_asking);
    auto *name = makeLabel(m_password->line()->accessibleName(), "second", m_asking);
    name->setBuddy(m_password->line());
    m_begin = new QPushButton(tr("Make a new key"), m_asking);
    setRole(m_begin, "primary");
    setNames(m_begin, "renewKey", m_begin->text());
    m_begin->setMinimumWidth(theme.column(160));
    column->addWidget(name);
    column->addWidget(m_password);
    column->addWidget(m_begin, 0, Qt::AlignLeft);
    layout()->addWidget(m_asking);
    connect(m_password->line(), &QLineEdit::textChanged, this, [this] { follow(); });
    connect(m_password->line(), &QLineEdit::returnPressed, this, &SealPart::begin);
    connect(m_begin, &QPushButton::clicked, this, &SealPart::begin);
}

void SealPart::buildProgress(const Theme &theme)
{
    m_progress = new QWidget(this);
    setRole(m_progress, "plain");
    auto *column = new QVBoxLayout(m_progress);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_bar = new QProgressBar(m_progress);
    m_bar->setTextVisible(false);
    setNames(m_bar, "renewProgress", tr("Sealing anew"));
    m_words = makeLabel({}, "body", m_progress, true);
    setNames(m_words, "renewWords", {});
    m_stop = new QPushButton(tr("Stop for now"), m_progress);
    setNames(m_stop, "renewStop", m_stop->text());
    m_goOn = new QPushButton(tr("Go on"), m_progress);
    setRole(m_goOn, "primary");
    setNames(m_goOn, "renewGoOn", m_goOn->text());
    column->addWidget(m_bar);
    column->addWidget(m_words);
    for (QPushButton *button : {m_stop, m_goOn}) {
        button->setMinimumWidth(theme.column(160));
        column->addWidget(button, 0, Qt::AlignLeft);
    }
    layout()->addWidget(m_progress);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_renewal.stop(); });
    connect(m_goOn, &QPushButton::clicked, this, [this] { m_renewal.goOn(); });
}

const Session *SealPart::session() const
{
    const auto *in = std::get_if<SignedIn>(&m_signIn.state());
    return in == nullptr ? nullptr : &in->session;
}

void SealPart::begin()
{
    const QString password = m_password->line()->text();
    if (password.isEmpty() || session() == nullptr || m_renewal.standing().phase == Phase::Asked)
        return;
    const QString clerk = session()->clerk;
    m_password->line()->clear();
    m_renewal.begin(clerk, password);
}

void SealPart::follow()
{
    const KeyRenewalStanding standing = m_renewal.standing();
    const bool may = session() != nullptr && KeyRenewal::isFor(session()->role);
    const bool underWay = standing.phase != Phase::None && standing.phase != Phase::Renewed;
    const bool typing = m_asking->isAncestorOf(focusWidget());
    m_forOthers->setVisible(!may && !underWay);
    m_asking->setVisible(may && !underWay);
    m_begin->setEnabled(!m_password->line()->text().isEmpty());
    m_progress->setVisible(underWay);
    m_words->setText(wordsOf(standing));
    m_words->setAccessibleName(m_words->text());
    // Before the first figure it is not known how much there is.
    const bool counted = standing.total > 0 && standing.phase != Phase::Asked;
    m_bar->setRange(0, counted ? 1000 : 0);
    if (counted)
        m_bar->setValue(standing.phase == Phase::Finishing ? 1000
                                                           : static_cast<int>(standing.done * 1000 / standing.total));
    m_bar->setVisible(standing.phase != Phase::Stopped || counted);
    m_stop->setEnabled(standing.phase == Phase::Sealing);
    m_goOn->setVisible(standing.phase == Phase::Stopped);
    m_stop->setVisible(may && standing.phase != Phase::Stopped);
    if (typing && m_stop->isVisible())
        m_stop->setFocus();
    showTold(standing);
}

void SealPart::showTold(const KeyRenewalStanding &standing)
{
    const bool renewed = standing.phase == Phase::Renewed;
    m_told->setVisible(renewed || standing.why);
    if (standing.why) {
        m_told->tell(*standing.why);
    } else if (renewed) {
        QString words = tr("The new key is in force. Nothing that opens is sealed with the old one any more.");
        if (standing.broken > 0)
            words += u' ' + tr("%n page(s) could be opened by no key and stay as they were.", nullptr, standing.broken);
        m_told->tell(standing.broken > 0 ? Tone::Warning : Tone::Ok, words);
    }
}

} // namespace yichuang
