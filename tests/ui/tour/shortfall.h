// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <functional>
#include <stdexcept>

namespace yichuang::tour
{

/// What a step of the tour waited for or demanded, and did not get. Thrown by whoever finds it, told by the runner.
class Shortfall : public std::runtime_error
{
public:
    explicit Shortfall(const QString &what) : std::runtime_error(what.toStdString()) {}
    [[nodiscard]] QString words() const { return QString::fromStdString(what()); }
};

/// Throws where the condition does not hold.
void demand(bool condition, const QString &what);
/// Looks again and again, with the event loop running between the looks, until it holds; throws when `ms` have passed.
void waitUntil(const QString &what, const std::function<bool()> &holds, int ms = 20'000);

} // namespace yichuang::tour
