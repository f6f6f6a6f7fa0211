// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/search/glyphs.h"

#include <array>
#include <optional>

namespace yichuang::typing
{

/// How a word of a query is read against a text.
enum class Way : std::uint8_t {
    AsTyped,   ///< the characters themselves
    Firsts,    ///< the first letter of each character: yh for 银行; zh, ch and sh count as first letters too
    Syllables, ///< whole syllables, the last may be unfinished: yinhan
    Mixed,     ///< all three in one word: yinhzh, 银h
};

/// Marks a glyph that may be left out, in masks whose lower bits are places of a word.
inline constexpr quint64 skippableBit = quint64(1) << 63;

struct Place {
    int from = 0;
    int length = 0; ///< in UTF-16 units of the text
    bool operator==(const Place &) const = default;
};

/// One way to read a glyph, for all places of the word at once: bit n of the mask says that the word has it from its
/// place n on; `shift` is how much of the word it takes.
struct Step {
    quint64 mask = 0;
    int shift = 0;
};

/// What each glyph may stand for in a word, read one way. Bit n of a mask speaks of the word from its place n on.
class StepTable
{
public:
    explicit StepTable(std::size_t glyphs) : m_spans(glyphs) {}
    /// Steps are added glyph by glyph, in rising order.
    void add(std::size_t glyph, Step step)
    {
        if (step.mask == 0)
            return;
        Span &span = m_spans[glyph];
        if (span.count == 0)
            span.first = static_cast<std::uint32_t>(m_steps.size());
        ++span.count;
        span.any |= step.mask;
        m_steps.push_back(step);
    }
    /// The places that follow `places` when this glyph is read.
    [[nodiscard]] quint64 after(std::size_t glyph, quint64 places) const
    {
        const Span &span = m_spans[glyph];
        if ((places & span.any) == 0)
            return 0;
        quint64 next = 0;
        for (std::uint32_t i = span.first; i < span.first + span.count; ++i)
            next |= (places & m_steps[i].mask) << m_steps[i].shift;
        return next;
    }
    [[nodiscard]] quint64 any(std::size_t glyph) const { return m_spans[glyph].any; }
    [[nodiscard]] bool isEmpty() const { return m_steps.empty(); }

private:
    struct Span {
        quint64 any = 0;
        std::uint32_t first = 0;
        std::uint32_t count = 0;
    };
    std::vector<Span> m_spans;
    std::vector<Step> m_steps;
};

/// A word of a query against every glyph. Finding it in a text follows all ways to read it at once, in one pass.
class TypedWord
{
public:
    static constexpr qsizetype longest = 60;

    /// `text` is folded, has no space and at most `longest` units.
    TypedWord(const QString &text, const Glyphs &glyphs);

    struct Found {
        Way way = Way::AsTyped;
        Place place;
    };
    /// For each text the best way in which it has the word, and where first.
    [[nodiscard]] Finds<Found> find(const Texts &texts) const;

    /// The characters as typed and in their order, but with others between them: 食品许可 in 食品经营许可. Nothing for
    /// words of fewer than three characters or with letters.
    [[nodiscard]] std::optional<Place> findParts(const Cells &cells) const;

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] quint64 end() const { return quint64(1) << m_text.size(); }
    [[nodiscard]] const Glyphs &glyphs() const { return m_glyphs; }
    [[nodiscard]] const StepTable &steps(Way way) const { return m_tables[static_cast<std::size_t>(way)].steps; }
    /// The word ends inside the glyph, read this way.
    [[nodiscard]] quint64 unfinished(Way way, std::size_t glyph) const
    {
        const auto &masks = m_tables[static_cast<std::size_t>(way)].unfinished;
        return masks.empty() ? 0 : masks[glyph];
    }
    /// Places at which the word has this letter.
    [[nodiscard]] quint64 letter(char letter) const { return m_letters[static_cast<std::size_t>(letter - 'a')]; }

private:
    struct Table {
        StepTable steps;
        std::vector<quint64> unfinished;
    };
    void readLetters();
    void addGlyph(std::size_t number, const std::vector<quint64> &whole, const std::vector<quint64> &unfinished);
    [[nodiscard]] quint64 literal(const Glyph &glyph) const;
    [[nodiscard]] std::optional<Found> findIn(const Cells &cells) const;
    [[nodiscard]] std::optional<Place> findFrom(const Cells &cells, std::size_t from, Way way) const;

    QString m_text;
    const Glyphs &m_glyphs;
    std::array<quint64, 26> m_letters{};
    std::array<Table, 4> m_tables;
};

[[nodiscard]] inline bool isLetter(char16_t u)
{
    return u >= u'a' && u <= u'z';
}

} // namespace yichuang::typing
