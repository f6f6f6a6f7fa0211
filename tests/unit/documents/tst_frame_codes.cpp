// SPDX-License-Identifier: Apache-2.0
#include "app/documents/frame_codes.h"

#include <QSignalSpy>
#include <QTest>

using namespace yichuang;

namespace
{

/// A camera that gives what a test holds before it.
class HeldFrames final : public FrameSource
{
    Q_OBJECT

public:
    using FrameSource::FrameSource;
    void start() override { setState(DeviceState::Ready); }
    void stop() override { setState(DeviceState::Absent); }
    [[nodiscard]] DeviceState state() const override { return m_state; }
    void show(const QImage &picture, qint64 atMs)
    {
        const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
        Frame frame{rgb.width(), rgb.height(), {}, atMs};
        for (int y = 0; y < rgb.height(); ++y)
            frame.pixels.append(reinterpret_cast<const char *>(rgb.constScanLine(y)), rgb.width() * 3);
        Q_EMIT frameCame(frame);
    }
    void giveTorn() { Q_EMIT frameCame(Frame{100, 100, "short", 1}); }

private:
    void setState(DeviceState state)
    {
        m_state = state;
        Q_EMIT stateChanged(state);
    }
    DeviceState m_state = DeviceState::Absent;
};

QImage blank()
{
    QImage picture(320, 240, QImage::Format_RGB888);
    picture.fill(Qt::white);
    return picture;
}

QImage showing(const QString &text)
{
    const QImage modules = qrModules(text).value();
    QImage picture = blank();
    for (int y = 0; y < modules.height() * 5; ++y) {
        for (int x = 0; x < modules.width() * 5; ++x)
            picture.setPixel(x + 40, y + 40, modules.pixel(x / 5, y / 5));
    }
    return picture;
}

const ReadCode one{QStringLiteral("QRCode"), QStringLiteral("A")};
const ReadCode other{QStringLiteral("QRCode"), QStringLiteral("B")};

} // namespace

class TestFrameCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCodeMustLeave()
    {
        SeenCodes seen(1'000);
        QCOMPARE(seen.newOnes({one}, 100), QList<ReadCode>{one});
        QVERIFY(seen.newOnes({one}, 200).isEmpty());
        // Lost for a moment, as by a hand that trembles.
        QVERIFY(seen.newOnes({}, 900).isEmpty());
        QVERIFY(seen.newOnes({one}, 1'150).isEmpty());
        QVERIFY(seen.newOnes({}, 2'000).isEmpty());
        QCOMPARE(seen.newOnes({one}, 2'200), QList<ReadCode>{one});
    }

    void severalCodesAreKeptApart()
    {
        SeenCodes seen;
        QCOMPARE(seen.newOnes({one, one}, 0), QList<ReadCode>{one});
        QCOMPARE(seen.newOnes({one, other}, 10), QList<ReadCode>{other});
        const ReadCode sameText{QStringLiteral("DataMatrix"), one.text};
        QCOMPARE(seen.newOnes({sameText}, 20), QList<ReadCode>{sameText});
    }

    void readsThePicturesOfACamera()
    {
        auto frames = std::make_unique<HeldFrames>();
        HeldFrames *camera = frames.get();
        FrameCodes codes(std::move(frames), {}, std::make_shared<SystemClock>());
        QSignalSpy read(&codes, &CodeSource::codeRead);
        codes.start();
        QCOMPARE(codes.state(), DeviceState::Ready);
        camera->show(blank(), 0);
        camera->giveTorn();
        QCOMPARE(read.count(), 0);
        camera->show(showing(QStringLiteral("R-17")), 100);
        camera->show(showing(QStringLiteral("R-17")), 200);
        QCOMPARE(read.count(), 1);
        QCOMPARE(read.at(0).at(0).value<ReadCode>().text, QStringLiteral("R-17"));
        camera->show(showing(QStringLiteral("R-18")), 300);
        QCOMPARE(read.count(), 2);
        camera->show(blank(), 2'000);
        camera->show(showing(QStringLiteral("R-17")), 2'100);
        QCOMPARE(read.count(), 3);
        codes.stop();
        QCOMPARE(codes.state(), DeviceState::Absent);
    }

    void formatsThatAreNotAllowedAreNotRead()
    {
        auto frames = std::make_unique<HeldFrames>();
        HeldFrames *camera = frames.get();
        FrameCodes codes(std::move(frames), {QStringLiteral("Code128")}, std::make_shared<SystemClock>());
        QSignalSpy read(&codes, &CodeSource::codeRead);
        codes.start();
        camera->show(showing(QStringLiteral("R-17")), 100);
        QCOMPARE(read.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFrameCodes)
#include "tst_frame_codes.moc"
