// SPDX-License-Identifier: Apache-2.0
#include "app/domain/search/pinyin_readings.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <string>

namespace yichuang
{
namespace
{

constexpr qsizetype byteLimit = 4 * 1024 * 1024;
constexpr qsizetype syllableLimit = 2000;

bool isSyllable(const QByteArray &text)
{
    return !text.isEmpty() && text.size() <= 8
           && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// The two cells of each line that is not empty and no comment.
Result<QList<std::pair<QByteArray, QByteArray>>> cellsOf(const QByteArray &bytes)
{
    const QString where = QStringLiteral("pinyinReadings.fromTsv");
    if (bytes.size() > byteLimit)
        return failure(Fault::TooLarge, where, QString::number(bytes.size()));
    QList<std::pair<QByteArray, QByteArray>> cells;
    const QList<QByteArray> lines = bytes.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray line = lines[i].trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const qsizetype tab = line.indexOf('\t');
        if (tab <= 0 || tab + 1 == line.size())
            return failure(Fault::ConfigMalformed, where, QStringLiteral("line %1").arg(i + 1));
        cells.append({line.first(tab), line.mid(tab + 1)});
    }
    return cells;
}

tl::unexpected<Reason> malformed(const QByteArray &cell)
{
    return failure(Fault::ConfigMalformed, QStringLiteral("pinyinReadings.fromTsv"), QString::fromUtf8(cell.left(24)));
}

} // namespace

Result<PinyinReadings> PinyinReadings::fromTsv(const QByteArray &table, const QByteArray &overrides)
{
    PinyinReadings result;
    QHash<QByteArray, std::uint16_t> numbers;
    const auto numberOf = [&](const QByteArray &syllable) {
        const auto known = numbers.constFind(syllable);
        if (known != numbers.constEnd())
            return *known;
        const auto number = static_cast<std::uint16_t>(result.m_syllables.size());
        result.m_syllables.append(syllable);
        numbers.insert(syllable, number);
        return number;
    };
    const auto lines = cellsOf(table);
    if (!lines)
        return failure(lines.error());
    if (lines->size() > syllableLimit)
        return failure(Fault::TooLarge, QStringLiteral("pinyinReadings.fromTsv"), QString::number(lines->size()));
    for (const auto &[syllable, characters] : *lines) {
        if (!isSyllable(syllable))
            return malformed(syllable);
        const std::uint16_t number = numberOf(syllable);
        const QList<uint> each = QString::fromUtf8(characters).toUcs4();
        for (const uint character : each)
            result.m_entries.push_back({character, number});
    }
    const auto replacements = cellsOf(overrides);
    if (!replacements)
        return failure(replacements.error());
    for (const auto &[character, list] : *replacements) {
        const QList<uint> one = QString::fromUtf8(character).toUcs4();
        if (one.size() != 1)
            return malformed(character);
        std::erase_if(result.m_entries, [&](const Entry &entry) { return entry.character == one.first(); });
        const QList<QByteArray> syllables = list.split(' ');
        for (const QByteArray &syllable : syllables) {
            if (!isSyllable(syllable) || result.m_syllables.size() > syllableLimit)
                return malformed(list);
            result.m_entries.push_back({one.first(), numberOf(syllable)});
        }
    }
    std::sort(result.m_entries.begin(), result.m_entries.end(), [](const Entry &a, const Entry &b) {
        return std::pair(a.character, a.syllable) < std::pair(b.character, b.syllable);
    });
    const auto same = [](const Entry &a, const Entry &b) {
        return a.character == b.character && a.syllable == b.syllable;
    };
    result.m_entries.erase(std::unique(result.m_entries.begin(), result.m_entries.end(), same), result.m_entries.end());
    result.m_entries.shrink_to_fit();
    return result;
}

QList<QByteArray> PinyinReadings::readings(char32_t character) const
{
    QList<QByteArray> found;
    auto entry = std::lower_bound(m_entries.begin(), m_entries.end(), character,
                                  [](const Entry &a, char32_t b) { return a.character < b; });
    for (; entry != m_entries.end() && entry->character == character; ++entry)
        found.append(m_syllables[entry->syllable]);
    return found;
}

qsizetype PinyinReadings::size() const
{
    qsizetype characters = 0;
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        characters += i == 0 || m_entries[i].character != m_entries[i - 1].character ? 1 : 0;
    return characters;
}

QHash<char32_t, QByteArray> PinyinReadings::transliterate(const QList<char32_t> &characters)
{
    QHash<char32_t, QByteArray> found;
    if (characters.isEmpty())
        return found;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> rules(icu::Transliterator::createInstance(
        icu::UnicodeString("Han-Latin; NFD; [\\u0308] Remove; Latin-ASCII; Lower"), UTRANS_FORWARD, status));
    if (U_FAILURE(status) || !rules)
        return found;
    for (const char32_t character : characters) {
        icu::UnicodeString text(static_cast<UChar32>(character));
        rules->transliterate(text);
        std::string utf8;
        text.trim().toUTF8String(utf8);
        const QByteArray reading = QByteArray::fromStdString(utf8);
        if (isSyllable(reading))
            found.insert(character, reading);
    }
    return found;
}

} // namespace yichuang
