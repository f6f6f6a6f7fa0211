// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/notice_bar.h"

#include <QTimer>
#include <QVBoxLayout>

namespace yichuang
{
namespace
{

constexpr int mostLines = 3;
constexpr int reasonStaysMs = 30'000;
constexpr int factStaysMs = 6'000;

/// The act that answers a fault.
std::optional<Act> answerTo(Fault fault)
{
    switch (fault) {
    case Fault::FeederEmpty:
    case Fault::ScannerCoverOpen:
    case Fault::ScannerBusy:
    case Fault::ScannerIo:
    case Fault::MaterialNotShared:
        return Act::Scan;
    case Fault::ReaderMissing:
    case Fault::ScannerMissing:
    case Fault::DriverMissing:
    case Fault::PrinterUnreachable:
        return Act::GoSettings;
    case Fault::MaterialMissing:
        return Act::Notice;
    case Fault::VersionConflict:
        return Act::GoOutbox;
    case Fault::SessionExpired:
        return Act::Lock;
    case Fault::QueueEmpty:
        return Act::WalkIn;
    case Fault::ReaderCheckDigit:
    case Fault::IdentifierInvalid:
        return Act::EditApplicant;
    case Fault::TransitionRefused:
        return Act::Help;
    default:
        return std::nullopt;
    }
}

} // namespace

NoticeBar::NoticeBar(const Theme &theme, Actions &actions, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_actions(actions)
{
    setObjectName(QStringLiteral("noticeBar"));
    setRole(this, "plain");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 0);
    column->setSpacing(6);
    hide();
}

void NoticeBar::tell(const Reason &reason)
{
    if (reason.fault == Fault::Cancelled)
        return;
    Notice *notice = add(reason.fault, reasonStaysMs);
    notice->tell(reason);
    const auto act = answerTo(reason.fault);
    if (!act || !m_actions.of(*act)->isEnabled())
        return;
    QAction *action = m_actions.of(*act);
    notice->offer(action->text());
    connect(notice, &Notice::acted, action, &QAction::trigger);
    connect(notice, &Notice::acted, this, [this, notice] { drop(notice); });
}

void NoticeBar::say(Tone tone, const QString &text)
{
    add(std::nullopt, factStaysMs)->tell(tone, text);
}

void NoticeBar::keep(Tone tone, const QString &text)
{
    add(std::nullopt, 0)->tell(tone, text);
}

Notice *NoticeBar::add(std::optional<Fault> fault, int staysMs)
{
    for (const Line &line : QList<Line>(m_lines)) {
        if (line.fault == fault && !line.kept)
            drop(line.notice);
    }
    while (m_lines.size() >= mostLines)
        drop(m_lines.constLast().notice);
    auto *notice = new Notice(m_theme, this);
    notice->setObjectName(QStringLiteral("notice"));
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, notice);
    m_lines.prepend({fault, notice, staysMs == 0});
    connect(notice, &Notice::closed, this, [this, notice] { drop(notice); });
    if (staysMs > 0)
        QTimer::singleShot(staysMs, notice, [this, notice] { drop(notice); });
    show();
    return notice;
}

void NoticeBar::drop(Notice *notice)
{
    m_lines.removeIf([notice](const Line &line) { return line.notice == notice; });
    notice->hide();
    notice->deleteLater();
    if (m_lines.isEmpty())
        hide();
}

void NoticeBar::clear()
{
    while (!m_lines.isEmpty())
        drop(m_lines.constFirst().notice);
}

} // namespace yichuang
