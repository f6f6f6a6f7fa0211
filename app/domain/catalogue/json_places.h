// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QStringList>

namespace yichuang
{

/// Where something stands in a text file, both counted from 1, columns in characters.
struct TextPlace {
    int line = 0;
    int column = 0;
    bool operator==(const TextPlace &) const = default;
};

/// Finds the places of values in the bytes of a JSON file, for messages to the person who wrote it. The bytes must be
/// JSON that was read before, with limits: of other bytes the places mean nothing, yet reading them ends.
class JsonPlaces
{
public:
    explicit JsonPlaces(const QByteArray &bytes) : m_bytes(bytes) {}

    /// The place of the value at an RFC 6901 pointer; where it is missing, that of what should hold it.
    [[nodiscard]] TextPlace of(const QString &pointer) const;
    /// Of many in one go.
    [[nodiscard]] QList<TextPlace> of(const QStringList &pointers) const;
    /// Pointers of members that their object has twice, at most `most`: a reader would drop all but the last.
    [[nodiscard]] QStringList repeated(qsizetype most) const;
    [[nodiscard]] TextPlace atByte(qsizetype offset) const;

private:
    QByteArray m_bytes;
};

} // namespace yichuang
