// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <cstdint>
#include <vector>

namespace yichuang
{

/// Every reading of a Chinese character in pinyin without tones, ü written v: 行 has xing, hang and heng. Immutable;
/// any thread.
class PinyinReadings
{
public:
    /// Knows no character; everything comes from transliterate().
    PinyinReadings() = default;

    /// From lines `syllable<TAB>characters` (UTF-8, `#` starts a comment), one line a syllable. `overrides` are lines
    /// `character<TAB>syllable syllable …` that replace a character's readings. ConfigMalformed on a line that is not
    /// one, TooLarge over 4 MiB.
    [[nodiscard]] static Result<PinyinReadings> fromTsv(const QByteArray &table, const QByteArray &overrides = {});

    /// The readings, a to z only; empty for a character that is not in the table.
    [[nodiscard]] QList<QByteArray> readings(char32_t character) const;
    [[nodiscard]] qsizetype size() const;

    /// One reading a character from ICU's Han-Latin rules, for characters that the table lacks; a character ICU does
    /// not know either is left out. Costs some milliseconds a call: ask for many at once.
    [[nodiscard]] static QHash<char32_t, QByteArray> transliterate(const QList<char32_t> &characters);

private:
    struct Entry {
        char32_t character;
        std::uint16_t syllable;
    };
    QList<QByteArray> m_syllables;
    std::vector<Entry> m_entries; ///< by character
};

} // namespace yichuang
