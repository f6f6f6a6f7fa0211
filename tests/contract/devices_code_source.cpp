// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_code_source.h"
#include "tests/contract/devices_launch.h"
#include "tests/fakes/scripted_devices.h"

#include <QSignalSpy>
#include <QTest>

#include <pty.h>
#include <unistd.h>

using namespace yichuang;

namespace
{

/// A serial code scanner's end of a pseudo-terminal.
class Scanner
{
public:
    Scanner()
    {
        char name[128];
        if (::openpty(&m_master, &m_slave, name, nullptr, nullptr) == 0)
            m_port = QString::fromLocal8Bit(name);
    }
    ~Scanner()
    {
        ::close(m_slave);
        ::close(m_master);
    }
    Scanner(const Scanner &) = delete;
    Scanner &operator=(const Scanner &) = delete;
    [[nodiscard]] const QString &port() const { return m_port; }
    void send(const QByteArray &bytes) const
    {
        QVERIFY(::write(m_master, bytes.constData(), static_cast<size_t>(bytes.size())) == bytes.size());
    }

private:
    int m_master = -1;
    int m_slave = -1;
    QString m_port;
};

} // namespace

class DevicesCodeSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheContract_data();
    void keepsTheContract();
    void serialTellsAlphabetsAndEnds();
};

void DevicesCodeSource::keepsTheContract_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("serial") << 0;
    QTest::newRow("simulator") << 1;
    QTest::newRow("double") << 2;
}

void DevicesCodeSource::keepsTheContract()
{
    QFETCH(int, which);
    const Scanner scanner;
    std::unique_ptr<CodeSource> source;
    std::function<void(const QString &)> show;
    if (which == 0) {
        source = std::make_unique<HostedCodeSource>(
            launchOf(QStringLiteral("serialcode"), {{QStringLiteral("port"), scanner.port()}}));
        show = [&scanner](const QString &text) { scanner.send("]Q1" + text.toUtf8() + "\r\n"); };
    } else if (which == 1) {
        auto hosted = std::make_unique<HostedCodeSource>(launchOf(QStringLiteral("simulator")));
        show = [raw = hosted.get()](const QString &text) {
            (void)raw->simulate({{QStringLiteral("event"), QStringLiteral("code")},
                                 {QStringLiteral("format"), QStringLiteral("QRCode")},
                                 {QStringLiteral("text"), text}});
        };
        source = std::move(hosted);
    } else {
        auto scripted = std::make_unique<ScriptedCodeSource>();
        show = [raw = scripted.get()](const QString &text) { raw->show(ReadCode{QStringLiteral("QRCode"), text}); };
        source = std::move(scripted);
    }
    QSignalSpy read(source.get(), &CodeSource::codeRead);
    QCOMPARE(source->state(), DeviceState::Absent);
    source->start();
    QTRY_COMPARE_WITH_TIMEOUT(source->state(), DeviceState::Ready, 10'000);
    const ReadCode expected{QStringLiteral("QRCode"), QStringLiteral("证照 A-17")};
    show(expected.text);
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 10'000);
    QCOMPARE(read.at(0).at(0).value<ReadCode>(), expected);
    // The same code twice is two readings.
    show(expected.text);
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 2, 10'000);
    source->stop();
    QCOMPARE(source->state(), DeviceState::Absent);
}

void DevicesCodeSource::serialTellsAlphabetsAndEnds()
{
    const Scanner scanner;
    HostedCodeSource source(launchOf(QStringLiteral("serialcode"), {{QStringLiteral("port"), scanner.port()}}));
    QSignalSpy read(&source, &CodeSource::codeRead);
    source.start();
    QTRY_COMPARE_WITH_TIMEOUT(source.state(), DeviceState::Ready, 10'000);
    scanner.send(QByteArray::fromHex("D6A4D5D5") + "\r"); // 证照 in GBK
    scanner.send("no end");
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 2, 10'000);
    QCOMPARE(read.at(0).at(0).value<ReadCode>().text, QStringLiteral("证照"));
    QCOMPARE(read.at(1).at(0).value<ReadCode>().text, QStringLiteral("no end"));
}

QTEST_GUILESS_MAIN(DevicesCodeSource)
#include "devices_code_source.moc"
