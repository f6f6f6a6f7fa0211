// SPDX-License-Identifier: Apache-2.0
#include "app/domain/search/slipped_word.h"

#include <algorithm>

namespace yichuang::typing
{
namespace
{

constexpr qsizetype fewestLetters = 4;
constexpr qsizetype fewestCharacters = 2;

constexpr quint64 bit(qsizetype place)
{
    return quint64(1) << place;
}

bool isHan(char32_t character)
{
    return QChar::script(character) == QChar::Script_Han;
}

} // namespace

bool isOneSlip(QStringView typed, QLatin1String meant)
{
    const qsizetype shorter = std::min(typed.size(), meant.size());
    if (std::abs(typed.size() - meant.size()) > 1)
        return false;
    qsizetype front = 0;
    while (front < shorter && typed[front] == meant[front])
        ++front;
    const QStringView typedRest = typed.mid(front);
    const QLatin1String meantRest = meant.mid(front);
    if (typed.size() > meant.size())
        return typedRest.mid(1) == meantRest;
    if (typed.size() < meant.size())
        return typedRest == meantRest.mid(1);
    if (typedRest.isEmpty())
        return false;
    return typedRest.mid(1) == meantRest.mid(1)
           || (typedRest.size() >= 2 && typedRest[0] == meantRest[1] && typedRest[1] == meantRest[0]
               && typedRest.mid(2) == meantRest.mid(2));
}

SlippedWord::SlippedWord(const TypedWord &word) : m_word(word)
{
    const QString &text = word.text();
    const auto letters = std::count_if(text.begin(), text.end(), [](QChar c) { return isLetter(c.unicode()); });
    const auto characters = std::count_if(text.begin(), text.end(), [](QChar c) { return isHan(c.unicode()); });
    if (text.size() > longest)
        return;
    const std::size_t glyphs = word.glyphs().all().size();
    for (int i = 0; i < 3; ++i)
        m_tables.push_back({StepTable(glyphs), StepTable(glyphs), StepTable(glyphs), {}, {}, {}, false});
    if (letters == text.size() && letters >= fewestLetters) {
        m_isPossible = true;
        readInitials();
        readSyllables();
        makeGate(Way::Syllables);
    } else if (characters >= fewestCharacters) {
        m_isPossible = true;
        readCharacters();
        makeGate(Way::AsTyped);
    }
}

void SlippedWord::makeGate(Way way)
{
    Table &with = table(way);
    const std::size_t glyphs = m_word.glyphs().all().size();
    with.gate.resize(glyphs);
    for (std::size_t number = 0; number < glyphs; ++number) {
        with.gate[number] = m_word.steps(way).any(number) | m_word.unfinished(way, number) | with.slips.any(number)
                            | with.swapBegins.any(number) | with.swapEnds.any(number);
        if (!with.unfinishedSlips.empty())
            with.gate[number] |= with.unfinishedSlips[number] | with.unfinishedSwaps[number];
        with.gate[number] |= m_word.glyphs().all()[number].skippable ? skippableBit : 0;
    }
}

void SlippedWord::readInitials()
{
    Table &initials = table(Way::Firsts);
    initials.used = true;
    const std::vector<Glyph> &glyphs = m_word.glyphs().all();
    initials.gate.assign(glyphs.size(), 0);
    for (std::size_t number = 0; number < glyphs.size(); ++number) {
        for (const std::uint16_t syllable : glyphs[number].syllables)
            initials.gate[number] |= m_word.letter(m_word.glyphs().syllables()[syllable][0]);
        if (glyphs[number].syllables.empty())
            initials.gate[number] = m_word.steps(Way::AsTyped).any(number);
        initials.gate[number] |= glyphs[number].skippable ? skippableBit : 0;
    }
}

/// One character further by its first letter. Here every glyph can be the one that is mistyped, so that steps would be
/// many; the bits of all places are moved at once.
SlippedWord::States SlippedWord::afterInitial(const States &states, quint64 firsts)
{
    const quint64 clean = states.clean;
    const quint64 wrong = (clean & ~firsts) << 1;
    const quint64 missing = clean & ~quint64(1);
    const quint64 tooMany = (clean & (firsts >> 1)) << 2;
    const quint64 swapped = (states.swapping & (firsts << 1)) << 1;
    return {(clean & firsts) << 1, ((states.slipped & firsts) << 1) | wrong | missing | tooMany | swapped,
            (clean & (firsts >> 1)) << 1};
}

SlippedWord::Near SlippedWord::near(const QByteArray &syllable) const
{
    const QLatin1String meant(syllable);
    const QString &text = m_word.text();
    const auto size = static_cast<qsizetype>(meant.size());
    Near result;
    for (int i = 0; i < 3; ++i)
        result.slips[static_cast<std::size_t>(i)].shift = static_cast<int>(size) - 1 + i;
    result.swapBegin.shift = result.swapEnd.shift = static_cast<int>(size);
    const QChar second = size > 1 ? QChar(meant[1]) : QChar();
    for (qsizetype place = 0; place < text.size(); ++place) {
        const QStringView rest = QStringView(text).mid(place);
        if (place > 0 && text[place - 1] == meant.front()) {
            const QStringView behind = rest.mid(1);
            const QLatin1String tail = meant.mid(1);
            if (behind.startsWith(tail))
                result.swapEnd.mask |= bit(place);
            else if (behind.size() < tail.size() && tail.startsWith(behind))
                result.unfinishedSwap |= bit(place);
        }
        // One slip leaves the first or the second letter where it can be seen.
        const QChar after = rest.size() > 1 ? rest[1] : QChar(u' ');
        if (rest[0] != meant.front() && rest[0] != second && after != meant.front() && after != second)
            continue;
        for (Step &slip : result.slips) {
            if (size >= 2 && slip.shift >= 1 && slip.shift <= rest.size() && isOneSlip(rest.first(slip.shift), meant))
                slip.mask |= bit(place);
        }
        // What is typed of a last syllable so far, against as much of it, one letter less or one more.
        for (qsizetype most = rest.size() - 1; rest.size() >= 2 && most <= rest.size() + 1; ++most) {
            if (most >= 2 && most < size && isOneSlip(rest, meant.left(static_cast<int>(most))))
                result.unfinishedSlip |= bit(place);
        }
        if (size >= 2 && rest.size() > size && rest.first(size - 1) == meant.chopped(1) && rest[size] == meant.back())
            result.swapBegin.mask |= bit(place);
    }
    return result;
}

void SlippedWord::readSyllables()
{
    Table &syllables = table(Way::Syllables);
    syllables.used = true;
    const std::vector<Glyph> &glyphs = m_word.glyphs().all();
    syllables.unfinishedSlips.assign(glyphs.size(), 0);
    syllables.unfinishedSwaps.assign(glyphs.size(), 0);
    std::vector<Near> nears;
    nears.reserve(static_cast<std::size_t>(m_word.glyphs().syllables().size()));
    for (const QByteArray &syllable : m_word.glyphs().syllables())
        nears.push_back(near(syllable));
    for (std::size_t number = 1; number < glyphs.size(); ++number) {
        for (const std::uint16_t syllable : glyphs[number].syllables) {
            const Near &one = nears[syllable];
            for (const Step &slip : one.slips)
                syllables.slips.add(number, slip);
            syllables.swapBegins.add(number, one.swapBegin);
            syllables.swapEnds.add(number, one.swapEnd);
            syllables.unfinishedSlips[number] |= one.unfinishedSlip;
            syllables.unfinishedSwaps[number] |= one.unfinishedSwap;
        }
    }
}

/// A character typed as another of the same sound, as the input method offers it.
void SlippedWord::readCharacters()
{
    Table &characters = table(Way::AsTyped);
    characters.used = true;
    const std::vector<Glyph> &glyphs = m_word.glyphs().all();
    std::vector<quint64> sounds(static_cast<std::size_t>(m_word.glyphs().syllables().size()), 0);
    const QString &text = m_word.text();
    for (qsizetype place = 0; place < text.size(); ++place) {
        for (const std::uint16_t syllable : m_word.glyphs().syllablesOf(text[place].unicode()))
            sounds[syllable] |= bit(place);
    }
    for (std::size_t number = 1; number < glyphs.size(); ++number) {
        quint64 alike = 0;
        for (const std::uint16_t syllable : glyphs[number].syllables)
            alike |= sounds[syllable];
        characters.slips.add(number, {alike & ~m_word.steps(Way::AsTyped).any(number), 1});
    }
}

/// One glyph further; true where the word ends here, with its slip.
bool SlippedWord::next(States &states, std::uint16_t number, Way way) const
{
    const Table &with = table(way);
    const quint64 gate = with.gate[number];
    const bool skippable = (gate & skippableBit) != 0;
    if (way == Way::Firsts) {
        states = skippable ? states : afterInitial(states, gate);
        return (states.slipped & m_word.end()) != 0;
    }
    if (((states.clean | states.slipped | states.swapping) & gate) == 0) {
        states = skippable ? states : States{};
        return false;
    }
    if ((states.slipped & m_word.unfinished(way, number)) != 0)
        return true;
    if (!with.unfinishedSlips.empty()
        && ((states.clean & with.unfinishedSlips[number]) | (states.swapping & with.unfinishedSwaps[number])) != 0)
        return true;
    const StepTable &exact = m_word.steps(way);
    States after;
    after.clean = exact.after(number, states.clean);
    after.slipped = exact.after(number, states.slipped) | with.slips.after(number, states.clean)
                    | with.swapEnds.after(number, states.swapping);
    after.swapping = with.swapBegins.after(number, states.clean);
    if (skippable) {
        after.clean |= states.clean;
        after.slipped |= states.slipped;
        after.swapping |= states.swapping;
    }
    states = after;
    return (states.slipped & m_word.end()) != 0;
}

std::vector<std::size_t> SlippedWord::textsThatHave(const Texts &texts, Way way) const
{
    if (way != Way::Firsts) {
        return texts.thatHave<States>([&](States &states, std::uint16_t number) {
            states.clean |= 1;
            return next(states, number, way);
        });
    }
    const quint64 *gates = table(Way::Firsts).gate.data();
    const quint64 end = m_word.end();
    return texts.thatHave<States>([&](States &states, std::uint16_t number) {
        const quint64 firsts = gates[number];
        if ((firsts & skippableBit) != 0)
            return false;
        states.clean |= 1;
        states = afterInitial(states, firsts);
        return (states.slipped & end) != 0;
    });
}

std::optional<Place> SlippedWord::findFrom(const Cells &cells, std::size_t from, Way way) const
{
    States states{1, 0, 0};
    for (std::size_t i = from; i < cells.size(); ++i) {
        if (next(states, cells[i], way))
            return Place{static_cast<int>(from), static_cast<int>(i + 1 - from)};
        if ((states.clean | states.slipped | states.swapping) == 0)
            return {};
    }
    return {};
}

Finds<SlippedWord::Found> SlippedWord::find(const Texts &texts) const
{
    Finds<Found> found(texts.size());
    for (const Way way : {Way::AsTyped, Way::Syllables, Way::Firsts}) {
        if (!m_isPossible || !table(way).used)
            continue;
        for (const std::size_t number : textsThatHave(texts, way)) {
            const Cells &cells = texts[number];
            for (std::size_t from = 0; from < cells.size() && found.in(number) == nullptr; ++from) {
                if (const auto place = findFrom(cells, from, way))
                    found.put(number, Found{way, *place});
            }
        }
    }
    return found;
}

} // namespace yichuang::typing
