// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/search/pinyin_readings.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <cstdint>
#include <vector>

namespace yichuang
{

/// What a matter is found by.
struct MatterEntry {
    QString code;
    QString name;
    QString department;
    QStringList keywords;
    qint64 uses = 0; ///< times taken at this window
};

/// How a matter was found, best first. Of a query with several words the weakest counts.
enum class MatchKind : std::uint8_t {
    CodeExact,
    NameExact,
    Name,     ///< the name has the typed text
    Initials, ///< the first letters of neighbouring characters: yh for 银行
    Pinyin,   ///< whole syllables, the last may be unfinished: yinhan for 银行
    Mixed,    ///< syllables, first letters and characters in one word: yinhzh, 银h
    Code,     ///< a part of the code
    Keyword,
    KeywordPinyin,
    Department,
    DepartmentPinyin,
};

struct MatterHit {
    int index = 0; ///< in the list of entries given
    QString code;
    MatchKind kind = MatchKind::Name;
    int from = -1;  ///< where the first word stands in the name, -1 where it is found elsewhere
    int length = 0; ///< in UTF-16 units of the name
    bool operator==(const MatterHit &) const = default;
};

/// Finds matters as a clerk types: Chinese, pinyin and initials with every reading of each character, code, department.
/// Words apart by spaces must all be found. Hits are ordered by how they were found, then by use, then by how early
/// and in how short a name. A query costs well under 5 ms for thousands of entries. One thread writes (countUse),
/// any may read.
class MatterSearch
{
public:
    /// Queries are cut here.
    static constexpr qsizetype longestQuery = 60;

    MatterSearch(QList<MatterEntry> entries, const PinyinReadings &readings);

    /// At most `limit` hits. An empty query gives what is used most.
    [[nodiscard]] QList<MatterHit> find(const QString &query, int limit) const;
    /// One more use of a matter at this window; unknown codes are let be.
    void countUse(const QString &code);
    [[nodiscard]] const QList<MatterEntry> &entries() const { return m_entries; }

private:
    /// A character of a searched text: what may be typed for it.
    struct Cell {
        char16_t folded = 0;       ///< 0 in the second half of a surrogate pair
        std::uint16_t letters = 0; ///< index of its readings in m_readingSets, 0 for none
        bool skippable = false;    ///< punctuation, which nobody types
    };
    struct Text {
        QString folded;
        std::vector<Cell> cells;
        std::uint32_t initials = 0; ///< bit n: a cell may begin with the letter a + n
    };
    struct Indexed {
        QString code;
        Text name;
        Text department;
        std::vector<Text> keywords;
    };
    struct Word; // a word of the query, prepared
    struct Found;

    [[nodiscard]] Text prepared(const QString &text) const;
    [[nodiscard]] Found findInText(const Word &word, const Text &text) const;
    [[nodiscard]] Found findFrom(const Word &word, const Text &text, std::size_t from, bool whole, bool firsts) const;
    [[nodiscard]] Found findInEntry(const Word &word, const Indexed &entry) const;
    [[nodiscard]] Word prepareWord(const QString &text) const;
    void addReadings(const PinyinReadings &readings);

    QList<MatterEntry> m_entries;
    std::vector<Indexed> m_indexed;
    QList<QByteArray> m_syllables;
    std::vector<std::vector<std::uint16_t>> m_readingSets; ///< syllables of a character; the first set is empty
    std::vector<std::uint32_t> m_setInitials;              ///< first letters of each set as bits
    QHash<char32_t, std::uint16_t> m_setOf;
};

} // namespace yichuang
