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
