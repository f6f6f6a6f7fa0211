// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/case_table.h"

#include <set>

namespace yichuang
{

/// All cases in memory, newest first: names are searched here and nowhere on the disk. Lists give names masked. One
/// thread.
class CaseIndex
{
public:
    /// `ownReceipts` is how the receipt numbers of this window begin.
    explicit CaseIndex(QString ownReceipts = {}) : m_ownReceipts(std::move(ownReceipts)) {}

    void clear();
    void put(const CaseEntry &entry);

    /// See CaseStore::list(). `holderHash` is that of the text, for who types an identity number.
    [[nodiscard]] QList<CaseSummary> list(const QString &clerk, const QString &text, const QByteArray &holderHash,
                                          int limit) const;
    [[nodiscard]] QList<CaseSummary> drafts(const QString &clerk) const;
    /// Cases with something waiting or that need attention.
    [[nodiscard]] QList<CaseSummary> outbox() const;
    /// Without the blobs.
    [[nodiscard]] OutboxStanding standing() const;
    /// See CaseStore::matterUses().
    [[nodiscard]] const QHash<QString, qint64> &uses() const { return m_uses; }

private:
    /// Newest first, then by id.
    using Key = std::pair<qint64, QString>;
    [[nodiscard]] static Key keyOf(const CaseEntry &entry);
    [[nodiscard]] bool isOwn(const CaseEntry &entry) const;

    QHash<QString, CaseEntry> m_entries;
    std::set<Key> m_order;
    std::set<Key> m_waiting;
    QString m_ownReceipts;
    QHash<QString, qint64> m_uses;
};

} // namespace yichuang
