// SPDX-License-Identifier: Apache-2.0
#include "app/base/json.h"
#include "plugins/escpos_encoder.h"
#include "tests/fakes/slip_paper.h"

#include <QProcess>
#include <QTest>

using namespace yichuang;

namespace
{

using Kind = SlipLine::Kind;

constexpr int patienceMs = 60'000;

SlipLine text(const QString &words, int size = 1, bool bold = false, bool centred = false)
{
    return {Kind::Text, words, size, bold, centred};
}

SlipLine code(const QString &words)
{
    return {Kind::Code, words, 1, false, true};
}

/// As receipts and tickets are printed here; every line fits its paper.
QList<Slip> receipts()
{
    const SlipLine rule{Kind::Rule, {}, 1, false, false};
    const SlipLine feed{Kind::Feed, {}, 2, false, false};
    return {{{text(QStringLiteral("收件回执"), 2, true, true), rule, text(QStringLiteral("收件号 130102-03-0007")),
              text(QStringLiteral("申请人：张培训")), text(QStringLiteral("承诺日期：2026-11-30"), 1, true), rule,
              code(QStringLiteral("https://centre.example/s/1301?t=20261123T010203Z"))},
             true},
            {{text(QStringLiteral("A023"), 2, true, true), text(QStringLiteral("综合受理"), 1, false, true), feed,
              text(QStringLiteral("10:42:07 3 window")), code(QStringLiteral("A023-17"))},
             true},
            {{text(QStringLiteral("plain ASCII, left")), text(QStringLiteral("bold"), 1, true),
              text(QStringLiteral("centred"), 1, false, true), text(QStringLiteral("large"), 2),
              text(QStringLiteral("《标点》，。？！"))},
             false}};
}

/// What the other encoder makes of the slips.
QList<QByteArray> encodedByOthers(const QList<Slip> &slips, int columns)
{
    QByteArray lines;
    for (const Slip &slip : slips)
        lines += canonicalJson(toJson(slip)) + '\n';
    QProcess node;
    node.start(QStringLiteral("node"), {QStringLiteral(YICHUANG_SLIP_PEER "/encode.mjs"), QString::number(columns)});
    node.write(lines);
    node.closeWriteChannel();
    if (!node.waitForFinished(patienceMs) || node.exitCode() != 0)
        return {node.readAllStandardError()};
    QList<QByteArray> encoded;
    for (const QByteArray &line : node.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            encoded.append(QByteArray::fromHex(line));
    }
    return encoded;
}

} // namespace

/// Receipts encoded here and by people who know nothing of this program mean the same on paper.
class SlipPeer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameStandsOnPaper_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::newRow("80 mm") << QStringLiteral("generic-80mm");
        QTest::newRow("58 mm") << QStringLiteral("generic-58mm");
    }
    void theSameStandsOnPaper()
    {
        QFETCH(QString, profile);
        escpos::Profile printer = *escpos::profileOf(profile);
        printer.cutter = true;
        const QList<Slip> slips = receipts();
        const QList<QByteArray> others = encodedByOthers(slips, printer.columns);
        QVERIFY2(others.size() == slips.size(), others.isEmpty() ? "nothing" : others.constFirst().constData());
        for (qsizetype i = 0; i < slips.size(); ++i) {
            const auto ours = escpos::encodeSlip(slips.at(i), printer, [](const QString &) { return QImage(); });
            QVERIFY(ours);
            const SlipPaper here = printedBy(*ours, printer.columns);
            const SlipPaper there = printedBy(others.at(i), printer.columns);
            QCOMPARE(here.trouble, QString());
            QCOMPARE(there.trouble, QString());
            QVERIFY(!cellsOf(here, printer.columns).isEmpty());
            QCOMPARE(cellsOf(here, printer.columns), cellsOf(there, printer.columns));
            QCOMPARE(here.cut, there.cut);
        }
    }
};

QTEST_GUILESS_MAIN(SlipPeer)
#include "slip_peer.moc"
