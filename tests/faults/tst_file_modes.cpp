// SPDX-License-Identifier: Apache-2.0
#include "app/base/log.h"
#include "app/storage/mending.h"
#include "tests/unit/secrets/enrolled_window.h"
#include "tests/unit/storage/store_desk.h"

#include <QDirIterator>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace yichuang;
using namespace yichuang::desk;

namespace
{

constexpr QFileDevice::Permissions ofOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
                                              | QFileDevice::ReadOther | QFileDevice::WriteOther
                                              | QFileDevice::ExeOther;

/// Files and folders below `folder` in which somebody else could look, by name; how many there are is counted.
QStringList openToOthers(const QString &folder, int &files)
{
    QStringList found;
    QDirIterator all(folder, QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot,
                     QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QFileInfo file(all.next());
        files += file.isFile() ? 1 : 0;
        if (file.isFile() && (file.permissions() & ofOthers) != 0)
            found.append(QDir(folder).relativeFilePath(file.filePath()));
    }
    if ((QFileInfo(folder).permissions() & ofOthers) != 0)
        found.append(QStringLiteral("the folder"));
    return found;
}

} // namespace

/// Store, log, pages, backups, what was set aside, keys and the program's log are for their owner alone, whatever the
/// machine gives to new files.
class TestFileModes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theStore();
    void theKeys();

private:
    void look(const QString &folder, const char *when, const QStringList &mustBeThere);
};

void TestFileModes::initTestCase()
{
#ifdef Q_OS_UNIX
    ::umask(0);
    QTemporaryDir folder;
    QFile open(folder.filePath(QStringLiteral("open")));
    QVERIFY(open.open(QIODevice::WriteOnly));
    int files = 0;
    QVERIFY(openToOthers(folder.path(), files).contains(QStringLiteral("open"))); // it would be seen
#else
    QSKIP("permissions of Unix");
#endif
}

void TestFileModes::look(const QString &folder, const char *when, const QStringList &mustBeThere)
{
    for (const QString &name : mustBeThere)
        QVERIFY2(QFileInfo::exists(folder + u'/' + name), qPrintable(QLatin1String(when) + u' ' + name));
    int files = 0;
    const QStringList found = openToOthers(folder, files);
    QVERIFY2(found.isEmpty(), qPrintable(QLatin1String(when) + u' ' + found.join(u' ')));
    QVERIFY(files >= mustBeThere.size());
}

void TestFileModes::theStore()
{
    Site site;
    const QString folder = site.place.folder;
    const QString database = QStringLiteral("store.db");
    const QString log = QStringLiteral("store.db-wal");
    site.place.mends = true;
    auto ledger = site.ledger();
    installLog(folder + QStringLiteral("/yichuang.log"));
    TAKE(page, ledger->putPage(QByteArray(9'000, 'p'), QStringLiteral("image/png"), QStringLiteral("页")));
    TAKE(draft, ledger->commit(newCase()));
    WORKS(ledger->commit(request(draft.current.id, {material(page), {OperationKind::Received, {}}})));
    qWarning("a line");
    look(folder, "at work",
         {database, log, QStringLiteral("head"), QStringLiteral("ballast"), QStringLiteral("yichuang.log"),
          QStringLiteral("pages")});
    bool whole = false;
    while (!whole) {
        TAKE(file, ledger->backUpSome());
        look(folder, "while a backup is made", {QStringLiteral("backup")});
        whole = file.has_value();
        if (whole)
            WORKS(placeBackup(*file));
    }
    QCOMPARE(backupsIn(Mending::backupFolder(site.place)).size(), 1);
    look(folder, "with a backup", {database, log});
    ledger.reset();
    look(folder, "closed", {database});
    QFile damaged(folder + u'/' + database);
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    QVERIFY(damaged.seek(3) && damaged.write("x") == 1);
    damaged.close();
    ledger = site.ledger();
    QVERIFY(ledger->mended());
    look(folder, "mended", {database, log, QStringLiteral("set-aside")});
    installLog();
}

void TestFileModes::theKeys()
{
    EnrolledWindow window;
    const auto vault = window.vault();
    window.enrol(*vault);
    WORKS(vault->admit(window.session(QStringLiteral("li")), QStringLiteral("2468 and more")));
    QVERIFY(!vault->unlock(QStringLiteral("li"), QStringLiteral("1357 and more")));
    TAKE(keys, vault->unlock(QStringLiteral("li"), QStringLiteral("2468 and more")));
    WORKS(vault->beginRotation(keys.master));
    look(window.folder(), "the vault", {});
}

QTEST_GUILESS_MAIN(TestFileModes)
#include "tst_file_modes.moc"
