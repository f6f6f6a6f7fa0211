// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_code_source.h"
#include "app/devices/hosted_id_reader.h"
#include "app/devices/hosted_slip_printer.h"
#include "tests/contract/devices_launch.h"

#include <QSignalSpy>
#include <QTest>

using namespace yichuang;

namespace
{

constexpr int patienceMs = 60'000;

DriverLaunch badLaunch(const QString &how)
{
    DriverLaunch launch = launchOf(QStringLiteral("bad"), {{QStringLiteral("how"), how}});
    launch.plugins = QStringLiteral(YICHUANG_BINARY_DIR "/tests/badplugins");
    launch.patience.idleMs = 3'000; // a helper beats every second
    return launch;
}

} // namespace

/// Drivers of every kind that hang, crash, flood and lie: the window hears why, and the helper is there again by
/// itself. Page sources stand in devices_page_source.cpp.
class DevicesHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReaderThatBreaksIsThereAgain_data() { breaks(); }
    void aCodeScannerThatBreaksIsThereAgain_data() { breaks(); }
    void aPrinterThatBreaksIsThereAgain_data() { breaks(); }

    void aReaderThatBreaksIsThereAgain() { sourceIsThereAgain<HostedIdReader>(); }
    void aCodeScannerThatBreaksIsThereAgain() { sourceIsThereAgain<HostedCodeSource>(); }
    void aPrinterThatBreaksIsThereAgain()
    {
        QFETCH(QString, how);
        QFETCH(int, fault);
        HostedSlipPrinter printer(badLaunch(how));
        QSignalSpy ready(&printer.process(), &DriverProcess::ready);
        const QFuture<Result<Done>> done = printer.print(Slip{{{SlipLine::Kind::Text, QStringLiteral("x")}}, true});
        QTRY_VERIFY_WITH_TIMEOUT(done.isFinished(), patienceMs);
        QVERIFY(!done.result());
        QCOMPARE(int(done.result().error().fault), fault);
        QTRY_VERIFY_WITH_TIMEOUT(ready.count() >= 2, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(printer.state(), DeviceState::Ready, patienceMs);
    }
    void aCardThatCannotBeIsNoCard()
    {
        HostedIdReader reader(badLaunch(QStringLiteral("lie")));
        QSignalSpy read(&reader, &IdReader::cardRead);
        QSignalSpy faulted(&reader, &IdReader::faulted);
        reader.start();
        QTRY_VERIFY_WITH_TIMEOUT(faulted.count() >= 1, patienceMs);
        QCOMPARE(faulted.first().at(0).value<Reason>().fault, Fault::DriverProtocol);
        QCOMPARE(read.count(), 0);
    }
    /// The first restart comes within a second, the following ones later and later.
    void theWaitBeforeARestartGrows()
    {
        const DriverPatience patience;
        QVERIFY(patience.firstRestartMs < 1'000 && patience.lastRestartMs > patience.firstRestartMs);
        DriverLaunch launch = badLaunch(QStringLiteral("crash"));
        launch.patience.firstRestartMs = 40;
        launch.patience.lastRestartMs = 640;
        HostedIdReader reader(launch);
        QSignalSpy failed(&reader.process(), &DriverProcess::failed);
        QList<int> waits;
        connect(&reader.process(), &DriverProcess::failed, this,
                [&] { waits.append(reader.process().nextRestartMs()); });
        reader.start();
        QTRY_VERIFY_WITH_TIMEOUT(failed.count() >= 6, patienceMs);
        QCOMPARE(waits.first(6), (QList<int>{80, 160, 320, 640, 640, 640}));
    }

private:
    static void breaks()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<int>("fault");
        QTest::newRow("crash") << QStringLiteral("crash") << int(Fault::HelperCrashed);
        QTest::newRow("hang") << QStringLiteral("hang") << int(Fault::HelperHung);
        QTest::newRow("chatter") << QStringLiteral("chatter") << int(Fault::DriverProtocol);
    }
    template <typename Hosted>
    void sourceIsThereAgain()
    {
        QFETCH(QString, how);
        QFETCH(int, fault);
        Hosted device(badLaunch(how));
        QSignalSpy ready(&device.process(), &DriverProcess::ready);
        QSignalSpy faulted(&device, &Hosted::faulted);
        device.start();
        QTRY_VERIFY_WITH_TIMEOUT(faulted.count() >= 1, patienceMs);
        QCOMPARE(int(faulted.first().at(0).template value<Reason>().fault), fault);
        QTRY_VERIFY_WITH_TIMEOUT(ready.count() >= 2, patienceMs);
    }
};

QTEST_GUILESS_MAIN(DevicesHostile)
#include "devices_hostile.moc"
