// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/layering/measure.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>

namespace yichuang::layering
{

/// The house's rules, read from rooms.json. Every check takes a path from the root and a text, and answers with one
/// complaint a line, "path:line: what": empty where the rules are kept.
class Rules
{
public:
    /// `qtHeaders` is Qt's include folder; the module of a <QHeader> is looked up in it.
    Rules(QJsonObject table, const QString &qtHeaders);

    /// The room a file belongs to: the longest entry of the table that begins its path; empty where none does.
    [[nodiscard]] QString roomOf(const QString &path) const;
    /// True where a file of `room` may include or link `other`.
    [[nodiscard]] bool mayUse(const QString &room, const QString &other) const;
    /// True where a room, or one that it stands on, uses that external library.
    [[nodiscard]] bool mayUseLibrary(const QString &room, const QString &library) const;

    [[nodiscard]] QStringList includes(const QString &path, const QString &text) const;
    /// `folders` maps a target's name without the prefix yichuang_ to the folder that declares it.
    [[nodiscard]] QStringList links(const QString &path, const QString &cmake,
                                    const QHash<QString, QString> &folders) const;
    [[nodiscard]] QStringList sizes(const QString &path, const QString &text) const;
    [[nodiscard]] QStringList names(const QString &path, const QString &text) const;
    [[nodiscard]] QStringList neverUsed(const QString &path, const QString &text) const;
    [[nodiscard]] QStringList words(const QString &path, const QString &text) const;
    [[nodiscard]] QStringList licence(const QString &path, const QString &text) const;
    [[nodiscard]] QStringList top(const QStringList &folders, const QStringList &files) const;
    /// True for <QHeader>s of Widgets and PrintSupport.
    [[nodiscard]] bool isWindowHeader(const QString &header) const;

private:
    [[nodiscard]] QStringList quotedInclude(const QString &path, const Include &include) const;
    [[nodiscard]] QStringList libraryInclude(const QString &path, const Include &include) const;
    [[nodiscard]] QSet<QString> below(const QString &room) const;

    QJsonObject m_table;
    QJsonObject m_rooms;
    QHash<QString, QStringList> m_modules; ///< <QHeader> → the Qt modules that have it
};

} // namespace yichuang::layering
