// SPDX-License-Identifier: Apache-2.0
#include "app/storage/raw_rows.h"
#include "tests/unit/storage/store_desk.h"

#include <QtEndian>

using namespace yichuang;
using namespace yichuang::desk;

namespace
{

using Kind = RawRows::Kind;
const RawRows::Form form{Kind::Text, Kind::Number, Kind::BytesOrNone, Kind::Bytes};
constexpr qsizetype logHead = 32;
constexpr qsizetype frameSize = 24 + RawRows::pageSize;

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What is found, by the first column; how often is counted.
struct Sought {
    explicit Sought(const QByteArray &database, const QByteArray &log = {})
    {
        RawRows(database, log).each(form, [this](const Row &row) {
            rows.insert(row[1].toString(), row);
            return true;
        });
    }
    QMultiMap<QString, Row> rows;
};

} // namespace

/// Rows are found where no tree leads to them.
class TestRawRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findsEveryRowWithItsNumber();
    void findsThemOnTornPages();
    void findsLongRowsInTheLogToo();
    void leavesOutWhatWasNotCommitted();
    void aTornFrameHidesNoOthers();
    void hostileBytesCostLittle();

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("some.db")); }
    void add(int count, qsizetype size);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    QStringList m_names;
};

void TestRawRows::init()
{
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_names.clear();
    m_database = std::make_unique<Database>();
    WORKS(m_database->open(file()));
    WORKS(m_database->change("CREATE TABLE some(name TEXT PRIMARY KEY, number INTEGER NOT NULL, extra BLOB, "
                             "sealed BLOB NOT NULL) STRICT"));
}

void TestRawRows::add(int count, qsizetype size)
{
    WORKS(m_database->transaction([&]() -> Result<Done> {
        for (int i = 0; i < count; ++i) {
            const int number = static_cast<int>(m_names.size());
            m_names.append(QStringLiteral("row %1").arg(number, 4, 10, QLatin1Char('0')));
            const QVariant extra = number % 3 == 0 ? QVariant(QByteArray("extra")) : QVariant();
            const auto put = m_database->change(
                "INSERT INTO some VALUES(?, ?, ?, ?)",
                {m_names.constLast(), number - 70'000, extra, QByteArray(size, static_cast<char>('a' + number % 26))});
            if (!put)
                return failure(put.error());
        }
        return Done{};
    }));
}

void TestRawRows::findsEveryRowWithItsNumber()
{
    add(300, 700);
    m_database->checkpoint();
    const Sought sought(contentOf(file()));
    QCOMPARE(QStringList(sought.rows.uniqueKeys()), m_names);
    for (int i = 0; i < m_names.size(); ++i) {
        const Row row = sought.rows.value(m_names[i]);
        QCOMPARE(row[0].toLongLong(), i + 1);
        QCOMPARE(row[2].toLongLong(), i - 70'000);
        QCOMPARE(row[3].isNull(), i % 3 != 0);
        QCOMPARE(row[4].toByteArray(), QByteArray(700, static_cast<char>('a' + i % 26)));
    }
}

/// The heads of all pages gone, and with them every tree and every list of cells.
void TestRawRows::findsThemOnTornPages()
{
    add(300, 700);
    m_database->checkpoint();
    QByteArray bytes = contentOf(file());
    for (qsizetype page = 0; page < bytes.size(); page += RawRows::pageSize)
        bytes.replace(page, 20, QByteArray(20, '\xff'));
    QCOMPARE(QStringList(Sought(bytes).rows.uniqueKeys()), m_names);
}

void TestRawRows::findsLongRowsInTheLogToo()
{
    add(5, 3'000);
    m_database->checkpoint();
    add(5, 30'000);
    const QByteArray log = contentOf(file() + QStringLiteral("-wal"));
    QVERIFY(log.size() > 5 * 30'000);
    const Sought sought(contentOf(file()), log);
    QCOMPARE(QStringList(sought.rows.uniqueKeys()), m_names);
    QCOMPARE(sought.rows.value(m_names[7])[4].toByteArray(), QByteArray(30'000, 'h'));
}

void TestRawRows::leavesOutWhatWasNotCommitted()
{
    add(3, 500);
    m_database->checkpoint();
    add(3, 500);
    QByteArray log = contentOf(file() + QStringLiteral("-wal"));
    QVERIFY(log.size() >= logHead + frameSize);
    // As if the cut had come before the mark of the commit was written.
    for (qsizetype frame = logHead; frame + frameSize <= log.size(); frame += frameSize)
        qToBigEndian(quint32(0), log.data() + frame + 4);
    QCOMPARE(QStringList(Sought(contentOf(file()), log).rows.uniqueKeys()), m_names.mid(0, 3));
}

void TestRawRows::aTornFrameHidesNoOthers()
{
    add(3, 500);
    m_database->checkpoint();
    for (int i = 0; i < 3; ++i)
        add(3, 3'500);
    QByteArray log = contentOf(file() + QStringLiteral("-wal"));
    for (qsizetype frame = logHead; frame + frameSize <= log.size(); frame += frameSize) {
        QByteArray torn = log;
        torn.replace(frame + 8, 8, "torn----");
        const qsizetype found = Sought(contentOf(file()), torn).rows.uniqueKeys().size();
        const bool last = frame + 2 * frameSize > log.size();
        QVERIFY2(found == m_names.size() || last, qPrintable(QString::number(found)));
    }
}

/// Everywhere the head of a long row, on pages that lead round and round.
void TestRawRows::hostileBytesCostLittle()
{
    QByteArray bytes;
    // Head of 7 bytes: a text of nothing, a number, nothing, bytes for four pages; then the number of a page.
    const QByteArray head = QByteArray::fromHex("070d010081f97e00000002");
    const QByteArray page = head.repeated(RawRows::pageSize / head.size() + 1).left(RawRows::pageSize);
    for (int number = 1; number <= 64; ++number)
        bytes += number == 2 ? QByteArray::fromHex("00000002") + page.mid(4) : page;
    qint64 given = 0;
    qint64 times = 0;
    RawRows(bytes, {}).each(form, [&](const Row &row) {
        given += row[4].toByteArray().size();
        ++times;
        return false;
    });
    QVERIFY(times > 0);
    QVERIFY2(given <= 9 * bytes.size() + 17 * 1024 * 1024, qPrintable(QString::number(given)));
}

QTEST_GUILESS_MAIN(TestRawRows)
#include "tst_raw_rows.moc"
