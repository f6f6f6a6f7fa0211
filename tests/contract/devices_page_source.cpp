// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_page_source.h"
#include "tests/contract/devices_launch.h"
#include "tests/fakes/scripted_devices.h"
#include "tests/fixtures/desk/desk_scene.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

namespace
{

using Finished = std::optional<Reason>;

ScannedPage drawnPage()
{
    QImage image(620, 877, QImage::Format_Grayscale8);
    image.fill(200);
    image.setDotsPerMeterX(2953); // 75 dpi
    image.setDotsPerMeterY(2953);
    ScannedPage page{{}, QStringLiteral("image/jpeg"), image.width(), image.height(), 75, {}};
    QBuffer buffer(&page.bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG");
    return page;
}

DriverLaunch badLaunch(const QJsonObject &settings)
{
    DriverLaunch launch = launchOf(QStringLiteral("bad"), settings);
    launch.plugins = QStringLiteral(YICHUANG_BINARY_DIR "/tests/badplugins");
    launch.patience.busyMs = 1'500;
    launch.patience.idleMs = 3'000;
    launch.patience.cancelMs = 300;
    return launch;
}

} // namespace

class DevicesPageSource : public QObject
{
    Q_OBJECT

public:
    DevicesPageSource()
    {
        QFile config(m_sane.filePath(QStringLiteral("dll.conf")));
        if (config.open(QIODevice::WriteOnly))
            config.write("test\n");
    }

private Q_SLOTS:
    void keepsTheContract_data() { rigs(); }
    void keepsTheContract();
    void anEmptyFeederIsSaid_data() { rigs(); }
    void anEmptyFeederIsSaid();
    void cancelKeepsThePages_data() { rigs(); }
    void cancelKeepsThePages();
    void eachSaysWhatItCan_data() { rigs(); }
    void eachSaysWhatItCan();
    void bothSidesOfACardAreOnePage();
    void doubtfulPagesCarryFlags();
    void aCameraThatIsNotThereIsSaid();
    void saneGivesTenPagesAndEnds();
    void saneTakesOnePageFromTheGlass();
    void saneNamesEachStatus_data();
    void saneNamesEachStatus();
    void aCrashKeepsThePages();
    void aHangIsEnded();
    void aDriverDeafToCancelIsKilled();
    void aNoisyLibraryDoesNoHarm();
    void aDriverThatFloodsOrLiesIsEnded_data();
    void aDriverThatFloodsOrLiesIsEnded();
    void aDriverOfTheSiteMustBeOnTheList();
    void aCrashEndsTheCallThatWaits();

private:
    void rigs();
    std::unique_ptr<PageSource> source(int which, bool empty = false);
    [[nodiscard]] QJsonObject saneSettings(const QJsonObject &options = {}) const;
    static Finished endOf(const QSignalSpy &finished) { return finished.last().at(1).value<Finished>(); }

    /// Pictures of a desk on which so many sheets are laid one after the other.
    void layUnderCamera(int sheets);
    /// So many files of a copier.
    void copyIntoFolder(int files);

    QTemporaryDir m_sane;
    std::unique_ptr<QTemporaryDir> m_peer;
};

void DevicesPageSource::rigs()
{
    QTest::addColumn<int>("which");
    QTest::newRow("SANE's test backend") << 0;
    QTest::newRow("simulator") << 1;
    QTest::newRow("double") << 2;
    QTest::newRow("camera stand") << 3;
    QTest::newRow("scan folder") << 4;
}

QJsonObject DevicesPageSource::saneSettings(const QJsonObject &options) const
{
    return {{QStringLiteral("configDir"), m_sane.path()}, {QStringLiteral("options"), options}};
}

std::unique_ptr<PageSource> DevicesPageSource::source(int which, bool empty)
{
    if (which == 0) {
        const QJsonObject noDocuments{{QStringLiteral("read-return-value"), QStringLiteral("SANE_STATUS_NO_DOCS")}};
        return std::make_unique<HostedPageSource>(
            launchOf(QStringLiteral("sane"), saneSettings(empty ? noDocuments : QJsonObject())));
    }
    if (which == 1) {
        return std::make_unique<HostedPageSource>(
            launchOf(QStringLiteral("simulator"), {{QStringLiteral("pages"), empty ? 0 : 6}}));
    }
    if (which == 3) {
        layUnderCamera(empty ? 0 : 4);
        return std::make_unique<HostedPageSource>(
            launchOf(QStringLiteral("camera"), {{QStringLiteral("frames"), m_peer->path()}}));
    }
    if (which == 4) {
        copyIntoFolder(empty ? 0 : 4);
        return std::make_unique<HostedPageSource>(launchOf(
            QStringLiteral("folder"), {{QStringLiteral("folder"), m_peer->path()}, {QStringLiteral("patience"), 4}}));
    }
    auto scripted = std::make_unique<ScriptedPageSource>();
    scripted->fill(empty ? QList<ScannedPage>() : QList<ScannedPage>(12, drawnPage()));
    return scripted;
}

void DevicesPageSource::layUnderCamera(int count)
{
    m_peer = std::make_unique<QTemporaryDir>();
    auto put = [this, number = 0](const QImage &picture) mutable {
        const QString name = QStringLiteral("%1.png").arg(++number, 3, 10, QLatin1Char('0'));
        QVERIFY(picture.save(m_peer->filePath(name), "PNG"));
    };
    put(fixtures::deskScene(QStringLiteral("plain"), 0, 800).empty);
    for (int i = 0; i < count; ++i) {
        const fixtures::DeskScene scene = fixtures::deskScene(QStringLiteral("plain"), i, 800);
        put(scene.empty);
        put(scene.picture);
    }
}

void DevicesPageSource::copyIntoFolder(int count)
{
    m_peer = std::make_unique<QTemporaryDir>();
    for (int i = 0; i < count; ++i) {
        QFile file(m_peer->filePath(QStringLiteral("scan-%1.jpg").arg(i)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(drawnPage().bytes);
    }
}

void DevicesPageSource::keepsTheContract()
{
    QFETCH(int, which);
    const std::unique_ptr<PageSource> pages = source(which);
    QSignalSpy scanned(pages.get(), &PageSource::pageScanned);
    QSignalSpy finished(pages.get(), &PageSource::finished);

    const QFuture<Result<QList<ScannerChoice>>> choices = pages->scanners();
    QTRY_VERIFY_WITH_TIMEOUT(choices.isFinished(), 20'000);
    QVERIFY(choices.result());
    QVERIFY(!choices.result()->isEmpty());

    ScanRequest request;
    request.scanner = choices.result()->first().name;
    request.dpi = 75;
    request.colour = false;
    request.maxPages = 2;
    pages->scan(request);
    pages->scan(request);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(endOf(finished).value().fault, Fault::ScannerBusy);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, 30'000);
    QCOMPARE(endOf(finished), Finished());
    QCOMPARE(finished.last().at(0).toInt(), 2);
    QCOMPARE(scanned.count(), 2);
    const auto page = scanned.at(0).at(0).value<ScannedPage>();
    const QImage image = QImage::fromData(page.bytes);
    QVERIFY(!image.isNull());
    QCOMPARE(image.size(), QSize(page.width, page.height));
    QCOMPARE(page.mime, QStringLiteral("image/jpeg"));
    QCOMPARE(page.dpi, 75);

    request.scanner = QStringLiteral("no such scanner");
    pages->scan(request);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 3, 20'000);
    QCOMPARE(endOf(finished).value().fault, Fault::ScannerMissing);
    QVERIFY(pages->state() == DeviceState::Ready);
}

void DevicesPageSource::anEmptyFeederIsSaid()
{
    QFETCH(int, which);
    const std::unique_ptr<PageSource> pages = source(which, true);
    QSignalSpy finished(pages.get(), &PageSource::finished);
    pages->scan(ScanRequest());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
    QCOMPARE(finished.last().at(0).toInt(), 0);
    QCOMPARE(endOf(finished).value().fault, Fault::FeederEmpty);
}

void DevicesPageSource::cancelKeepsThePages()
{
    QFETCH(int, which);
    const std::unique_ptr<PageSource> pages = source(which);
    QSignalSpy scanned(pages.get(), &PageSource::pageScanned);
    QSignalSpy finished(pages.get(), &PageSource::finished);
    connect(pages.get(), &PageSource::pageScanned, pages.get(), &PageSource::cancel);
    ScanRequest request;
    request.dpi = 300;
    pages->scan(request);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QCOMPARE(endOf(finished).value().fault, Fault::Cancelled);
    QVERIFY(scanned.count() >= 1);
    QCOMPARE(finished.last().at(0).toInt(), static_cast<int>(scanned.count()));
}

void DevicesPageSource::eachSaysWhatItCan()
{
    QFETCH(int, which);
    const std::unique_ptr<PageSource> pages = source(which);
    const QFuture<Result<ScannerAbilities>> abilities = pages->abilities({});
    QTRY_VERIFY_WITH_TIMEOUT(abilities.isFinished(), 60'000);
    if (which == 2) {
        QCOMPARE(abilities.result().error().fault, Fault::Unsupported);
        return;
    }
    QVERIFY(abilities.result());
    QVERIFY(abilities.result()->papers.contains(PaperSize::A4));
    QVERIFY(abilities.result()->feeder);
    QVERIFY(abilities.result()->lowestDpi <= 200 && abilities.result()->highestDpi >= 200);
}

void DevicesPageSource::bothSidesOfACardAreOnePage()
{
    m_peer = std::make_unique<QTemporaryDir>();
    for (int i = 0; i < 2; ++i) {
        const fixtures::DeskScene scene = fixtures::deskScene(QStringLiteral("small"), i, 800);
        QVERIFY(scene.empty.save(m_peer->filePath(QStringLiteral("%1-0.png").arg(i)), "PNG"));
        QVERIFY(scene.picture.save(m_peer->filePath(QStringLiteral("%1-1.png").arg(i)), "PNG"));
    }
    HostedPageSource pages(launchOf(QStringLiteral("camera"), {{QStringLiteral("frames"), m_peer->path()}}));
    QSignalSpy scanned(&pages, &PageSource::pageScanned);
    QSignalSpy finished(&pages, &PageSource::finished);
    ScanRequest request;
    request.paper = PaperSize::IdCard;
    request.maxPages = 1;
    pages.scan(request);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
    QCOMPARE(endOf(finished), Finished());
    QCOMPARE(scanned.count(), 1);
    const auto page = scanned.at(0).at(0).value<ScannedPage>();
    QCOMPARE(QSize(page.width, page.height), QSize(1654, 2339)); // A4 at 200 dpi
}

void DevicesPageSource::doubtfulPagesCarryFlags()
{
    m_peer = std::make_unique<QTemporaryDir>();
    const fixtures::DeskScene scene = fixtures::deskScene(QStringLiteral("plain"), 0);
    QVERIFY(scene.empty.save(m_peer->filePath(QStringLiteral("0.png")), "PNG"));
    QVERIFY(fixtures::withLamp(scene).save(m_peer->filePath(QStringLiteral("1.png")), "PNG"));
    QVERIFY(scene.empty.save(m_peer->filePath(QStringLiteral("2.png")), "PNG"));
    QVERIFY(fixtures::outOfFocus(scene.picture, 3).save(m_peer->filePath(QStringLiteral("3.png")), "PNG"));
    HostedPageSource pages(launchOf(QStringLiteral("camera"), {{QStringLiteral("frames"), m_peer->path()}}));
    QSignalSpy scanned(&pages, &PageSource::pageScanned);
    QSignalSpy finished(&pages, &PageSource::finished);
    ScanRequest request;
    request.maxPages = 2;
    pages.scan(request);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
    QCOMPARE(scanned.count(), 2);
    QCOMPARE(scanned.at(0).at(0).value<ScannedPage>().flags, QList<PageFlag>{PageFlag::Glare});
    QCOMPARE(scanned.at(1).at(0).value<ScannedPage>().flags, QList<PageFlag>{PageFlag::Blurred});
}

void DevicesPageSource::aCameraThatIsNotThereIsSaid()
{
    HostedPageSource pages(
        launchOf(QStringLiteral("camera"), {{QStringLiteral("camera"), QStringLiteral("no such camera")}}));
    QSignalSpy finished(&pages, &PageSource::finished);
    pages.scan(ScanRequest());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
    QCOMPARE(endOf(finished).value().fault, Fault::ScannerMissing);
}

void DevicesPageSource::saneGivesTenPagesAndEnds()
{
    HostedPageSource pages(launchOf(QStringLiteral("sane"), saneSettings()));
    QSignalSpy scanned(&pages, &PageSource::pageScanned);
    QSignalSpy finished(&pages, &PageSource::finished);
    ScanRequest request;
    request.dpi = 75;
    pages.scan(request);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
    QCOMPARE(scanned.count(), 10);
    QCOMPARE(endOf(finished), Finished());
}

void DevicesPageSource::saneTakesOnePageFromTheGlass()
{
    HostedPageSource pages(launchOf(QStringLiteral("sane"), saneSettings()));
    QSignalSpy scanned(&pages, &PageSource::pageScanned);
    QSignalSpy finished(&pages, &PageSource::finished);
    ScanRequest request;
    request.feeder = false;
    pages.scan(request);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
    QCOMPARE(scanned.count(), 1);
    const auto page = scanned.at(0).at(0).value<ScannedPage>();
    QVERIFY(QImage::fromData(page.bytes).format() != QImage::Format_Grayscale8);
    QCOMPARE(page.dpi, 200);
}

void DevicesPageSource::saneNamesEachStatus_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<int>("fault");
    QTest::newRow("jam") << QStringLiteral("SANE_STATUS_JAMMED") << int(Fault::FeederJam);
    QTest::newRow("cover") << QStringLiteral("SANE_STATUS_COVER_OPEN") << int(Fault::ScannerCoverOpen);
    QTest::newRow("io") << QStringLiteral("SANE_STATUS_IO_ERROR") << int(Fault::ScannerIo);
    QTest::newRow("denied") << QStringLiteral("SANE_STATUS_ACCESS_DENIED") << int(Fault::ScannerDenied);
    QTest::newRow("busy") << QStringLiteral("SANE_STATUS_DEVICE_BUSY") << int(Fault::ScannerBusy);
}

void DevicesPageSource::saneNamesEachStatus()
{
    QFETCH(QString, status);
    QFETCH(int, fault);
    HostedPageSource pages(
        launchOf(QStringLiteral("sane"), saneSettings({{QStringLiteral("read-return-value"), status}})));
    QSignalSpy finished(&pages, &PageSource::finished);
    pages.scan(ScanRequest());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
    QCOMPARE(int(endOf(finished).value().fault), fault);
}

void DevicesPageSource::aCrashKeepsThePages()
{
    HostedPageSource pages(badLaunch({{QStringLiteral("how"), QStringLiteral("crash")}, {QStringLiteral("after"), 2}}));
    QSignalSpy scanned(&pages, &PageSource::pageScanned);
    QSignalSpy finished(&pages, &PageSource::finished);
    pages.scan(ScanRequest());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
    QCOMPARE(scanned.count(), 2);
    QCOMPARE(endOf(finished).value().fault, Fault::HelperCrashed);
    // The helper is there again without being asked.
    QTRY_COMPARE_WITH_TIMEOUT(pages.state(), DeviceState::Ready, 20'000);
}

void DevicesPageSource::aHangIsEnded()
{
    HostedPageSource pages(badLaunch({{QStringLiteral("how"), QStringLiteral("hang")}, {QStringLiteral("after"), 1}}));
    QSignalSpy finished(&pages, &PageSource::finished);
    pages.scan(ScanRequest());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
    QCOMPARE(finished.last().at(0).toInt(), 1);
    QCOMPARE(endOf(finished).value().fault, Fault::HelperHung);
    QTRY_COMPARE_WITH_TIMEOUT(pages.state(), DeviceState::Ready, 20'000);
}

void DevicesPageSource::aDriverDeafToCancelIsKilled()
{
    DriverLaunch launch = badLaunch({{QStringLiteral("how"), QStringLiteral("hang")}, {QStringLiteral("after"), 1}});
    launch.patience.busyMs = 60'000;
    HostedPageSource pages(launch);
    QSignalSpy finished(&pages, &PageSource::finished);
    connect(&pages, &PageSource::pageScanned, &pages, &PageSource::cancel);
    pages.scan(ScanRequest());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
    QCOMPARE(finished.last().at(0).toInt(), 1);
    QCOMPARE(endOf(finished).value().fault, Fault::Cancelled);
    QTRY_COMPARE_WITH_TIMEOUT(pages.state(), DeviceState::Ready, 20'000);
}

void DevicesPageSource::aNoisyLibraryDoesNoHarm()
{
    HostedPageSource pages(badLaunch({{QStringLiteral("how"), QStringLiteral("noise")}, {QStringLiteral("after"), 3}}));
    QSignalSpy finished(&pages, &PageSource::finished);
    pages.scan(ScanRequest());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
    QCOMPARE(finished.last().at(0).toInt(), 3);
    QCOMPARE(endOf(finished), Finished());
}

void DevicesPageSource::aDriverThatFloodsOrLiesIsEnded_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<int>("pages");
    QTest::newRow("more pages than were asked for") << QStringLiteral("flood") << 5;
    QTest::newRow("messages without an end") << QStringLiteral("chatter") << 3;
    QTest::newRow("a page that cannot be") << QStringLiteral("lie") << 3;
}

void DevicesPageSource::aDriverThatFloodsOrLiesIsEnded()
{
    QFETCH(QString, how);
    QFETCH(int, pages);
    DriverLaunch launch = badLaunch({{QStringLiteral("how"), how}, {QStringLiteral("after"), 3}});
    launch.patience.busyMs = 60'000;
    HostedPageSource source(launch);
    QSignalSpy scanned(&source, &PageSource::pageScanned);
    QSignalSpy finished(&source, &PageSource::finished);
    ScanRequest request;
    request.maxPages = 5;
    source.scan(request);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
    QCOMPARE(scanned.count(), pages);
    QCOMPARE(endOf(finished).value().fault, Fault::DriverProtocol);
    QTRY_COMPARE_WITH_TIMEOUT(source.state(), DeviceState::Ready, 60'000);
}

void DevicesPageSource::aDriverOfTheSiteMustBeOnTheList()
{
    DriverLaunch launch = badLaunch({{QStringLiteral("how"), QStringLiteral("noise")}, {QStringLiteral("after"), 1}});
    constexpr QFileDevice::Permissions ownersOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    const QTemporaryDir site;
    QFile driver(site.filePath(QStringLiteral("vendor.so")));
    QVERIFY(QFile::copy(launch.plugins + QStringLiteral("/bad_driver.so"), driver.fileName())
            && driver.setPermissions(ownersOnly));
    launch.plugins = m_sane.path();
    launch.sitePlugins = site.path();
    launch.allowList = site.filePath(QStringLiteral("drivers.json"));
    HostedPageSource source(launch);
    const auto refused = source.scanners();
    QTRY_VERIFY_WITH_TIMEOUT(refused.isFinished(), 60'000);
    QCOMPARE(refused.result().error().fault, Fault::DriverMissing);
    QVERIFY(refused.result().error().detail.endsWith(QLatin1String("vendor.so: notListed")));

    QFile list(launch.allowList);
    QVERIFY(driver.open(QIODevice::ReadOnly) && list.open(QIODevice::WriteOnly));
    list.write("{\"drivers\": [\"" + QCryptographicHash::hash(driver.readAll(), QCryptographicHash::Sha256).toHex()
               + "\"]}");
    list.close();
    QVERIFY(list.setPermissions(ownersOnly));
    HostedPageSource allowed(launch);
    const auto taken = allowed.scanners();
    QTRY_VERIFY_WITH_TIMEOUT(taken.isFinished(), 60'000);
    QVERIFY(taken.result());
}

void DevicesPageSource::aCrashEndsTheCallThatWaits()
{
    HostedPageSource pages(
        badLaunch({{QStringLiteral("how"), QStringLiteral("crash")}, {QStringLiteral("list"), true}}));
    const QFuture<Result<QList<ScannerChoice>>> choices = pages.scanners();
    QTRY_VERIFY_WITH_TIMEOUT(choices.isFinished(), 20'000);
    QVERIFY(!choices.result());
    QCOMPARE(choices.result().error().fault, Fault::HelperCrashed);
}

QTEST_GUILESS_MAIN(DevicesPageSource)
#include "devices_page_source.moc"
