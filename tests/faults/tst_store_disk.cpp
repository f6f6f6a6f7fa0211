// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/rounds.h"
#include "tests/unit/storage/store_desk.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QRandomGenerator>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace yichuang;
using namespace yichuang::desk;

/// A disk that is full, one that may not be written, and bytes that changed on it.
class TestStoreDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanupTestCase();
    void fullDiskRefusesAndRecovers();
    void pageOnAFullDisk();
    void readOnlyFolderOpensToView();
    void flippedBytesAreFound();
    void cutDatabaseIsFound();

private:
    QString smallDisk(int kiB);

    QTemporaryDir m_holder;
    QStringList m_disks;
};

namespace
{

#ifdef Q_OS_LINUX
/// Mounts a small file system that only this process sees; false where the system does not let us.
bool ownMounts()
{
    static const bool may =
        ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    return may;
}
#endif

/// Fills the disk to the last block.
void fill(const QString &file)
{
    QFile filler(file);
    if (!filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        qFatal("filler");
    for (const qint64 size : {qint64(64 * 1024), qint64(4096), qint64(512), qint64(1)}) {
        while (filler.write(QByteArray(size, 'x')) == size) {
        }
    }
}

} // namespace

void TestStoreDisk::cleanupTestCase()
{
#ifdef Q_OS_LINUX
    for (const QString &disk : m_disks)
        ::umount2(QFile::encodeName(disk).constData(), MNT_DETACH);
#endif
}

QString TestStoreDisk::smallDisk(int kiB)
{
#ifdef Q_OS_LINUX
    if (::geteuid() != 0 || !ownMounts())
        return {};
    const QString at = m_holder.filePath(QString::number(QRandomGenerator::global()->generate64()));
    QDir().mkpath(at);
    const QByteArray options = "size=" + QByteArray::number(kiB) + 'k';
    if (::mount("tmpfs", QFile::encodeName(at).constData(), "tmpfs", 0, options.constData()) != 0) {
        if (errno != EPERM && errno != EACCES)
            qFatal("a small tmpfs cannot be mounted: %s", std::strerror(errno));
        return {};
    }
    m_disks.append(at);
    return at;
#else
    return {};
#endif
}

void TestStoreDisk::fullDiskRefusesAndRecovers()
{
    const QString disk = smallDisk(2048);
    if (disk.isEmpty())
        QSKIP("mounting a small tmpfs is not permitted here");
    const int rounds = roundsOf("YICHUANG_FULL_DISKS", 5);
    for (int round = 0; round < rounds; ++round) {
        Site place;
        place.place.folder = disk + QStringLiteral("/store%1").arg(round);
        place.place.ballastBytes = 256 * 1024;
        auto ledger = place.ledger();
        TAKE(draft, ledger->commit(newCase()));
        fill(disk + QStringLiteral("/filler"));
        // The log and the ballast give some room still; then the disk is full for good, and says so each time.
        const QString id = draft.current.id;
        const QString ballast = place.place.folder + QStringLiteral("/ballast");
        qsizetype history = draft.history.size();
        qsizetype papers = 0;
        for (int tries = 0, refusals = 0; refusals < 3; ++tries) {
            QVERIFY(tries < 1000);
            CommitRequest wish = request(id, {field(QStringLiteral("scope"), QString(3000, QChar(u'a' + tries % 20)))});
            wish.papers = {PaperKind::ReceiptSlip};
            const auto tried = ledger->commit(wish);
            if (tried) {
                QCOMPARE(tried->history.size(), ++history);
                ++papers;
                refusals = 0;
            } else {
                QCOMPARE(faultName(tried.error().fault), faultName(Fault::DiskFull));
                ++refusals;
            }
            TAKE(same, ledger->load(id));
            QCOMPARE(same.history.size(), history);
            TAKE(jobs, ledger->printJobs());
            QCOMPARE(jobs.size(), papers);
        }
        // The ballast was let go: what tidies still works, new work waits until there is room for it again.
        QVERIFY(!QFile::exists(ballast));
        WORKS(ledger->markSent({draft.history[0].id}));
        QVERIFY(QFile::remove(disk + QStringLiteral("/filler")));
        TAKE(again, ledger->commit(request(id, {{OperationKind::Received, {}}})));
        QCOMPARE(again.history.size(), history + 1);
        QCOMPARE(QFileInfo(ballast).size(), place.place.ballastBytes);
        WORKS(ledger->verify());
        ledger.reset();
        WORKS(place.ledger()->verify());
        QVERIFY(QDir(place.place.folder).removeRecursively());
    }
}

void TestStoreDisk::pageOnAFullDisk()
{
    const QString disk = smallDisk(2048);
    if (disk.isEmpty())
        QSKIP("mounting a small tmpfs is not permitted here");
    Site place;
    place.place.folder = disk + QStringLiteral("/store");
    auto ledger = place.ledger();
    const QByteArray bytes(3 * 1024 * 1024, 'p');
    FAILS_WITH(Fault::DiskFull, ledger->putPage(bytes, QStringLiteral("image/png"), {}));
    QDirIterator left(place.place.folder + QStringLiteral("/pages"), QDir::Files, QDirIterator::Subdirectories);
    QVERIFY2(!left.hasNext(), "no torn page is left behind");
    TAKE(small, ledger->putPage(bytes.left(1000), QStringLiteral("image/png"), {}));
    TAKE(read, ledger->page(small.blob));
    QCOMPARE(read, bytes.left(1000));
}

void TestStoreDisk::readOnlyFolderOpensToView()
{
#ifdef Q_OS_UNIX
    const int rounds = roundsOf("YICHUANG_READ_ONLY", 2);
    for (int round = 0; round < rounds; ++round) {
        const bool cut = round % 2 == 1;
        Site made;
        TAKE(draft, made.ledger()->commit(newCase()));
        auto ledger = made.ledger();
        TAKE(received, ledger->commit(request(draft.current.id, {{OperationKind::Received, {}}})));
        std::unique_ptr<Site> image;
        if (cut)
            image = made.image(); // what is committed lies in the log still
        else
            ledger.reset();
        Site &place = cut ? *image : made;
        QCOMPARE(QFileInfo(place.place.folder + QStringLiteral("/store.db-wal")).size() > 0, cut);
        const QByteArray folder = QFile::encodeName(place.place.folder);
        QVERIFY(::chmod(QFile::encodeName(place.folder.path()).constData(), 0755) == 0);
        QVERIFY(::chmod(folder.constData(), 0555) == 0);
        for (const QFileInfo &file : QDir(place.place.folder).entryInfoList(QDir::Files))
            QVERIFY(::chmod(QFile::encodeName(file.filePath()).constData(), 0444) == 0);
        const bool root = ::geteuid() == 0;
        if (root)
            QVERIFY(::setresuid(65534, 65534, 0) == 0);
        auto view = place.closedLedger();
        const auto opened = view->open();
        const auto loaded = view->load(draft.current.id);
        const auto listed = view->list(QStringLiteral("li"), {}, 10);
        const auto refused = view->commit(newCase());
        const auto refusedPage = view->putPage("x", QStringLiteral("image/png"), {});
        const auto reason = view->viewOnly();
        view.reset();
        if (root)
            QVERIFY(::setresuid(0, 0, 0) == 0);
        QVERIFY(::chmod(folder.constData(), 0755) == 0);
        WORKS(opened);
        WORKS(loaded);
        QCOMPARE(loaded->current, received.current);
        QCOMPARE(listed->size(), 1);
        QVERIFY(reason);
        QCOMPARE(reason->fault, Fault::StoreReadOnly);
        FAILS_WITH(Fault::StoreReadOnly, refused);
        FAILS_WITH(Fault::StoreReadOnly, refusedPage);
        for (const QFileInfo &file : QDir(place.place.folder).entryInfoList(QDir::Files))
            QVERIFY(::chmod(QFile::encodeName(file.filePath()).constData(), 0600) == 0);
        WORKS(place.ledger()->commit(newCase()));
    }
#else
    QSKIP("permissions of Unix");
#endif
}

void TestStoreDisk::flippedBytesAreFound()
{
    Site place;
    QStringList cases;
    QList<Case> before;
    {
        auto ledger = place.ledger();
        for (int i = 0; i < 12; ++i) {
            TAKE(draft, ledger->commit(newCase()));
            TAKE(received, ledger->commit(request(draft.current.id, {{OperationKind::Received, {}}})));
            cases.append(draft.current.id);
            before.append(received.current);
        }
    }
    QFile original(place.place.folder + QStringLiteral("/store.db"));
    QVERIFY(original.open(QIODevice::ReadOnly));
    const QByteArray good = original.readAll();
    original.close();
    QRandomGenerator random(20261123);
    int found = 0;
    int harmless = 0;
    for (int round = 0; round < roundsOf("YICHUANG_FLIPS", 150); ++round) {
        QByteArray bytes = good;
        const qsizetype at = random.bounded(static_cast<int>(bytes.size()));
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.bounded(8)));
        QFile file(place.place.folder + QStringLiteral("/store.db"));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
        file.close();
        auto ledger = place.closedLedger();
        auto verdict = ledger->open();
        if (verdict)
            verdict = ledger->verify();
        if (!verdict) {
            ++found;
            const Fault fault = verdict.error().fault;
            const bool clear = fault == Fault::StoreDamaged || fault == Fault::SealBroken || fault == Fault::StoreNewer
                               || fault == Fault::KeyMismatch || fault == Fault::StoreUnavailable
                               || fault == Fault::Unsupported;
            QVERIFY2(clear, qPrintable(describe(verdict.error())));
            continue;
        }
        ++harmless;
        // Not found by the check: then nothing that was saved may be another.
        for (qsizetype i = 0; i < cases.size(); ++i) {
            TAKE(loaded, ledger->load(cases[i]));
            QCOMPARE(loaded.current, before[i]);
        }
    }
    qInfo() << found << "found," << harmless << "harmless";
    // Most of a small database is unused room in its pages.
    QVERIFY(found >= 20);
}

void TestStoreDisk::cutDatabaseIsFound()
{
    Site place;
    {
        auto ledger = place.ledger();
        for (int i = 0; i < 12; ++i)
            WORKS(ledger->commit(newCase()));
    }
    QFile file(place.place.folder + QStringLiteral("/store.db"));
    for (const qint64 keep : {file.size() - 4096, file.size() / 2, qint64(5000), qint64(100), qint64(50)}) {
        QVERIFY(file.resize(keep));
        auto ledger = place.closedLedger();
        auto verdict = ledger->open();
        if (verdict)
            verdict = ledger->verify();
        QVERIFY(!verdict);
        QVERIFY2(verdict.error().fault == Fault::StoreDamaged || verdict.error().fault == Fault::StoreUnavailable,
                 qPrintable(describe(verdict.error())));
    }
}

QTEST_GUILESS_MAIN(TestStoreDisk)
#include "tst_store_disk.moc"
