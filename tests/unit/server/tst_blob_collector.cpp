// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/blob_collector.h"

#include "app/crypto/digest.h"
#include "app/server/store/cases.h"
#include "app/server/store/epochs.h"
#include "app/server/store/page_book.h"
#include "tests/fakes/both_stores.h"
#include "tests/fakes/manual_clock.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace yichuang;
using namespace yichuang::server;

namespace
{

const QString hall = QStringLiteral("130102");
constexpr std::chrono::hours grace{7 * 24};

/// Files at which something happens before or after one is removed.
class WatchedFiles final : public BlobStore
{
public:
    explicit WatchedFiles(const QString &folder) : m_files(folder) {}
    std::function<void(const QString &)> before = [](const QString &) {};
    std::function<void(const QString &)> after = [](const QString &) {};

    Result<bool> has(const QString &of, const QString &blob) const override { return m_files.has(of, blob); }
    Result<QList<int>> chunks(const QString &of, const QString &blob) const override
    {
        return m_files.chunks(of, blob);
    }
    Result<Done> putChunk(const QString &of, const QString &blob, int number, const QByteArray &bytes) override
    {
        return m_files.putChunk(of, blob, number, bytes);
    }
    Result<Done> complete(const QString &of, const QString &blob, qint64 size, int count) override
    {
        return m_files.complete(of, blob, size, count);
    }
    Result<QByteArray> read(const QString &of, const QString &blob) const override { return m_files.read(of, blob); }
    Result<Done> remove(const QString &of, const QString &blob) override
    {
        before(blob);
        auto removed = m_files.remove(of, blob);
        after(blob);
        return removed;
    }
    Result<QStringList> list(const QString &of, const QString &name, int most) const override
    {
        return m_files.list(of, name, most);
    }
    Result<QStringList> abandoned(const QString &of, const QDateTime &olderThan, int most) const override
    {
        return m_files.abandoned(of, olderThan, most);
    }
    Result<Done> dropChunks(const QString &of, const QString &blob) override { return m_files.dropChunks(of, blob); }

private:
    BlobFiles m_files;
};

QString put(BlobStore &blobs, const QByteArray &bytes)
{
    const QString blob = sha256Hex(bytes);
    if (!blobs.putChunk(hall, blob, 0, bytes) || !blobs.complete(hall, blob, bytes.size(), 1))
        qFatal("put");
    return blob;
}

} // namespace

/// Pages go only where no accepted operation can need them.
class TestBlobCollector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sql.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        m_place = emptyPlace(m_dir->path());
        m_sql = *Sql::open(m_place);
        QVERIFY(migrate(*m_sql));
        m_sql->begin();
        m_sql->run("INSERT INTO hall (hall, name, epoch, sequence, backed_up_through, centre_sequence, centre_hash)"
                   " VALUES (?, 'h', 1, 0, 0, 0, '')",
                   {hall});
        QVERIFY(m_sql->commit());
        m_blobs = std::make_unique<WatchedFiles>(m_dir->filePath(QStringLiteral("blobs")));
        m_collector = std::make_unique<BlobCollector>(*m_blobs, hall, grace, m_clock);
    }

    void whatNothingRefersToGoesAfterTheGrace()
    {
        const QString forgotten = put(*m_blobs, "forgotten");
        const QString named = put(*m_blobs, "named");
        refer(named);
        QCOMPARE(round().met, 1);
        later(grace - std::chrono::hours(1));
        QCOMPARE(round().removed, 0);
        later(std::chrono::hours(2));
        QCOMPARE(m_collector->wouldCollect(*m_sql)->removed, 1);
        QVERIFY(here(forgotten)); // that was only asked
        QCOMPARE(round().removed, 1);
        QVERIFY(!here(forgotten));
        QVERIFY(here(named));
        later(10 * grace);
        QCOMPARE(round().removed, 0);
        QVERIFY(here(named));
    }

    void whoAsksKeepsItForAWhile()
    {
        const QString page = put(*m_blobs, "asked for");
        (void)round();
        later(grace - std::chrono::hours(1));
        QVERIFY(!isKept(*m_sql, hall, page, m_clock.now(), grace));
        QVERIFY(keep(page));
        QVERIFY(isKept(*m_sql, hall, page, m_clock.now(), grace));
        later(std::chrono::hours(2));
        QCOMPARE(round().removed, 0);
        QVERIFY(here(page));
    }

    void aPageNamedBeforeItCameIsKnown()
    {
        const QString page = sha256Hex("to come");
        refer(page);
        QVERIFY(isKept(*m_sql, hall, page, m_clock.now(), grace));
        QCOMPARE(put(*m_blobs, "to come"), page);
        later(3 * grace);
        (void)round();
        QVERIFY(here(page));
    }

    /// The operation is taken in by another process just as the page is being removed.
    void oneThatIsNamedMeanwhileIsNotSaidToBeHere()
    {
        const QString page = forgottenPage();
        const auto other = *Sql::open(m_place);
        bool whileRemoving = true;
        m_blobs->before = [&](const QString &blob) {
            other->begin(hall);
            referToPages(*other, hall, {PageRef{blob, {}, {}, 1}});
            whileRemoving = keepPage(*other, hall, blob, m_clock.now());
            QVERIFY(other->commit());
            QVERIFY(!isKept(*other, hall, blob, m_clock.now(), grace));
        };
        QCOMPARE(round().removed, 1);
        QVERIFY(!whileRemoving); // its window was told that it is not here
        m_blobs->before = [](const QString &) {};
        QVERIFY(isKept(*m_sql, hall, page, m_clock.now(), grace)); // from now on it may come anew, and stays
        QCOMPARE(put(*m_blobs, "forgotten"), page);
        later(3 * grace);
        QCOMPARE(round().removed, 0);
        QVERIFY(here(page));
    }

    /// Named or asked for just before: then it stays.
    void oneThatIsNamedFirstStays()
    {
        const QString named = forgottenPage();
        const QString asked = put(*m_blobs, "asked");
        refer(named);
        QVERIFY(keep(asked));
        QCOMPARE(round().removed, 0);
        QVERIFY(here(named) && here(asked));
    }

    void twoRoundsAtOnceDoNotMeet()
    {
        (void)forgottenPage();
        const auto other = *Sql::open(m_place);
        BlobCollector beside(*m_blobs, hall, grace, m_clock);
        int removedBeside = -1;
        m_blobs->before = [&](const QString &) {
            if (removedBeside < 0)
                removedBeside = beside.round(*other)->removed;
        };
        QCOMPARE(round().removed, 1);
        QCOMPARE(removedBeside, 0);
    }

    /// This program again, which SIGKILL ends between file and row or before the file.
    void itCanBeKilledAndRunAgain()
    {
        for (const char *when : {"before", "after"}) {
            const QString page = forgottenPage();
            QProcess process;
            process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            process.start(QCoreApplication::applicationFilePath(),
                          {QStringLiteral("--collect"), QLatin1String(when), m_place.name, m_dir->path(),
                           QString::number(m_clock.now().toMSecsSinceEpoch())});
            QVERIFY(process.waitForFinished(60'000));
            QCOMPARE(process.exitStatus(), QProcess::CrashExit);
            QCOMPARE(here(page), QByteArray(when) == "before");
            QVERIFY(!keep(page)); // nobody is told that it is here
            QCOMPARE(round().removed, 0);
            later(BlobCollector::removing + std::chrono::minutes(1));
            QCOMPARE(round().removed, 1);
            QVERIFY(!here(page));
            QVERIFY(keep(page)); // and now it may come anew
            QCOMPARE(put(*m_blobs, "forgotten"), page);
            QCOMPARE(round().removed, 0);
            QVERIFY(here(page));
            later(3 * grace);
            QCOMPARE(round().removed, 1);
        }
    }

    void anUploadThatWasGivenUpGoes()
    {
        const QString old = sha256Hex("old");
        const QString young = sha256Hex("young");
        QVERIFY(m_blobs->putChunk(hall, old, 0, "ol"));
        m_clock.setWall(QDateTime::currentDateTimeUtc().addMSecs(std::chrono::milliseconds(grace).count() + 60'000));
        QCOMPARE(round().dropped, 1);
        QVERIFY(m_blobs->chunks(hall, old)->isEmpty());
        m_clock.setWall(QDateTime::currentDateTimeUtc());
        QVERIFY(m_blobs->putChunk(hall, young, 0, "you"));
        QCOMPARE(round().dropped, 0);
        QCOMPARE(*m_blobs->chunks(hall, young), QList<int>{0});
    }

    void aRoundIsBounded()
    {
        for (int i = 0; i < BlobCollector::mostRemoved + 5; ++i)
            (void)put(*m_blobs, "page " + QByteArray::number(i));
        (void)round();
        later(2 * grace);
        const Collected first = round();
        QCOMPARE(first.removed, BlobCollector::mostRemoved);
        QVERIFY(first.more);
        const Collected second = round();
        QCOMPARE(second.removed, 5);
        QVERIFY(!second.more);
    }

    /// After a restore the operations that named them may be on their way again.
    void aRestoreBeginsTheirTimeAnew()
    {
        const QString page = forgottenPage();
        m_sql->begin(hall);
        beginEpoch(*m_sql, hall, m_clock.now(), systemRandom());
        QVERIFY(m_sql->commit());
        QCOMPARE(round().removed, 0);
        QVERIFY(here(page));
    }

    void anotherHallsPagesAreNotTouched()
    {
        const QString page = forgottenPage();
        BlobCollector others(*m_blobs, QStringLiteral("130104"), grace, m_clock);
        QCOMPARE(others.round(*m_sql)->removed, 0);
        QVERIFY(here(page));
    }

    void acceptingAnOperationNamesItsPages()
    {
        const QString page = put(*m_blobs, "of a case");
        Operation operation;
        operation.id = newId(m_clock, systemRandom());
        operation.caseId = newId(m_clock, systemRandom());
        operation.device = QStringLiteral("130102-03-1");
        operation.kind = OperationKind::MaterialAdded;
        operation.payload = {
            {QStringLiteral("material"), QStringLiteral("m1")},
            {QStringLiteral("source"), QStringLiteral("scan")},
            {QStringLiteral("pages"), QJsonArray{QJsonObject{{QStringLiteral("blob"), page},
                                                             {QStringLiteral("mime"), QStringLiteral("image/jpeg")},
                                                             {QStringLiteral("name"), QStringLiteral("1")},
                                                             {QStringLiteral("size"), 9}}}}};
        Case after;
        after.id = operation.caseId;
        after.version = 1;
        after.matterCode = QStringLiteral("m");
        after.openedAt = m_clock.now();
        m_sql->begin(hall);
        (void)appendOperation(*m_sql, hall, after, operation, m_clock.now());
        QVERIFY(m_sql->commit());
        later(3 * grace);
        QCOMPARE(round().removed, 0);
        QVERIFY(here(page));
    }

private:
    void later(std::chrono::milliseconds time) { m_clock.advance(time.count()); }
    [[nodiscard]] bool here(const QString &blob) const { return *m_blobs->has(hall, blob); }
    Collected round() const
    {
        const auto done = m_collector->round(*m_sql);
        if (!done)
            qFatal("%s", qPrintable(describe(done.error())));
        return *done;
    }
    QString forgottenPage()
    {
        QString page = put(*m_blobs, "forgotten");
        (void)round();
        later(grace + std::chrono::hours(1));
        return page;
    }
    void refer(const QString &blob)
    {
        m_sql->begin(hall);
        referToPages(*m_sql, hall, {PageRef{blob, {}, {}, 1}});
        QVERIFY(m_sql->commit());
    }
    bool keep(const QString &blob)
    {
        m_sql->begin(hall);
        const bool kept = keepPage(*m_sql, hall, blob, m_clock.now());
        return m_sql->commit() && kept;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    SqlPlace m_place;
    std::unique_ptr<Sql> m_sql;
    std::unique_ptr<WatchedFiles> m_blobs;
    ManualClock m_clock{QDateTime({2026, 11, 23}, {1, 0}, Qt::UTC)};
    std::unique_ptr<BlobCollector> m_collector;
};

namespace
{

/// The other half of itCanBeKilledAndRunAgain().
int collectOnly(const QStringList &arguments)
{
    const auto sql = Sql::open({arguments[3]});
    WatchedFiles blobs(arguments[4] + QStringLiteral("/blobs"));
    (arguments[2] == QLatin1String("before") ? blobs.before : blobs.after) = [](const QString &) {
        ::kill(::getpid(), SIGKILL);
    };
    const ManualClock clock(QDateTime::fromMSecsSinceEpoch(arguments[5].toLongLong(), Qt::UTC));
    BlobCollector collector(blobs, hall, grace, clock);
    return sql && collector.round(**sql) ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc == 6 && qstrcmp(argv[1], "--collect") == 0)
        return collectOnly(QCoreApplication::arguments());
    return onBothStores([&] {
        TestBlobCollector test;
        return QTest::qExec(&test, argc, argv);
    });
}
#include "tst_blob_collector.moc"
