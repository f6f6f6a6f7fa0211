// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/digest.h"
#include "app/domain/identifiers/masking.h"
#include "tests/unit/storage/store_desk.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace yichuang;
using namespace yichuang::desk;

class TestLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingPersonalLiesOpen_data() { suites(); }
    void nothingPersonalLiesOpen();
    void listsFindAndMask();
    void draftsAreTheClerks();
    void usesAreCountedByMatter();
    void newestComesFirst();
    void pagesAreSealedFiles_data() { suites(); }
    void pagesAreSealedFiles();
    void visitIsAClerks();
    void documentsAreKept();
    void anotherKeyIsRefused();
    void aSecondProgramIsRefused();
    void aLaterSchemaIsRefused();
    void suiteMayChange();
    void closedStoreSaysSo();
    void manyCasesAreListedAndFound();

private:
    static void suites()
    {
        QTest::addColumn<int>("suite");
        QTest::newRow("international") << int(Suite::International);
        QTest::newRow("national") << int(Suite::National);
    }
};

void TestLedger::nothingPersonalLiesOpen()
{
    QFETCH(int, suite);
    Site place(static_cast<Suite>(suite));
    auto ledger = place.ledger();
    const QString file = QStringLiteral("欧阳试样的证明.pdf");
    TAKE(page, ledger->putPage(holderAddress.toUtf8().repeated(40), QStringLiteral("application/pdf"), file));
    TAKE(draft, ledger->commit(newCase()));
    TAKE(more, ledger->commit(request(
                   draft.current.id,
                   {material(page), field(QStringLiteral("remark"), holderAddress), {OperationKind::Received, {}}})));
    OperationVerdict verdict = Feed::refused(more.history[1], Fault::OperationInvalid);
    verdict.detail = QStringLiteral("refused for ") + holderName;
    WORKS(ledger->recordVerdicts({verdict}));
    KeptVisit visit;
    visit.applicant.name = holderName;
    visit.applicant.idNumber = holderNumber;
    WORKS(ledger->keepVisit(QStringLiteral("li"), visit));
    const auto check = [&](const QByteArray &bytes) {
        for (const QString &secret : {holderName, holderNumber, holderPhone, holderAddress, file}) {
            QVERIFY(!bytes.contains(secret.toUtf8()));
            QVERIFY(!bytes.contains(QByteArray(reinterpret_cast<const char *>(secret.utf16()), secret.size() * 2)));
            QVERIFY(!bytes.contains(secret.toUtf8().toBase64().left(12)));
            QVERIFY(!bytes.contains(sha256(secret.toUtf8())));
        }
        QVERIFY2(bytes.contains(draft.current.id.toLatin1()), "the search itself works");
    };
    check(place.allBytes());
    ledger.reset();
    check(place.allBytes());
}

void TestLedger::listsFindAndMask()
{
    Site place;
    auto ledger = place.ledger();
    TAKE(one, ledger->commit(newCase()));
    TAKE(received, ledger->commit(request(one.current.id, {{OperationKind::Received, {}}})));
    place.clock.advance(1000);
    TAKE(other, ledger->commit(newCase(QStringLiteral("li"), QStringLiteral("司徒样本"))));
    const QString clerk = QStringLiteral("li");
    for (const QString &text :
         {received.current.receiptNumber, holderName, holderName.left(2), received.current.receiptNumber.toLower()}) {
        TAKE(found, ledger->list(clerk, text, 10));
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].id, one.current.id);
        QCOMPARE(found[0].applicantName, maskName(holderName));
        QVERIFY(found[0].applicantName != holderName);
    }
    TAKE(byNumber, ledger->list(clerk, QStringLiteral(" 11010519491231002x "), 10));
    QCOMPARE(byNumber.size(), 2);
    TAKE(byMatter, ledger->list(clerk, QStringLiteral("11000000"), 10));
    QCOMPARE(byMatter.size(), 2);
    TAKE(none, ledger->list(clerk, QStringLiteral("110105194912310021"), 10));
    QVERIFY(none.isEmpty());
    TAKE(limited, ledger->list(clerk, {}, 1));
    QCOMPARE(limited.size(), 1);
    QCOMPARE(limited[0].id, other.current.id);
}

void TestLedger::draftsAreTheClerks()
{
    Site place;
    auto ledger = place.ledger();
    const QString li = QStringLiteral("li");
    const QString wang = QStringLiteral("wang");
    TAKE(mine, ledger->commit(newCase(li)));
    TAKE(theirs, ledger->commit(newCase(wang)));
    TAKE(myDrafts, ledger->drafts(li));
    QCOMPARE(myDrafts.size(), 1);
    QCOMPARE(myDrafts[0].id, mine.current.id);
    TAKE(myList, ledger->list(li, {}, 10));
    QCOMPARE(myList.size(), 1);
    TAKE(byNumber, ledger->list(li, holderNumber, 10));
    QCOMPARE(byNumber.size(), 1);
    WORKS(ledger->commit(request(theirs.current.id, {{OperationKind::Received, {}}}, wang)));
    TAKE(both, ledger->list(li, {}, 10));
    QCOMPARE(both.size(), 2);
    TAKE(noDraft, ledger->drafts(wang));
    QVERIFY(noDraft.isEmpty());
    ledger.reset();
    ledger = place.ledger();
    TAKE(again, ledger->drafts(li));
    QCOMPARE(again.size(), 1);
}

void TestLedger::usesAreCountedByMatter()
{
    Site place;
    auto ledger = place.ledger();
    const QString often = QStringLiteral("1100000000000000000000000000001");
    const QString once = QStringLiteral("1100000000000000000000000000002");
    for (const QString &matter : {often, once, often}) {
        TAKE(draft, ledger->commit(request({}, {opened(matter), {OperationKind::ApplicantSet, applicant()}})));
        WORKS(ledger->commit(request(draft.current.id, {{OperationKind::Received, {}}})));
    }
    WORKS(ledger->commit(newCase()));
    const QHash<QString, qint64> counted{{often, 2}, {once, 1}};
    TAKE(uses, ledger->matterUses());
    QVERIFY2(uses == counted, "a draft counts, or a received case does not");
    ledger.reset();
    ledger = place.ledger();
    TAKE(again, ledger->matterUses());
    QVERIFY2(again == counted, "not counted anew when the store opens");
}

void TestLedger::newestComesFirst()
{
    Site place;
    auto ledger = place.ledger();
    QStringList ids;
    for (int i = 0; i < 4; ++i) {
        place.clock.advance(1000);
        TAKE(made, ledger->commit(newCase()));
        ids.prepend(made.current.id);
    }
    place.clock.advance(1000);
    WORKS(ledger->commit(request(ids[2], {field(QStringLiteral("a"), QStringLiteral("1"))})));
    ids.move(2, 0);
    TAKE(listed, ledger->list(QStringLiteral("li"), {}, 10));
    QStringList order;
    for (const CaseSummary &summary : listed)
        order.append(summary.id);
    QCOMPARE(order, ids);
}

void TestLedger::pagesAreSealedFiles()
{
    QFETCH(int, suite);
    Site place(static_cast<Suite>(suite));
    auto ledger = place.ledger();
    const QByteArray bytes = QByteArray("a page of text ").repeated(20'000);
    TAKE(ref, ledger->putPage(bytes, QStringLiteral("image/png"), QStringLiteral("scan")));
    QCOMPARE(ref.blob, sha256Hex(bytes));
    QCOMPARE(ref.size, bytes.size());
    TAKE(same, ledger->putPage(bytes, QStringLiteral("image/png"), {}));
    QCOMPARE(same.blob, ref.blob);
    TAKE(read, ledger->page(ref.blob));
    QCOMPARE(read, bytes);
    const QString file = place.place.folder + QStringLiteral("/pages/") + ref.blob.left(2) + u'/' + ref.blob;
    QFile sealed(file);
    QVERIFY(sealed.open(QIODevice::ReadWrite));
    QVERIFY(sealed.seek(sealed.size() / 2));
    sealed.write("!");
    sealed.close();
    FAILS_WITH(Fault::SealBroken, ledger->page(ref.blob));
    WORKS(ledger->putPage(bytes, QStringLiteral("image/png"), {}));
    TAKE(mended, ledger->page(ref.blob));
    QCOMPARE(mended, bytes);
    // One page's file in another's place does not open.
    TAKE(other, ledger->putPage(QByteArray("other"), QStringLiteral("image/png"), {}));
    const QString otherFile = place.place.folder + QStringLiteral("/pages/") + other.blob.left(2) + u'/' + other.blob;
    QVERIFY(QFile::remove(otherFile));
    QVERIFY(QFile::copy(file, otherFile));
    FAILS_WITH(Fault::SealBroken, ledger->page(other.blob));
    FAILS_WITH(Fault::NotFound, ledger->page(QString(64, u'0')));
    FAILS_WITH(Fault::NotFound, ledger->page(QStringLiteral("../../store.db")));
    FAILS_WITH(Fault::BadArgument, ledger->putPage({}, QStringLiteral("image/png"), {}));
}

void TestLedger::visitIsAClerks()
{
    Site place;
    auto ledger = place.ledger();
    KeptVisit visit;
    visit.ticket = Ticket{newId(place.clock, systemRandom()),
                          QStringLiteral("A023"),
                          QStringLiteral("comprehensive"),
                          TicketState::Serving,
                          TicketPriority::Normal,
                          place.clock.now(),
                          place.clock.now(),
                          QStringLiteral("3"),
                          1};
    visit.applicant.name = holderName;
    visit.cases = {newId(place.clock, systemRandom()), newId(place.clock, systemRandom())};
    WORKS(ledger->keepVisit(QStringLiteral("li"), visit));
    TAKE(other, ledger->keptVisit(QStringLiteral("wang")));
    QVERIFY(!other);
    ledger.reset();
    ledger = place.ledger();
    TAKE(kept, ledger->keptVisit(QStringLiteral("li")));
    QVERIFY(kept);
    QCOMPARE(*kept, visit);
    WORKS(ledger->keepVisit(QStringLiteral("li"), std::nullopt));
    TAKE(gone, ledger->keptVisit(QStringLiteral("li")));
    QVERIFY(!gone);
}

void TestLedger::documentsAreKept()
{
    Site place;
    auto ledger = place.ledger();
    FAILS_WITH(Fault::NotFound, ledger->document(QStringLiteral("catalogue")));
    WORKS(ledger->keepDocument(QStringLiteral("catalogue"), "one", QStringLiteral("e1")));
    WORKS(ledger->keepDocument(QStringLiteral("catalogue"), "two", QStringLiteral("e2")));
    TAKE(document, ledger->document(QStringLiteral("catalogue")));
    QCOMPARE(document.first, QByteArray("two"));
    QCOMPARE(document.second, QStringLiteral("e2"));
}

void TestLedger::anotherKeyIsRefused()
{
    Site place;
    (void)place.ledger()->commit(newCase());
    const Secret right = place.keys.master;
    place.keys.master = Secret::random();
    auto wrong = place.closedLedger();
    FAILS_WITH(Fault::KeyMismatch, wrong->open());
    FAILS_WITH(Fault::StoreUnavailable, wrong->commit(newCase()));
    wrong.reset();
    place.keys.master = right;
    auto ledger = place.ledger();
    TAKE(listed, ledger->list(QStringLiteral("li"), {}, 10));
    QCOMPARE(listed.size(), 1);
}

void TestLedger::aSecondProgramIsRefused()
{
    Site place;
    auto first = place.ledger();
    auto second = place.closedLedger();
    FAILS_WITH(Fault::StoreBusy, second->open());
    WORKS(first->commit(newCase()));
    first.reset();
    WORKS(second->open());
}

void TestLedger::aLaterSchemaIsRefused()
{
    Site place;
    (void)place.ledger();
    {
        QSqlDatabase raw = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
        raw.setDatabaseName(place.place.folder + QStringLiteral("/store.db"));
        QVERIFY(raw.open());
        QVERIFY(QSqlQuery(raw).exec(QStringLiteral("PRAGMA user_version=99")));
        QVERIFY(QSqlQuery(raw).exec(QStringLiteral("UPDATE meta SET value = '99' WHERE name = 'schema'")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("raw"));
    auto ledger = place.closedLedger();
    FAILS_WITH(Fault::StoreNewer, ledger->open());
}

void TestLedger::suiteMayChange()
{
    Site place;
    TAKE(draft, place.ledger()->commit(newCase()));
    place.keys.suite = Suite::National;
    auto ledger = place.ledger();
    TAKE(more, ledger->commit(request(draft.current.id, {{OperationKind::Received, {}}})));
    QCOMPARE(more.current.applicant.name, holderName);
    TAKE(found, ledger->list(QStringLiteral("li"), holderNumber, 10));
    QCOMPARE(found.size(), 1);
}

void TestLedger::closedStoreSaysSo()
{
    Site place;
    auto ledger = place.closedLedger();
    FAILS_WITH(Fault::StoreUnavailable, ledger->commit(newCase()));
    FAILS_WITH(Fault::StoreUnavailable, ledger->list({}, {}, 10));
    FAILS_WITH(Fault::StoreUnavailable, ledger->pending(10));
}

void TestLedger::manyCasesAreListedAndFound()
{
    CaseIndex index;
    const int cases = 100'000;
    for (int i = 0; i < cases; ++i) {
        CaseEntry entry;
        entry.summary.id = QString::number(i);
        entry.summary.state = CaseState::Accepted;
        entry.summary.applicantName = QStringLiteral("样%1").arg(i);
        entry.summary.receiptNumber = QStringLiteral("130102-03-1-261123-%1").arg(i);
        entry.summary.changedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + i, Qt::UTC);
        index.put(entry);
    }
    const auto found = index.find({}, QStringLiteral("样77777"), {}, 50);
    QCOMPARE(found, QStringList{QStringLiteral("77777")});
    const auto newest = index.find({}, QStringLiteral("130102-03"), {}, 3);
    QCOMPARE(newest, (QStringList{QStringLiteral("99999"), QStringLiteral("99998"), QStringLiteral("99997")}));
}

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
