// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_code_source.h"
#include "tests/contract/code_source_contract.h"
#include "tests/contract/devices_launch.h"
#include "tests/fakes/scripted_devices.h"

#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

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

/// What a camera sees, as pictures in a folder: each for a second of the frames' time, and longer where none follows.
class CameraView
{
public:
    CameraView() { hold({}); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// Holds a QR code before the camera, or nothing.
    void hold(const QString &text)
    {
        QImage picture(640, 480, QImage::Format_RGB888);
        picture.fill(QColor(214, 214, 210));
        if (!text.isEmpty()) {
            const ZXing::BitMatrix modules = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                                                 .setEncoding(ZXing::CharacterSet::UTF8)
                                                 .encode(text.toStdWString(), 300, 300);
            QPainter painter(&picture);
            painter.translate(170, 60);
            painter.fillRect(0, 0, modules.width(), modules.height(), Qt::white);
            for (int y = 0; y < modules.height(); ++y) {
                for (int x = 0; x < modules.width(); ++x) {
                    if (modules.get(x, y))
                        painter.fillRect(x, y, 1, 1, Qt::black);
                }
            }
        }
        const QString name = QStringLiteral("%1.png").arg(++m_count, 4, 10, QLatin1Char('0'));
        QVERIFY(picture.save(m_folder.filePath(name + QStringLiteral(".part")), "PNG"));
        QVERIFY(QFile::rename(m_folder.filePath(name + QStringLiteral(".part")), m_folder.filePath(name)));
    }

private:
    QTemporaryDir m_folder;
    int m_count = 0;
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
    QTest::newRow("camera") << 3;
}

void DevicesCodeSource::keepsTheContract()
{
    QFETCH(int, which);
    const Scanner scanner;
    CameraView view;
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
    } else if (which == 3) {
        source = std::make_unique<HostedCodeSource>(
            launchOf(QStringLiteral("camera"), {{QStringLiteral("frames"), view.folder()}}));
        show = [&view](const QString &text) {
            view.hold(text);
            view.hold({});
        };
    } else {
        auto scripted = std::make_unique<ScriptedCodeSource>();
        show = [raw = scripted.get()](const QString &text) { raw->show(ReadCode{QStringLiteral("QRCode"), text}); };
        source = std::move(scripted);
    }
    keepCodeSourceContract(*source, show, {QStringLiteral("QRCode"), QStringLiteral("证照 A-17")});
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
