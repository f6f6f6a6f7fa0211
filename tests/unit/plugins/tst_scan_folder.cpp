// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/folder/folder_source.h"
#include "tests/fakes/manual_clock.h"

#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;
using namespace yichuang::folder;

namespace
{

QByteArray picture(const char *format, int grey = 90)
{
    QImage image(80, 60, QImage::Format_Grayscale8);
    image.fill(grey);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

QByteArray pdf()
{
    return "%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n";
}

/// A folder, a source upon it, and a clock that only the test moves.
class Copier
{
public:
    Copier() { source.emplace(FolderSource::Options{folder.path(), 20'000, 250}, clock); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    void wait(qint64 ms)
    {
        clock.advance(ms);
        source->look();
    }
    [[nodiscard]] QStringList taken() const
    {
        return QDir(folder.filePath(QStringLiteral("taken"))).entryList(QDir::Files, QDir::Name);
    }
    [[nodiscard]] QStringList left() const { return QDir(folder.path()).entryList(QDir::Files, QDir::Name); }

    QTemporaryDir folder;
    ManualClock clock{QDateTime(QDate(2026, 2, 13), QTime(10, 0), Qt::UTC)};
    std::optional<FolderSource> source;
};

} // namespace

class TestScanFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileIsTakenWhenItRests();
    void namesAndLocksOfUnfinishedFilesAreHeeded();
    void whatBreaksOffIsNotWhole();
    void aBatchTakesWhatComesAndMovesItAway();
    void aFileThatIsStillWrittenWaits();
    void endedBetweenTheTwoItComesOnceMore();
    void nothingIsEverOverwritten();
    void anEmptyFolderIsSaid();
    void aFolderThatIsNotThereIsSaid();
};

void TestScanFolder::aFileIsTakenWhenItRests()
{
    WholeFiles files(1'500);
    QVERIFY(files.look({{QStringLiteral("a.pdf"), 10, 1}}, 0).isEmpty());
    QVERIFY(files.look({{QStringLiteral("a.pdf"), 20, 1}}, 1'000).isEmpty());
    QVERIFY(files.look({{QStringLiteral("a.pdf"), 20, 1}}, 2'000).isEmpty());
    QVERIFY(files.look({{QStringLiteral("a.pdf"), 20, 2}}, 2'400).isEmpty()); // written anew, as large as before
    QCOMPARE(files.look({{QStringLiteral("a.pdf"), 20, 2}}, 3'900), QStringList{QStringLiteral("a.pdf")});
    QVERIFY(files.look({{QStringLiteral("b.pdf"), 0, 1}}, 4'000).isEmpty());
    QVERIFY(files.look({{QStringLiteral("b.pdf"), 0, 1}}, 9'000).isEmpty()); // empty: nothing was written yet
}

void TestScanFolder::namesAndLocksOfUnfinishedFilesAreHeeded()
{
    WholeFiles files(100);
    const QList<SeenFile> seen{{QStringLiteral(".a.pdf"), 5, 1},     {QStringLiteral("~a.pdf"), 5, 1},
                               {QStringLiteral("a.pdf.part"), 5, 1}, {QStringLiteral("a.tmp"), 5, 1},
                               {QStringLiteral("b.pdf"), 5, 1},      {QStringLiteral("b.pdf.lck"), 1, 1},
                               {QStringLiteral("C.JPG"), 5, 1},      {QStringLiteral("notes.txt"), 5, 1}};
    QVERIFY(files.look(seen, 0).isEmpty());
    QCOMPARE(files.look(seen, 1'000), QStringList{QStringLiteral("C.JPG")});
    // The lock goes: the file must rest from there on.
    const QList<SeenFile> unlocked{{QStringLiteral("b.pdf"), 5, 1}};
    QVERIFY(files.look(unlocked, 1'050).isEmpty());
    QCOMPARE(files.look(unlocked, 1'200), QStringList{QStringLiteral("b.pdf")});
}

void TestScanFolder::whatBreaksOffIsNotWhole()
{
    QCOMPARE(wholePage(pdf())->mime, QStringLiteral("application/pdf"));
    QVERIFY(!wholePage(pdf().chopped(12)));
    for (const char *format : {"JPG", "PNG", "BMP"}) {
        const QByteArray bytes = picture(format);
        const auto page = wholePage(bytes);
        QVERIFY2(page, format);
        QCOMPARE(QSize(page->width, page->height), QSize(80, 60));
        QVERIFY2(!wholePage(bytes.left(bytes.size() / 2)), format);
    }
    QVERIFY(!wholePage("rubbish"));
    QVERIFY(!wholePage({}));
}

void TestScanFolder::aBatchTakesWhatComesAndMovesItAway()
{
    Copier copier;
    copier.write(QStringLiteral("2.jpg"), picture("JPG"));
    copier.write(QStringLiteral("1.pdf"), pdf());
    copier.write(QStringLiteral("broken.png"), picture("PNG").chopped(30));
    QSignalSpy scanned(&*copier.source, &PageSource::pageScanned);
    QSignalSpy finished(&*copier.source, &PageSource::finished);
    copier.source->scan({});
    copier.wait(0);
    copier.wait(1'600);
    QCOMPARE(scanned.count(), 1);
    QCOMPARE(scanned.at(0).at(0).value<ScannedPage>().name, QStringLiteral("1.pdf"));
    QVERIFY(copier.taken().isEmpty()); // not before the window has it
    copier.wait(10);
    QCOMPARE(scanned.count(), 2);
    QCOMPARE(copier.taken(), QStringList{QStringLiteral("1.pdf")});
    copier.wait(10);
    QCOMPARE(copier.taken(), (QStringList{QStringLiteral("1.pdf"), QStringLiteral("2.jpg")}));
    QCOMPARE(finished.count(), 0);
    copier.wait(21'000);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished.at(0).at(0).toInt(), 2);
    QVERIFY(!finished.at(0).at(1).value<std::optional<Reason>>());
    QCOMPARE(copier.left(), QStringList{QStringLiteral("broken.png")});
}

void TestScanFolder::aFileThatIsStillWrittenWaits()
{
    Copier copier;
    const QByteArray whole = picture("PNG");
    QSignalSpy scanned(&*copier.source, &PageSource::pageScanned);
    copier.source->scan({});
    for (qsizetype size = 8; size < whole.size(); size += 16) {
        copier.write(QStringLiteral("a.png"), whole.left(size));
        copier.wait(1'000);
    }
    QCOMPARE(scanned.count(), 0);
    copier.write(QStringLiteral("a.png"), whole);
    copier.wait(0);
    copier.wait(1'600);
    QCOMPARE(scanned.count(), 1);
}

void TestScanFolder::endedBetweenTheTwoItComesOnceMore()
{
    Copier copier;
    copier.write(QStringLiteral("a.png"), picture("PNG"));
    {
        QSignalSpy scanned(&*copier.source, &PageSource::pageScanned);
        copier.source->scan({});
        copier.wait(0);
        copier.wait(1'600);
        QCOMPARE(scanned.count(), 1);
    }
    // The helper is killed here.
    copier.source.emplace(FolderSource::Options{copier.folder.path(), 20'000, 250}, copier.clock);
    QCOMPARE(copier.left(), QStringList{QStringLiteral("a.png")});
    QSignalSpy again(&*copier.source, &PageSource::pageScanned);
    copier.source->scan({});
    copier.wait(0);
    copier.wait(1'600);
    QCOMPARE(again.count(), 1);
    copier.wait(10);
    QCOMPARE(copier.taken(), QStringList{QStringLiteral("a.png")});
}

void TestScanFolder::nothingIsEverOverwritten()
{
    Copier copier;
    for (int round = 0; round < 3; ++round) {
        copier.write(QStringLiteral("scan.png"), picture("PNG", 50 + 50 * round));
        ScanRequest one;
        one.feeder = false;
        copier.source->scan(one);
        copier.wait(0);
        copier.wait(1'600);
        copier.wait(10);
    }
    QCOMPARE(copier.taken(),
             (QStringList{QStringLiteral("scan-2.png"), QStringLiteral("scan-3.png"), QStringLiteral("scan.png")}));
}

void TestScanFolder::anEmptyFolderIsSaid()
{
    Copier copier;
    QSignalSpy finished(&*copier.source, &PageSource::finished);
    copier.source->scan({});
    copier.wait(19'000);
    QCOMPARE(finished.count(), 0);
    copier.wait(1'000);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished.at(0).at(1).value<std::optional<Reason>>()->fault, Fault::FeederEmpty);
}

void TestScanFolder::aFolderThatIsNotThereIsSaid()
{
    const ManualClock clock{QDateTime(QDate(2026, 2, 13), QTime(10, 0), Qt::UTC)};
    FolderSource source({QStringLiteral("/nonexistent/scans"), 20'000, 250}, clock);
    QSignalSpy finished(&source, &PageSource::finished);
    source.scan({});
    source.look();
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished.at(0).at(1).value<std::optional<Reason>>()->fault, Fault::ScannerMissing);
}

QTEST_GUILESS_MAIN(TestScanFolder)
#include "tst_scan_folder.moc"
