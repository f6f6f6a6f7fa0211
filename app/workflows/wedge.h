// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace yichuang
{

/// How a code scanner types that is connected as a keyboard.
struct WedgeHabits {
    QString prefix;        ///< what it types before each code; empty: nothing
    QString suffix;        ///< what it types behind each code, before Enter or Tab; empty: nothing
    qint64 betweenMs = 30; ///< at most, between two keys
    int fewest = 4;        ///< characters of a code
};

/// Tells the codes of a scanner from a person's typing by the time between keys. Keys are held back until it is clear
/// what they are; those that turn out to be typing are given back, all of them and in their order. Plain value; times
/// are the keys' own and never run backwards.
class WedgeSplitter
{
public:
    explicit WedgeSplitter(WedgeHabits habits) : m_habits(std::move(habits)) {}

    enum class Key {
        Letter, ///< with its text
        End,    ///< Enter or Tab
        Other,  ///< what no scanner types: an arrow, a key with Control
    };
    struct Step {
        bool giveBack = false; ///< all keys that were held before this one are typing: they come first
        bool held = false;     ///< this key is held back; else it goes its way, or is the end of the code
        std::optional<QString> code;
    };
    /// `text` is what a letter types, one character or a pair of surrogates.
    [[nodiscard]] Step key(Key kind, const QString &text, qint64 atMs);
    /// Nothing came for betweenMs: what is held is typing. True where there is any.
    [[nodiscard]] bool rest();
    [[nodiscard]] bool holds() const { return !m_held.isEmpty(); }

private:
    [[nodiscard]] bool mayBegin(const QString &text) const;
    [[nodiscard]] std::optional<QString> codeHeld() const;

    WedgeHabits m_habits;
    QString m_held;
    qint64 m_lastMs = 0;
};

} // namespace yichuang
