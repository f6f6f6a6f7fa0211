// SPDX-License-Identifier: Apache-2.0
#include "app/base/log.h"
#include "app/secrets/window_vault.h"
#include "tests/faults/plain_text.h"
#include "tests/unit/secrets/enrolled_window.h"
#include "tests/unit/storage/store_desk.h"

#include <QDirIterator>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace yichuang;
using namespace yichuang::desk;

namespace
{

// Invented people; what a person would not want to see lying about.
const QString agentName = QStringLiteral("司马测试员");
const QString agentNumber = QStringLiteral("110105194912310021");
const QString fieldText = QStringLiteral("某某小吃店样例分店");
const QString remark = QStringLiteral("申请人腿脚不便请代填");
const QString pageName = QStringLiteral("欧阳试样的身份证正面");
const QString pageText = QStringLiteral("此页是一份手写的情况说明");
const QString refusalText = QStringLiteral("同一经营场所已有许可");
const QString clerkName = QStringLiteral("诸葛窗口员");
const QString password = QStringLiteral("invented-pass-1949");

QStringList everything()
{
    return {holderName, holderNumber, holderPhone, holderAddress, agentName, agentNumber, fieldText,
            remark,     pageName,     pageText,    refusalText,   clerkName, password};
}

Applicant holder()
{
    Applicant someone;
    someone.name = holderName;
    someone.idNumber = holderNumber;
    someone.phone = holderPhone;
    someone.address = holderAddress;
    return someone;
}

/// A day's work: everything that a store is ever given.
Result<Done> work(Site &site, Ledger &ledger)
{
    Feed feed;
    for (int i = 0; i < 6; ++i) {
        const auto page = ledger.putPage(pageText.toUtf8().repeated(400) + QByteArray::number(i),
                                         QStringLiteral("image/png"), pageName);
        auto draft = ledger.commit(newCase());
        if (!page || !draft)
            return failure(page ? draft.error() : page.error());
        const QString id = draft->current.id;
        CommitRequest wish = request(
            id, {material(*page), field(QStringLiteral("shopName"), fieldText), field(QStringLiteral("remark"), remark),
                 field(QStringLiteral("agent"), agentName), field(QStringLiteral("agentNumber"), agentNumber)});
        if (const auto done = ledger.commit(wish); !done)
            return failure(done.error());
        wish = request(id, {{OperationKind::Received, {}}});
        wish.papers = {PaperKind::ReceiptSlip};
        const auto received = ledger.commit(wish);
        if (!received)
            return failure(received.error());
        QList<OperationVerdict> verdicts;
        for (const Operation &operation : received->history) {
            OperationVerdict verdict =
                i % 3 == 2 ? Feed::refused(operation, Fault::OperationInvalid) : Feed::applied(feed.take(operation));
            if (verdict.kind == VerdictKind::Refused)
                verdict.detail = refusalText;
            verdicts.append(verdict);
        }
        if (const auto recorded = ledger.recordVerdicts(verdicts); !recorded)
            return recorded;
        // A case of another window, whose paths cross here.
        (void)feed.foreign(id, OperationKind::FieldsSet, field(QStringLiteral("remark"), remark).payload);
        site.clock.advance(40'000);
    }
    KeptVisit visit;
    visit.applicant = holder();
    if (const auto kept = ledger.keepVisit(QStringLiteral("li"), visit); !kept)
        return kept;
    if (const auto applied = ledger.applyChanges(feed.all(), feed.cursor()); !applied)
        return applied;
    if (const auto found = ledger.list(QStringLiteral("li"), holderNumber, 100); !found || found->isEmpty())
        return failure(Fault::NotFound, QStringLiteral("test"), QStringLiteral("the cases by the holder's number"));
    return ledger.keepDocument(QStringLiteral("policy"), clerkName.toUtf8(), QStringLiteral("1"));
}

} // namespace

class TestPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { QVERIFY2(findPlainText({m_temporary.path()}, everything()).isEmpty(), "in a temporary file"); }
    void aPlantedTextIsFound();
    void aPlantedRowIsFound();
    void theStoreShowsNothing_data() { suites(); }
    void theStoreShowsNothing();
    void theKeysShowNothing_data() { suites(); }
    void theKeysShowNothing();

private:
    static void suites()
    {
        QTest::addColumn<int>("suite");
        QTest::newRow("international") << int(Suite::International);
        QTest::newRow("national") << int(Suite::National);
    }
    QTemporaryDir m_temporary; ///< where the programs' temporary files go
};

void TestPlainText::initTestCase()
{
    QVERIFY(m_temporary.isValid());
    for (const char *variable : {"TMPDIR", "SQLITE_TMPDIR"})
        qputenv(variable, QFile::encodeName(m_temporary.path()));
}

/// The search itself can fail: each form, at each place in a file, and in a file's name.
void TestPlainText::aPlantedTextIsFound()
{
    const QTemporaryDir own(QDir::currentPath() + QStringLiteral("/plain-XXXXXX"));
    const QByteArray noise = Secret::random(4096).reveal();
    for (const QString &text : everything()) {
        for (const auto &[form, bytes] : formsOf(text)) {
            for (const QByteArray &around : {QByteArray(), noise}) {
                QFile file(own.filePath(QStringLiteral("planted")));
                QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
                file.write(around + bytes + around);
                file.close();
                const auto found = findPlainText({own.path()}, {text});
                QVERIFY2(!found.isEmpty(), qPrintable(form));
            }
        }
    }
    QFile file(own.filePath(QStringLiteral("planted")));
    for (int before = 0; before < 3; ++before) {
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write((QByteArray(before, 'x') + holderName.toUtf8() + "yz").toBase64());
        file.close();
        QVERIFY(!findPlainText({own.path()}, {holderName}).isEmpty());
    }
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(noise);
    file.close();
    QVERIFY(findPlainText({own.path()}, everything()).isEmpty());
    QVERIFY(file.rename(own.filePath(holderName)));
    QCOMPARE(findPlainText({own.path()}, everything()).size(), 1);
}

/// One personal value in a column of the store's own database is enough.
void TestPlainText::aPlantedRowIsFound()
{
    Site site;
    {
        auto ledger = site.ledger();
        WORKS(work(site, *ledger));
    }
    QVERIFY(findPlainText({site.place.folder}, everything()).isEmpty());
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("planting"));
        database.setDatabaseName(site.place.folder + QStringLiteral("/store.db"));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("CREATE INDEX by_name ON office_case(receipt, '%1')").arg(agentName))
                || query.exec(QStringLiteral("INSERT INTO meta VALUES('%1', 'x')").arg(agentName)));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("planting"));
    QVERIFY(!findPlainText({site.place.folder}, everything()).isEmpty());
}

void TestPlainText::theStoreShowsNothing()
{
    QFETCH(int, suite);
    Site site(static_cast<Suite>(suite));
    QVERIFY(QDir().mkpath(site.place.folder));
    installLog(site.place.folder + QStringLiteral("/yichuang.log"));
    auto ledger = site.ledger();
    WORKS(work(site, *ledger));
    QVERIFY(QFileInfo(site.place.folder + QStringLiteral("/store.db-wal")).size() > 0);
    const auto look = [&site](const char *when) {
        const QString lines = toLines(findPlainText({site.folder.path()}, everything()));
        QVERIFY2(lines.isEmpty(), qPrintable(QLatin1String(when) + u'\n' + lines));
    };
    look("while it works");
    FAILS_WITH(Fault::NotFound, ledger->load(holderNumber));
    WORKS(ledger->verify());
    WORKS(ledger->keepVisit(QStringLiteral("li"), std::nullopt));
    look("after a visit");
    ledger.reset();
    look("closed");

    // Copied aside by hand, and opened only to be looked at: both are as sealed.
    const auto copy = site.image();
    ledger = copy->ledger();
    TAKE(found, ledger->list(QStringLiteral("li"), holderNumber, 100));
    QCOMPARE(found.size(), 6);
    const QString lines = toLines(findPlainText({copy->folder.path()}, everything()));
    QVERIFY2(lines.isEmpty(), qPrintable(lines));

    // All the same through a rotation of the master key.
    StoreKeys fresh = copy->keys;
    fresh.older.insert(fresh.generation, fresh.master);
    fresh.generation += 1;
    fresh.master = Secret::random();
    WORKS(ledger->takeUp(fresh));
    bool over = false;
    while (!over) {
        TAKE(standing, ledger->resealSome());
        over = standing.over;
        const QString seen = toLines(findPlainText({copy->folder.path()}, everything()));
        QVERIFY2(seen.isEmpty(), qPrintable(seen));
    }
    installLog();
}

void TestPlainText::theKeysShowNothing()
{
    QFETCH(int, suite);
    EnrolledWindow window(static_cast<Suite>(suite));
    auto vault = window.vault();
    window.enrol(*vault);
    Session session = window.session(QStringLiteral("li"));
    session.offlineGrant = window.grant(QStringLiteral("li"), QStringLiteral("device-7"), clerkName);
    TAKE(admission, vault->admit(session, password));
    QVERIFY(!vault->unlock(QStringLiteral("li"), password + u'x'));
    TAKE(keys, vault->unlock(QStringLiteral("li"), password));
    QCOMPARE(keys.grant->clerkName, clerkName);
    const QStringList sought = everything()
                               << admission.recoveryCode << QString(admission.recoveryCode).remove(QLatin1Char('-'));
    const auto open = [&](const Secret &secret) {
        for (const QByteArray &form : {secret.reveal(), secret.reveal().toBase64(), secret.reveal().toHex()}) {
            QDirIterator files(window.folder(), QDir::Files);
            while (files.hasNext()) {
                QFile file(files.next());
                if (file.open(QIODevice::ReadOnly) && file.readAll().contains(form))
                    return true;
            }
        }
        return false;
    };
    QVERIFY(!open(keys.master));
    TAKE(turned, vault->beginRotation(keys.master));
    QVERIFY(!open(turned.master));
    QVERIFY(!open(keys.master));
    const QString lines = toLines(findPlainText({window.folder()}, sought));
    QVERIFY2(lines.isEmpty(), qPrintable(lines));
}

QTEST_GUILESS_MAIN(TestPlainText)
#include "tst_plain_text.moc"
