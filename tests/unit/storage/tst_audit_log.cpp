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

QTEST_GUILESS_MAIN(TestAuditLog)
#include "tst_audit_log.moc"
