// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/search/pinyin_readings.h"

#include <QString>

#include <vector>

/// What the parts of the search share; not for use outside app/domain/search.
namespace yichuang::typing
{

/// A character of the searched texts and what may be typed for it.
struct Glyph {
    char32_t character = 0;               ///< half width, lower case; 0 stands for the second half of a surrogate pair
    bool skippable = false;               ///< punctuation, which nobody types
    std::vector<std::uint16_t> syllables; ///< places in Glyphs::syllables()
};

/// A text as numbers of glyphs, one for each UTF-16 unit, so that places stay where they are.
using Cells = std::vector<std::uint16_t>;

/// Many texts in the order of their glyphs, so that what they begin with in common is looked at once.
class Texts
{
public:
    /// The number of the text, from 0 on.
    std::size_t add(Cells cells);
    /// To be called once, after the last text.
    void putInOrder();

    [[nodiscard]] std::size_t size() const { return m_texts.size(); }
    [[nodiscard]] const Cells &operator[](std::size_t number) const { return m_texts[number]; }

    /// The numbers of the texts in which `step(state, glyph)` gives true somewhere, beginning with `State()`. What a
    /// text shares with the one before it is not stepped through again.
    template <typename State, typename Step>
    [[nodiscard]] std::vector<std::size_t> thatHave(Step step) const
    {
        std::vector<std::size_t> found;
        std::vector<State> states(m_longest + 1);
        std::size_t hasUntil = m_longest + 1; // how many glyphs the last find took; more than any: there was none
        const std::uint16_t *cell = m_tails.data();
        for (const Tail &tail : m_order) {
            const std::uint16_t *end = cell + tail.length;
            if (hasUntil > tail.shared) {
                hasUntil = m_longest + 1;
                State *state = states.data() + tail.shared;
                for (; cell != end; ++cell, ++state) {
                    state[1] = state[0];
                    if (step(state[1], *cell)) {
                        hasUntil = static_cast<std::size_t>(state - states.data()) + 1;
                        break;
                    }
                }
            }
            cell = end;
            if (hasUntil <= m_longest)
                found.push_back(tail.text);
        }
        return found;
    }

private:
    /// A text in the order of all, less what it begins with like the one before it.
    struct Tail {
        std::uint32_t text = 0;
        std::uint32_t shared = 0;
        std::uint32_t length = 0;
    };
    std::vector<Cells> m_texts;
    std::vector<Tail> m_order;
    Cells m_tails; ///< the cells of all tails, one after the other, as a search reads them
    std::size_t m_longest = 0;
};

/// What was found in some of many texts: small where little is found, because a keystroke finds little in most.
template <typename Found>
class Finds
{
public:
    explicit Finds(std::size_t texts) : m_slots(texts, 0) {}
    /// Once a text.
    void put(std::size_t text, Found found)
    {
        m_found.push_back(std::move(found));
        m_slots[text] = static_cast<std::uint32_t>(m_found.size());
    }
    /// Null where nothing was found.
    [[nodiscard]] const Found *in(std::size_t text) const
    {
        return m_slots[text] == 0 ? nullptr : &m_found[m_slots[text] - 1];
    }
    [[nodiscard]] bool isEmpty() const { return m_found.empty(); }

private:
    std::vector<std::uint32_t> m_slots;
    std::vector<Found> m_found;
};

/// Half width and lower case, unit by unit.
[[nodiscard]] QString folded(const QString &text);

/// Every character that occurs in the searched texts, once, with all its readings. Built once, then read by any thread.
class Glyphs
{
public:
    explicit Glyphs(const PinyinReadings &readings);

    /// Takes in the characters of a text. Characters beyond the 65,000th are found by nothing.
    [[nodiscard]] Cells cellsOf(const QString &text);
    /// To be called once, after the last text: gives every character its readings, from the table, else from ICU.
    void giveReadings();

    [[nodiscard]] const std::vector<Glyph> &all() const { return m_glyphs; }
    [[nodiscard]] const QList<QByteArray> &syllables() const { return m_syllables; }
    /// Places in syllables() of a character that need not occur; those that no text has are left out.
    [[nodiscard]] std::vector<std::uint16_t> syllablesOf(char32_t character) const;

private:
    [[nodiscard]] std::uint16_t numberOf(char32_t character);

    PinyinReadings m_readings;
    std::vector<Glyph> m_glyphs;
    QHash<char32_t, std::uint16_t> m_numbers;
    QList<QByteArray> m_syllables;
    QHash<QByteArray, std::uint16_t> m_syllableNumbers;
};

} // namespace yichuang::typing
