// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/case_table.h"
#include "app/storage/store_terms.h"

#include <array>
#include <vector>

namespace yichuang
{

/// What cases are found by, in memory: names are searched here and nowhere on the disk. Some 200 bytes a case; a look
/// among 100,000 takes a few milliseconds. One thread.
class CaseIndex
{
public:
    /// `ownReceipts` is how the receipt numbers of this window begin; without `initials` names are not found by them.
    explicit CaseIndex(QString ownReceipts = {}, InitialsOf initials = {});

    void clear();
    void put(const CaseEntry &entry);

    /// The newest cases that CaseStore::list() would give for a text that is not empty. `holderHashes` are those of
    /// the text, for who types an identity number.
    [[nodiscard]] QStringList find(const QString &clerk, const QString &text, const QList<QByteArray> &holderHashes,
                                   int limit) const;
    /// See CaseStore::matterUses().
    [[nodiscard]] QHash<QString, qint64> uses() const;

private:
    using HolderStart = std::array<char, 16>; ///< of a hash that is longer; none where all is zero
    struct Place {
        QString id;
        qint64 changedMs = 0;
        HolderStart holder{};
        std::uint32_t numbersFrom = 0; ///< in m_numbers
        std::uint32_t nameFrom = 0;    ///< in m_names
        std::uint32_t initialsFrom = 0;
        std::uint32_t matter = 0; ///< in m_matters
        std::int32_t draftOf = shownToAll;
        bool isOwn = false;
    };
    static constexpr std::int32_t shownToAll = -1;
    static constexpr std::int32_t shownToNobody = -2;

    using Places = std::vector<Place>; ///< in the order in which they came
    /// Places by whether they are hit.
    using Hits = std::vector<bool>;
    [[nodiscard]] Places::const_iterator placeOf(std::uint32_t offset, std::uint32_t Place::*from,
                                                 Places::const_iterator first) const;
    void findText(const QByteArray &among, std::uint32_t Place::*from, const QByteArray &text, Hits &hits) const;
    void findMatters(const QString &text, Hits &hits) const;
    void findHolders(const QList<QByteArray> &hashes, Hits &hits) const;
    void findInitials(const QByteArray &letters, Hits &hits) const;
    void addInitials(const QString &name);
    void append(const CaseEntry &entry);
    void putInOrder();
    [[nodiscard]] std::int32_t draftOf(const CaseSummary &summary);

    QString m_ownReceipts;
    InitialsOf m_initialsOf;
    Places m_places;
    QHash<QString, std::uint32_t> m_placeOf;
    QByteArray m_numbers;                  ///< receipt and case numbers, a line a place; lower case UTF-8
    QByteArray m_names;                    ///< likewise
    std::vector<std::uint32_t> m_initials; ///< a set of letters a character, 0 between two names
    QHash<char32_t, std::uint32_t> m_lettersOf;
    QStringList m_matters;
    QHash<QString, std::uint32_t> m_matterNumbers;
    QStringList m_clerks;
    std::size_t m_gone = 0; ///< places whose case has a newer one
};

} // namespace yichuang
