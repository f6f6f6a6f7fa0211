// SPDX-License-Identifier: Apache-2.0
#include "ui/citizen/panes.h"

#include "app/domain/transitions.h"
#include "ui/citizen/signature_pad.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScroller>
#include <QVBoxLayout>

namespace yichuang
{
namespace
{

// Times the letters of the window: read from a metre away.
constexpr double huge = 2.6;
constexpr double large = 1.9;
constexpr double usual = 1.5;

QString titleOf(const CitizenLine &line)
{
    switch (line.kind) {
    case CitizenLine::Kind::Name:
        return CitizenPane::tr("Name");
    case CitizenLine::Kind::Number:
        return CitizenPane::tr("Identity number");
    case CitizenLine::Kind::Phone:
        return CitizenPane::tr("Telephone");
    case CitizenLine::Kind::Organisation:
        return CitizenPane::tr("Organisation");
    case CitizenLine::Kind::CreditCode:
        return CitizenPane::tr("Credit code");
    case CitizenLine::Kind::Field:
        break;
    }
    return line.title;
}

QLabel *label(const QString &words, const char *role, const QFont &font, QWidget *parent)
{
    QLabel *made = makeLabel(words, role, parent, true);
    made->setFont(font);
    return made;
}

} // namespace

CitizenPane::CitizenPane(const Theme &theme, const char *name, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_column(new QVBoxLayout(this))
{
    setObjectName(QLatin1String(name));
    setRole(this, "ground");
    setAttribute(Qt::WA_StyledBackground);
    const int margin = theme.px(36);
    m_column->setContentsMargins(margin, margin, margin, margin);
    m_column->setSpacing(theme.px(16));
}

QLabel *CitizenPane::say(const QString &words, double times, bool bold, const char *role)
{
    QLabel *made = label(words, role, m_theme.font(times, bold), this);
    m_column->addWidget(made);
    return made;
}

QPushButton *CitizenPane::answer(const char *name, const QString &words, const char *role)
{
    auto *button = new QPushButton(words, this);
    setRole(button, role);
    setNames(button, name, words);
    button->setFont(m_theme.font(usual, true));
    button->setMinimumHeight(m_theme.px(64));
    button->setFocusPolicy(Qt::NoFocus);
    return button;
}

QWidget *CitizenPane::list(std::function<void(QWidget *, QVBoxLayout *)> fill)
{
    QScrollArea *area = makeScrollArea(this);
    auto *card = new Card(area->viewport());
    const int margin = m_theme.px(20);
    card->column()->setContentsMargins(margin, margin, margin, margin);
    card->column()->setSpacing(m_theme.px(10));
    fill(card, card->column());
    card->column()->addStretch(1);
    area->setWidget(card);
    QScroller::grabGesture(area->viewport(), QScroller::TouchGesture);
    return area;
}

IdlePane::IdlePane(const Theme &theme, const CitizenPlaceNames &names, const QPixmap &picture, QWidget *parent)
    : CitizenPane(theme, "citizenIdle", parent),
      m_picture(picture)
{
    if (!m_picture.isNull())
        return;
    column()->addStretch(2);
    say(names.hall, huge, true)->setAlignment(Qt::AlignCenter);
    say(names.window, large, false, "second")->setAlignment(Qt::AlignCenter);
    column()->addStretch(3);
}

void IdlePane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().tokens().background);
    if (m_picture.isNull())
        return;
    const QSize drawn = m_picture.size().scaled(size(), Qt::KeepAspectRatio);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmap(QRect(QPoint((width() - drawn.width()) / 2, (height() - drawn.height()) / 2), drawn), m_picture);
}

WordsPane::WordsPane(const Theme &theme, const char *name, const QString &title, const QString &words, QWidget *parent)
    : CitizenPane(theme, name, parent)
{
    column()->addStretch(2);
    say(title, huge, true)->setAlignment(Qt::AlignCenter);
    say(words, large, false, "second")->setAlignment(Qt::AlignCenter);
    column()->addStretch(3);
}

ReadingPane::ReadingPane(const Theme &theme, const CitizenReading &state, QWidget *parent)
    : CitizenPane(theme, "citizenReading", parent)
{
    const CitizenSheet &sheet = state.sheet;
    say(tr("You are applying for"), usual, false, "second");
    say(sheet.matter, huge, true);
    showAnswer(state);
    column()->addWidget(list([&](QWidget *card, QVBoxLayout *lines) {
                            const auto line = [&](const QString &words, double times, bool bold, const char *role) {
                                lines->addWidget(label(words, role, this->theme().font(times, bold), card));
                            };
                            if (!sheet.receiptNumber.isEmpty()) {
                                line(tr("Receipt number"), usual, false, "second");
                                line(sheet.receiptNumber, large, true, "plain");
                            }
                            if (!sheet.missing.isEmpty()) {
                                line(tr("Still missing"), usual, false, "second");
                                for (const QString &name : sheet.missing)
                                    line(QStringLiteral("○ ") + name, usual, true, "plain");
                            } else if (isPreparing(sheet.state)) {
                                line(tr("Everything is there."), usual, true, "plain");
                            }
                            if (sheet.promised.isValid()) {
                                line(sheet.receiptNumber.isEmpty() ? tr("If it is taken today, it will be ready by")
                                                                   : tr("It will be ready by"),
                                     usual, false, "second");
                                line(longDay(sheet.promised), large, true, "plain");
                            }
                            if (sheet.provisional)
                                line(tr("This day may still move: holidays are not settled yet."), usual, false,
                                     "second");
                        }),
                        1);
}

void ReadingPane::showAnswer(const CitizenReading &state)
{
    if (!isPreparing(state.sheet.state)) {
        say(statusOf(state.sheet.state).word, large, true);
        return;
    }
    QLabel *told = nullptr;
    if (state.answer == CitizenAnswer::Wrong)
        told = say(tr("Please tell the clerk what is not right."), usual, true);
    else if (state.sheet.hasSignature)
        told = say(tr("✓ You have signed."), usual, true);
    else if (state.answer == CitizenAnswer::Right)
        told = say(tr("✓ You have confirmed your data."), usual, true);
    if (told != nullptr)
        setTrait(told, "tone", state.answer == CitizenAnswer::Wrong ? QStringLiteral("warning") : QStringLiteral("ok"));
}

ConfirmPane::ConfirmPane(const Theme &theme, const CitizenConfirming &state, CitizenVoice voice, QWidget *parent)
    : CitizenPane(theme, "citizenConfirm", parent)
{
    say(tr("Please check: is this right?"), huge, true);
    say(state.sheet.matter, usual, false, "second");
    column()->addWidget(list([&](QWidget *card, QVBoxLayout *lines) {
                            auto *grid = new QGridLayout;
                            grid->setHorizontalSpacing(this->theme().px(24));
                            grid->setVerticalSpacing(this->theme().px(12));
                            grid->setColumnStretch(0, 1);
                            grid->setColumnStretch(1, 2);
                            int row = 0;
                            for (const CitizenLine &line : state.sheet.lines) {
                                grid->addWidget(label(titleOf(line), "second", this->theme().font(usual), card), row, 0,
                                                Qt::AlignTop);
                                grid->addWidget(label(line.value, "plain", this->theme().font(usual, true), card), row,
                                                1, Qt::AlignTop);
                                row += 1;
                            }
                            lines->addLayout(grid);
                        }),
                        1);
    auto *answers = new QHBoxLayout;
    answers->setSpacing(theme.px(24));
    QPushButton *wrong = answer("citizenWrong", tr("Something is not right"), "normal");
    QPushButton *right = answer("citizenRight", tr("It is right"), "primary");
    answers->addWidget(wrong, 1);
    answers->addWidget(right, 1);
    column()->addLayout(answers);
    connect(wrong, &QPushButton::clicked, this, [voice] { voice(citizen::Answered{false}); });
    connect(right, &QPushButton::clicked, this, [voice] { voice(citizen::Answered{true}); });
}

SignPane::SignPane(const Theme &theme, const CitizenSigning &state, CitizenVoice voice, QWidget *parent)
    : CitizenPane(theme, "citizenSign", parent)
{
    say(tr("Please sign"), huge, true);
    say(tr("With this I confirm that what I have stated for “%1” is true.").arg(state.sheet.matter), usual);
    m_pad = new SignaturePad(theme, this);
    column()->addWidget(m_pad, 1);
    auto *answers = new QHBoxLayout;
    answers->setSpacing(theme.px(24));
    m_decline = answer("citizenDecline", tr("I do not sign"), "normal");
    m_clear = answer("citizenClear", tr("Once more"), "normal");
    m_done = answer("citizenDone", tr("Done"), "primary");
    for (QPushButton *button : {m_decline, m_clear, m_done})
        answers->addWidget(button, 1);
    column()->addLayout(answers);
    const auto enable = [this] {
        m_clear->setEnabled(!m_saving && !m_pad->strokes().isEmpty());
        m_done->setEnabled(!m_saving && m_pad->isDrawn());
    };
    connect(m_pad, &SignaturePad::drawnChanged, this, enable);
    connect(m_clear, &QPushButton::clicked, m_pad, &SignaturePad::clear);
    connect(m_decline, &QPushButton::clicked, this, [voice] { voice(citizen::Declined{}); });
    connect(m_done, &QPushButton::clicked, this,
            [this, voice] { voice(citizen::Drawn{m_pad->strokes(), m_pad->unitHeight(), m_pad->picture()}); });
    enable();
    follow(state);
}

void SignPane::follow(const CitizenSigning &state)
{
    m_saving = state.saving;
    m_pad->setTaking(!m_saving);
    m_decline->setEnabled(!m_saving);
    Q_EMIT m_pad->drawnChanged();
}

} // namespace yichuang
