// SPDX-License-Identifier: Apache-2.0
#include "app/domain/search/glyphs.h"

#include <algorithm>
#include <numeric>

namespace yichuang::typing
{
namespace
{

constexpr std::size_t mostGlyphs = 65000;

char16_t foldedUnit(char16_t u)
{
    if (u >= 0xFF01 && u <= 0xFF5E)
        u = static_cast<char16_t>(u - 0xFEE0);
    if (u == 0x3000)
        return u' ';
    return QChar::isSurrogate(u) ? u : QChar(u).toLower().unicode();
}

/// ü is typed v, u or yu by different people.
QList<QByteArray> withTypedForms(QList<QByteArray> syllables)
{
    for (qsizetype i = 0, count = syllables.size(); i < count; ++i) {
        if (syllables[i].contains('v'))
            syllables << QByteArray(syllables[i]).replace('v', 'u') << QByteArray(syllables[i]).replace("v", "yu");
    }
    return syllables;
}

} // namespace

QString folded(const QString &text)
{
    QString out = text;
    for (QChar &c : out)
        c = QChar(foldedUnit(c.unicode()));
    return out;
}

std::size_t Texts::add(Cells cells)
{
    m_longest = std::max(m_longest, cells.size());
    m_texts.push_back(std::move(cells));
    return m_texts.size() - 1;
}

void Texts::putInOrder()
{
    std::vector<std::uint32_t> order(m_texts.size());
    std::iota(order.begin(), order.end(), std::uint32_t(0));
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) { return m_texts[a] < m_texts[b]; });
    m_order.reserve(order.size());
    const Cells none;
    const Cells *before = &none;
    for (const std::uint32_t text : order) {
        const Cells &cells = m_texts[text];
        const auto parted = std::mismatch(before->begin(), before->end(), cells.begin(), cells.end()).second;
        m_order.push_back({text, static_cast<std::uint32_t>(parted - cells.begin()),
                           static_cast<std::uint32_t>(cells.end() - parted)});
        m_tails.insert(m_tails.end(), parted, cells.end());
        before = &cells;
    }
}

Glyphs::Glyphs(const PinyinReadings &readings) : m_readings(readings), m_glyphs{Glyph{0, true, {}}} {}

std::uint16_t Glyphs::numberOf(char32_t character)
{
    if (const auto known = m_numbers.constFind(character); known != m_numbers.constEnd())
        return *known;
    if (m_glyphs.size() >= mostGlyphs)
        return 0;
    const auto number = static_cast<std::uint16_t>(m_glyphs.size());
    m_glyphs.push_back({character, QChar::isPunct(character) || QChar::isSpace(character), {}});
    m_numbers.insert(character, number);
    return number;
}

Cells Glyphs::cellsOf(const QString &text)
{
    const QString plain = folded(text);
    Cells cells(static_cast<std::size_t>(plain.size()), 0);
    for (qsizetype i = 0; i < plain.size(); ++i) {
        const bool isPair = plain[i].isHighSurrogate() && i + 1 < plain.size() && plain[i + 1].isLowSurrogate();
        const char32_t character = isPair ? QChar::surrogateToUcs4(plain[i], plain[i + 1]) : plain[i].unicode();
        cells[static_cast<std::size_t>(i)] = numberOf(character);
        i += isPair ? 1 : 0;
    }
    return cells;
}

void Glyphs::giveReadings()
{
    QList<char32_t> missing;
    for (const Glyph &glyph : m_glyphs) {
        if (QChar::script(glyph.character) == QChar::Script_Han && m_readings.readings(glyph.character).isEmpty())
            missing.append(glyph.character);
    }
    const QHash<char32_t, QByteArray> transliterated = PinyinReadings::transliterate(missing);
    for (Glyph &glyph : m_glyphs) {
        QList<QByteArray> readings = m_readings.readings(glyph.character);
        if (const auto found = transliterated.constFind(glyph.character); found != transliterated.constEnd())
            readings.append(*found);
        for (const QByteArray &syllable : withTypedForms(std::move(readings))) {
            auto number = m_syllableNumbers.constFind(syllable);
            if (number == m_syllableNumbers.constEnd()) {
                number = m_syllableNumbers.insert(syllable, static_cast<std::uint16_t>(m_syllables.size()));
                m_syllables.append(syllable);
            }
            glyph.syllables.push_back(*number);
        }
    }
}

std::vector<std::uint16_t> Glyphs::syllablesOf(char32_t character) const
{
    if (const auto known = m_numbers.constFind(character); known != m_numbers.constEnd())
        return m_glyphs[*known].syllables;
    std::vector<std::uint16_t> found;
    const QList<QByteArray> readings = m_readings.readings(character);
    for (const QByteArray &syllable : readings) {
        if (const auto number = m_syllableNumbers.constFind(syllable); number != m_syllableNumbers.constEnd())
            found.push_back(*number);
    }
    return found;
}

} // namespace yichuang::typing
