// SPDX-License-Identifier: Apache-2.0
#include "app/domain/search/matter_search.h"

#include "app/domain/search/slipped_word.h"
#include "app/domain/search/typed_word.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <optional>
#include <tuple>

namespace yichuang
{
namespace
{

using typing::SlippedWord;
using typing::TypedWord;
using typing::Way;

QStringList wordsOf(const QString &query)
{
    // An apostrophe parts syllables (xi'an); the ways to read a word find the parts by themselves.
    QString typed = typing::folded(query.left(MatterSearch::longestQuery));
    typed.remove(u'\'').remove(QChar(0x2019)).replace(QChar(0xFC), u'v');
    return typed.simplified().split(u' ', Qt::SkipEmptyParts);
}

/// What says that the clerk's text was understood; weaker finds may be chance, so slips are tried beside them.
bool isSure(MatchKind kind)
{
    return kind < MatchKind::Mixed;
}

/// What comes before what: exact finds, then the sure ones, in which each doubling of the use counts as much as one
/// step of the kind, then the others in the order of their kinds.
std::pair<int, int> standing(MatchKind kind, qint64 uses)
{
    constexpr int mostDoublings = 6;
    if (kind <= MatchKind::NameExact || !isSure(kind))
        return {static_cast<int>(kind), 0};
    // Name, KeywordExact, Initials, Pinyin, Keyword, KeywordPinyin
    static constexpr int steps[] = {0, 0, 1, 1, 2, 3};
    const int step = steps[static_cast<int>(kind) - static_cast<int>(MatchKind::Name)];
    const int doublings = std::bit_width(static_cast<quint64>(std::max<qint64>(uses, 0)) + 1) - 1;
    return {static_cast<int>(MatchKind::Name), step - std::min(doublings, mostDoublings)};
}

} // namespace

struct MatterSearch::Found {
    MatchKind kind = MatchKind::Name;
    int from = -1;
    int length = 0;
};

/// One query over all entries: each word is looked for once in every distinct text.
class MatterSearch::Query
{
public:
    Query(const MatterSearch &search, const QStringList &words) : m_search(search)
    {
        for (const QString &text : words) {
            TypedWord word(text, search.m_glyphs);
            auto found = word.find(search.m_texts);
            const bool mayBeCode =
                std::all_of(text.begin(), text.end(), [&](QChar c) { return search.m_codeCharacters.contains(c); });
            m_words.push_back(std::make_unique<Word>(Word{std::move(word), std::move(found), mayBeCode}));
        }
    }

    [[nodiscard]] QList<MatterHit> exactHits() const
    {
        return hits([this](const Indexed &entry, std::size_t word) { return exact(*m_words[word], entry); });
    }
    /// Entries of which one word is found with a slip and the others without.
    [[nodiscard]] QList<MatterHit> slippedHits() const
    {
        QList<MatterHit> all;
        for (std::size_t slipping = 0; slipping < m_words.size(); ++slipping) {
            if (!maySlip(slipping))
                continue;
            const auto slips = slipsOf(m_words[slipping]->typed);
            if (slips.isEmpty())
                continue;
            all += hits([this, slipping, &slips](const Indexed &entry, std::size_t word) {
                return word == slipping ? withSlip(*m_words[word], entry, slips) : exact(*m_words[word], entry);
            });
        }
        return all;
    }

private:
    struct Word {
        TypedWord typed;
        typing::Finds<TypedWord::Found> inTexts;
        bool mayBeCode = false; ///< of characters that codes have
    };

    [[nodiscard]] typing::Finds<Found> slipsOf(const TypedWord &word) const
    {
        static constexpr MatchKind kinds[] = {MatchKind::NameSlip, MatchKind::InitialsSlip, MatchKind::PinyinSlip};
        const auto slipped = SlippedWord(word).find(m_search.m_texts);
        typing::Finds<Found> found(m_search.m_texts.size());
        for (std::size_t i = 0; i < m_search.m_texts.size(); ++i) {
            if (const auto parts = word.findParts(m_search.m_texts[i]))
                found.put(i, Found{MatchKind::NameParts, parts->from, parts->length});
            else if (const auto *one = slipped.in(i))
                found.put(i, Found{kinds[static_cast<std::size_t>(one->way)], one->place.from, one->place.length});
        }
        return found;
    }
    /// True where the others may be found as they are typed; one word may slip, not two.
    [[nodiscard]] bool maySlip(std::size_t slipping) const
    {
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            if (i != slipping && m_words[i]->inTexts.isEmpty() && !m_words[i]->mayBeCode)
                return false;
        }
        return true;
    }

    template <typename Find>
    [[nodiscard]] QList<MatterHit> hits(Find find) const
    {
        QList<MatterHit> all;
        for (std::size_t i = 0; i < m_search.m_indexed.size(); ++i) {
            MatterHit hit{static_cast<int>(i), {}, MatchKind::CodeExact, -1, 0};
            bool complete = true;
            for (std::size_t word = 0; word < m_words.size() && complete; ++word) {
                const std::optional<Found> found = find(m_search.m_indexed[i], word);
                complete = found.has_value();
                if (found && word == 0) {
                    hit.from = found->from;
                    hit.length = found->length;
                }
                hit.kind = found ? std::max(hit.kind, found->kind) : hit.kind;
            }
            if (complete)
                all.append(hit);
        }
        return all;
    }

    /// True where nothing but punctuation stands outside the place.
    [[nodiscard]] bool covers(const typing::Place &place, const typing::Cells &cells) const
    {
        for (int i = 0; i < static_cast<int>(cells.size()); ++i) {
            const bool isOutside = i < place.from || i >= place.from + place.length;
            if (isOutside && !m_search.m_glyphs.all()[cells[static_cast<std::size_t>(i)]].skippable)
                return false;
        }
        return true;
    }
    [[nodiscard]] std::optional<Found> exact(const Word &word, const Indexed &entry) const;
    [[nodiscard]] std::optional<Found> withSlip(const Word &word, const Indexed &entry,
                                                const typing::Finds<Found> &slips) const;

    const MatterSearch &m_search;
    std::vector<std::unique_ptr<Word>> m_words;
};

std::optional<MatterSearch::Found> MatterSearch::Query::exact(const Word &word, const Indexed &entry) const
{
    const QString &text = word.typed.text();
    if (word.mayBeCode && entry.code == text)
        return Found{MatchKind::CodeExact, -1, 0};
    if (const auto *name = word.inTexts.in(entry.name)) {
        static constexpr MatchKind kinds[] = {MatchKind::Name, MatchKind::Initials, MatchKind::Pinyin,
                                              MatchKind::Mixed};
        const bool isWhole = name->way == Way::AsTyped && covers(name->place, m_search.m_texts[entry.name]);
        const MatchKind kind = isWhole ? MatchKind::NameExact : kinds[static_cast<std::size_t>(name->way)];
        if (isSure(kind))
            return Found{kind, name->place.from, name->place.length};
    }
    std::optional<Found> best;
    const auto consider = [&](std::size_t number, MatchKind asTyped, MatchKind byPinyin) {
        if (const auto *found = word.inTexts.in(number)) {
            const MatchKind kind = found->way == Way::AsTyped ? asTyped : byPinyin;
            if (!best || kind < best->kind)
                best = Found{kind, -1, 0};
        }
    };
    for (const std::size_t keyword : entry.keywords) {
        const auto *found = word.inTexts.in(keyword);
        const bool isWhole = found != nullptr && covers(found->place, m_search.m_texts[keyword]);
        consider(keyword, isWhole ? MatchKind::KeywordExact : MatchKind::Keyword, MatchKind::KeywordPinyin);
    }
    if (best)
        return best;
    if (const auto *name = word.inTexts.in(entry.name))
        return Found{MatchKind::Mixed, name->place.from, name->place.length};
    if (word.mayBeCode && text.size() >= 2 && entry.code.contains(text))
        return Found{MatchKind::Code, -1, 0};
    consider(entry.department, MatchKind::Department, MatchKind::DepartmentPinyin);
    return best;
}

std::optional<MatterSearch::Found> MatterSearch::Query::withSlip(const Word &word, const Indexed &entry,
                                                                 const typing::Finds<Found> &slips) const
{
    std::optional<Found> slipped;
    if (const Found *name = slips.in(entry.name)) {
        slipped = *name;
    } else if (std::any_of(entry.keywords.begin(), entry.keywords.end(),
                           [&](std::size_t keyword) { return slips.in(keyword) != nullptr; })) {
        slipped = Found{MatchKind::KeywordSlip, -1, 0};
    } else if (const Found *department = slips.in(entry.department);
               department != nullptr && department->kind == MatchKind::NameParts) {
        // Departments are named short: 医保局 for 市医疗保障局.
        slipped = Found{MatchKind::Department, -1, 0};
    }
    if (!slipped)
        return {};
    const auto found = exact(word, entry);
    return found && isSure(found->kind) ? std::nullopt : slipped;
}

MatterSearch::MatterSearch(QList<MatterEntry> entries, const PinyinReadings &readings)
    : m_entries(std::move(entries)),
      m_glyphs(readings)
{
    m_indexed.reserve(static_cast<std::size_t>(m_entries.size()));
    for (const MatterEntry &entry : std::as_const(m_entries)) {
        Indexed indexed{typing::folded(entry.code), textNumber(entry.name), textNumber(entry.department), {}};
        for (const QString &keyword : entry.keywords)
            indexed.keywords.push_back(textNumber(keyword));
        for (const QChar c : std::as_const(indexed.code))
            m_codeCharacters.insert(c);
        m_indexed.push_back(std::move(indexed));
    }
    m_texts.putInOrder();
    m_glyphs.giveReadings();
}

std::size_t MatterSearch::textNumber(const QString &text)
{
    const auto known = m_textNumbers.constFind(text);
    if (known != m_textNumbers.constEnd())
        return *known;
    const std::size_t number = m_texts.add(m_glyphs.cellsOf(text));
    m_textNumbers.insert(text, number);
    return number;
}

QList<MatterHit> MatterSearch::find(const QString &query, int limit) const
{
    const Query asked(*this, wordsOf(query));
    QList<MatterHit> hits = asked.exactHits();
    const bool understood =
        std::any_of(hits.cbegin(), hits.cend(), [](const MatterHit &hit) { return isSure(hit.kind); });
    if (!understood) {
        QSet<int> known;
        for (const MatterHit &hit : std::as_const(hits))
            known.insert(hit.index);
        const QList<MatterHit> slipped = asked.slippedHits();
        for (const MatterHit &hit : slipped) {
            if (!known.contains(hit.index))
                hits.append(hit);
            known.insert(hit.index);
        }
    }
    const auto rank = [this](const MatterHit &hit) {
        const MatterEntry &entry = m_entries[hit.index];
        return std::tuple(standing(hit.kind, entry.uses), hit.kind, -entry.uses, hit.from, entry.name.size(),
                          hit.index);
    };
    const auto shown = std::min<qsizetype>(std::max(limit, 0), hits.size());
    std::partial_sort(hits.begin(), hits.begin() + shown, hits.end(),
                      [&](const MatterHit &a, const MatterHit &b) { return rank(a) < rank(b); });
    hits.resize(shown);
    for (MatterHit &hit : hits)
        hit.code = m_entries[hit.index].code;
    return hits;
}

void MatterSearch::countUse(const QString &code)
{
    for (MatterEntry &entry : m_entries) {
        if (entry.code == code)
            ++entry.uses;
    }
}

void MatterSearch::setUses(const QHash<QString, qint64> &uses)
{
    for (MatterEntry &entry : m_entries)
        entry.uses = uses.value(entry.code, 0);
}

} // namespace yichuang
