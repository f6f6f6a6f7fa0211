// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/visit.h"
#include "tests/fakes/case_samples.h"

#include <QTest>

namespace yichuang::samples
{

inline const QString elderPass = QStringLiteral("11130100MB1A0238143002011105002");
inline const QString foodPermit = QStringLiteral("11130100MB1A0238143000131002000");
inline const QString clerk = QStringLiteral("lixiaowen");

Rulebook rulebook();

IdCard wangsCard();

/// Another invented person; the check digit is right.
Applicant zhao();

Ticket ticket(const QString &number = QStringLiteral("A023"));

PageRef page(char fill, const QString &name = {});

/// A visit that is stepped by hand: no store, no loop. save() plays the store with the domain's own fold.
class VisitDesk
{
public:
    VisitDesk();
    ~VisitDesk();

    Rulebook rules = rulebook();
    VisitState state = WindowFree{};
    QList<VisitEffect> effects; ///< of the last event
    bool offline = false;
    int walkIns = 0;

    VisitDesk &on(const VisitEvent &event);
    /// Folds the commits of the last event and reports them saved.
    VisitDesk &save();
    [[nodiscard]] CaseFile folded(const CommitRequest &request);
    [[nodiscard]] const Serving &serving() const { return std::get<Serving>(state); }
    [[nodiscard]] bool isServing() const { return std::holds_alternative<Serving>(state); }
    [[nodiscard]] bool isFree() const { return std::holds_alternative<WindowFree>(state); }
    [[nodiscard]] const Case &current() const { return serving().file()->current; }
    template <typename Effect>
    [[nodiscard]] QList<Effect> all() const
    {
        QList<Effect> found;
        for (const VisitEffect &one : effects) {
            if (const auto *fits = std::get_if<Effect>(&one))
                found.append(*fits);
        }
        return found;
    }
    /// The fault told by the last event, where one was.
    [[nodiscard]] std::optional<Fault> told() const;
    /// A visitor with a ticket, a card and an open matter.
    VisitDesk &open(const QString &matter, const Applicant &applicant = wang());
    VisitDesk &supply(const QString &material, char fill = 'a');
    /// The elder's pass with everything that it needs.
    VisitDesk &openComplete();

private:
    QMap<QString, CaseFile> m_files;
    int m_cases = 0;
    int m_operations = 0;
};

/// What can be seen of a state, so that a test can say "unchanged".
QString look(const VisitState &state);

} // namespace yichuang::samples
