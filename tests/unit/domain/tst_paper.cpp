// SPDX-License-Identifier: Apache-2.0
#include "app/domain/paper.h"
#include "tests/fakes/case_samples.h"

#include <QTest>

using namespace yichuang;

class TestPaper : public QObject
{
    Q_OBJECT

    static PaperText notice(int copy, bool offline)
    {
        const Catalogue catalogue = samples::catalogue();
        Matter food = catalogue.matters.constFirst();
        food.promisedDays = 5;
        food.statutoryDays = 20;
        Case theCase = foldAll({samples::opened(1, food.code),
                                samples::operation(2, OperationKind::ApplicantSet,
                                                   {{QStringLiteral("applicant"), toJson(samples::wang())}}),
                                samples::received(3), samples::operation(4, OperationKind::Accepted)})
                           .value();
        const auto calendar =
            WorkingDays::fromJson(samples::resource(QStringLiteral("calendar/china-working-days.json"))).value();
        const QDateTime issued = samples::morning().toOffsetFromUtc(8 * 3600);
        return writePaper(PaperKind::AcceptanceNotice, theCase, food,
                          deadlinesOf(theCase, food, calendar, issued.date()),
                          {QStringLiteral("石家庄市政务服务大厅"), QStringLiteral("130102"), QStringLiteral("3号窗口"),
                           QStringLiteral("李晓雯"), QStringLiteral("https://centre.example")},
                          QStringLiteral("https://centre.example/s/x"), issued, copy, offline);
    }

private Q_SLOTS:
    void codeGoesBothWays()
    {
        const QByteArray signature(64, '\x7f');
        const QString text = paperCode(QStringLiteral("https://centre.example:8443/"),
                                       QStringLiteral("130102-03-1-260213-0001-X"), samples::morning(), signature);
        for (const QChar c : text)
            QVERIFY(c.unicode() > 0x20 && c.unicode() < 0x7f);
        const auto code = parsePaperCode(text);
        QVERIFY(code);
        QCOMPARE(code->receiptNumber, QStringLiteral("130102-03-1-260213-0001-X"));
        QCOMPARE(code->receivedAt, samples::morning());
        QCOMPARE(code->signature, signature);
        QCOMPARE(paperBytes(code->receiptNumber, code->receivedAt),
                 QByteArray("130102-03-1-260213-0001-X|20260213T024207Z"));
    }
    void refusesOtherTexts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("words") << QStringLiteral("你好");
        QTest::newRow("http") << QStringLiteral(
            "http://centre.example/s/130102-03-1-260213-0001-X?t=20260213T024207Z&s=AA");
        QTest::newRow("short signature") << QStringLiteral(
            "https://c.example/s/130102-03-1-260213-0001-X?t=20260213T024207Z&s=AA");
        QTest::newRow("no time") << QStringLiteral("https://c.example/s/130102-03-1-260213-0001-X?s=")
                                        + QString(86, QLatin1Char('A'));
        QTest::newRow("script") << QStringLiteral("https://c.example/s/<script>?t=20260213T024207Z&s=")
                                       + QString(86, QLatin1Char('A'));
        QTest::newRow("long") << QString(600, QLatin1Char('a'));
    }
    void refusesOtherTexts()
    {
        QFETCH(QString, text);
        const auto code = parsePaperCode(text);
        QVERIFY(!code);
        QCOMPARE(code.error().fault, Fault::PaperUnreadable);
    }
    void masksTheNumber()
    {
        const PaperText paper = notice(0, false);
        QCOMPARE(paper.title, QStringLiteral("受理通知书"));
        for (const auto &line : paper.lines)
            QVERIFY(!line.second.contains(QStringLiteral("11010519491231002X")));
        QVERIFY(paper.paragraphs.constFirst().contains(QStringLiteral("2026年2月27日")));
        QVERIFY(paper.paragraphs.constFirst().contains(QStringLiteral("2026年3月19日")));
    }
    void slipsSayCopyAndOffline()
    {
        const auto texts = [](const Slip &slip) {
            QString all;
            for (const SlipLine &line : slip.lines)
                all += line.text + u'\n';
            return all;
        };
        QVERIFY(!texts(writeSlip(notice(0, false))).contains(QStringLiteral("补打")));
        const QString again = texts(writeSlip(notice(2, true)));
        QVERIFY(again.contains(QStringLiteral("第2次补打")));
        QVERIFY(again.contains(QStringLiteral("离线出具，效力不变")));
        const Slip slip = writeSlip(notice(0, false));
        QCOMPARE(slipFromJson(toJson(slip)).value(), slip);
    }
};

QTEST_GUILESS_MAIN(TestPaper)
#include "tst_paper.moc"
