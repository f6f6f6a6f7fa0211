// SPDX-License-Identifier: Apache-2.0
#include "app/storage/schema.h"
#include "tests/unit/storage/store_desk.h"

using namespace yichuang;
using namespace yichuang::desk;

class TestAuditLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundLogIsSound_data() { suites(); }
    void soundLogIsSound();
    void editsAreFound_data();
    void editsAreFound();
    void theEndIsOfferedToTheCentre();
    void whatWasCountersignedCannotBeCut();
    void aWindowEnrolledAnewGoesOn();

private:
    static void suites()
    {
        QTest::addColumn<int>("suite");
        QTest::newRow("international") << int(Suite::International);
        QTest::newRow("national") << int(Suite::National);
    }
};

namespace
{

struct Logged {
    explicit Logged(Suite suite = Suite::International) : site(suite), seals(site.keys)
    {
        if (!database.open(site.folder.filePath(QStringLiteral("audit.db"))) || !migrate(database))
            qFatal("database");
    }
    [[nodiscard]] AuditLog log() { return {database, seals, site.keys.signing}; }
    Result<Done> fill(int entries)
    {
        AuditLog audit = log();
        for (int i = 0; i < entries; ++i) {
            const auto added = audit.append(
                {QStringLiteral("commit"), QStringLiteral("li"), QString::number(i), {}, {}}, site.clock.now());
            if (!added)
                return added;
        }
        return Done{};
    }

    Site site;
    SealedRows seals;
    Database database;
};

} // namespace

void TestAuditLog::soundLogIsSound()
{
    QFETCH(int, suite);
    Logged logged(static_cast<Suite>(suite));
    WORKS(logged.log().verify());
    WORKS(logged.fill(120));
    WORKS(logged.fill(130));
    WORKS(logged.log().verify());
    TAKE(count, logged.log().count());
    QCOMPARE(count, 250);
    TAKE(heads, logged.database.rows("SELECT number FROM audit_head ORDER BY number"));
    QCOMPARE(heads.size(), 2);
    QCOMPARE(heads[1][0].toInt(), 200);
}

void TestAuditLog::editsAreFound_data()
{
    QTest::addColumn<QStringList>("edits");
    const auto row = [](const char *name, const QStringList &edits) { QTest::newRow(name) << edits; };
    row("hash", {QStringLiteral("UPDATE audit SET hash = zeroblob(32) WHERE number = 17")});
    row("entry of another", {QStringLiteral("UPDATE audit SET sealed = (SELECT sealed FROM audit WHERE number = 5) "
                                            "WHERE number = 6")});
    row("deleted", {QStringLiteral("DELETE FROM audit WHERE number = 30")});
    row("first deleted", {QStringLiteral("DELETE FROM audit WHERE number = 1")});
    row("swapped", {QStringLiteral("UPDATE audit SET number = -1 WHERE number = 8"),
                    QStringLiteral("UPDATE audit SET number = 8 WHERE number = 9"),
                    QStringLiteral("UPDATE audit SET number = 9 WHERE number = -1")});
    row("renumbered", {QStringLiteral("DELETE FROM audit WHERE number = 40"),
                       QStringLiteral("UPDATE audit SET number = number - 1 WHERE number > 40")});
    row("cut before a head", {QStringLiteral("DELETE FROM audit WHERE number >= 90")});
    row("head gone", {QStringLiteral("DELETE FROM audit_head WHERE number = 100")});
    row("head forged", {QStringLiteral("UPDATE audit_head SET signature = zeroblob(64)")});
}

void TestAuditLog::editsAreFound()
{
    QFETCH(QStringList, edits);
    Logged logged;
    WORKS(logged.fill(110));
    WORKS(logged.log().verify());
    for (const QString &edit : edits)
        WORKS(logged.database.change(edit.toLatin1().constData()));
    const auto verdict = logged.log().verify();
    QVERIFY(!verdict);
    QVERIFY(verdict.error().fault == Fault::StoreDamaged || verdict.error().fault == Fault::SealBroken);
}

namespace
{

CountersignedHead sealed(const AuditHead &head)
{
    return {QStringLiteral("130102-03-1"), head.number, head.hash, QDateTime(QDate(2026, 11, 23), QTime(1, 0), Qt::UTC),
            QByteArray(64, 's')};
}

} // namespace

void TestAuditLog::theEndIsOfferedToTheCentre()
{
    Logged logged;
    AuditLog log = logged.log();
    TAKE(none, log.headToCountersign());
    QVERIFY(!none);
    WORKS(logged.fill(7));
    log.forget();
    TAKE(head, log.headToCountersign());
    QCOMPARE(head->number, 7);
    QVERIFY(logged.site.keys.signing.publicKey().verify(auditHeadBytes(7, head->hash), head->signature));
    CountersignedHead strange = sealed(*head);
    strange.hash[0] = static_cast<char>(strange.hash[0] ^ 1);
    FAILS_WITH(Fault::KeyMismatch, log.keepCountersigned(strange));
    strange = sealed(*head);
    strange.number = 8;
    FAILS_WITH(Fault::KeyMismatch, log.keepCountersigned(strange));
    WORKS(log.keepCountersigned(sealed(*head)));
    WORKS(log.keepCountersigned(sealed(*head)));
    TAKE(again, log.headToCountersign());
    QVERIFY(!again);
    TAKE(kept, log.countersigned());
    QCOMPARE(kept.size(), 1);
    QVERIFY(kept.constFirst() == sealed(*head));
    WORKS(logged.fill(1));
    log.forget();
    TAKE(next, log.headToCountersign());
    QCOMPARE(next->number, 8);
}

void TestAuditLog::whatWasCountersignedCannotBeCut()
{
    Logged logged;
    WORKS(logged.fill(30));
    AuditLog log = logged.log();
    TAKE(head, log.headToCountersign());
    WORKS(log.keepCountersigned(sealed(*head)));
    WORKS(logged.fill(5));
    WORKS(logged.database.change("DELETE FROM audit WHERE number > 32"));
    WORKS(logged.log().verify()); // the centre had not seen it
    WORKS(logged.database.change("DELETE FROM audit WHERE number > 28"));
    const auto verdict = logged.log().verify();
    QVERIFY(!verdict);
    QCOMPARE(verdict.error().detail, QStringLiteral("entry 29 cutOff"));
}

void TestAuditLog::aWindowEnrolledAnewGoesOn()
{
    Logged logged;
    WORKS(logged.log().noteSigningKey());
    WORKS(logged.fill(130));
    logged.site.keys.signing = SigningKey::generate(Suite::International).value();
    WORKS(logged.log().noteSigningKey());
    WORKS(logged.fill(100));
    WORKS(logged.log().verify());
    TAKE(keys, logged.log().signingKeys());
    QCOMPARE(keys.size(), 2);
    WORKS(logged.database.change("DELETE FROM kept"));
    QVERIFY(!logged.log().verify());
}

QTEST_GUILESS_MAIN(TestAuditLog)
#include "tst_audit_log.moc"
