// SPDX-License-Identifier: Apache-2.0
// The list of what clerks type (search/queries.tsv): the first hit is the right one, in a hall's own matters and among
// ten thousand others.
#include "app/domain/matter.h"
#include "app/domain/search/matter_search.h"
#include "tests/bench/many_matters.h"
#include "tests/fakes/case_samples.h"

#include <QFile>
#include <QTest>

using namespace yichuang;

namespace
{

constexpr int rightAtLeast = 57;
/// How often a window has taken each of its own matters after some weeks; of all others none.
constexpr qint64 usualUses = 8;

QByteArray contentOf(const char *path)
{
    QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/") + QLatin1String(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", path);
    return file.readAll();
}

QList<QStringList> rowsOf(const char *path)
{
    QList<QStringList> rows;
    const QStringList lines = QString::fromUtf8(contentOf(path)).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (!line.startsWith(u'#'))
            rows << line.split(u'\t');
    }
    return rows;
}

QList<MatterEntry> entriesOf(const Catalogue &catalogue)
{
    QList<MatterEntry> entries;
    for (const Matter &matter : catalogue.matters)
        entries.append({matter.code, matter.name, matter.department, matter.keywords, 0});
    return entries;
}

/// The sample catalogue and the matters of the list, as one window knows them.
QList<MatterEntry> ofThisWindow()
{
    QList<MatterEntry> entries = entriesOf(samples::catalogue());
    const QList<QStringList> more = rowsOf("tests/unit/domain/search/matters.tsv");
    for (const QStringList &row : more)
        entries.append({QStringLiteral("T%1").arg(entries.size()), row.value(0), row.value(1),
                        row.value(2).split(u' ', Qt::SkipEmptyParts), row.value(3).toLongLong()});
    for (MatterEntry &entry : entries)
        entry.uses = std::max(entry.uses, usualUses);
    return entries;
}

} // namespace

class SearchQueriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_queries = rowsOf("tests/unit/domain/search/queries.tsv");
        m_readings = PinyinReadings::fromTsv(contentOf("resources/pinyin/readings.tsv")).value();
    }

    void theListIsSixtyWithHardOnes()
    {
        QCOMPARE(m_queries.size(), 60);
        const auto hard = std::count_if(m_queries.cbegin(), m_queries.cend(),
                                        [](const QStringList &row) { return row.value(2) == QLatin1String("hard"); });
        QVERIFY(hard >= 15);
        QSet<QString> names;
        const QList<MatterEntry> known = ofThisWindow();
        for (const MatterEntry &entry : known)
            names.insert(entry.name);
        for (const QStringList &row : std::as_const(m_queries))
            QVERIFY2(names.contains(row.value(1)), qPrintable(row.value(1)));
    }

    void theFirstHitIsRight_data()
    {
        QTest::addColumn<int>("others");
        QTest::addColumn<bool>("counted");
        QTest::newRow("in the window's own matters") << 0 << true;
        QTest::newRow("in a new window's, where no use is counted") << 0 << false;
        QTest::newRow("among ten thousand others") << 10'000 << true;
    }

    void theFirstHitIsRight()
    {
        QFETCH(int, others);
        QFETCH(bool, counted);
        QList<MatterEntry> entries =
            others > 0 ? entriesOf(catalogueFromJson(bench::manyMatters(others)).value()) : QList<MatterEntry>();
        entries += ofThisWindow();
        MatterSearch search(entries, m_readings);
        if (!counted)
            search.setUses({});
        int right = 0;
        for (const QStringList &row : std::as_const(m_queries)) {
            const QList<MatterHit> hits = search.find(row[0], 1);
            const QString first = hits.isEmpty() ? QStringLiteral("nothing") : entries[hits.first().index].name;
            if (first == row[1])
                ++right;
            else
                qInfo().noquote() << row[0] << "finds" << first << "before" << row[1];
        }
        QVERIFY2(right >= rightAtLeast, qPrintable(QStringLiteral("%1 of %2").arg(right).arg(m_queries.size())));
    }

private:
    QList<QStringList> m_queries;
    PinyinReadings m_readings;
};

QTEST_GUILESS_MAIN(SearchQueriesTest)
#include "tst_search_queries.moc"
