// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/office.h"

#include <QLoggingCategory>

using namespace yichuang;
using namespace yichuang::desk;

/// Damage that neither SQLite's check nor a seal of an operation tells of.
class TestStoreMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("yichuang*=false")); }
    void whatNoSealProvesIsFoundToo_data();
    void whatNoSealProvesIsFoundToo();
    void aKeptThingThatDoesNotOpenIsFound();
    void aTurnedBitInAnIndexIsFound();
};

void TestStoreMarks::whatNoSealProvesIsFoundToo_data()
{
    QTest::addColumn<QByteArray>("bitTurned");
    QTest::newRow("count of receipts") << QByteArray("UPDATE receipt_counter SET serial = serial - 8");
    QTest::newRow("day of the count") << QByteArray("UPDATE receipt_counter SET day = replace(day, '2026', '2027')");
    QTest::newRow("what was counted last") << QByteArray("UPDATE meta SET value = replace(value, '/12', '/10') "
                                                         "WHERE name = 'lastReceipt'");
    QTest::newRow("its check's sign") << QByteArray("UPDATE meta SET value = replace(value, '#', '!') "
                                                    "WHERE name = 'cursor'");
    QTest::newRow("place in the feed") << QByteArray(
        "UPDATE meta SET value = substr(value, 1, 2) || char((unicode(substr(value, 3)) | 1) - "
        "(unicode(substr(value, 3)) & 1)) || substr(value, 4) WHERE name = 'cursor'");
}

/// Such a bit would give a number twice, or leave changes of the centre out for ever.
void TestStoreMarks::whatNoSealProvesIsFoundToo()
{
    QFETCH(const QByteArray, bitTurned);
    Office office;
    office.work(true);
    {
        Database database;
        WORKS(database.open(office.store()));
        TAKE(changed, database.change(bitTurned.constData()));
        QCOMPARE(changed, 1);
    }
    // Used where it is not known yet: refused, or of no effect.
    {
        LocalStore store(office.site.place, office.site.keys, office.site.identity, office.site.surroundings());
        auto opening = store.open();
        opening.waitForFinished();
        WORKS(opening.result());
        auto cursor = store.cursor();
        cursor.waitForFinished();
        const bool reads = cursor.result().has_value();
        QVERIFY(!reads || *cursor.result() == office.feed->cursor());
        CommitRequest visit = newCase();
        visit.drafts.append({OperationKind::Received, {}});
        auto received = store.commit(visit);
        received.waitForFinished();
        QVERIFY(!received.result() || !office.receipts.contains(received.result()->current.receiptNumber));
        QVERIFY(!reads || !received.result());
    }
    auto ledger = office.site.closedLedger();
    WORKS(ledger->open());
    QVERIFY(ledger->mended());
    office.follow(*ledger);
    WORKS(ledger->verify());
    QCOMPARE(office.missing(*ledger), QStringList());
    const QStringList before = office.receipts;
    office.receive(*ledger);
    QVERIFY(!before.contains(office.receipts.last()));
    WORKS(ledger->verify());
}

/// Otherwise the store would be taken for sound again and again, and whoever asks for the thing never get it.
void TestStoreMarks::aKeptThingThatDoesNotOpenIsFound()
{
    Office office;
    office.work(true);
    const QString name = QStringLiteral("catalogue");
    {
        auto ledger = office.site.ledger();
        WORKS(ledger->keepDocument(name, QByteArray(20'000, '{'), QStringLiteral("1")));
    }
    {
        Database database;
        WORKS(database.open(office.store()));
        TAKE(rows, database.rows("SELECT name, sealed FROM kept WHERE length(sealed) > 20000"));
        QCOMPARE(rows.size(), 1);
        QByteArray sealed = rows[0][1].toByteArray();
        sealed[9'000] = static_cast<char>(sealed[9'000] ^ 1);
        WORKS(database.change("UPDATE kept SET sealed = ? WHERE name = ?", {sealed, rows[0][0]}));
    }
    auto ledger = office.site.ledger();
    const auto refused = ledger->document(name);
    QVERIFY(!refused);
    ledger->suspect(refused.error());
    ledger = office.site.closedLedger();
    WORKS(ledger->open());
    QVERIFY(ledger->mended());
    FAILS_WITH(Fault::NotFound, ledger->document(name));
    office.follow(*ledger);
    QCOMPARE(office.missing(*ledger), QStringList());
}

/// The tables are whole then, but what is looked up by its id is not there.
void TestStoreMarks::aTurnedBitInAnIndexIsFound()
{
    constexpr qsizetype pageSize = 4096;
    Office office;
    office.work(true);
    qsizetype root = 0;
    QByteArray id;
    {
        Database database;
        WORKS(database.open(office.store()));
        TAKE(index, database.rows("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_operation_1'"));
        TAKE(rows, database.rows("SELECT id FROM operation ORDER BY rowid DESC LIMIT 1"));
        root = (index[0][0].toLongLong() - 1) * pageSize;
        id = rows[0][0].toByteArray();
    }
    QByteArray bytes = contentOf(office.store());
    const qsizetype at = bytes.indexOf(id, root);
    QVERIFY(at > 0 && at < root + pageSize);
    bytes[at + 35] = static_cast<char>(bytes[at + 35] ^ 1);
    write(office.store(), bytes);
    auto ledger = office.site.ledger();
    FAILS_WITH(Fault::StoreDamaged, ledger->verify());
    ledger->suspect({Fault::StoreDamaged, QStringLiteral("test"), {}});
    ledger = office.site.closedLedger();
    WORKS(ledger->open());
    QVERIFY(ledger->mended());
    WORKS(ledger->verify());
    office.follow(*ledger);
    QCOMPARE(office.missing(*ledger), QStringList());
}

QTEST_GUILESS_MAIN(TestStoreMarks)
#include "tst_store_marks.moc"
