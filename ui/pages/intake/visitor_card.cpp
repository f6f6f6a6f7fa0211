// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/intake/visitor_card.h"

#include "app/domain/transitions.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/chip.h"

#include <QVBoxLayout>

namespace yichuang
{
namespace
{

Status standingOf(const CitizenState &state)
{
    if (std::holds_alternative<CitizenConfirming>(state))
        return {Symbol::Ring, VisitorCard::tr("Is being checked"), Tone::Accent};
    if (const auto *signing = std::get_if<CitizenSigning>(&state))
        return {Symbol::Ring, signing->saving ? VisitorCard::tr("Is being kept") : VisitorCard::tr("Is being signed"),
                Tone::Accent};
    const auto *reading = std::get_if<CitizenReading>(&state);
    if (reading == nullptr)
        return {Symbol::None, VisitorCard::tr("Nothing to ask yet"), Tone::Neutral};
    if (reading->answer == CitizenAnswer::Wrong)
        return {Symbol::Bang, VisitorCard::tr("Something is not right"), Tone::Danger};
    if (reading->sheet.hasSignature)
        return {Symbol::Tick, VisitorCard::tr("Signed"), Tone::Ok};
    if (reading->answer == CitizenAnswer::Right && isPreparing(reading->sheet.state))
        return {Symbol::Tick, VisitorCard::tr("Confirmed"), Tone::Ok};
    return {Symbol::None, VisitorCard::tr("Sees how it stands"), Tone::Neutral};
}

} // namespace

VisitorCard::VisitorCard(CitizenFlow &flow, const Theme &theme, Actions &actions, QWidget *parent)
    : Card(tr("Visitor's screen"), parent),
      m_flow(flow),
      m_actions(actions),
      m_standing(new Chip(theme, this)),
      m_ask(new ActionButton(actions.of(Act::AskVisitor), "normal", this)),
      m_takeBack(new ActionButton(actions.of(Act::AskVisitorNoMore), "normal", this))
{
    setObjectName(QStringLiteral("visitorCard"));
    m_standing->setObjectName(QStringLiteral("visitorStanding"));
    column()->addWidget(m_standing, 0, Qt::AlignLeading);
    column()->addWidget(m_ask);
    column()->addWidget(m_takeBack);
    connect(&m_flow, &CitizenFlow::changed, this, &VisitorCard::follow);
    connect(&m_flow, &CitizenFlow::presentChanged, this, &VisitorCard::follow);
    follow();
}

void VisitorCard::follow()
{
    const CitizenState &state = m_flow.state();
    const bool present = m_flow.isPresent();
    setVisible(present);
    const auto *reading = std::get_if<CitizenReading>(&state);
    const auto *signing = std::get_if<CitizenSigning>(&state);
    const bool asks = std::holds_alternative<CitizenConfirming>(state) || (signing != nullptr && !signing->saving);
    m_actions.of(Act::AskVisitor)->setEnabled(present && reading != nullptr && isPreparing(reading->sheet.state));
    m_actions.of(Act::AskVisitorNoMore)->setEnabled(present && asks);
    m_ask->setVisible(!asks);
    m_takeBack->setVisible(asks);
    const Status standing = standingOf(state);
    m_standing->show(standing);
    m_standing->setAccessibleName(standing.word);
}

} // namespace yichuang
