// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/help_tables.h"

#include "app/domain/clocks.h"
#include "app/domain/transitions.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

#include <array>

namespace yichuang
{
namespace
{

QString say(const char *text)
{
    return QCoreApplication::translate("Help", text);
}

/// Words joined as the language joins them.
QString joined(const QStringList &words)
{
    return words.join(say(QT_TRANSLATE_NOOP("Help", ", ")));
}

QString row(const QStringList &cells)
{
    return QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
}

QString headed(const QStringList &heads)
{
    return row(heads) + QStringLiteral("|") + QStringLiteral("---|").repeated(heads.size()) + QStringLiteral("\n");
}

QString wordOf(Actor actor)
{
    switch (actor) {
    case Actor::Clerk:
        return say(QT_TRANSLATE_NOOP("Help", "window"));
    case Actor::Centre:
        return say(QT_TRANSLATE_NOOP("Help", "centre"));
    case Actor::Time:
        return say(QT_TRANSLATE_NOOP("Help", "time alone"));
    }
    return {};
}

struct NeedWord {
    Need need;
    const char *word;
};
constexpr std::array needWords = std::to_array<NeedWord>({
    {Need::Matter, QT_TRANSLATE_NOOP("Help", "a matter")},
    {Need::Receipt, QT_TRANSLATE_NOOP("Help", "receipt number and time, given once")},
    {Need::Reason, QT_TRANSLATE_NOOP("Help", "a reason in writing")},
    {Need::AllMissing, QT_TRANSLATE_NOOP("Help", "everything that is missing, told in full")},
    {Need::Missing, QT_TRANSLATE_NOOP("Help", "the materials that may follow")},
    {Need::DueDay, QT_TRANSLATE_NOOP("Help", "a last day")},
    {Need::NotAskedBefore, QT_TRANSLATE_NOOP("Help", "not asked before")},
    {Need::WithinFiveDays, QT_TRANSLATE_NOOP("Help", "within five working days of the receipt")},
    {Need::FiveDaysOver, QT_TRANSLATE_NOOP("Help", "five working days are over and nobody has asked")},
    {Need::Procedure, QT_TRANSLATE_NOOP("Help", "a special procedure")},
    {Need::ToldDays, QT_TRANSLATE_NOOP("Help", "its days, told in writing")},
    {Need::Approval, QT_TRANSLATE_NOOP("Help", "approval by the head of the body")},
    {Need::ExtensionDays, QT_TRANSLATE_NOOP("Help", "at most 10 days, joint handling 15")},
    {Need::NotExtendedBefore, QT_TRANSLATE_NOOP("Help", "not extended before")},
    {Need::WithinStatutory, QT_TRANSLATE_NOOP("Help", "before the limit by law has passed")},
    {Need::Supplied, QT_TRANSLATE_NOOP("Help", "everything that was to follow is there")},
    {Need::Department, QT_TRANSLATE_NOOP("Help", "the department")},
    {Need::CaseNumber, QT_TRANSLATE_NOOP("Help", "the case number, given once")},
    {Need::Licence, QT_TRANSLATE_NOOP("Help", "the licence")},
    {Need::Place, QT_TRANSLATE_NOOP("Help", "where it is collected")},
    {Need::Recipient, QT_TRANSLATE_NOOP("Help", "who takes it")},
    {Need::Paper, QT_TRANSLATE_NOOP("Help", "the paper")},
});

QString needsInWords(Needs needs)
{
    QStringList words;
    for (const NeedWord &one : needWords) {
        if (needs.testFlag(one.need))
            words.append(say(one.word));
    }
    return joined(words);
}

QString wordOf(ClockKind kind)
{
    switch (kind) {
    case ClockKind::Correction:
        return say(QT_TRANSLATE_NOOP("Help", "Time to ask"));
    case ClockKind::Promised:
        return say(QT_TRANSLATE_NOOP("Help", "Promised"));
    case ClockKind::Statutory:
        return say(QT_TRANSLATE_NOOP("Help", "By law"));
    case ClockKind::Tolerance:
        return say(QT_TRANSLATE_NOOP("Help", "To follow"));
    }
    return {};
}

QString wordOf(ClockEffect effect)
{
    switch (effect) {
    case ClockEffect::Unchanged:
        return {};
    case ClockEffect::Start:
        return say(QT_TRANSLATE_NOOP("Help", "starts"));
    case ClockEffect::Suspend:
        return say(QT_TRANSLATE_NOOP("Help", "stands still"));
    case ClockEffect::Resume:
        return say(QT_TRANSLATE_NOOP("Help", "goes on"));
    case ClockEffect::Extend:
        return say(QT_TRANSLATE_NOOP("Help", "is extended"));
    case ClockEffect::Stop:
        return say(QT_TRANSLATE_NOOP("Help", "stops"));
    case ClockEffect::StopWhenSupplied:
        return say(QT_TRANSLATE_NOOP("Help", "stops once everything is there"));
    }
    return {};
}

constexpr std::array allClocks{ClockKind::Correction, ClockKind::Promised, ClockKind::Statutory, ClockKind::Tolerance};

/// "Promised, By law: starts"; "all clocks stop".
QString clocksInWords(const ClockEffects &effects)
{
    if (effects == ClockEffects{ClockEffect::Stop, ClockEffect::Stop, ClockEffect::Stop, ClockEffect::Stop})
        return say(QT_TRANSLATE_NOOP("Help", "all clocks stop"));
    QStringList parts;
    for (int i = 1; i <= static_cast<int>(ClockEffect::StopWhenSupplied); ++i) {
        QStringList clocks;
        for (const ClockKind kind : allClocks) {
            if (effects.of(kind) == static_cast<ClockEffect>(i))
                clocks.append(wordOf(kind));
        }
        if (!clocks.isEmpty())
            parts.append(
                say(QT_TRANSLATE_NOOP("Help", "%1: %2")).arg(joined(clocks), wordOf(static_cast<ClockEffect>(i))));
    }
    return parts.join(say(QT_TRANSLATE_NOOP("Help", "; ")));
}

/// Everything that goes with a row besides who and what: needs, paper, clocks, law.
QString partsInWords(const Transition &one)
{
    QStringList parts;
    if (one.needs)
        parts.append(say(QT_TRANSLATE_NOOP("Help", "Needs %1")).arg(needsInWords(one.needs)));
    if (one.paper)
        parts.append(say(QT_TRANSLATE_NOOP("Help", "Prints %1")).arg(wordOf(*one.paper)));
    const QString clocks = clocksInWords(one.clocks);
    if (!clocks.isEmpty())
        parts.append(say(QT_TRANSLATE_NOOP("Help", "Clocks: %1")).arg(clocks));
    if (one.article > 0)
        parts.append(say(QT_TRANSLATE_NOOP("Help", "art. %1")).arg(one.article));
    return parts.join(say(QT_TRANSLATE_NOOP("Help", ". ")));
}

/// "Decided" alone does not say how.
QString actOf(const Transition &one)
{
    return one.operation == OperationKind::Decided ? statusOf(one.to).word : wordOf(one.operation);
}

bool isMove(const Transition &one)
{
    return one.from != one.to || one.operation == OperationKind::Extended;
}

QString stateInMarkdown(CaseState state)
{
    QList<Transition> rows;
    QList<QStringList> actors;
    for (const Transition &one : transitions()) {
        if (one.from != state || !isMove(one))
            continue;
        const auto same = std::find_if(rows.begin(), rows.end(), [&one](const Transition &other) {
            return other.operation == one.operation && other.to == one.to;
        });
        if (same != rows.end()) {
            actors[same - rows.begin()].append(wordOf(one.actor));
            continue;
        }
        rows.append(one);
        actors.append(QStringList{wordOf(one.actor)});
    }
    const QString name = state == CaseState::None ? say(QT_TRANSLATE_NOOP("Help", "Before")) : statusOf(state).word;
    QString text = QStringLiteral("### ") + name + QStringLiteral("\n\n");
    if (rows.isEmpty())
        return text + say(QT_TRANSLATE_NOOP("Help", "An end: only notes and copies of papers follow."))
               + QStringLiteral("\n\n");
    text += headed({say(QT_TRANSLATE_NOOP("Help", "Act")), say(QT_TRANSLATE_NOOP("Help", "Who")),
                    say(QT_TRANSLATE_NOOP("Help", "Then")), say(QT_TRANSLATE_NOOP("Help", "What goes with it"))});
    for (qsizetype i = 0; i < rows.size(); ++i)
        text += row({QStringLiteral("**%1**").arg(actOf(rows.at(i))), joined(actors.at(i)),
                     statusOf(rows.at(i).to).word, partsInWords(rows.at(i))});
    return text + QStringLiteral("\n");
}

/// What leaves the state as it is, act by act.
QString staysInMarkdown()
{
    QString text = QStringLiteral("### ") + say(QT_TRANSLATE_NOOP("Help", "Without changing the state"))
                   + QStringLiteral("\n\n")
                   + headed({say(QT_TRANSLATE_NOOP("Help", "Act")), say(QT_TRANSLATE_NOOP("Help", "Who")),
                             say(QT_TRANSLATE_NOOP("Help", "While"))});
    for (int kind = 0; kind < operationKinds; ++kind) {
        QStringList states;
        QStringList actors;
        for (const Transition &one : transitions()) {
            if (isMove(one) || one.operation != static_cast<OperationKind>(kind))
                continue;
            if (!states.contains(statusOf(one.from).word))
                states.append(statusOf(one.from).word);
            if (!actors.contains(wordOf(one.actor)))
                actors.append(wordOf(one.actor));
        }
        constexpr qsizetype nearlyAll = 15;
        const QString where =
            states.size() > nearlyAll ? say(QT_TRANSLATE_NOOP("Help", "always after the receipt")) : joined(states);
        if (!states.isEmpty())
            text +=
                row({QStringLiteral("**%1**").arg(wordOf(static_cast<OperationKind>(kind))), joined(actors), where});
    }
    return text + QStringLiteral("\n");
}

QString limitOf(ClockKind kind)
{
    switch (kind) {
    case ClockKind::Correction:
        return say(QT_TRANSLATE_NOOP("Help", "%1 working days, art. 32")).arg(correctionDays);
    case ClockKind::Promised:
        return say(QT_TRANSLATE_NOOP("Help", "the matter's promise, never more than the law's limit"));
    case ClockKind::Statutory:
        return say(QT_TRANSLATE_NOOP("Help", "the matter's limit by law, art. 42"));
    case ClockKind::Tolerance:
        return say(QT_TRANSLATE_NOOP("Help", "the longest of the materials that may follow"));
    }
    return {};
}

/// The acts that have one of the effects on the clock, each once.
QString actsWith(ClockKind kind, const QList<ClockEffect> &effects)
{
    QStringList acts;
    for (const Transition &one : transitions()) {
        const QString act = actOf(one);
        if (effects.contains(one.clocks.of(kind)) && !acts.contains(act))
            acts.append(act);
    }
    return acts.isEmpty() ? QStringLiteral("—") : joined(acts);
}

const char *wordOfProcedure(const QByteArray &name)
{
    static const QHash<QByteArray, const char *> words{
        {"hearing", QT_TRANSLATE_NOOP("Help", "Hearing")},
        {"bidding", QT_TRANSLATE_NOOP("Help", "Bidding")},
        {"auction", QT_TRANSLATE_NOOP("Help", "Auction")},
        {"inspection", QT_TRANSLATE_NOOP("Help", "Inspection")},
        {"testing", QT_TRANSLATE_NOOP("Help", "Testing")},
        {"quarantine", QT_TRANSLATE_NOOP("Help", "Quarantine")},
        {"appraisal", QT_TRANSLATE_NOOP("Help", "Appraisal")},
        {"expertReview", QT_TRANSLATE_NOOP("Help", "Expert review")},
        {"publicNotice", QT_TRANSLATE_NOOP("Help", "Public notice")},
        {"siteInspection", QT_TRANSLATE_NOOP("Help", "Inspection on site")},
        {"other", QT_TRANSLATE_NOOP("Help", "Another special procedure")},
    };
    return words.value(name, "");
}

QString lightsInMarkdown()
{
    const ClockRules usual;
    return QStringLiteral("### ") + say(QT_TRANSLATE_NOOP("Help", "Lights")) + QStringLiteral("\n\n- ")
           + say(QT_TRANSLATE_NOOP("Help", "Green: more time is left.")) + QStringLiteral("\n- ")
           + say(QT_TRANSLATE_NOOP("Help", "Yellow: %1 working days or fewer, or %2 % of the limit or less; your hall "
                                           "may have set it otherwise."))
                 .arg(usual.warningDays)
                 .arg(usual.warningPercent)
           + QStringLiteral("\n- ") + say(QT_TRANSLATE_NOOP("Help", "Red: the last day has passed."))
           + QStringLiteral("\n- ")
           + say(QT_TRANSLATE_NOOP("Help", "Grey: a special procedure; the days that are left stay."))
           + QStringLiteral("\n- ")
           + say(QT_TRANSLATE_NOOP("Help", "Provisional: the holidays of that year are not announced yet. The day is "
                                           "computed again when the centre publishes them."))
           + QStringLiteral("\n\n");
}

QString proceduresInMarkdown()
{
    QString text = QStringLiteral("### ") + say(QT_TRANSLATE_NOOP("Help", "Special procedures"))
                   + QStringLiteral("\n\n")
                   + headed({say(QT_TRANSLATE_NOOP("Help", "Procedure")), say(QT_TRANSLATE_NOOP("Help", "Law"))});
    for (const SpecialProcedure &one : specialProcedures()) {
        const QString law = one.article > 0 ? say(QT_TRANSLATE_NOOP("Help", "art. %1")).arg(one.article)
                                            : say(QT_TRANSLATE_NOOP("Help", "another law; the reason names it"));
        text += row({say(wordOfProcedure(one.name)), law});
    }
    return text;
}

} // namespace

QString statesInMarkdown()
{
    QString text = QStringLiteral("# ") + say(QT_TRANSLATE_NOOP("Help", "States of a case")) + QStringLiteral("\n\n")
                   + say(QT_TRANSLATE_NOOP("Help", "Articles are those of the Administrative Licensing Law. Window and "
                                                   "centre go by this very table."))
                   + QStringLiteral("\n\n");
    for (int state = 0; state < caseStates; ++state)
        text += stateInMarkdown(static_cast<CaseState>(state));
    return text + staysInMarkdown();
}

QString clocksInMarkdown()
{
    QString text = QStringLiteral("# ") + say(QT_TRANSLATE_NOOP("Help", "Clocks of a case")) + QStringLiteral("\n\n")
                   + say(QT_TRANSLATE_NOOP("Help", "Working days; the day of receipt is not counted."))
                   + QStringLiteral("\n\n");
    for (const ClockKind kind : allClocks) {
        text += QStringLiteral("### ") + wordOf(kind) + QStringLiteral("\n\n")
                + headed({say(QT_TRANSLATE_NOOP("Help", "Clock")), limitOf(kind)});
        const auto line = [&](const char *word, const QList<ClockEffect> &effects) {
            text += row({say(word), actsWith(kind, effects)});
        };
        line(QT_TRANSLATE_NOOP("Help", "Started by"), {ClockEffect::Start});
        line(QT_TRANSLATE_NOOP("Help", "Held by"), {ClockEffect::Suspend});
        line(QT_TRANSLATE_NOOP("Help", "Goes on with"), {ClockEffect::Resume});
        line(QT_TRANSLATE_NOOP("Help", "Extended by"), {ClockEffect::Extend});
        line(QT_TRANSLATE_NOOP("Help", "Stopped by"), {ClockEffect::Stop, ClockEffect::StopWhenSupplied});
        text += QStringLiteral("\n");
    }
    return text + lightsInMarkdown() + proceduresInMarkdown();
}

} // namespace yichuang
