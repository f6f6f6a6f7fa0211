// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/device_try.h"

#include "ui/pages/settings/device_entries.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace yichuang
{
namespace
{

constexpr int mostEntries = 300;
constexpr int mostLines = 2'000;

} // namespace

DeviceTry::DeviceTry(const QString &kind, DeviceTrials &trials, const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_kind(kind),
      m_trials(trials),
      m_begin(new QPushButton(trialTitle(kind), this)),
      m_end(new QPushButton(tr("Stop"), this)),
      m_advice(makeLabel({}, "body", this, true)),
      m_lines(new QPlainTextEdit(this))
{
    setRole(this, "plain");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto *buttons = new FlowLayout(8);
    buttons->addWidget(m_begin);
    buttons->addWidget(m_end);
    column->addLayout(buttons);
    column->addWidget(m_advice);
    column->addWidget(m_lines);
    setNames(m_begin, "tryDevice", trialTitle(kind));
    setNames(m_end, "endTry", tr("Stop"));
    setNames(m_lines, "tryLines", tr("What went over the line"));
    m_advice->setObjectName(QStringLiteral("tryAdvice"));
    m_lines->setReadOnly(true);
    m_lines->setTabChangesFocus(true);
    m_lines->setMaximumBlockCount(mostLines);
    m_lines->setFixedHeight(theme.px(168));
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(theme.font(0.8).pointSizeF());
    m_lines->setFont(font);
    m_advice->hide();
    m_lines->hide();
    m_end->hide();
    connect(m_begin, &QPushButton::clicked, this, [this] { begin(m_choice); });
    connect(m_end, &QPushButton::clicked, this, [this] { m_trials.end(); });
    connect(&m_trials, &DeviceTrials::happened, this, &DeviceTry::take);
    connect(&m_trials, &DeviceTrials::ended, this, &DeviceTry::rest);
}

void DeviceTry::setChoice(const DeviceChoice &choice)
{
    m_choice = choice;
    setVisible(!choice.driver.isEmpty());
}

void DeviceTry::begin(const DeviceChoice &choice)
{
    m_trials.end(); // another device's
    m_running = true;
    m_entries.clear();
    m_lines->clear();
    m_lines->show();
    m_end->show();
    m_begin->setEnabled(false);
    m_end->setFocus();
    advise(firstAdvice(m_kind));
    m_trials.begin(choice);
}

void DeviceTry::take(const TrialEntry &entry)
{
    if (!m_running)
        return;
    if (m_entries.size() >= mostEntries)
        m_entries.removeFirst();
    m_entries.append(entry);
    const QStringList lines = linesOf(entry);
    for (const QString &line : lines)
        m_lines->appendPlainText(line);
    if (const QString advice = adviceOn(m_kind, entry); !advice.isEmpty())
        advise(advice);
}

void DeviceTry::rest()
{
    if (!std::exchange(m_running, false))
        return;
    m_begin->setEnabled(true);
    if (m_end->hasFocus())
        m_begin->setFocus();
    m_end->hide();
    Q_EMIT over();
}

void DeviceTry::advise(const QString &words)
{
    m_advice->setText(words);
    m_advice->setVisible(!words.isEmpty());
}

void DeviceTry::hideEvent(QHideEvent *event)
{
    if (m_running && !event->spontaneous())
        m_trials.end();
    QWidget::hideEvent(event);
}

} // namespace yichuang
