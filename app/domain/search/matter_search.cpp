// SPDX-License-Identifier: Apache-2.0
#include "app/domain/search/matter_search.h"

#include <QSet>

#include <algorithm>
#include <optional>
#include <tuple>

namespace yichuang
{
namespace
{

/// Half width and lower case, unit by unit, so that places stay where they are.
char16_t folded(char16_t u)
{
    if (u >= 0xFF01 && u <= 0xFF5E)
        u = static_cast<char16_t>(u - 0xFEE0);
    if (u == 0x3000)
        return u' ';
    return QChar::isSurrogate(u) ? u : QChar(u).toLower().unicode();
}

QString foldedText(const QString &text)
{
    QString out = text;
    for (QChar &c : out)
        c = QChar(folded(c.unicode()));
    return out;
}

bool isLetter(char16_t u)
{
    return u >= u'a' && u <= u'z';
}

} // namespace

/// The query's word as bit masks: bit n of a mask speaks of the word from its place n on.
struct MatterSearch::Word {
    QString text;
    bool hasLetters = false;
    std::vector<quint64> whole;       ///< by syllable: the word has it here in full
    std::vector<quint64> unfinished;  ///< by syllable: the word ends here inside it
    std::array<quint64, 26> letter{}; ///< by letter: the word has it here

    [[nodiscard]] quint64 literal(char16_t u) const
    {
        if (isLetter(u))
            return letter[u - u'a'];
        quint64 mask = 0;
        for (qsizetype i = 0; i < text.size(); ++i)
            mask |= text[i] == u ? quint64(1) << i : 0;
        return mask;
    }
};

struct MatterSearch::Found {
    MatchKind kind = MatchKind::Name;
    int from = -1;
    int length = 0;
    bool is = false;
};

MatterSearch::MatterSearch(QList<MatterEntry> entries, const PinyinReadings &readings) : m_entries(std::move(entries))
{
    addReadings(readings);
    m_indexed.reserve(static_cast<std::size_t>(m_entries.size()));
    for (const MatterEntry &entry : std::as_const(m_entries)) {
        Indexed indexed{foldedText(entry.code), prepared(entry.name), prepared(entry.department), {}};
        for (const QString &keyword : entry.keywords)
            indexed.keywords.push_back(prepared(keyword));
        m_indexed.push_back(std::move(indexed));
    }
}

/// Keeps the readings of the characters that occur, each set once.
void MatterSearch::addReadings(const PinyinReadings &readings)
{
    QSet<char32_t> characters;
    const auto collect = [&](const QString &text) {
        const QList<uint> each = text.toUcs4();
        for (const uint character : each) {
            if (QChar::script(character) == QChar::Script_Han)
                characters.insert(character);
        }
    };
    for (const MatterEntry &entry : std::as_const(m_entries)) {
        collect(entry.name);
        collect(entry.department);
        for (const QString &keyword : entry.keywords)
            collect(keyword);
    }
    QList<char32_t> missing;
    for (const char32_t character : std::as_const(characters)) {
        if (readings.readings(character).isEmpty())
            missing.append(character);
    }
    const QHash<char32_t, QByteArray> transliterated = PinyinReadings::transliterate(missing);

    m_readingSets.emplace_back();
    m_setInitials.push_back(0);
    QHash<QByteArray, std::uint16_t> numbers;
    for (const char32_t character : std::as_const(characters)) {
        QList<QByteArray> syllables = readings.readings(character);
        if (const auto found = transliterated.constFind(character); found != transliterated.constEnd())
            syllables.append(*found);
        // ü is typed v, u or yu by different people.
        for (qsizetype i = 0, count = syllables.size(); i < count; ++i) {
            if (syllables[i].contains('v'))
                syllables << QByteArray(syllables[i]).replace('v', 'u') << QByteArray(syllables[i]).replace("v", "yu");
        }
        if (syllables.isEmpty() || m_readingSets.size() > 65000)
            continue;
        std::vector<std::uint16_t> set;
        std::uint32_t initials = 0;
        for (const QByteArray &syllable : std::as_const(syllables)) {
            auto number = numbers.constFind(syllable);
            if (number == numbers.constEnd()) {
                number = numbers.insert(syllable, static_cast<std::uint16_t>(m_syllables.size()));
                m_syllables.append(syllable);
            }
            set.push_back(*number);
            initials |= 1U << (syllable[0] - 'a');
        }
        m_setOf.insert(character, static_cast<std::uint16_t>(m_readingSets.size()));
        m_readingSets.push_back(std::move(set));
        m_setInitials.push_back(initials);
    }
}

MatterSearch::Text MatterSearch::prepared(const QString &text) const
{
    Text result{foldedText(text), {}, 0};
    result.cells.resize(static_cast<std::size_t>(text.size()));
    for (qsizetype i = 0; i < text.size(); ++i) {
        Cell &cell = result.cells[static_cast<std::size_t>(i)];
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t character = isPair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : result.folded[i].unicode();
        cell.folded = result.folded[i].unicode();
        cell.letters = m_setOf.value(character, 0);
        cell.skippable = QChar::isPunct(character) || QChar::isSpace(character);
        result.initials |= m_setInitials[cell.letters];
        if (isLetter(cell.folded))
            result.initials |= 1U << (cell.folded - u'a');
        if (isPair) {
            ++i;
            // The pair is typed as its reading or not at all; its second half stands for nothing.
            result.cells[static_cast<std::size_t>(i)] = Cell{0, 0, true};
        }
    }
    return result;
}

MatterSearch::Word MatterSearch::prepareWord(const QString &text) const
{
    Word word;
    word.text = text;
    word.hasLetters = std::any_of(text.begin(), text.end(), [](QChar c) { return isLetter(c.unicode()); });
    if (!word.hasLetters)
        return word;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (isLetter(text[at].unicode()))
            word.letter[text[at].unicode() - u'a'] |= quint64(1) << at;
    }
    const auto count = static_cast<std::size_t>(m_syllables.size());
    word.whole.assign(count, 0);
    word.unfinished.assign(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
        const QLatin1String syllable(m_syllables[static_cast<qsizetype>(i)]);
        quint64 starts = word.letter[syllable[0].unicode() - u'a'];
        for (qsizetype at = 0; starts != 0; ++at, starts >>= 1) {
            if ((starts & 1) == 0)
                continue;
            const QStringView rest = QStringView(text).mid(at);
            if (rest.startsWith(syllable))
                word.whole[i] |= quint64(1) << at;
            else if (rest.size() < syllable.size() && syllable.startsWith(rest))
                word.unfinished[i] |= quint64(1) << at;
        }
    }
    return word;
}

/// Follows all ways to read the cells from `from` at once: a bit for each place in the word that may come next.
/// `whole` allows syllables, `firsts` first letters; characters typed as they stand are always allowed.
MatterSearch::Found MatterSearch::findFrom(const Word &word, const Text &text, std::size_t from, bool whole,
                                           bool firsts) const
{
    const quint64 end = quint64(1) << word.text.size();
    quint64 places = 1;
    for (std::size_t i = from; i < text.cells.size(); ++i) {
        const Cell &cell = text.cells[i];
        quint64 next = cell.skippable && i != from ? places : 0;
        bool ended = false;
        if (cell.folded != 0 && cell.letters == 0)
            next |= (places & word.literal(cell.folded)) << 1;
        else if (cell.folded != 0 && whole && firsts)
            next |= (places & word.literal(cell.folded)) << 1;
        for (const std::uint16_t syllable : m_readingSets[cell.letters]) {
            const QByteArray &letters = m_syllables[syllable];
            if (whole) {
                next |= (places & word.whole[syllable]) << letters.size();
                ended = ended || (places & word.unfinished[syllable]) != 0;
            }
            if (firsts) {
                next |= (places & word.letter[static_cast<std::size_t>(letters[0] - 'a')]) << 1;
                // zh, ch and sh are first letters too.
                if (letters.size() > 1 && letters[1] == 'h')
                    next |= (places & word.letter[static_cast<std::size_t>(letters[0] - 'a')]
                             & (word.letter['h' - 'a'] >> 1))
                            << 2;
            }
        }
        if (ended || (next & end) != 0)
            return Found{MatchKind::Mixed, static_cast<int>(from), static_cast<int>(i + 1 - from), true};
        if (next == 0)
            return {};
        places = next;
    }
    return {};
}

MatterSearch::Found MatterSearch::findInText(const Word &word, const Text &text) const
{
    if (const qsizetype at = text.folded.indexOf(word.text); at >= 0) {
        const bool exact = word.text.size() == text.folded.size();
        return Found{exact ? MatchKind::NameExact : MatchKind::Name, static_cast<int>(at),
                     static_cast<int>(word.text.size()), true};
    }
    if (!word.hasLetters)
        return {};
    const char16_t first = word.text[0].unicode();
    if (isLetter(first) && (text.initials >> (first - u'a') & 1) == 0)
        return {};
    Found pinyin;
    Found mixed;
    for (std::size_t from = 0; from < text.cells.size(); ++from) {
        const Cell &cell = text.cells[from];
        const bool mayStart =
            cell.folded == first || (isLetter(first) && (m_setInitials[cell.letters] >> (first - u'a') & 1) != 0);
        if (!mayStart)
            continue;
        // What cannot be read with both syllables and first letters cannot be read with one of them.
        const Found any = findFrom(word, text, from, true, true);
        if (!any.is)
            continue;
        if (Found initials = findFrom(word, text, from, false, true); initials.is) {
            initials.kind = MatchKind::Initials;
            return initials;
        }
        if (!pinyin.is) {
            pinyin = findFrom(word, text, from, true, false);
            pinyin.kind = MatchKind::Pinyin;
        }
        if (!mixed.is)
            mixed = any;
    }
    return pinyin.is ? pinyin : mixed;
}

MatterSearch::Found MatterSearch::findInEntry(const Word &word, const Indexed &entry) const
{
    if (entry.code == word.text)
        return Found{MatchKind::CodeExact, -1, 0, true};
    if (const Found name = findInText(word, entry.name); name.is)
        return name;
    if (word.text.size() >= 2 && entry.code.contains(word.text))
        return Found{MatchKind::Code, -1, 0, true};
    const auto elsewhere = [&](const Text &text, MatchKind asIs, MatchKind byPinyin) -> std::optional<Found> {
        const Found found = findInText(word, text);
        if (!found.is)
            return {};
        return Found{found.kind <= MatchKind::Name ? asIs : byPinyin, -1, 0, true};
    };
    std::optional<Found> best;
    for (const Text &keyword : entry.keywords) {
        const auto found = elsewhere(keyword, MatchKind::Keyword, MatchKind::KeywordPinyin);
        if (found && (!best || found->kind < best->kind))
            best = found;
    }
    if (!best || best->kind != MatchKind::Keyword) {
        const auto found = elsewhere(entry.department, MatchKind::Department, MatchKind::DepartmentPinyin);
        if (found && (!best || found->kind < best->kind))
            best = found;
    }
    return best.value_or(Found{});
}

QList<MatterHit> MatterSearch::find(const QString &query, int limit) const
{
    // An apostrophe parts syllables (xi'an); the ways to read a word find the parts by themselves.
    QString typed = foldedText(query.left(longestQuery));
    typed.remove(u'\'').remove(QChar(0x2019)).replace(QChar(0xFC), u'v');
    std::vector<Word> words;
    const QStringList parts = typed.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        words.push_back(prepareWord(part));

    QList<MatterHit> hits;
    for (int i = 0; i < static_cast<int>(m_indexed.size()); ++i) {
        MatterHit hit{i, m_entries[i].code, MatchKind::CodeExact, -1, 0};
        bool all = true;
        for (std::size_t w = 0; w < words.size() && all; ++w) {
            const Found found = findInEntry(words[w], m_indexed[static_cast<std::size_t>(i)]);
            all = found.is;
            hit.kind = std::max(hit.kind, found.kind);
            if (w == 0) {
                hit.from = found.from;
                hit.length = found.length;
            }
        }
        if (all)
            hits.append(hit);
    }
    const auto rank = [this](const MatterHit &hit) {
        const MatterEntry &entry = m_entries[hit.index];
        return std::tuple(hit.kind, -entry.uses, hit.from, entry.name.size(), hit.index);
    };
    const auto shown = std::min<qsizetype>(std::max(limit, 0), hits.size());
    std::partial_sort(hits.begin(), hits.begin() + shown, hits.end(),
                      [&](const MatterHit &a, const MatterHit &b) { return rank(a) < rank(b); });
    hits.resize(shown);
    return hits;
}

void MatterSearch::countUse(const QString &code)
{
    for (MatterEntry &entry : m_entries) {
        if (entry.code == code)
            ++entry.uses;
    }
}

} // namespace yichuang
