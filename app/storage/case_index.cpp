// SPDX-License-Identifier: Apache-2.0
#include "app/storage/case_index.h"

#include <algorithm>
#include <cstring>

namespace yichuang
{

namespace
{

constexpr std::size_t fewGone = 1'000;

/// As texts lie in the index.
QByteArray folded(const QString &text)
{
    return text.toLower().toUtf8().replace('\n', ' ');
}

bool isLetters(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

} // namespace

CaseIndex::CaseIndex(QString ownReceipts, InitialsOf initials)
    : m_ownReceipts(std::move(ownReceipts)),
      m_initialsOf(std::move(initials))
{
}

void CaseIndex::clear()
{
    *this = CaseIndex(m_ownReceipts, m_initialsOf);
}

std::int32_t CaseIndex::draftOf(const CaseSummary &summary)
{
    if (summary.state == CaseState::None)
        return shownToNobody;
    if (summary.state != CaseState::Draft)
        return shownToAll;
    if (!m_clerks.contains(summary.clerk))
        m_clerks.append(summary.clerk);
    return static_cast<std::int32_t>(m_clerks.indexOf(summary.clerk));
}

void CaseIndex::put(const CaseEntry &entry)
{
    if (const auto old = m_placeOf.constFind(entry.summary.id); old != m_placeOf.constEnd()) {
        m_places[*old].draftOf = shownToNobody;
        m_places[*old].isOwn = false;
        ++m_gone;
    }
    append(entry);
    if (m_gone > fewGone && m_gone * 2 > m_places.size())
        putInOrder();
}

void CaseIndex::append(const CaseEntry &entry)
{
    const CaseSummary &summary = entry.summary;
    Place place;
    place.id = summary.id;
    place.changedMs = summary.changedAt.isValid() ? summary.changedAt.toMSecsSinceEpoch() : 0;
    std::copy_n(entry.holderHash.begin(), std::min<qsizetype>(entry.holderHash.size(), std::ssize(place.holder)),
                place.holder.begin());
    place.numbersFrom = static_cast<std::uint32_t>(m_numbers.size());
    place.nameFrom = static_cast<std::uint32_t>(m_names.size());
    place.initialsFrom = static_cast<std::uint32_t>(m_initials.size());
    place.draftOf = draftOf(summary);
    place.isOwn = !summary.receiptNumber.isEmpty() && summary.receiptNumber.startsWith(m_ownReceipts);
    auto matter = m_matterNumbers.constFind(summary.matterCode);
    if (matter == m_matterNumbers.constEnd()) {
        matter = m_matterNumbers.insert(summary.matterCode, static_cast<std::uint32_t>(m_matters.size()));
        m_matters.append(summary.matterCode);
    }
    place.matter = *matter;
    m_numbers.append(folded(summary.receiptNumber)).append('\t').append(folded(summary.caseNumber)).append('\n');
    m_names.append(folded(summary.applicantName)).append('\n');
    addInitials(summary.applicantName);
    m_placeOf.insert(place.id, static_cast<std::uint32_t>(m_places.size()));
    m_places.push_back(std::move(place));
}

void CaseIndex::addInitials(const QString &name)
{
    if (!m_initialsOf)
        return;
    for (const uint character : name.toUcs4()) {
        auto letters = m_lettersOf.constFind(character);
        if (letters == m_lettersOf.constEnd()) {
            std::uint32_t set = 0;
            for (const char letter : m_initialsOf(character))
                set |= letter >= 'a' && letter <= 'z' ? 1U << (letter - 'a') : 0U;
            letters = m_lettersOf.insert(character, set);
        }
        m_initials.push_back(*letters);
    }
    m_initials.push_back(0);
}

/// Drops what is gone.
void CaseIndex::putInOrder()
{
    const std::vector<Place> places = std::exchange(m_places, {});
    const QByteArray numbers = std::exchange(m_numbers, {});
    const QByteArray names = std::exchange(m_names, {});
    const std::vector<std::uint32_t> initials = std::exchange(m_initials, {});
    const auto lineAt = [](const QByteArray &text, std::uint32_t from) {
        return QByteArrayView(text).sliced(from, text.indexOf('\n', from) + 1 - from);
    };
    for (std::uint32_t at = 0; at < places.size(); ++at) {
        Place place = places[at];
        std::uint32_t &known = m_placeOf[place.id];
        if (known != at)
            continue;
        known = static_cast<std::uint32_t>(m_places.size());
        const QByteArrayView number = lineAt(numbers, std::exchange(place.numbersFrom, m_numbers.size()));
        const QByteArrayView name = lineAt(names, std::exchange(place.nameFrom, m_names.size()));
        m_numbers.append(number);
        m_names.append(name);
        auto letter = initials.begin() + std::exchange(place.initialsFrom, m_initials.size());
        while (letter != initials.end() && *letter != 0)
            m_initials.push_back(*letter++);
        if (m_initialsOf)
            m_initials.push_back(0);
        m_places.push_back(std::move(place));
    }
    m_gone = 0;
}

/// The place in whose stretch `offset` lies. It is at or behind `first`, most often there.
CaseIndex::Places::const_iterator CaseIndex::placeOf(std::uint32_t offset, std::uint32_t Place::*from,
                                                     Places::const_iterator first) const
{
    const auto next = first + 1;
    if (next == m_places.end() || offset < (*next).*from)
        return first;
    const auto behind = std::upper_bound(next, m_places.end(), offset,
                                         [from](std::uint32_t o, const Place &place) { return o < place.*from; });
    return behind - 1;
}

void CaseIndex::findText(const QByteArray &among, std::uint32_t Place::*from, const QByteArray &text, Hits &hits) const
{
    const char *const begin = among.constData();
    const char *const end = begin + among.size();
    const char *at = begin;
    auto place = m_places.begin();
    while (at < end) {
        at = static_cast<const char *>(
            memmem(at, static_cast<std::size_t>(end - at), text.constData(), static_cast<std::size_t>(text.size())));
        if (at == nullptr)
            return;
        place = placeOf(static_cast<std::uint32_t>(at - begin), from, place);
        hits[static_cast<std::size_t>(place - m_places.begin())] = true;
        if (++place == m_places.end())
            return;
        at = begin + (*place).*from;
    }
}

void CaseIndex::findMatters(const QString &text, Hits &hits) const
{
    std::vector<bool> wanted;
    for (const QString &matter : m_matters)
        wanted.push_back(matter.contains(text, Qt::CaseInsensitive));
    if (std::find(wanted.begin(), wanted.end(), true) == wanted.end())
        return;
    for (std::size_t at = 0; at < m_places.size(); ++at) {
        if (wanted[m_places[at].matter])
            hits[at] = true;
    }
}

void CaseIndex::findHolders(const QList<QByteArray> &hashes, Hits &hits) const
{
    for (const QByteArray &hash : hashes) {
        HolderStart wanted{};
        if (hash.size() < std::ssize(wanted))
            continue;
        std::copy_n(hash.begin(), wanted.size(), wanted.begin());
        for (std::size_t at = 0; at < m_places.size(); ++at) {
            if (m_places[at].holder == wanted)
                hits[at] = true;
        }
    }
}

void CaseIndex::findInitials(const QByteArray &letters, Hits &hits) const
{
    std::vector<std::uint32_t> wanted;
    for (const char letter : letters)
        wanted.push_back(1U << (letter - 'a'));
    auto at = m_initials.begin();
    auto place = m_places.begin();
    while (true) {
        at = std::search(at, m_initials.end(), wanted.begin(), wanted.end(),
                         [](std::uint32_t set, std::uint32_t letter) { return (set & letter) != 0; });
        if (at == m_initials.end())
            return;
        place = placeOf(static_cast<std::uint32_t>(at - m_initials.begin()), &Place::initialsFrom, place);
        hits[static_cast<std::size_t>(place - m_places.begin())] = true;
        if (++place == m_places.end())
            return;
        at = m_initials.begin() + place->initialsFrom;
    }
}

QStringList CaseIndex::find(const QString &clerk, const QString &text, const QList<QByteArray> &holderHashes,
                            int limit) const
{
    const QByteArray wanted = folded(text.trimmed());
    Hits hits(m_places.size(), false);
    if (!wanted.isEmpty()) {
        findText(m_numbers, &Place::numbersFrom, wanted, hits);
        findText(m_names, &Place::nameFrom, wanted, hits);
        findMatters(text.trimmed(), hits);
        findHolders(holderHashes, hits);
        if (isLetters(wanted))
            findInitials(wanted, hits);
    }
    const auto clerkNumber = static_cast<std::int32_t>(m_clerks.indexOf(clerk));
    std::vector<const Place *> found;
    // The newest came last: seen first, it spares the others the way into the few.
    for (std::size_t at = hits.size(); at-- > 0;) {
        const Place &place = m_places[at];
        if (hits[at] && (place.draftOf == shownToAll || (place.draftOf >= 0 && place.draftOf == clerkNumber)))
            found.push_back(&place);
    }
    const auto few = std::min<std::ptrdiff_t>(std::ssize(found), std::max(limit, 0));
    std::partial_sort(found.begin(), found.begin() + few, found.end(), [](const Place *one, const Place *other) {
        return one->changedMs != other->changedMs ? one->changedMs > other->changedMs : one->id < other->id;
    });
    QStringList ids;
    for (std::ptrdiff_t at = 0; at < few; ++at)
        ids.append(found[static_cast<std::size_t>(at)]->id);
    return ids;
}

QHash<QString, qint64> CaseIndex::uses() const
{
    std::vector<qint64> counts(static_cast<std::size_t>(m_matters.size()), 0);
    for (const Place &place : m_places)
        counts[place.matter] += place.isOwn ? 1 : 0;
    QHash<QString, qint64> uses;
    for (qsizetype matter = 0; matter < m_matters.size(); ++matter) {
        if (counts[static_cast<std::size_t>(matter)] > 0)
            uses.insert(m_matters[matter], counts[static_cast<std::size_t>(matter)]);
    }
    return uses;
}

} // namespace yichuang
