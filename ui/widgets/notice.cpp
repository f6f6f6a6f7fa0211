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
      m_what(makeLabel({}, "strong", this, true)),
      m_more(makeLabel({}, "body", this, true)),
      m_act(new QPushButton(this)),
      m_close(new QPushButton(tr("Close"), this))
{
    setRole(this, "notice");
    setNames(m_what, "noticeWhat", {});
    setNames(m_act, "noticeAct", {});
    setNames(m_close, "noticeClose", tr("Close the message"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(10);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_what);
    texts->addWidget(m_more);
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
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
    m_more->setText(tr("%1 %2 (%3)").arg(sentence.why, sentence.next, sentence.code));
    m_more->show();
    setAccessibleName(sentence.whole());
}

void Notice::tell(Tone tone, const QString &text)
{
    const Symbol symbol = tone == Tone::Ok        ? Symbol::Tick
                          : tone == Tone::Danger  ? Symbol::Cross
                          : tone == Tone::Warning ? Symbol::Bang
                                                  : Symbol::Dot;
    m_mark->show(symbol, tone);
    m_what->setText(text);
    m_more->hide();
    m_more->clear();
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

void Notice::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

QString Notice::text() const
{
    return m_what->text();
}

} // namespace yichuang
