// SPDX-License-Identifier: Apache-2.0
#include "app/domain/search/matter_search.h"

#include <QFile>
#include <QTest>

using namespace yichuang;

namespace
{

QByteArray shippedBytes()
{
    QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/resources/pinyin/readings.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no readings");
    return file.readAll();
}

PinyinReadings shippedReadings()
{
    return PinyinReadings::fromTsv(shippedBytes()).value();
}

QList<MatterEntry> hall()
{
    const auto entry = [](const char *code, const char *name, const char *department, QStringList keywords = {},
                          qint64 uses = 0) {
        return MatterEntry{QString::fromLatin1(code), QString::fromUtf8(name), QString::fromUtf8(department),
                           std::move(keywords), uses};
    };
    return {
        entry("M01", "银行账户开立核准", "人民银行"),
        entry("M02", "会计师事务所设立审批", "财政局"),
        entry("M03", "长沙代表处备案", "商务局"),
        entry("M04", "食品经营许可（新办）", "市场监督管理局", {QStringLiteral("餐馆"), QStringLiteral("小吃店")}, 5),
        entry("M05", "食品经营许可（变更）", "市场监督管理局", {}, 9),
        entry("M06", "道路运输从业资格证", "交通运输局"),
        entry("M07", "重庆籍人员医保转移", "医疗保障局"),
        entry("M08", "绿化占用审批", "城市管理局"),
        entry("M09", "C类医师执业注册", "卫生健康局"),
        entry("M10", "西安往来函件", "档案局"),
    };
}

QStringList codes(const QList<MatterHit> &hits)
{
    QStringList found;
    for (const MatterHit &hit : hits)
        found << hit.code;
    return found;
}

} // namespace

class MatterSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mattersAreFoundAsTyped_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("code");
        QTest::addColumn<MatchKind>("kind");
        const auto row = [](const char *query, const char *code, MatchKind kind) {
            QTest::newRow(query) << QString::fromUtf8(query) << QString::fromLatin1(code) << kind;
        };
        row("银行", "M01", MatchKind::Name);
        row("yh", "M01", MatchKind::Initials);
        row("yinhang", "M01", MatchKind::Pinyin);
        row("yinha", "M01", MatchKind::Pinyin);
        row("YinHang", "M01", MatchKind::Pinyin);
        row("yinh", "M01", MatchKind::Pinyin);
        row("yinhzh", "M01", MatchKind::Mixed);
        row("银h", "M01", MatchKind::Mixed);
        row("yin hang", "M01", MatchKind::Pinyin);
        row("kj", "M02", MatchKind::Initials);
        row("kuaiji", "M02", MatchKind::Pinyin);
        row("kjssws", "M02", MatchKind::Initials);
        row("cs", "M03", MatchKind::Initials);
        row("changsha", "M03", MatchKind::Pinyin);
        row("chsh", "M03", MatchKind::Initials);
        row("cq", "M07", MatchKind::Initials);
        row("chongqing", "M07", MatchKind::Pinyin);
        row("lvhua", "M08", MatchKind::Pinyin);
        row("lühua", "M08", MatchKind::Pinyin);
        row("luhua", "M08", MatchKind::Pinyin);
        row("xi'an", "M10", MatchKind::Pinyin);
        row("c类", "M09", MatchKind::Name);
        row("clys", "M09", MatchKind::Initials);
        row("Ｃ类医师", "M09", MatchKind::Name);
        row("spjyxkbg", "M05", MatchKind::Initials);
        row("m06", "M06", MatchKind::CodeExact);
        row("食品经营许可（新办）", "M04", MatchKind::NameExact);
        row("餐馆", "M04", MatchKind::KeywordExact);
        row("小吃", "M04", MatchKind::Keyword);
        row("canguan", "M04", MatchKind::KeywordPinyin);
        row("档案", "M10", MatchKind::Department);
        row("wsjk", "M09", MatchKind::DepartmentPinyin);
        row("食品 新办", "M04", MatchKind::Name);
        row("spjy xb", "M04", MatchKind::Initials);
        row("食品经营许可新办", "M04", MatchKind::NameExact);
        row("食品许可 新办", "M04", MatchKind::NameParts);
        row("医保局 重庆", "M07", MatchKind::Department);
        row("银行帐户", "M01", MatchKind::NameSlip);
        row("yinhamg", "M01", MatchKind::PinyinSlip);     // a wrong letter
        row("yinhngzhang", "M01", MatchKind::PinyinSlip); // one missing
        row("yinhanng", "M01", MatchKind::PinyinSlip);    // one too many
        row("yinahng", "M01", MatchKind::PinyinSlip);     // two the wrong way round
        row("yihnang", "M01", MatchKind::PinyinSlip);     // over the border of two syllables
        row("chnagsha", "M03", MatchKind::PinyinSlip);
        row("congqing", "M07", MatchKind::PinyinSlip);
        row("kjsxws", "M02", MatchKind::InitialsSlip);  // a wrong letter
        row("kjsws", "M02", MatchKind::InitialsSlip);   // one missing
        row("kjjssws", "M02", MatchKind::InitialsSlip); // one too many
        row("jkssws", "M02", MatchKind::InitialsSlip);  // two the wrong way round
        row("canguna", "M04", MatchKind::KeywordSlip);
    }

    void mattersAreFoundAsTyped()
    {
        QFETCH(QString, query);
        QFETCH(QString, code);
        QFETCH(MatchKind, kind);
        const MatterSearch search(hall(), shippedReadings());
        const QList<MatterHit> hits = search.find(query, 10);
        QVERIFY(!hits.isEmpty());
        QCOMPARE(hits.first().code, code);
        QCOMPARE(hits.first().kind, kind);
    }

    void whatIsNotThereIsNotFound_data()
    {
        QTest::addColumn<QString>("query");
        for (const char *query : {"出生", "yinhangxx", "qqqq", "yih", "银猪账", "银会", "M99", "hangyin", "食品 银行"})
            QTest::newRow(query) << QString::fromUtf8(query);
    }

    void whatIsNotThereIsNotFound()
    {
        QFETCH(QString, query);
        QCOMPARE(codes(MatterSearch(hall(), shippedReadings()).find(query, 10)), QStringList());
    }

    void useRanksWithinAKind()
    {
        MatterSearch search(hall(), shippedReadings());
        QCOMPARE(codes(search.find(QStringLiteral("食品"), 10)),
                 (QStringList{QStringLiteral("M05"), QStringLiteral("M04")}));
        for (int i = 0; i < 5; ++i)
            search.countUse(QStringLiteral("M04"));
        search.countUse(QStringLiteral("nobody"));
        QCOMPARE(codes(search.find(QStringLiteral("spjy"), 10)),
                 (QStringList{QStringLiteral("M04"), QStringLiteral("M05")}));
    }

    void aBetterKindRanksBeforeUse()
    {
        const MatterSearch search(
            {{QStringLiteral("1"), QStringLiteral("企业登记"), QStringLiteral("药监局"), {}, 0},
             {QStringLiteral("2"), QStringLiteral("执业药师注册"), QStringLiteral("药监局"), {}, 0},
             {QStringLiteral("3"), QStringLiteral("网吧审批"), QStringLiteral("药师协会"), {}, 900}},
            shippedReadings());
        QCOMPARE(codes(search.find(QStringLiteral("药师"), 10)),
                 (QStringList{QStringLiteral("2"), QStringLiteral("3")}));
    }

    void useOutweighsANearKind()
    {
        const QString query = QStringLiteral("餐馆");
        const MatterEntry named{QStringLiteral("1"), QStringLiteral("餐馆排烟备案"), QStringLiteral("环保局"), {}, 0};
        MatterEntry meant{QStringLiteral("2"), QStringLiteral("食品经营许可"), QStringLiteral("市场局"), {query}, 0};
        QCOMPARE(MatterSearch({named, meant}, shippedReadings()).find(query, 1).value(0).code, named.code);
        meant.uses = 20;
        QCOMPARE(MatterSearch({named, meant}, shippedReadings()).find(query, 1).value(0).code, meant.code);
        MatterEntry exact = named;
        exact.name = query;
        QCOMPARE(MatterSearch({exact, meant}, shippedReadings()).find(query, 1).value(0).code, exact.code);
    }

    void usesAreSetAsAWhole()
    {
        MatterSearch search(hall(), shippedReadings());
        search.setUses({{QStringLiteral("M10"), 3}, {QStringLiteral("M01"), 2}, {QStringLiteral("nobody"), 9}});
        QCOMPARE(codes(search.find(QString(), 3)).mid(0, 2),
                 (QStringList{QStringLiteral("M10"), QStringLiteral("M01")}));
        QCOMPARE(search.entries()[4].uses, 0);
    }

    void anEmptyQueryGivesWhatIsUsedMost()
    {
        const MatterSearch search(hall(), shippedReadings());
        QCOMPARE(codes(search.find(QStringLiteral("  "), 2)),
                 (QStringList{QStringLiteral("M05"), QStringLiteral("M04")}));
        QCOMPARE(search.find(QString(), 0).size(), 0);
        QCOMPARE(search.find(QString(), -1).size(), 0);
        QCOMPARE(search.find(QString(), 1000).size(), hall().size());
    }

    void thePlaceInTheNameIsTold()
    {
        const MatterSearch search(hall(), shippedReadings());
        const MatterHit hit = search.find(QStringLiteral("zhkl"), 1).value(0);
        QCOMPARE(hit.code, QStringLiteral("M01"));
        QCOMPARE(hall()[hit.index].name.mid(hit.from, hit.length), QStringLiteral("账户开立").left(hit.length));
        const MatterHit reading = search.find(QStringLiteral("kaili"), 1).value(0);
        QCOMPARE(hall()[reading.index].name.mid(reading.from, reading.length), QStringLiteral("开立"));
        QCOMPARE(search.find(QStringLiteral("M01"), 1).value(0).from, -1);
    }

    void charactersOutsideTheTableComeFromIcu()
    {
        const MatterSearch search(hall(), PinyinReadings());
        QCOMPARE(codes(search.find(QStringLiteral("shipin"), 10)),
                 (QStringList{QStringLiteral("M05"), QStringLiteral("M04")}));
        QCOMPARE(PinyinReadings::transliterate({U'食', U'A'}).value(U'食'), QByteArray("shi"));
    }

    void readingsAreEveryReading()
    {
        const PinyinReadings readings = shippedReadings();
        QVERIFY(readings.size() > 6763);
        QVERIFY(readings.readings(U'行').contains("hang"));
        QVERIFY(readings.readings(U'行').contains("xing"));
        QVERIFY(readings.readings(U'会').contains("kuai"));
        QVERIFY(readings.readings(U'长').contains("chang"));
        QVERIFY(readings.readings(U'长').contains("zhang"));
        QVERIFY(readings.readings(U'女').contains("nv"));
        QVERIFY(readings.readings(U'A').isEmpty());
    }

    /// All characters of the table, each by each of its readings and by the first letter of each.
    void everyReadingOfEveryCharacterIsFound()
    {
        QHash<QString, QSet<QString>> bySyllable;
        QSet<QString> characters;
        const QStringList lines = QString::fromUtf8(shippedBytes()).split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : lines) {
            const QList<uint> each = line.startsWith(u'#') ? QList<uint>() : line.section(u'\t', 1).toUcs4();
            for (const char32_t character : each)
                bySyllable[line.section(u'\t', 0, 0)].insert(QString::fromUcs4(&character, 1));
        }
        for (const QSet<QString> &some : std::as_const(bySyllable))
            characters |= some;
        QVERIFY(characters.size() > 6763);
        QList<MatterEntry> entries;
        for (const QString &character : std::as_const(characters))
            entries.append({QString(), character, QString(), {}, 0});
        const MatterSearch search(entries, shippedReadings());
        const auto foundBy = [&](const QString &query) {
            QSet<QString> found;
            const QList<MatterHit> hits = search.find(query, static_cast<int>(entries.size()));
            for (const MatterHit &hit : hits)
                found.insert(hit.kind < MatchKind::Mixed ? entries[hit.index].name : QString());
            return found;
        };
        QHash<QString, QSet<QString>> byLetter;
        for (auto syllable = bySyllable.cbegin(); syllable != bySyllable.cend(); ++syllable) {
            QVERIFY2(foundBy(syllable.key()).contains(*syllable), qPrintable(syllable.key()));
            byLetter[syllable.key().left(1)] |= *syllable;
        }
        for (auto letter = byLetter.cbegin(); letter != byLetter.cend(); ++letter)
            QVERIFY2(foundBy(letter.key()).contains(*letter), qPrintable(letter.key()));
    }

    void anOverrideReplacesReadings()
    {
        const auto readings = PinyinReadings::fromTsv("xing\t行兴\nhang\t行\n", "行\tha\n");
        QVERIFY(readings.has_value());
        QCOMPARE(readings->readings(U'行'), QList<QByteArray>{"ha"});
        QCOMPARE(readings->readings(U'兴'), QList<QByteArray>{"xing"});
    }

    void malformedReadingsAreRefused()
    {
        for (const char *bad : {"xing", "XING\t行\n", "xing\t\n", "\t行\n", "x1\t行\n"}) {
            const auto readings = PinyinReadings::fromTsv(bad);
            QVERIFY2(!readings.has_value(), bad);
            QCOMPARE(readings.error().fault, Fault::ConfigMalformed);
        }
        QVERIFY(!PinyinReadings::fromTsv("xing\t行\n", "行行\txing\n").has_value());
        QVERIFY(!PinyinReadings::fromTsv("xing\t行\n", "行\tXING\n").has_value());
        QCOMPARE(PinyinReadings::fromTsv(QByteArray(5 * 1024 * 1024, '#')).error().fault, Fault::TooLarge);
    }

    void hostileQueriesEnd()
    {
        const MatterSearch search(hall(), shippedReadings());
        QVERIFY(search.find(QString(100'000, u'a'), 10).isEmpty());
        QVERIFY(search.find(QString(60, u's'), 10).isEmpty());
        QVERIFY(search.find(QStringLiteral("\xD800"), 10).size() <= 10);
    }

    void thousandsOfMattersAreSearched()
    {
        const QList<MatterEntry> seeds = hall();
        QList<MatterEntry> many;
        for (int i = 0; i < 5000; ++i) {
            MatterEntry entry = seeds[i % seeds.size()];
            entry.code = QStringLiteral("12441500196720244T3%1").arg(i, 12, 10, QLatin1Char('0'));
            entry.name = seeds[(i * 7 + 3) % seeds.size()].name + entry.name;
            many << entry;
        }
        const MatterSearch search(many, shippedReadings());
        for (const char *query :
             {"y", "yi", "yin", "yinh", "yinhang", "s", "sp", "spjy", "shipinjingyingxuke", "食", "食品"})
            QCOMPARE(search.find(QString::fromUtf8(query), 20).size(), 20);
        QCOMPARE(search.find(QStringLiteral("vvvvv"), 20).size(), 0);
    }
};

QTEST_GUILESS_MAIN(MatterSearchTest)
#include "tst_matter_search.moc"
