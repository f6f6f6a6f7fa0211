// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/clocks.h"

#include <QHash>

#include <random>

namespace yichuang::walks
{

/// The law and the hall's order once more, written down apart from the product's table: states, acts and who may.
/// "from[,from] act actor to"; "=" is the state itself; "decided+" grants, "decided-" denies.
inline const QStringList &page()
{
    static const QStringList rows =
        QStringLiteral("none opened clerk draft;"
                       "draft received clerk received;"
                       "draft voided clerk voided;"
                       "received checkStarted clerk checking;"
                       "received,checking correctionAsked clerk correctionRequested;"
                       "received,checking,correctionRequested accepted clerk accepted;"
                       "received,checking,correctionRequested toleranceAccepted clerk toleranceAccepted;"
                       "received,checking,correctionRequested notAccepted clerk notAccepted;"
                       "received,checking deemedAccepted time deemedAccepted;"
                       "accepted decided+ clerk granted;"
                       "accepted decided- clerk denied;"
                       "accepted,toleranceAccepted,deemedAccepted routed centre routed;"
                       "routed reviewStarted centre underReview;"
                       "underReview suspended centre suspended;"
                       "suspended resumed centre underReview;"
                       "underReview extended centre underReview;"
                       "underReview decided+ centre granted;"
                       "underReview decided- centre denied;"
                       "granted licenceMade centre licenceMade;"
                       "granted,denied,licenceMade ready centre ready;"
                       "granted,denied,licenceMade ready clerk ready;"
                       "ready delivered clerk delivered;"
                       "delivered rated centre rated;"
                       "received,checking,correctionRequested,accepted,toleranceAccepted,deemedAccepted,"
                       "routed,underReview,suspended withdrawn clerk withdrawn;"
                       "received,checking,correctionRequested,accepted,toleranceAccepted,deemedAccepted,"
                       "routed,underReview,suspended withdrawn centre withdrawn;"
                       "accepted,toleranceAccepted,deemedAccepted,routed,underReview,suspended"
                       " terminated centre terminated;"
                       "draft,received,checking,correctionRequested applicantSet clerk =;"
                       "draft,received,checking,correctionRequested situationSet clerk =;"
                       "draft,received,checking,correctionRequested fieldsSet clerk =;"
                       "draft,received,checking,correctionRequested,toleranceAccepted,routed,underReview,"
                       "suspended materialAdded clerk =;"
                       "draft,received,checking,correctionRequested materialRemoved clerk =;"
                       "draft noted clerk =")
            .split(u';');
    return rows;
}

/// One legal move of the page.
struct Move {
    OperationKind kind;
    bool granted = false;
    Actor actor;
    CaseState to;
};

inline Actor actorOf(const QString &name)
{
    return name == QLatin1String("clerk")    ? Actor::Clerk
           : name == QLatin1String("centre") ? Actor::Centre
                                             : Actor::Time;
}

/// The page by state. Notes, papers and the case number go with every state from the receipt on.
inline QList<QList<Move>> movesByState()
{
    QList<QList<Move>> moves(caseStates);
    for (const QString &row : page()) {
        const QStringList words = row.split(u' ');
        QString act = words.at(1);
        const bool granted = act.endsWith(u'+');
        act.remove(u'+').remove(u'-');
        for (const QString &name : words.at(0).split(u',')) {
            const CaseState from = stateNamed(name).value();
            const CaseState to = words.at(3) == QLatin1String("=") ? from : stateNamed(words.at(3)).value();
            moves[static_cast<int>(from)].append({operationNamed(act).value(), granted, actorOf(words.at(2)), to});
        }
    }
    for (int i = static_cast<int>(CaseState::Received); i < caseStates; ++i) {
        const auto state = static_cast<CaseState>(i);
        for (const Actor actor : {Actor::Clerk, Actor::Centre}) {
            moves[i].append({OperationKind::Noted, false, actor, state});
            moves[i].append({OperationKind::PaperPrinted, false, actor, state});
        }
        moves[i].append({OperationKind::Numbered, false, Actor::Centre, state});
    }
    return moves;
}

/// Working days by walking, one by one.
class DayWalk
{
public:
    explicit DayWalk(const WorkingDays &calendar, QDate first = {2025, 12, 1}, QDate last = {2032, 12, 31})
        : m_first(first)
    {
        int count = 0;
        for (QDate day = first; day <= last; day = day.addDays(1)) {
            m_works.push_back(calendar.isWorkingDay(day));
            count += m_works.back() ? 1 : 0;
            m_counts.push_back(count);
        }
    }
    [[nodiscard]] QDate after(QDate day, int days) const
    {
        for (auto at = static_cast<std::size_t>(m_first.daysTo(day)); days > 0;) {
            if (m_works.at(++at))
                --days;
            day = m_first.addDays(static_cast<qint64>(at));
        }
        return day;
    }
    [[nodiscard]] int between(QDate from, QDate to) const { return upTo(to) - upTo(from); }

private:
    [[nodiscard]] int upTo(QDate day) const { return m_counts.at(static_cast<std::size_t>(m_first.daysTo(day))); }
    QDate m_first;
    std::vector<bool> m_works;
    std::vector<int> m_counts;
};

/// What a person who knows the law would keep of a case.
struct Model {
    CaseState state = CaseState::None;
    bool receipt = false;
    bool numbered = false;
    bool extended = false;
    QDate received;
    QDate asked;
    QDate limitsFrom; ///< receipt, or the acceptance after a correction
    int extension = 0;
    int given = 0; ///< working days of ended suspensions
    QDate suspendedOn;
    bool tolerated = false;
    bool owed = false; ///< a tolerated material is still missing
    bool hasPlan = false;
    QDate toleranceDue;
};

inline constexpr int promisedDays = 8;
inline constexpr int statutoryDays = 20;

} // namespace yichuang::walks
