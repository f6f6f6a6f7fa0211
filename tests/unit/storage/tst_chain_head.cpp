// SPDX-License-Identifier: Apache-2.0
#include "app/storage/chain_head.h"
#include "tests/unit/storage/store_desk.h"

using namespace yichuang;
using namespace yichuang::desk;

class TestChainHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatWasNotedLast()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("head"));
        ChainHead head(file, QStringLiteral("130102-03-1"));
        QCOMPARE(head.read(), 0);
        for (const qint64 sequence : {1, 2, 9, 1'000'010}) {
            head.note(sequence);
            QCOMPARE(ChainHead(file, QStringLiteral("130102-03-1")).read(), sequence);
        }
        QCOMPARE(ChainHead(file, QStringLiteral("130102-03-2")).read(), 0);
    }
    void aTornOneSaysNothing()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("head"));
        ChainHead(name, QStringLiteral("d")).note(77);
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray whole = file.readAll();
        for (qsizetype at = 0; at < whole.size(); ++at) {
            QByteArray torn = whole;
            torn[at] = static_cast<char>(torn[at] ^ 1);
            QVERIFY(file.resize(0) && file.seek(0) && file.write(torn) == torn.size() && file.flush());
            QCOMPARE(ChainHead(name, QStringLiteral("d")).read(), 0);
            QVERIFY(file.resize(at) && file.flush());
            QCOMPARE(ChainHead(name, QStringLiteral("d")).read(), 0);
        }
    }
    /// An acknowledged commit that the store does not have any more.
    void aStoreThatIsBehindIsDamaged()
    {
        Site place;
        TAKE(draft, place.ledger()->commit(newCase()));
        const auto earlier = place.image();
        TAKE(received, place.ledger()->commit(request(draft.current.id, {{OperationKind::Received, {}}})));
        const QString head = QStringLiteral("/head");
        QVERIFY(QFile::remove(earlier->place.folder + head));
        QVERIFY(QFile::copy(place.place.folder + head, earlier->place.folder + head));
        FAILS_WITH(Fault::StoreDamaged, earlier->closedLedger()->open());
        earlier->place.mends = true;
        auto ledger = earlier->closedLedger();
        WORKS(ledger->open());
        QVERIFY(ledger->mended());
        WORKS(ledger->verify());
        // The number that was printed is not given again.
        TAKE(again, ledger->commit(request(draft.current.id, {{OperationKind::Received, {}}})));
        QVERIFY(again.current.receiptNumber != received.current.receiptNumber);
        ledger.reset();
        ledger = earlier->closedLedger();
        WORKS(ledger->open());
        QVERIFY(!ledger->mended());
    }
};

QTEST_GUILESS_MAIN(TestChainHead)
#include "tst_chain_head.moc"
