// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/ids.h"

#include <memory>

namespace yichuang::chaos
{

/// Chance from a seed (SplitMix64): the same seed throws the same.
class Dice
{
public:
    explicit Dice(quint64 seed) : m_state(seed) {}

    quint64 next()
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// 0 to 1, without 1.
    double fraction() { return static_cast<double>(next() >> 11) / 9007199254740992.0; }
    bool chance(double probability) { return fraction() < probability; }
    /// From `least` to `most`, both possible.
    qint64 between(qint64 least, qint64 most)
    {
        return least + static_cast<qint64>(next() % static_cast<quint64>(most - least + 1));
    }
    template <typename List>
    const auto &oneOf(const List &list)
    {
        return list[static_cast<qsizetype>(next() % static_cast<quint64>(std::size(list)))];
    }
    QByteArray bytes(qsizetype size)
    {
        QByteArray made(size, Qt::Uninitialized);
        for (char &byte : made)
            byte = static_cast<char>(next());
        return made;
    }
    /// Another pair of dice, so that what one part of the world throws does not move the others.
    Dice fork(quint64 purpose) { return Dice(Dice(next() ^ (purpose * 0xd1342543de82ef95ULL)).next()); }

private:
    quint64 m_state;
};

/// The dice as what the programs take their randomness from.
[[nodiscard]] inline RandomSource sourceOf(const Dice &dice)
{
    return [own = std::make_shared<Dice>(dice)](qsizetype size) { return own->bytes(size); };
}

} // namespace yichuang::chaos
