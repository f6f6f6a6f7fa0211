// SPDX-License-Identifier: Apache-2.0
#include "app/storage/audit_bundle.h"
#include "tests/unit/storage/store_desk.h"

#include <QRandomGenerator>

using namespace yichuang;
using namespace yichuang::desk;

using Kind = AuditFinding::Kind;

namespace
{

QJsonObject entry(qint64 number)
{
    return {{QStringLiteral("act"), QStringLiteral("commit")}, {QStringLiteral("case"), QString::number(number)}};
}

/// A window's audit of so many entries, countersigned at some of them.
struct Hall {
    explicit Hall(Suite suite = Suite::International)
        : window(SigningKey::generate(suite).value()),
          centre(SigningKey::generate(suite).value())
    {
    }

    [[nodiscard]] CountersignedHead sealed(qint64 number, const QByteArray &hash) const
    {
        CountersignedHead head{
            QStringLiteral("130102-03-1"), number, hash, QDateTime(QDate(2026, 11, 23), QTime(1, 0), Qt::UTC), {}};
        head.signature = centre.sign(countersignedBytes(head)).value();
        return head;
    }

    [[nodiscard]] AuditBundle audit(qint64 entries, const QList<qint64> &sealedAt) const
    {
        AuditBundle bundle;
        bundle.hall = QStringLiteral("130102");
        bundle.device = QStringLiteral("130102-03-1");
        bundle.windowKeys = {window.publicKey()};
        QByteArray before;
        for (qint64 number = 1; number <= entries; ++number) {
            before = auditLinkHash(before, number, entry(number));
            bundle.entries.append({number, before, entry(number)});
            if (number % auditHeadEvery == 0)
                bundle.ownHeads.insert(number, window.sign(auditHeadBytes(number, before)).value());
            if (sealedAt.contains(number))
                bundle.countersigned.append(sealed(number, before));
        }
        return bundle;
    }

    /// As someone does it who holds the window's keys: every hash and every own head made anew from an entry on.
    void rewrite(AuditBundle &bundle, qsizetype from) const
    {
        QByteArray before = from == 0 ? QByteArray() : bundle.entries[from - 1].hash;
        bundle.ownHeads.clear();
        for (qsizetype i = 0; i < bundle.entries.size(); ++i) {
            AuditEntry &one = bundle.entries[i];
            if (i >= from) {
                one.number = i + 1;
                one.hash = auditLinkHash(before, one.number, one.entry);
                before = one.hash;
            }
            if (one.number % auditHeadEvery == 0)
                bundle.ownHeads.insert(one.number, window.sign(auditHeadBytes(one.number, one.hash)).value());
        }
    }

    [[nodiscard]] AuditReport report(const AuditBundle &bundle) const
    {
        return reportOn(bundle, {window.publicKey()}, centre.publicKey());
    }

    SigningKey window;
    SigningKey centre;
};

QString told(const AuditReport &report)
{
    QStringList lines;
    for (const AuditFinding &one : report.findings)
        lines.append(QStringLiteral("%1 %2-%3").arg(auditFindingName(one.kind)).arg(one.from).arg(one.through));
    return lines.join(QStringLiteral(", "));
}

} // namespace

class TestAuditChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSoundAuditIsSound_data();
    void aSoundAuditIsSound();
    void eachFaultIsToldOnceAndAtItsPlace_data();
    void eachFaultIsToldOnceAndAtItsPlace();
    void theWindowsKeysDoNotHelp();
    void aStrangersSealIsNone();
    void formerKeysOfTheWindowStayGood();
    void everyTamperingIsFound();
    void aBundleSurvivesItsFile();
    void aTornBundleIsRefused();
};

void TestAuditChain::aSoundAuditIsSound_data()
{
    QTest::addColumn<int>("suite");
    QTest::newRow("international") << int(Suite::International);
    QTest::newRow("national") << int(Suite::National);
}

void TestAuditChain::aSoundAuditIsSound()
{
    QFETCH(int, suite);
    const Hall hall(static_cast<Suite>(suite));
    const AuditReport report = hall.report(hall.audit(230, {40, 150, 229}));
    QCOMPARE(told(report), QString());
    QCOMPARE(report.entries, 230);
    QCOMPARE(report.sealedThrough, 229);
    QCOMPARE(hall.report(hall.audit(0, {})).findings.size(), 0);
    QCOMPARE(hall.report(hall.audit(1, {1})).sealedThrough, 1);
}

void TestAuditChain::eachFaultIsToldOnceAndAtItsPlace_data()
{
    using Tamper = std::function<void(AuditBundle &)>;
    QTest::addColumn<Tamper>("tamper");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *expected, const Tamper &tamper) {
        QTest::newRow(name) << tamper << QString::fromLatin1(expected);
    };
    row("an entry edited", "edited 17-17", [](AuditBundle &b) { b.entries[16].entry[QStringLiteral("case")] = 0; });
    row("the last edited", "edited 150-150", [](AuditBundle &b) { b.entries[149].entry[QStringLiteral("act")] = {}; });
    row("a hash edited", "edited 17-17", [](AuditBundle &b) { b.entries[16].hash = QByteArray(32, 'x'); });
    row("one taken out", "missing 17-17", [](AuditBundle &b) { b.entries.removeAt(16); });
    row("three taken out", "missing 17-19", [](AuditBundle &b) { b.entries.remove(16, 3); });
    row("the first taken out", "missing 1-1", [](AuditBundle &b) { b.entries.removeFirst(); });
    row("one taken out, the rest renumbered", "missing 17-17", [](AuditBundle &b) {
        b.entries.removeAt(16);
        for (qsizetype i = 16; i < b.entries.size(); ++i)
            --b.entries[i].number;
    });
    row("five taken out, the rest renumbered", "missing 17-21", [](AuditBundle &b) {
        b.entries.remove(16, 5);
        for (qsizetype i = 16; i < b.entries.size(); ++i)
            b.entries[i].number -= 5;
    });
    row("one put in, the rest renumbered", "inserted 18-18", [](AuditBundle &b) {
        AuditEntry own = b.entries[16];
        own.entry[QStringLiteral("case")] = QStringLiteral("mine");
        own.hash = auditLinkHash(b.entries[15].hash, 18, own.entry);
        b.entries.insert(17, own);
        for (qsizetype i = 17; i < b.entries.size(); ++i)
            b.entries[i].number = i + 1;
    });
    row("one put in beside", "inserted 17-17", [](AuditBundle &b) { b.entries.insert(17, b.entries[16]); });
    row("the end cut", "cutOff 131-140", [](AuditBundle &b) { b.entries.remove(130, 20); });
    row("everything cut", "cutOff 1-140", [](AuditBundle &b) { b.entries.clear(); });
    row("cut behind the last head", "", [](AuditBundle &b) { b.entries.remove(140, 10); });
    row("own head gone", "headForged 100-100", [](AuditBundle &b) { b.ownHeads.clear(); });
    row("own head of another", "headForged 100-100", [](AuditBundle &b) {
        b.ownHeads[100] =
            SigningKey::generate(Suite::International)->sign(auditHeadBytes(100, b.entries[99].hash)).value();
    });
    row("a countersigned head changed", "sealForged 140-140",
        [](AuditBundle &b) { b.countersigned.last().hash[0] = static_cast<char>(b.countersigned.last().hash[0] ^ 1); });
    row("another time claimed", "sealForged 140-140",
        [](AuditBundle &b) { b.countersigned.last().at = b.countersigned.last().at.addSecs(1); });
    row("two faults", "edited 17-17, missing 90-90", [](AuditBundle &b) {
        b.entries[16].entry[QStringLiteral("case")] = 0;
        b.entries.removeAt(89);
    });
}

void TestAuditChain::eachFaultIsToldOnceAndAtItsPlace()
{
    QFETCH(std::function<void(AuditBundle &)>, tamper);
    QFETCH(QString, expected);
    const Hall hall;
    AuditBundle bundle = hall.audit(150, {60, 140});
    tamper(bundle);
    QCOMPARE(told(hall.report(bundle)), expected);
}

/// Whoever holds the keys can make a chain that holds together; what the centre has seen tells.
void TestAuditChain::theWindowsKeysDoNotHelp()
{
    const Hall hall;
    AuditBundle bundle = hall.audit(250, {60, 140, 230});
    bundle.entries[99].entry[QStringLiteral("case")] = QStringLiteral("another");
    hall.rewrite(bundle, 99);
    const AuditReport report = hall.report(bundle);
    QCOMPARE(told(report), QStringLiteral("rewritten 61-140"));
    QCOMPARE(report.sealedThrough, 60);

    bundle = hall.audit(250, {60, 140, 230});
    bundle.entries.remove(200, 10);
    hall.rewrite(bundle, 200);
    QCOMPARE(told(hall.report(bundle)), QStringLiteral("rewritten 141-230"));

    bundle = hall.audit(250, {60, 140, 230});
    bundle.entries.remove(225, 25);
    hall.rewrite(bundle, 225);
    QCOMPARE(told(hall.report(bundle)), QStringLiteral("cutOff 226-230"));

    // Nothing was countersigned behind 230: nobody can tell.
    bundle = hall.audit(250, {60, 140, 230});
    bundle.entries.remove(240, 10);
    QCOMPARE(told(hall.report(bundle)), QString());
}

void TestAuditChain::aStrangersSealIsNone()
{
    const Hall hall;
    const Hall stranger;
    AuditBundle bundle = hall.audit(50, {});
    bundle.countersigned = {stranger.sealed(40, bundle.entries[39].hash)};
    const AuditReport report = hall.report(bundle);
    QCOMPARE(told(report), QStringLiteral("sealForged 40-40"));
    QCOMPARE(report.sealedThrough, 0);
}

void TestAuditChain::formerKeysOfTheWindowStayGood()
{
    const Hall hall;
    Hall anew;
    anew.centre = hall.centre;
    AuditBundle bundle = hall.audit(210, {});
    bundle.ownHeads[200] = anew.window.sign(auditHeadBytes(200, bundle.entries[199].hash)).value();
    QCOMPARE(told(hall.report(bundle)), QStringLiteral("headForged 200-200"));
    const QList<VerifyKey> both{hall.window.publicKey(), anew.window.publicKey()};
    QCOMPARE(told(reportOn(bundle, both, hall.centre.publicKey())), QString());
}

/// Any change of any kind at any place, by someone who holds no key, and by someone who holds the window's.
void TestAuditChain::everyTamperingIsFound()
{
    const int runs = qEnvironmentVariableIntValue("YICHUANG_AUDIT_EDITS") > 0
                         ? qEnvironmentVariableIntValue("YICHUANG_AUDIT_EDITS")
                         : 200;
    const Hall hall;
    const AuditBundle sound = hall.audit(130, {30, 90, 130});
    QRandomGenerator random(1949);
    for (int run = 0; run < runs; ++run) {
        AuditBundle bundle = sound;
        const auto at = qsizetype(random.bounded(quint32(bundle.entries.size())));
        const auto kind = random.bounded(6);
        switch (kind) {
        case 0:
            bundle.entries[at].entry.insert(QStringLiteral("clerk"), QString::number(random.generate()));
            break;
        case 1:
            bundle.entries[at].hash[int(random.bounded(32))] ^= static_cast<char>(1 << random.bounded(8));
            break;
        case 2:
            bundle.entries.removeAt(at);
            break;
        case 3:
            bundle.entries.insert(at, sound.entries[qsizetype(random.bounded(130))]);
            break;
        case 4:
            bundle.entries.swapItemsAt(at, (at + 1 + random.bounded(100)) % bundle.entries.size());
            break;
        default:
            bundle.entries.resize(at);
        }
        if (random.bounded(2) == 0 && kind != 1)
            hall.rewrite(bundle, std::min(at, bundle.entries.size()));
        QVERIFY2(bundle.entries == sound.entries || !hall.report(bundle).findings.isEmpty(),
                 qPrintable(QStringLiteral("run %1 kind %2 at %3").arg(run).arg(kind).arg(at)));
    }
    qInfo() << runs << "tamperings";
}

void TestAuditChain::aBundleSurvivesItsFile()
{
    const Hall hall(Suite::National);
    const AuditBundle bundle = hall.audit(120, {50});
    const AuditBundle back = auditBundleFrom(toBytes(bundle)).value();
    QCOMPARE(back.hall, bundle.hall);
    QCOMPARE(back.device, bundle.device);
    QVERIFY(back.windowKeys == bundle.windowKeys);
    QCOMPARE(back.ownHeads, bundle.ownHeads);
    QVERIFY(back.countersigned == bundle.countersigned);
    QVERIFY(back.entries == bundle.entries);
    QCOMPARE(told(hall.report(back)), QString());
}

void TestAuditChain::aTornBundleIsRefused()
{
    const Hall hall;
    const QByteArray bytes = toBytes(hall.audit(12, {5}));
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        const auto torn = auditBundleFrom(bytes.left(size));
        const bool whole = size > 0 && (bytes[size] == '\n' || bytes[size - 1] == '\n');
        QCOMPARE(torn.has_value(), whole);
    }
    for (const QByteArray &other : {QByteArray("{}\n"), QByteArray("[]"), QByteArray("\n"), QByteArray(10, '\0')})
        QCOMPARE(auditBundleFrom(other).error().fault, Fault::StoreDamaged);
    QByteArray newer = bytes;
    newer.replace("\"version\":1", "\"version\":9");
    QCOMPARE(auditBundleFrom(newer).error().fault, Fault::StoreNewer);
}

QTEST_GUILESS_MAIN(TestAuditChain)
#include "tst_audit_chain.moc"
