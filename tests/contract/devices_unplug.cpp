// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_page_source.h"
#include "plugins/codes/serialcode/serial_code_source.h"
#include "plugins/idreaders/samv/samv_reader.h"
#include "tests/contract/devices_launch.h"
#include "tests/fakes/samv_module.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <pty.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace yichuang;

namespace
{

constexpr int retryMs = 40;
constexpr int atOnce = 450; // readers beside each other: each is asked three times a second
constexpr int helpersAtOnce = 64;

/// A name for a pseudo-terminal that can be given to another one.
class Socket
{
public:
    explicit Socket(const QString &path) : m_path(path) {}
    [[nodiscard]] QString path() const { return m_path; }
    void plug(const QString &device) const
    {
        const QByteArray fresh = QFile::encodeName(m_path + QStringLiteral(".new"));
        QVERIFY(::symlink(QFile::encodeName(device).constData(), fresh.constData()) == 0);
        QVERIFY(::rename(fresh.constData(), QFile::encodeName(m_path).constData()) == 0);
    }

private:
    QString m_path;
};

/// A reader whose module is pulled after `cut` bytes of a card's reply; another is plugged in at once.
struct PulledReader {
    PulledReader(const QString &place, qsizetype cut) : socket(place)
    {
        first.spoilNextRead([this, cut](const QByteArray &reply) {
            QMetaObject::invokeMethod(&first, [this] { pull(); }, Qt::QueuedConnection);
            return reply.left(cut);
        });
        first.layCard(CardText().block());
        socket.plug(first.open());
        samv::SamvReader::Options options;
        options.link.port = socket.path();
        options.link.retryMs = retryMs;
        reader = std::make_unique<samv::SamvReader>(options);
        read = std::make_unique<QSignalSpy>(reader.get(), &IdReader::cardRead);
        reader->start();
    }
    void pull()
    {
        second.layCard(CardText().block());
        socket.plug(second.open());
        first.hangUp();
        readBefore = static_cast<int>(read->count());
        pulled = true;
    }

    Socket socket;
    SamvModule first;
    SamvModule second;
    std::unique_ptr<samv::SamvReader> reader;
    std::unique_ptr<QSignalSpy> read;
    int readBefore = 0;
    bool pulled = false;
};

/// A scanner whose helper ends after `cut` bytes, and runs whole when it is started again.
struct CutScanner {
    CutScanner(const QString &mark, int cut)
        : source(launch(mark, cut)),
          scanned(&source, &PageSource::pageScanned),
          finished(&source, &PageSource::finished)
    {
        source.scan({});
    }
    static DriverLaunch launch(const QString &mark, int cut)
    {
        DriverLaunch launch = launchOf(QStringLiteral("cut"),
                                       {{QStringLiteral("cut"), QString::number(cut)}, {QStringLiteral("once"), mark}});
        launch.devhost = QStringLiteral(YICHUANG_CUT_HELPER);
        launch.patience.firstRestartMs = 1;
        return launch;
    }
    [[nodiscard]] std::optional<Reason> endOf(int batch) const
    {
        return finished.at(batch).at(1).value<std::optional<Reason>>();
    }

    HostedPageSource source;
    QSignalSpy scanned;
    QSignalSpy finished;
    qsizetype cameBefore = 0;
};

/// A pseudo-terminal of a code scanner.
class Terminal
{
public:
    Terminal()
    {
        std::array<char, 128> name{};
        if (::openpty(&m_master, &m_slave, name.data(), nullptr, nullptr) == 0)
            m_device = QString::fromLocal8Bit(name.data());
    }
    ~Terminal() { hangUp(); }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;
    [[nodiscard]] QString device() const { return m_device; }
    void send(const QByteArray &bytes) const
    {
        QVERIFY(::write(m_master, bytes.constData(), static_cast<size_t>(bytes.size())) == bytes.size());
    }
    void hangUp()
    {
        if (m_master >= 0) {
            ::close(std::exchange(m_slave, -1));
            ::close(std::exchange(m_master, -1));
        }
    }

private:
    int m_master = -1;
    int m_slave = -1;
    QString m_device;
};

} // namespace

/// A cable pulled after each byte: nothing half is reported, and the device works again when it is back.
class DevicesUnplug : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anIdReaderPulledAtAnyByte();
    void aCodeScannerPulledAtAnyByte();
    void aScannersHelperCutAtAnyByte();
};

void DevicesUnplug::initTestCase()
{
    rlimit files{};
    QVERIFY(::getrlimit(RLIMIT_NOFILE, &files) == 0);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 4'096);
    QVERIFY(::setrlimit(RLIMIT_NOFILE, &files) == 0);
}

void DevicesUnplug::anIdReaderPulledAtAnyByte()
{
    constexpr qsizetype replySize = 5 + 1'295 - 5 + 5; // preamble and what the length counts, with the length
    const QTemporaryDir place;
    for (qsizetype from = 0; from < replySize; from += atOnce) {
        std::vector<std::unique_ptr<PulledReader>> readers;
        for (qsizetype cut = from; cut < std::min(from + atOnce, replySize); ++cut)
            readers.push_back(std::make_unique<PulledReader>(place.filePath(QString::number(cut)), cut));
        for (std::size_t i = 0; i < readers.size(); ++i) {
            const auto &one = readers.at(i);
            QTRY_VERIFY_WITH_TIMEOUT(one->pulled && one->read->count() >= 1, 60'000);
            const qsizetype cut = from + static_cast<qsizetype>(i);
            // What was cut off is not reported; the whole card of the reader that came back is, once.
            QVERIFY2(one->readBefore == 0 && one->read->count() == 1, qPrintable(QString::number(cut)));
            QCOMPARE(one->read->at(0).at(0).value<IdCard>().number, CardText().number);
            QCOMPARE(one->reader->state(), DeviceState::Ready);
        }
    }
}

void DevicesUnplug::aCodeScannerPulledAtAnyByte()
{
    const QByteArray code = QStringLiteral("]Q1证照 130102-01-1-260213-0001-7\r").toUtf8();
    const QTemporaryDir place;
    for (qsizetype cut = 0; cut + 1 < code.size(); ++cut) {
        const Socket socket(place.filePath(QString::number(cut)));
        Terminal first;
        Terminal second;
        socket.plug(first.device());
        SerialLink::Options options;
        options.port = socket.path();
        options.retryMs = retryMs;
        serialcode::SerialCodeSource source(options);
        QSignalSpy read(&source, &CodeSource::codeRead);
        QSignalSpy faulted(&source, &CodeSource::faulted);
        source.start();
        QTRY_COMPARE_WITH_TIMEOUT(source.state(), DeviceState::Ready, 60'000);
        first.send(code.left(cut));
        socket.plug(second.device());
        first.hangUp();
        QTRY_COMPARE_WITH_TIMEOUT(faulted.count(), 1, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(source.state(), DeviceState::Ready, 60'000);
        QCOMPARE(read.count(), 0);
        second.send(code);
        QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 60'000);
        QCOMPARE(read.at(0).at(0).value<ReadCode>().text, QString::fromUtf8(code.mid(3).chopped(1)));
        QCOMPARE(faulted.count(), 1);
    }
}

void DevicesUnplug::aScannersHelperCutAtAnyByte()
{
    const QTemporaryDir place;
    int cut = 0;
    bool endedWell = false;
    // Until a cut comes behind the last byte: then the batch ends as it should.
    while (!endedWell && cut < 1'000) {
        std::vector<std::unique_ptr<CutScanner>> scanners;
        for (int i = 0; i < helpersAtOnce; ++i, ++cut)
            scanners.push_back(std::make_unique<CutScanner>(place.filePath(QString::number(cut)), cut));
        for (const auto &one : scanners) {
            QTRY_COMPARE_WITH_TIMEOUT(one->finished.count(), 1, 60'000);
            const std::optional<Reason> reason = one->endOf(0);
            endedWell = endedWell || !reason;
            QVERIFY(!reason || reason->fault == Fault::HelperCrashed);
            // A page came whole or not at all.
            QCOMPARE(one->finished.at(0).at(0).toInt(), static_cast<int>(one->scanned.count()));
            one->cameBefore = one->scanned.count();
            QVERIFY(reason || one->cameBefore == 1);
        }
        // Where the cut was not reached it would come in the next batch.
        std::erase_if(scanners, [](const auto &one) { return !one->endOf(0); });
        for (const auto &one : scanners) {
            QTRY_COMPARE_WITH_TIMEOUT(one->source.state(), DeviceState::Ready, 60'000);
            one->source.scan({});
        }
        for (const auto &one : scanners) {
            QTRY_COMPARE_WITH_TIMEOUT(one->finished.count(), 2, 60'000);
            QVERIFY(!one->endOf(1));
            QCOMPARE(one->scanned.count(), one->cameBefore + 1);
            for (const QList<QVariant> &page : std::as_const(one->scanned))
                QCOMPARE(page.at(0).value<ScannedPage>().bytes, QByteArray("the bytes of a page"));
        }
    }
    QVERIFY(endedWell);
    QVERIFY(cut > 150);
}

QTEST_GUILESS_MAIN(DevicesUnplug)
#include "devices_unplug.moc"
