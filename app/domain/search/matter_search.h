// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/search/glyphs.h"

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

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
    Name, ///< the name has the typed text
    KeywordExact,
    Initials, ///< the first letters of neighbouring characters: yh for 银行
    Pinyin,   ///< whole syllables, the last may be unfinished: yinhan for 银行
    Keyword,
    KeywordPinyin,
    Mixed, ///< syllables, first letters and characters in one word: yinhzh, 银h
    Code,  ///< a part of the code
    Department,
    DepartmentPinyin,
    NameParts,    ///< the characters in their order with others between them: 食品许可 for 食品经营许可
    NameSlip,     ///< one character that sounds the same: 帐户 for 账户
    PinyinSlip,   ///< one letter wrong, missing, too many, or two the wrong way round: yinahng
    InitialsSlip, ///< the same in the initials
    KeywordSlip,
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
/// Punctuation in a name need not be typed. Words apart by spaces must all be found. Where nothing better than a part
/// of a code or a department is found, one word may leave characters out or have one slip of the fingers. Hits are
/// ordered by how they were found, the sure kinds (Name to KeywordPinyin) weighed against the use at this window, then
/// by use, then by how early and in how short a name. A query over 10,000 matters costs some milliseconds at most.
/// One thread writes (countUse, setUses) while nobody reads; any may read.
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
    /// The uses of all matters, by code; those not named have none.
    void setUses(const QHash<QString, qint64> &uses);
    [[nodiscard]] const QList<MatterEntry> &entries() const { return m_entries; }

private:
    struct Indexed {
        QString code;
        std::size_t name = 0; ///< in m_texts, as all that follow
        std::size_t department = 0;
        std::vector<std::size_t> keywords;
    };
    struct Found;
    class Query;

    [[nodiscard]] std::size_t textNumber(const QString &text);

    QList<MatterEntry> m_entries;
    typing::Glyphs m_glyphs;
    std::vector<Indexed> m_indexed;
    typing::Texts m_texts; ///< each distinct text once: departments and keywords are shared by many
    QHash<QString, std::size_t> m_textNumbers;
    QSet<QChar> m_codeCharacters; ///< all that occur in codes
};

} // namespace yichuang
