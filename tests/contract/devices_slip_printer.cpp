// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_slip_printer.h"
#include "tests/contract/devices_launch.h"
#include "tests/fakes/scripted_devices.h"
#include "tests/fakes/slip_sink.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace yichuang;

namespace
{

constexpr int goodStatus = 0x12;
constexpr int coverOpen = 0x16;
constexpr int paperStop = 0x32;
constexpr int paperEnd = 0x72;

Slip testSlip()
{
    using Kind = SlipLine::Kind;
    return Slip{{{Kind::Text, QStringLiteral("收件回执"), 2, true, true},
                 {Kind::Rule, {}, 1, false, false},
                 {Kind::Text, QStringLiteral("收件号 1301-0001"), 1, false, false},
                 {Kind::Code, QStringLiteral("https://centre.example/s/1301"), 1, false, true}},
                true};
}

/// What the simulator has printed into a folder.
QByteArray slipsIn(const QString &folder)
{
    QByteArray all;
    const QStringList files = QDir(folder).entryList({QStringLiteral("*.bin")}, QDir::Files, QDir::Name);
    for (const QString &name : files) {
        QFile file(folder + u'/' + name);
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

QString addressOf(const SlipTerminal &terminal, bool serial)
{
    return serial ? QStringLiteral("serial://") + terminal.file() + QStringLiteral("?baud=115200") : terminal.file();
}

const QByteArray titleInGbk = QByteArray::fromHex("CAD5BCFEBBD8D6B4");

Result<Done> printed(SlipPrinter &printer, const Slip &slip)
{
    const QFuture<Result<Done>> future = printer.print(slip);
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000))
        return failure(Fault::Timeout, QStringLiteral("test"));
    return future.result();
}

} // namespace

class DevicesSlipPrinter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheContract_data();
    void keepsTheContract();
    void silentPrinterTakesTheSlip();
    void statusIsHeeded_data();
    void statusIsHeeded();
    void nobodyListens();
    void aBrokenLinkIsCutShort();
    void slipsComeInOrder();
    void aDeviceFileGetsTheBytes();
    void aBadAddressIsSaid();
    void anExpectedSlipFindsTheLineOpen();
    void aSlipThatDoesNotComeLeavesThePrinterAlone();
    void aLaidSlipIsHeldBack();
    void aSlipIsLetGoFromAnyThread();
    void aTerminalKeepsTheContract_data();
    void aTerminalIsSilentOrUnplugged_data() { aTerminalKeepsTheContract_data(); }
    void aTerminalKeepsTheContract();
    void aTerminalIsSilentOrUnplugged();
    void aStuckCutterAndPaperNearItsEndAreSaid();
    void theDrawerOpensByProfile();
};

void DevicesSlipPrinter::keepsTheContract_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("ESC/POS over TCP") << 0;
    QTest::newRow("simulator") << 1;
    QTest::newRow("double") << 2;
    QTest::newRow("ESC/POS on a serial port") << 3;
    QTest::newRow("ESC/POS on a device file") << 4;
}

void DevicesSlipPrinter::keepsTheContract()
{
    QFETCH(int, which);
    SlipSink sink;
    SlipTerminal terminal;
    QTemporaryDir folder;
    std::unique_ptr<SlipPrinter> printer;
    std::function<void(bool)> setPaper;
    std::function<QByteArray()> bytes;
    if (which == 0) {
        printer = std::make_unique<HostedSlipPrinter>(
            launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), sink.address()}}));
        setPaper = [&sink](bool there) {
            sink.setStatus(there ? goodStatus : paperStop, there ? goodStatus : paperEnd);
        };
        bytes = [&sink] { return sink.slip(); };
    } else if (which == 1) {
        auto hosted = std::make_unique<HostedSlipPrinter>(
            launchOf(QStringLiteral("simulator"), {{QStringLiteral("folder"), folder.path()}}));
        setPaper = [raw = hosted.get()](bool there) {
            (void)raw->process().call(
                QStringLiteral("simulate"),
                {{QStringLiteral("event"), there ? QStringLiteral("paperIn") : QStringLiteral("paperOut")}});
        };
        bytes = [&folder] { return slipsIn(folder.path()); };
        printer = std::move(hosted);
    } else if (which >= 3) {
        printer = std::make_unique<HostedSlipPrinter>(
            launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), addressOf(terminal, which == 3)}}));
        setPaper = [&terminal](bool there) {
            terminal.setStatus(there ? goodStatus : paperStop, there ? goodStatus : paperEnd);
        };
        bytes = [&terminal] { return terminal.slip(); };
    } else {
        auto scripted = std::make_unique<ScriptedSlipPrinter>();
        setPaper = [raw = scripted.get()](bool there) {
            raw->setFailure(there ? std::nullopt
                                  : std::optional(Reason{Fault::PrinterPaperOut, QStringLiteral("double"), {}}));
        };
        bytes = [raw = scripted.get()] { return raw->slips().isEmpty() ? QByteArray() : titleInGbk; };
        printer = std::move(scripted);
    }

    setPaper(false);
    const Result<Done> without = printed(*printer, testSlip());
    QVERIFY(!without);
    QCOMPARE(without.error().fault, Fault::PrinterPaperOut);
    QVERIFY(!bytes().contains(titleInGbk));
    QTRY_COMPARE(printer->state(), DeviceState::Trouble);

    setPaper(true);
    const Result<Done> with = printed(*printer, testSlip());
    QVERIFY2(with.has_value(), with ? "" : qPrintable(describe(with.error())));
    QVERIFY(bytes().contains(titleInGbk));
    QTRY_COMPARE(printer->state(), DeviceState::Ready);
}

void DevicesSlipPrinter::silentPrinterTakesTheSlip()
{
    SlipSink sink;
    HostedSlipPrinter printer(launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), sink.address()}}));
    QVERIFY(printed(printer, testSlip()));
    QVERIFY(sink.slip().contains(titleInGbk));
    QVERIFY(sink.slip().contains("https://centre.example/s/1301"));
    QVERIFY(sink.slip().endsWith(QByteArray("\x1DVB\x00", 4)));
    // It is not asked again.
    sink.clear();
    QVERIFY(printed(printer, testSlip()));
    QCOMPARE(sink.everything(), sink.slip());
}

void DevicesSlipPrinter::statusIsHeeded_data()
{
    QTest::addColumn<int>("offline");
    QTest::addColumn<int>("paper");
    QTest::addColumn<int>("fault");
    QTest::newRow("cover") << coverOpen << goodStatus << int(Fault::PrinterCoverOpen);
    QTest::newRow("paper stop") << paperStop << goodStatus << int(Fault::PrinterPaperOut);
    QTest::newRow("paper end") << goodStatus << paperEnd << int(Fault::PrinterPaperOut);
}

void DevicesSlipPrinter::statusIsHeeded()
{
    QFETCH(int, offline);
    QFETCH(int, paper);
    QFETCH(int, fault);
    SlipSink sink;
    sink.setStatus(offline, paper);
    HostedSlipPrinter printer(launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), sink.address()}}));
    const Result<Done> done = printed(printer, testSlip());
    QVERIFY(!done);
    QCOMPARE(int(done.error().fault), fault);
    QVERIFY(sink.slip().isEmpty());
}

void DevicesSlipPrinter::nobodyListens()
{
    SlipSink sink;
    const QString address = sink.address();
    sink.switchOff();
    HostedSlipPrinter printer(launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), address}}));
    const Result<Done> done = printed(printer, testSlip());
    QVERIFY(!done);
    QCOMPARE(done.error().fault, Fault::PrinterUnreachable);
}

void DevicesSlipPrinter::aBrokenLinkIsCutShort()
{
    SlipSink sink;
    sink.setStatus(goodStatus, goodStatus);
    sink.breakAfter(60);
    HostedSlipPrinter printer(launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), sink.address()}}));
    Slip slip = testSlip();
    slip.lines.append(QList<SlipLine>(400, SlipLine{SlipLine::Kind::Text, QString(2'000, u'x'), 1, false, false}));
    const Result<Done> done = printed(printer, slip);
    QVERIFY(!done);
    QCOMPARE(done.error().fault, Fault::PrinterCutShort);
}

void DevicesSlipPrinter::slipsComeInOrder()
{
    SlipSink sink;
    HostedSlipPrinter printer(launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), sink.address()}}));
    QList<QFuture<Result<Done>>> jobs;
    for (int i = 0; i < 3; ++i) {
        Slip slip;
        slip.lines = {SlipLine{SlipLine::Kind::Text, QStringLiteral("slip %1").arg(i), 1, false, false}};
        jobs.append(printer.print(slip));
    }
    for (const QFuture<Result<Done>> &job : jobs) {
        QTRY_VERIFY_WITH_TIMEOUT(job.isFinished(), 20'000);
        QVERIFY(job.result());
    }
    const QByteArray all = sink.slip();
    QVERIFY(all.indexOf("slip 0") < all.indexOf("slip 1"));
    QVERIFY(all.indexOf("slip 1") < all.indexOf("slip 2"));
    QCOMPARE(sink.connections(), 3);
}

void DevicesSlipPrinter::aDeviceFileGetsTheBytes()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("lp0"));
    HostedSlipPrinter printer(launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), path}}));
    QVERIFY(printed(printer, testSlip()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains(titleInGbk));
}

void DevicesSlipPrinter::aBadAddressIsSaid()
{
    HostedSlipPrinter printer(
        launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), QStringLiteral("carrier-pigeon:7")}}));
    const Result<Done> done = printed(printer, testSlip());
    QVERIFY(!done);
    QCOMPARE(done.error().fault, Fault::BadArgument);
}

void DevicesSlipPrinter::anExpectedSlipFindsTheLineOpen()
{
    SlipSink sink;
    sink.setStatus(goodStatus, goodStatus);
    HostedSlipPrinter printer(launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), sink.address()}}));
    printer.expect();
    QTRY_VERIFY_WITH_TIMEOUT(!sink.everything().isEmpty(), 20'000);
    QVERIFY(sink.slip().isEmpty());
    QVERIFY(printed(printer, testSlip()));
    QVERIFY(sink.slip().contains(titleInGbk));
    QTRY_COMPARE(sink.open(), 0);
}

void DevicesSlipPrinter::aSlipThatDoesNotComeLeavesThePrinterAlone()
{
    SlipSink sink;
    sink.setStatus(goodStatus, goodStatus);
    HostedSlipPrinter printer(launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), sink.address()}}));
    printer.expect();
    QTRY_COMPARE_WITH_TIMEOUT(sink.open(), 1, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(sink.open(), 0, 20'000);
    QVERIFY(sink.slip().isEmpty());
    // Nobody listens: that is no news before there is a slip.
    sink.switchOff();
    printer.expect();
    const Result<Done> done = printed(printer, testSlip());
    QVERIFY(!done);
    QCOMPARE(done.error().fault, Fault::PrinterUnreachable);
}

void DevicesSlipPrinter::aLaidSlipIsHeldBack()
{
    SlipSink sink;
    HostedSlipPrinter printer(launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), sink.address()}}));
    Slip other;
    other.lines = {SlipLine{SlipLine::Kind::Text, QStringLiteral("other"), 1, false, false}};
    std::unique_ptr<LaidSlip> laid = printer.lay(testSlip());
    std::unique_ptr<LaidSlip> dropped = printer.lay(testSlip());
    QVERIFY(printed(printer, other));
    QVERIFY(!sink.slip().contains(titleInGbk));
    dropped.reset();
    const QFuture<Result<Done>> done = laid->print();
    QTRY_VERIFY_WITH_TIMEOUT(done.isFinished(), 20'000);
    QVERIFY(done.result());
    QCOMPARE(sink.slip().count(titleInGbk), 1);
    // What was laid goes with the helper.
    laid = printer.lay(testSlip());
    printer.process().restart(Reason{Fault::HelperCrashed, QStringLiteral("test"), {}});
    const QFuture<Result<Done>> gone = laid->print();
    QTRY_VERIFY_WITH_TIMEOUT(gone.isFinished(), 20'000);
    QVERIFY(!gone.result());
    QCOMPARE(sink.slip().count(titleInGbk), 1);
}

void DevicesSlipPrinter::aSlipIsLetGoFromAnyThread()
{
    SlipSink sink;
    HostedSlipPrinter printer(launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), sink.address()}}));
    QFuture<Result<Done>> done;
    // No helper runs yet: the thread's wish starts it.
    std::thread([&] { done = printer.lay(testSlip())->print(); }).join();
    QTRY_VERIFY_WITH_TIMEOUT(done.isFinished(), 20'000);
    QVERIFY(done.result());
    QCOMPARE(sink.slip().count(titleInGbk), 1);
}

void DevicesSlipPrinter::aTerminalKeepsTheContract_data()
{
    QTest::addColumn<bool>("serial");
    QTest::newRow("serial port") << true;
    QTest::newRow("device file") << false;
}

void DevicesSlipPrinter::aTerminalKeepsTheContract()
{
    QFETCH(bool, serial);
    SlipTerminal terminal;
    terminal.setStatus(coverOpen, goodStatus);
    HostedSlipPrinter printer(
        launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), addressOf(terminal, serial)}}));
    const Result<Done> open = printed(printer, testSlip());
    QVERIFY(!open);
    QCOMPARE(open.error().fault, Fault::PrinterCoverOpen);
    QVERIFY(terminal.slip().isEmpty());
    terminal.setStatus(goodStatus, goodStatus);
    // A long one does not fit into the terminal's buffer at once.
    Slip slip = testSlip();
    slip.lines.append(QList<SlipLine>(400, SlipLine{SlipLine::Kind::Text, QString(40, u'x'), 1, false, false}));
    const Result<Done> done = printed(printer, slip);
    QVERIFY2(done.has_value(), done ? "" : qPrintable(describe(done.error())));
    QVERIFY(terminal.slip().contains(titleInGbk));
    QCOMPARE(terminal.slip().count(QByteArray(40, 'x') + '\n'), 400);
    QVERIFY(terminal.slip().endsWith(QByteArray("\x1DVB\x00", 4)));
}

void DevicesSlipPrinter::aTerminalIsSilentOrUnplugged()
{
    QFETCH(bool, serial);
    SlipTerminal terminal;
    HostedSlipPrinter printer(
        launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), addressOf(terminal, serial)}}));
    QVERIFY(printed(printer, testSlip()));
    QVERIFY(terminal.slip().contains(titleInGbk));
    terminal.hangUpAfter(2'000);
    Slip slip = testSlip();
    slip.lines.append(QList<SlipLine>(400, SlipLine{SlipLine::Kind::Text, QString(400, u'x'), 1, false, false}));
    const Result<Done> cut = printed(printer, slip);
    QVERIFY(!cut);
    QCOMPARE(cut.error().fault, Fault::PrinterCutShort);
    // It is gone: the address leads nowhere.
    const Result<Done> gone = printed(printer, testSlip());
    QVERIFY(!gone);
    QCOMPARE(gone.error().fault, Fault::PrinterUnreachable);
}

void DevicesSlipPrinter::aStuckCutterAndPaperNearItsEndAreSaid()
{
    constexpr int nearEnd = 0x1E;
    constexpr int cutterStuck = 0x1A;
    SlipTerminal terminal;
    terminal.setStatus(goodStatus, nearEnd, cutterStuck);
    HostedSlipPrinter printer(
        launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), addressOf(terminal, true)},
                                            {QStringLiteral("profile"), QStringLiteral("status-80mm")}}));
    const Result<Done> stuck = printed(printer, testSlip());
    QVERIFY(!stuck);
    QCOMPARE(stuck.error().fault, Fault::PrinterOffline);
    terminal.setStatus(goodStatus, nearEnd, goodStatus);
    QVERIFY(printed(printer, testSlip()));
    const QFuture<Result<WireMessage>> known = printer.process().call(QStringLiteral("describe"));
    QTRY_VERIFY_WITH_TIMEOUT(known.isFinished(), 20'000);
    QVERIFY(known.result());
    const QJsonObject said = known.result()->json;
    QCOMPARE(said.value(QLatin1String("paperNearEnd")), QJsonValue(true));
    QCOMPARE(said.value(QLatin1String("cutterStuck")), QJsonValue(false));
    QCOMPARE(said.value(QLatin1String("paperOut")), QJsonValue(false));
}

void DevicesSlipPrinter::theDrawerOpensByProfile()
{
    SlipTerminal terminal;
    HostedSlipPrinter printer(launchOf(QStringLiteral("escpos"),
                                       {{QStringLiteral("to"), addressOf(terminal, false)},
                                        {QStringLiteral("profile"), QJsonObject{{QStringLiteral("drawerPin"), 5}}}}));
    QVERIFY(printed(printer, testSlip()));
    QVERIFY(terminal.slip().contains(QByteArray("\x1Bp\x01", 3)));
}

QTEST_GUILESS_MAIN(DevicesSlipPrinter)
#include "devices_slip_printer.moc"
