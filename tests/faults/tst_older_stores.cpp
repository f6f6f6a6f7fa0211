// SPDX-License-Identifier: Apache-2.0
#include "app/storage/schema.h"
#include "tests/faults/store_script.h"
#include "tests/faults/troubled_disk.h"

#include <QLoggingCategory>

#include <sqlite3.h>

using namespace yichuang;
using namespace yichuang::desk;

namespace
{

constexpr int steps = 50;

QByteArray tablesOf(int version)
{
    QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/tests/fixtures/stores/version-%1.sql").arg(version));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A connection beside the store's own class: the fixture is not made by what is tested.
class Bare
{
public:
    explicit Bare(const QString &file) { sqlite3_open(file.toUtf8().constData(), &m_database); }
    ~Bare() { sqlite3_close(m_database); }
    Bare(const Bare &) = delete;
    Bare &operator=(const Bare &) = delete;

    [[nodiscard]] bool run(const QByteArray &sql)
    {
        const bool done = sqlite3_exec(m_database, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
        if (!done)
            qWarning("%s", sqlite3_errmsg(m_database));
        return done;
    }
    /// The first column of each row.
    [[nodiscard]] QList<QByteArray> ask(const QByteArray &sql)
    {
        QList<QByteArray> all;
        const auto add = [](void *to, int, char **values, char **) {
            static_cast<QList<QByteArray> *>(to)->append(values[0]);
            return 0;
        };
        sqlite3_exec(m_database, sql.constData(), add, &all, nullptr);
        return all;
    }

private:
    sqlite3 *m_database = nullptr;
};

/// Tables, their columns, and indexes, whatever they were made by.
QStringList shapeOf(const QString &file)
{
    Bare database(file);
    (void)database.run("PRAGMA locking_mode=EXCLUSIVE");
    QStringList shape;
    for (const QByteArray &name : database.ask("SELECT type || ' ' || name FROM sqlite_master")) {
        shape.append(QString::fromUtf8(name));
        const QByteArray table = name.mid(name.indexOf(' ') + 1);
        for (const QByteArray &column : database.ask("SELECT name || ' ' || type || ' ' || \"notnull\" || ' ' || pk "
                                                     "FROM pragma_table_info('"
                                                     + table + "')"))
            shape.append(QString::fromUtf8(table + '.' + column));
    }
    shape.sort();
    return shape;
}

} // namespace

/// Stores that earlier versions of the program wrote: opened by this one, every row readable, whenever the power goes.
class TestOlderStores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachVersionHasItsFixture();
    void everyRowIsReadable_data() { versions(); }
    void everyRowIsReadable();
    void survivesCutsAtEveryChange_data() { versions(); }
    void survivesCutsAtEveryChange();

private:
    static void versions();
    [[nodiscard]] QString file() const { return m_store->place.folder + QStringLiteral("/store.db"); }
    [[nodiscard]] QByteArray aged(int version, bool saysSo);
    void lay(const QByteArray &store);
    [[nodiscard]] Result<QStringList> pictureAfterOpening();

    TroubledDisk m_disk;
    QTemporaryDir m_folder{folderInMemory()};
    chaos::Dice m_dice{7};
    std::unique_ptr<ScriptedPlace> m_store;
    QByteArray m_today;    ///< the store's file, as this version writes it
    QStringList m_picture; ///< what it holds
    QStringList m_shape;
};

void TestOlderStores::initTestCase()
{
    QLoggingCategory::setFilterRules(QStringLiteral("yichuang*=false"));
    m_disk.wipe(1);
    StoreKeys keys;
    keys.master = Secret::fromBytes(QByteArray(32, 'm'));
    keys.signing = SigningKey::generate(Suite::International).value();
    m_store = std::make_unique<ScriptedPlace>(m_folder.filePath(QStringLiteral("store")), keys);
    {
        auto ledger = m_store->ledger(m_dice);
        WORKS(ledger->open());
        ScriptedCentre centre;
        StoreScript script(*ledger, centre, m_dice, 6'000);
        for (int step = 0; step < steps; ++step)
            WORKS(script.step());
        TAKE(picture, pictureOf(*ledger));
        m_picture = picture;
    }
    QVERIFY(m_picture.size() > 20);
    m_today = m_disk.content(file());
    QVERIFY(m_today.size() > 20'000);
    m_shape = shapeOf(file());
}

void TestOlderStores::versions()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("saysSo");
    for (int version = 1; version < schemaVersion(); ++version) {
        QTest::addRow("version %d", version) << version << true;
        QTest::addRow("version %d, in the header alone", version) << version << false;
    }
}

/// Whoever adds a step runs make.py, and changes none that was released.
void TestOlderStores::eachVersionHasItsFixture()
{
    for (int version = 1; version <= schemaVersion(); ++version)
        QVERIFY2(!tablesOf(version).isEmpty(), qPrintable(QString::number(version)));
    QVERIFY(tablesOf(schemaVersion() + 1).isEmpty());
    const QString made = m_folder.filePath(QStringLiteral("made.db"));
    QVERIFY(Bare(made).run(tablesOf(schemaVersion())));
    QCOMPARE(shapeOf(made), m_shape);
}

/// In the store's place, with the note of its last operation as it was then.
void TestOlderStores::lay(const QByteArray &store)
{
    m_disk.put(file(), store);
    QFile::remove(m_store->place.folder + QStringLiteral("/head"));
}

/// Today's rows in the tables of an older version.
QByteArray TestOlderStores::aged(int version, bool saysSo)
{
    const QString older = m_folder.filePath(QStringLiteral("older.db"));
    m_disk.put(older, {});
    lay(m_today);
    {
        Bare database(older);
        if (!database.run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL;" + tablesOf(version))
            || !database.run("ATTACH '" + file().toUtf8() + "' AS today; BEGIN"))
            return {};
        for (const QByteArray &table :
             database.ask("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
            const QByteArray columns =
                database.ask("SELECT group_concat(name) FROM pragma_table_info('" + table + "')").constFirst();
            QByteArray copy =
                "INSERT INTO main." + table + "(" + columns + ") SELECT " + columns + " FROM today." + table;
            if (!database.run(copy))
                return {};
        }
        const QByteArray stamp =
            saysSo ? "UPDATE main.meta SET value = '" + QByteArray::number(version) + "' WHERE name = 'schema'"
                   : QByteArray("DELETE FROM main.meta WHERE name = 'schema'");
        if (!database.run(stamp) || !database.run("COMMIT; DETACH today"))
            return {};
    }
    return m_disk.content(older);
}

Result<QStringList> TestOlderStores::pictureAfterOpening()
{
    auto ledger = m_store->ledger(m_dice);
    if (auto opened = ledger->open(); !opened)
        return failure(opened.error());
    if (auto sound = ledger->verify(); !sound)
        return failure(sound.error());
    return pictureOf(*ledger);
}

void TestOlderStores::everyRowIsReadable()
{
    QFETCH(int, version);
    QFETCH(bool, saysSo);
    const QByteArray older = aged(version, saysSo);
    QVERIFY(!older.isEmpty());
    lay(older);
    QVERIFY(shapeOf(file()) != m_shape);
    TAKE(picture, pictureAfterOpening());
    QCOMPARE(picture, m_picture);
    QCOMPARE(shapeOf(file()), m_shape);
    QCOMPARE(integrityOf(file()), QStringLiteral("ok"));
    auto ledger = m_store->ledger(chaos::Dice(8));
    WORKS(ledger->open());
    WORKS(ledger->commit(newCase()));
    WORKS(ledger->verify());
}

void TestOlderStores::survivesCutsAtEveryChange()
{
    QFETCH(int, version);
    QFETCH(bool, saysSo);
    const QByteArray older = aged(version, saysSo);
    QVERIFY(!older.isEmpty());
    int cuts = 0;
    for (bool cut = true; cut; ++cuts) {
        m_disk.wipe(static_cast<quint64>(cuts) + 1);
        lay(older);
        m_disk.cutAt(cuts + 1);
        (void)m_store->ledger(m_dice)->open();
        cut = m_disk.isCut();
        m_disk.cutAt(0);
        m_disk.powerUp(m_store->place.folder);
        TAKE(picture, pictureAfterOpening());
        QCOMPARE(picture, m_picture);
        QCOMPARE(shapeOf(file()), m_shape);
    }
    qInfo() << cuts - 1 << "cuts";
    QVERIFY(cuts > 5);
}

QTEST_GUILESS_MAIN(TestOlderStores)
#include "tst_older_stores.moc"
