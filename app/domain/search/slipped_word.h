// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/search/typed_word.h"

namespace yichuang::typing
{

/// True where `typed` becomes `meant` by one slip and not by none: a letter wrong, too many, missing, or two neighbours
/// the wrong way round.
[[nodiscard]] bool isOneSlip(QStringView typed, QLatin1String meant);

/// A word in which one thing may be wrong: a letter of pinyin or of the initials, or one Chinese character typed as
/// another that sounds the same (帐户 for 账户). Words of fewer than four letters, or two characters, are found by
/// nothing: too many others are as near.
class SlippedWord
{
public:
    static constexpr qsizetype longest = 40;

    /// `word` must outlive this.
    explicit SlippedWord(const TypedWord &word);

    struct Found {
        Way way = Way::Syllables; ///< AsTyped, Firsts or Syllables
        Place place;
    };
    /// For each text where it has the word with one slip; where it has it in several ways, by sound, then by pinyin.
    [[nodiscard]] Finds<Found> find(const Texts &texts) const;
    /// False where the word is too short or too long for a slip.
    [[nodiscard]] bool isPossible() const { return m_isPossible; }

private:
    struct Table {
        StepTable slips;      ///< the glyph read with the slip
        StepTable swapBegins; ///< its last letter stands after the next glyph's first
        StepTable swapEnds;
        std::vector<quint64> unfinishedSlips;
        std::vector<quint64> unfinishedSwaps;
        /// All of these together, with skippableBit: most glyphs stand for nothing in a word. Of initials the places of
        /// the first letters, in place of the three tables.
        std::vector<quint64> gate;
        bool used = false;
    };
    /// The slips of one syllable, wherever the word may have it.
    struct Near {
        std::array<Step, 3> slips;
        Step swapBegin;
        Step swapEnd;
        quint64 unfinishedSlip = 0;
        quint64 unfinishedSwap = 0;
    };
    /// Where the word may be read: without a slip so far, with one, within two letters that changed places.
    struct States {
        quint64 clean = 0;
        quint64 slipped = 0;
        quint64 swapping = 0;
    };

    void readInitials();
    void readSyllables();
    void readCharacters();
    [[nodiscard]] Near near(const QByteArray &syllable) const;
    [[nodiscard]] bool next(States &states, std::uint16_t number, Way way) const;
    [[nodiscard]] static States afterInitial(const States &states, quint64 firsts);
    void makeGate(Way way);
    [[nodiscard]] std::vector<std::size_t> textsThatHave(const Texts &texts, Way way) const;
    [[nodiscard]] std::optional<Place> findFrom(const Cells &cells, std::size_t from, Way way) const;
    [[nodiscard]] Table &table(Way way) { return m_tables[static_cast<std::size_t>(way)]; }
    [[nodiscard]] const Table &table(Way way) const { return m_tables[static_cast<std::size_t>(way)]; }

    const TypedWord &m_word;
    bool m_isPossible = false;
    std::vector<Table> m_tables; ///< by way; none for Mixed
};

} // namespace yichuang::typing
