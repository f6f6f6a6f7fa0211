// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/wedge.h"

namespace yichuang
{
namespace
{

constexpr qsizetype longest = 2'048; // no code is longer; a key that is held down is

} // namespace

WedgeSplitter::Step WedgeSplitter::key(Key kind, const QString &text, qint64 atMs)
{
    Step step;
    if (holds() && atMs - m_lastMs > m_habits.betweenMs)
        step.giveBack = rest();
    m_lastMs = atMs;
    if (kind == Key::End) {
        step.code = codeHeld();
        step.giveBack = step.giveBack || (holds() && !step.code);
        m_held.clear();
        return step;
    }
    if (kind == Key::Letter && mayBegin(m_held + text)) {
        m_held += text;
        step.held = true;
        return step;
    }
    step.giveBack = rest() || step.giveBack;
    if (kind == Key::Letter && mayBegin(text)) {
        m_held = text;
        step.held = true;
    }
    return step;
}

bool WedgeSplitter::rest()
{
    const bool any = holds();
    m_held.clear();
    return any;
}

bool WedgeSplitter::mayBegin(const QString &text) const
{
    return text.size() <= longest && (text.startsWith(m_habits.prefix) || m_habits.prefix.startsWith(text));
}

std::optional<QString> WedgeSplitter::codeHeld() const
{
    const qsizetype around = m_habits.prefix.size() + m_habits.suffix.size();
    if (!m_held.startsWith(m_habits.prefix) || !m_held.endsWith(m_habits.suffix)
        || m_held.size() - around < std::max(m_habits.fewest, 1))
        return std::nullopt;
    return m_held.mid(m_habits.prefix.size(), m_held.size() - around);
}

} // namespace yichuang
