// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QList>

namespace yichuang::bench
{

/// The figures of the rules alone: `yichuang-bench domain`. No window, no store, no display. Each figure is a function
/// of its own that gives one or more JSON objects; domainFigures() calls them in turn.
[[nodiscard]] QList<QJsonObject> domainFigures(int runs);

/// A hall recomputes the clocks of 100,000 cases when a calendar is published: processor time of one core, beside a
/// plain loop that looks at the same cases and adds calendar days, and beside counting working days one by one. The
/// limit is 0.2 s.
[[nodiscard]] QJsonObject clockFigure(int runs);

} // namespace yichuang::bench
