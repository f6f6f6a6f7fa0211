// SPDX-License-Identifier: Apache-2.0
// Keys at any pace: each goes to the field or into a code, once and in order; slow keys are never taken.
#include "app/workflows/wedge.h"

#include <cstdlib>

namespace
{

using namespace yichuang;
using Key = WedgeSplitter::Key;

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

/// Pairs of bytes: what key, and how long after the one before.
void play(const unsigned char *bytes, std::size_t size, const WedgeHabits &habits, bool slow)
{
    WedgeSplitter splitter(habits);
    QString typed; // what the keys were
    QString came;  // what became of them, in the order in which it was decided
    QString held;
    qint64 atMs = 0;
    for (std::size_t i = 0; i + 1 < size; i += 2) {
        const unsigned char what = bytes[i];
        atMs += slow ? habits.betweenMs + 1 + bytes[i + 1] : bytes[i + 1];
        if (what == 0xFF) {
            if (splitter.rest())
                came += std::exchange(held, {});
            continue;
        }
        const Key kind = what < 2 ? Key::End : what < 5 ? Key::Other : Key::Letter;
        const QChar letter(static_cast<ushort>(kind == Key::Letter ? what : what + 0x100));
        typed += letter;
        const WedgeSplitter::Step step = splitter.key(kind, letter, atMs);
        if (step.giveBack)
            came += std::exchange(held, {});
        if (step.code) {
            demand(kind == Key::End && !step.held && !slow);
            demand(step.code->size() >= habits.fewest);
            demand(habits.prefix + *step.code + habits.suffix == held);
            came += std::exchange(held, {}) + letter;
        } else if (step.held) {
            demand(kind == Key::Letter);
            held += letter;
        } else {
            demand(held.isEmpty());
            came += letter;
        }
        demand(splitter.holds() == !held.isEmpty());
        demand(held.size() <= 2'048);
    }
    demand(came + held == typed);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    if (size > 8192)
        return 0;
    const WedgeHabits marked{QStringLiteral("~~"), QStringLiteral("#"), 30, 4};
    play(bytes, size, {}, false);
    play(bytes, size, {}, true);
    play(bytes, size, marked, false);
    play(bytes, size, marked, true);
    return 0;
}
