// SPDX-License-Identifier: Apache-2.0
#include "app/domain/search/typed_word.h"

#include <algorithm>

namespace yichuang::typing
{
namespace
{

constexpr quint64 bit(qsizetype place)
{
    return quint64(1) << place;
}

constexpr std::size_t at(Way way)
{
    return static_cast<std::size_t>(way);
}

} // namespace

TypedWord::TypedWord(const QString &text, const Glyphs &glyphs)
    : m_text(text.left(longest)),
      m_glyphs(glyphs),
      m_tables{Table{StepTable(glyphs.all().size()), {}}, Table{StepTable(glyphs.all().size()), {}},
               Table{StepTable(glyphs.all().size()), {}}, Table{StepTable(glyphs.all().size()), {}}}
{
    for (qsizetype i = 0; i < m_text.size(); ++i) {
        if (isLetter(m_text[i].unicode()))
            m_letters[static_cast<std::size_t>(m_text[i].unicode() - u'a')] |= bit(i);
    }
    readLetters();
}

void TypedWord::readLetters()
{
    const auto count = static_cast<std::size_t>(m_glyphs.syllables().size());
    std::vector<quint64> whole(count, 0);
    std::vector<quint64> unfinished(count, 0);
    const bool hasLetters = std::any_of(m_letters.begin(), m_letters.end(), [](quint64 mask) { return mask != 0; });
    for (std::size_t i = 0; i < count && hasLetters; ++i) {
        const QLatin1String syllable(m_glyphs.syllables()[static_cast<qsizetype>(i)]);
        quint64 starts = m_letters[static_cast<std::size_t>(syllable[0].unicode() - u'a')];
        for (qsizetype place = 0; starts != 0; ++place, starts >>= 1) {
            if ((starts & 1) == 0)
                continue;
            const QStringView rest = QStringView(m_text).mid(place);
            if (rest.startsWith(syllable))
                whole[i] |= bit(place);
            else if (rest.size() < syllable.size() && syllable.startsWith(rest))
                unfinished[i] |= bit(place);
        }
    }
    if (hasLetters) {
        m_tables[at(Way::Syllables)].unfinished.assign(m_glyphs.all().size(), 0);
        m_tables[at(Way::Mixed)].unfinished.assign(m_glyphs.all().size(), 0);
    }
    for (std::size_t number = 1; number < m_glyphs.all().size(); ++number)
        addGlyph(number, whole, unfinished);
}

quint64 TypedWord::literal(const Glyph &glyph) const
{
    if (glyph.character < 0x80 && isLetter(static_cast<char16_t>(glyph.character)))
        return m_letters[glyph.character - U'a'];
    quint64 mask = 0;
    const bool isPair = QChar::requiresSurrogates(glyph.character);
    const char16_t first = isPair ? QChar::highSurrogate(glyph.character) : static_cast<char16_t>(glyph.character);
    for (qsizetype i = 0; i < m_text.size(); ++i) {
        if (m_text[i] != first)
            continue;
        if (!isPair || (i + 1 < m_text.size() && m_text[i + 1] == QChar(QChar::lowSurrogate(glyph.character))))
            mask |= bit(i);
    }
    return mask;
}

void TypedWord::addGlyph(std::size_t number, const std::vector<quint64> &whole, const std::vector<quint64> &unfinished)
{
    const Glyph &glyph = m_glyphs.all()[number];
    const Step typed{literal(glyph), QChar::requiresSurrogates(glyph.character) ? 2 : 1};
    m_tables[at(Way::AsTyped)].steps.add(number, typed);
    m_tables[at(Way::Mixed)].steps.add(number, typed);
    if (glyph.syllables.empty()) {
        m_tables[at(Way::Firsts)].steps.add(number, typed);
        m_tables[at(Way::Syllables)].steps.add(number, typed);
        return;
    }
    for (const std::uint16_t syllable : glyph.syllables) {
        const QByteArray &letters = m_glyphs.syllables()[syllable];
        const quint64 firsts = letter(letters[0]);
        if (firsts == 0)
            continue;
        const Step full{whole[syllable], static_cast<int>(letters.size())};
        const Step one{firsts, 1};
        const Step two{letters.size() > 1 && letters[1] == 'h' ? firsts & (letter('h') >> 1) : 0, 2};
        m_tables[at(Way::Syllables)].steps.add(number, full);
        m_tables[at(Way::Syllables)].unfinished[number] |= unfinished[syllable];
        m_tables[at(Way::Mixed)].unfinished[number] |= unfinished[syllable];
        for (const Step &step : {one, two})
            m_tables[at(Way::Firsts)].steps.add(number, step);
        for (const Step &step : {full, one, two})
            m_tables[at(Way::Mixed)].steps.add(number, step);
    }
}

Finds<TypedWord::Found> TypedWord::find(const Texts &texts) const
{
    const Table &table = m_tables[at(Way::Mixed)];
    const quint64 last = end();
    // All that a glyph may do, in one look: most stand for nothing in a word.
    std::vector<quint64> gate(m_glyphs.all().size());
    for (std::size_t number = 0; number < gate.size(); ++number) {
        gate[number] = table.steps.any(number) | unfinished(Way::Mixed, number)
                       | (m_glyphs.all()[number].skippable ? skippableBit : 0);
    }
    const auto having = texts.thatHave<quint64>([&](quint64 &places, std::uint16_t number) {
        const quint64 here = places | 1;
        const quint64 kept = (gate[number] & skippableBit) != 0 ? places : 0;
        if ((here & gate[number]) == 0) {
            places = kept;
            return false;
        }
        const quint64 next = table.steps.after(number, here);
        places = next | kept;
        return (next & last) != 0 || (here & unfinished(Way::Mixed, number)) != 0;
    });
    Finds<Found> found(texts.size());
    for (const std::size_t number : having) {
        if (const auto one = findIn(texts[number]))
            found.put(number, *one);
    }
    return found;
}

std::optional<Place> TypedWord::findFrom(const Cells &cells, std::size_t from, Way way) const
{
    const Table &table = m_tables[at(way)];
    const std::vector<Glyph> &glyphs = m_glyphs.all();
    quint64 places = 1;
    for (std::size_t i = from; i < cells.size() && places != 0; ++i) {
        const std::uint16_t number = cells[i];
        const quint64 next = table.steps.after(number, places);
        if ((places & unfinished(way, number)) != 0 || (next & end()) != 0)
            return Place{static_cast<int>(from), static_cast<int>(i + 1 - from)};
        places = next | (glyphs[number].skippable && i != from ? places : 0);
    }
    return {};
}

std::optional<TypedWord::Found> TypedWord::findIn(const Cells &cells) const
{
    for (const Way way : {Way::AsTyped, Way::Firsts, Way::Syllables, Way::Mixed}) {
        const Table &table = m_tables[at(way)];
        if (table.steps.isEmpty() && table.unfinished.empty())
            continue;
        for (std::size_t from = 0; from < cells.size(); ++from) {
            if (((table.steps.any(cells[from]) | unfinished(way, cells[from])) & 1) == 0)
                continue;
            if (const auto place = findFrom(cells, from, way))
                return Found{way, *place};
        }
    }
    return {};
}

std::optional<Place> TypedWord::findParts(const Cells &cells) const
{
    constexpr qsizetype fewest = 3;
    const bool hasLetters = std::any_of(m_letters.begin(), m_letters.end(), [](quint64 mask) { return mask != 0; });
    if (hasLetters || m_text.size() < fewest)
        return {};
    const StepTable &typed = steps(Way::AsTyped);
    quint64 place = 1;
    std::size_t from = cells.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const quint64 next = typed.after(cells[i], place);
        if (next == 0)
            continue;
        from = std::min(from, i);
        place = next;
        if (place == end())
            return Place{static_cast<int>(from), static_cast<int>(i + 1 - from)};
    }
    return {};
}

} // namespace yichuang::typing
