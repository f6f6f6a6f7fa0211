// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/backup.h"
#include "app/storage/mending.h"
#include "tests/unit/storage/store_desk.h"

namespace yichuang::desk
{

inline QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void write(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("write");
}

/// A window that works, has a backup, and works on.
struct Office {
    Site site;
    std::shared_ptr<Feed> feed = std::make_shared<Feed>();
    QStringList cases;
    QStringList receipts;
    int backedUp = 0; ///< cases in the backup

    Office()
    {
        site.place.mends = true;
        site.place.ballastBytes = 0;
    }
    [[nodiscard]] QString store() const { return site.place.folder + QStringLiteral("/store.db"); }
    void receive(Ledger &ledger)
    {
        const auto draft = ledger.commit(newCase());
        const auto received = ledger.commit(request(draft->current.id, {{OperationKind::Received, {}}}));
        if (!received)
            qFatal("receive: %s", qPrintable(describe(received.error())));
        cases.append(received->current.id);
        receipts.append(received->current.receiptNumber);
    }
    /// The centre takes everything that waits, and the feed brings it back.
    void send(Ledger &ledger)
    {
        const auto pending = ledger.pending(1000);
        for (const Operation &operation : *pending)
            feed->take(operation);
        follow(ledger);
    }
    /// What the feed has behind the store's place in it.
    void follow(Ledger &ledger)
    {
        const qint64 from = ledger.cursor()->section(u':', 1).toLongLong();
        if (!ledger.applyChanges(feed->all().mid(from), feed->cursor()))
            qFatal("changes");
    }
    void backUp(Ledger &ledger)
    {
        for (auto copied = ledger.backUpSome();; copied = ledger.backUpSome()) {
            if (!copied)
                qFatal("backup: %s", qPrintable(describe(copied.error())));
            if (!*copied)
                continue;
            const auto placed = placeBackup(**copied);
            if (!placed)
                qFatal("backup: %s", qPrintable(describe(placed.error())));
            ledger.backedUp(placed);
            break;
        }
        backedUp = static_cast<int>(cases.size());
    }
    /// Three days' work with a backup in the middle: some of it sent, some not.
    void work(bool withBackup)
    {
        auto ledger = site.ledger();
        for (int i = 0; i < 6; ++i)
            receive(*ledger);
        send(*ledger);
        if (withBackup)
            backUp(*ledger);
        for (int i = 0; i < 3; ++i)
            receive(*ledger);
        send(*ledger);
        for (int i = 0; i < 3; ++i)
            receive(*ledger);
    }
    [[nodiscard]] QStringList missing(Ledger &ledger) const
    {
        QStringList gone;
        for (qsizetype i = 0; i < cases.size(); ++i) {
            const auto file = ledger.load(cases[i]);
            if (!file || file->current.receiptNumber != receipts[i])
                gone.append(receipts[i]);
        }
        return gone;
    }
};

} // namespace yichuang::desk
