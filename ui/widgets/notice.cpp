// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/notice.h"

#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace yichuang
{

SymbolMark::SymbolMark(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SymbolMark::show(Symbol symbol, Tone tone)
{
    m_symbol = symbol;
    m_tone = tone;
    update();
}

QSize SymbolMark::sizeHint() const
{
    return {m_theme.px(16), m_theme.px(16)};
}

void SymbolMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSymbol(painter, rect(), m_symbol, m_theme.tokens().pair(m_tone).ink);
}

Notice::Notice(const Theme &theme, QWidget *parent)
    : QFrame(parent),
      m_mark(new SymbolMark(theme, this)),
      m_words(makeLabel({}, "body", this, true)),
      m_act(new QPushButton(this)),
      m_close(new QPushButton(tr("Close"), this))
{
    setRole(this, "notice");
    setNames(m_words, "noticeWords", {});
    setNames(m_act, "noticeAct", {});
    setNames(m_close, "noticeClose", tr("Close the message"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(10);
    m_words->setTextFormat(Qt::RichText);
    row->addWidget(m_mark, 0, Qt::AlignVCenter);
    row->addWidget(m_words, 1);
    row->addWidget(m_act, 0, Qt::AlignVCenter);
    row->addWidget(m_close, 0, Qt::AlignVCenter);
    m_act->hide();
    connect(m_act, &QPushButton::clicked, this, &Notice::acted);
    connect(m_close, &QPushButton::clicked, this, &Notice::closed);
}

void Notice::tell(const Reason &reason)
{
    const Sentence sentence = sentenceFor(reason);
    tell(Tone::Warning, sentence.what);
    const QString more = tr("%1 %2 (%3)").arg(sentence.why, sentence.next, sentence.code);
    m_words->setText(QStringLiteral("<b>%1</b> %2").arg(sentence.what.toHtmlEscaped(), more.toHtmlEscaped()));
    setAccessibleName(sentence.whole());
}

void Notice::tell(Tone tone, const QString &text)
{
    const Symbol symbol = tone == Tone::Ok        ? Symbol::Tick
                          : tone == Tone::Danger  ? Symbol::Cross
                          : tone == Tone::Warning ? Symbol::Bang
                                                  : Symbol::Dot;
    m_mark->show(symbol, tone);
    m_words->setText(QStringLiteral("<b>%1</b>").arg(text.toHtmlEscaped()));
    setAccessibleName(text);
    setTrait(this, "tone",
             tone == Tone::Ok        ? QStringLiteral("ok")
             : tone == Tone::Danger  ? QStringLiteral("danger")
             : tone == Tone::Warning ? QStringLiteral("warning")
                                     : QString());
}

void Notice::offer(const QString &text)
{
    m_act->setText(text);
    m_act->setAccessibleName(text);
    m_act->setVisible(!text.isEmpty());
}

void Notice::fitWidth(int width)
{
    m_words->ensurePolished();
    layout()->invalidate();
    setFixedHeight(layout()->totalHeightForWidth(width));
}

void Notice::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

} // namespace yichuang
