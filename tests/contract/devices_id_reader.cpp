// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_id_reader.h"
#include "tests/contract/devices_launch.h"
#include "tests/fakes/samv_module.h"
#include "tests/fakes/scripted_devices.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

namespace
{

/// The first two invented people: the same on the module's cards, in the simulator and in the double.
CardText cardText(int person)
{
    CardText text;
    if (person == 1) {
        text.name = QStringLiteral("李演示");
        text.sex = QStringLiteral("2");
        text.birth = QStringLiteral("19901105");
        text.address = QStringLiteral("河北省石家庄市长安区培训路2号");
        text.number = QStringLiteral("130104199011050486");
    }
    return text;
}

IdCard cardOf(int person)
{
    const CardText text = cardText(person);
    IdCard card;
    card.name = text.name;
    card.sex = person == 1 ? QStringLiteral("女") : QStringLiteral("男");
    card.ethnicity = QStringLiteral("汉族");
    card.birth = QDate::fromString(text.birth, QStringLiteral("yyyyMMdd"));
    card.address = text.address;
    card.number = text.number;
    card.authority = text.authority;
    card.from = QDate(2019, 5, 10);
    card.to = QDate(2039, 5, 10);
    return card;
}

struct Rig {
    std::unique_ptr<SamvModule> module;
    std::unique_ptr<IdReader> reader;
    std::function<void(int)> lay;
    std::function<void()> remove;
    std::function<void()> poll; ///< the reader looks at least twice more
};

Rig samvRig()
{
    Rig rig;
    rig.module = std::make_unique<SamvModule>();
    const QString port = rig.module->open();
    rig.reader = std::make_unique<HostedIdReader>(
        launchOf(QStringLiteral("samv"), {{QStringLiteral("port"), port}, {QStringLiteral("retryMs"), 100}}));
    SamvModule *module = rig.module.get();
    rig.lay = [module](int person) { module->layCard(cardText(person).block()); };
    rig.poll = [module] {
        const int finds = module->finds();
        QTRY_VERIFY_WITH_TIMEOUT(module->finds() > finds + 1, 10'000);
    };
    rig.remove = [module] { module->removeCard(); };
    return rig;
}

Rig simulatorRig()
{
    Rig rig;
    auto reader = std::make_unique<HostedIdReader>(launchOf(QStringLiteral("simulator")));
    HostedIdReader *raw = reader.get();
    rig.reader = std::move(reader);
    rig.lay = [raw](int person) {
        (void)raw->simulate({{QStringLiteral("event"), QStringLiteral("card")}, {QStringLiteral("index"), person}});
    };
    rig.poll = [lay = rig.lay] { lay(0); };
    rig.remove = [raw] { (void)raw->simulate({{QStringLiteral("event"), QStringLiteral("remove")}}); };
    return rig;
}

Rig doubleRig()
{
    Rig rig;
    auto reader = std::make_unique<ScriptedIdReader>();
    ScriptedIdReader *raw = reader.get();
    rig.reader = std::move(reader);
    rig.lay = [raw](int person) { raw->layCard(cardOf(person)); };
    rig.poll = [lay = rig.lay] { lay(0); };
    rig.remove = [raw] { raw->removeCard(); };
    return rig;
}

} // namespace

class DevicesIdReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheContract_data();
    void keepsTheContract();
    void samvReportsBadFrames_data();
    void samvReportsBadFrames();
    void samvSkipsStrayBytes();
    void samvTakesTheNewAddress();
    void samvRefusesAWrongCheckDigit();
    void samvComesBackAfterAHangUp();
    void samvOpensAsSoonAsItIsPluggedIn();
    void samvFindsTheSpeedOut_data();
    void samvFindsTheSpeedOut();
    void samvServesSeveralReaders();
    void samvMissesASilentModule();
    void missingDriverIsSaid();
};

void DevicesIdReader::keepsTheContract_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("samv over a pseudo-terminal") << 0;
    QTest::newRow("simulator") << 1;
    QTest::newRow("double") << 2;
}

void DevicesIdReader::keepsTheContract()
{
    QFETCH(int, which);
    Rig rig = which == 0 ? samvRig() : which == 1 ? simulatorRig() : doubleRig();
    QSignalSpy read(rig.reader.get(), &IdReader::cardRead);
    QSignalSpy removed(rig.reader.get(), &IdReader::cardRemoved);
    QSignalSpy faulted(rig.reader.get(), &IdReader::faulted);

    QCOMPARE(rig.reader->state(), DeviceState::Absent);
    rig.reader->start();
    QTRY_COMPARE_WITH_TIMEOUT(rig.reader->state(), DeviceState::Ready, 10'000);

    rig.lay(0);
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 10'000);
    IdCard card = read.at(0).at(0).value<IdCard>();
    card.photo.clear();
    QCOMPARE(toJson(card), toJson(cardOf(0)));
    QCOMPARE(card, cardOf(0));

    // While it lies there it is not reported again.
    rig.poll();
    QCOMPARE(read.count(), 1);
    rig.remove();
    rig.lay(1);
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 2, 10'000);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(read.last().at(0).value<IdCard>().name, cardOf(1).name);

    rig.remove();
    rig.lay(0);
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 3, 10'000);
    QCOMPARE(read.last().at(0).value<IdCard>().number, cardOf(0).number);

    rig.reader->stop();
    QCOMPARE(rig.reader->state(), DeviceState::Absent);
    QCOMPARE(faulted.count(), 0);
}

void DevicesIdReader::samvReportsBadFrames_data()
{
    QTest::addColumn<int>("how");
    QTest::addColumn<int>("fault");
    QTest::newRow("torn") << 0 << int(Fault::ReaderTornFrame);
    QTest::newRow("checksum") << 1 << int(Fault::ReaderChecksum);
    QTest::newRow("length") << 2 << int(Fault::ReaderTornFrame);
}

void DevicesIdReader::samvReportsBadFrames()
{
    QFETCH(int, how);
    QFETCH(int, fault);
    Rig rig = samvRig();
    QSignalSpy read(rig.reader.get(), &IdReader::cardRead);
    QSignalSpy faulted(rig.reader.get(), &IdReader::faulted);
    rig.module->spoilNextRead([how](QByteArray frame) {
        if (how == 0)
            frame.chop(200);
        else if (how == 1)
            frame[frame.size() - 1] = static_cast<char>(frame.back() ^ 0x55);
        else
            frame[5] = '\x7F';
        return frame;
    });
    rig.reader->start();
    rig.lay(0);
    QTRY_COMPARE_WITH_TIMEOUT(faulted.count(), 1, 10'000);
    QCOMPARE(int(faulted.at(0).at(0).value<Reason>().fault), fault);
    QCOMPARE(read.count(), 0);
    rig.remove();
    rig.lay(0);
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 10'000);
}

void DevicesIdReader::samvSkipsStrayBytes()
{
    Rig rig = samvRig();
    QSignalSpy read(rig.reader.get(), &IdReader::cardRead);
    rig.module->spoilNextRead([](const QByteArray &frame) { return QByteArray("\x00\xAA\xAA\x13", 4) + frame; });
    rig.reader->start();
    rig.lay(0);
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 10'000);
}

void DevicesIdReader::samvTakesTheNewAddress()
{
    Rig rig = samvRig();
    QSignalSpy read(rig.reader.get(), &IdReader::cardRead);
    const QString address = QStringLiteral("河北省石家庄市裕华区新居路9号");
    rig.module->layCard(cardText(0).block(),
                        QByteArray(reinterpret_cast<const char *>(address.utf16()), 2 * address.size()));
    rig.reader->start();
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 10'000);
    QCOMPARE(read.at(0).at(0).value<IdCard>().address, address);
}

void DevicesIdReader::samvRefusesAWrongCheckDigit()
{
    Rig rig = samvRig();
    QSignalSpy read(rig.reader.get(), &IdReader::cardRead);
    QSignalSpy faulted(rig.reader.get(), &IdReader::faulted);
    CardText text = cardText(0);
    text.number = QStringLiteral("130102198503120317");
    rig.module->layCard(text.block());
    rig.reader->start();
    QTRY_COMPARE_WITH_TIMEOUT(faulted.count(), 1, 10'000);
    QCOMPARE(faulted.at(0).at(0).value<Reason>().fault, Fault::ReaderCheckDigit);
    QVERIFY(!faulted.at(0).at(0).value<Reason>().detail.contains(text.number));
    QCOMPARE(read.count(), 0);
}

void DevicesIdReader::samvComesBackAfterAHangUp()
{
    QTemporaryDir folder;
    const QString port = folder.filePath(QStringLiteral("reader"));
    auto first = std::make_unique<SamvModule>();
    QVERIFY(QFile::link(first->open(), port));
    HostedIdReader reader(
        launchOf(QStringLiteral("samv"), {{QStringLiteral("port"), port}, {QStringLiteral("retryMs"), 100}}));
    QSignalSpy read(&reader, &IdReader::cardRead);
    QSignalSpy faulted(&reader, &IdReader::faulted);
    reader.start();
    QTRY_COMPARE_WITH_TIMEOUT(reader.state(), DeviceState::Ready, 10'000);
    QFile::remove(port);
    first->hangUp();
    QTRY_COMPARE_WITH_TIMEOUT(reader.state(), DeviceState::Trouble, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(faulted.count(), 1, 10'000);
    QCOMPARE(faulted.at(0).at(0).value<Reason>().fault, Fault::ReaderMissing);

    SamvModule second;
    QVERIFY(QFile::link(second.open(), port));
    second.layCard(cardText(0).block());
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 15'000);
    QCOMPARE(reader.state(), DeviceState::Ready);
    QCOMPARE(faulted.count(), 1);
}

void DevicesIdReader::samvOpensAsSoonAsItIsPluggedIn()
{
    QTemporaryDir folder;
    const QString port = folder.filePath(QStringLiteral("reader"));
    // A back-off of an hour: nothing but the device's appearing opens it.
    HostedIdReader reader(
        launchOf(QStringLiteral("samv"), {{QStringLiteral("port"), port}, {QStringLiteral("retryMs"), 3'600'000}}));
    QSignalSpy read(&reader, &IdReader::cardRead);
    reader.start();
    QTRY_COMPARE_WITH_TIMEOUT(reader.state(), DeviceState::Trouble, 30'000);
    SamvModule module;
    module.layCard(cardText(0).block());
    QVERIFY(QFile::link(module.open(), port));
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 60'000);
    QCOMPARE(reader.state(), DeviceState::Ready);
}

void DevicesIdReader::samvFindsTheSpeedOut_data()
{
    QTest::addColumn<int>("baud");
    for (const int baud : {115'200, 38'400, 9'600})
        QTest::addRow("%d", baud) << baud;
}

void DevicesIdReader::samvFindsTheSpeedOut()
{
    QFETCH(int, baud);
    SamvModule module;
    const QString port = module.open();
    module.speakAt(baud);
    module.layCard(cardText(0).block());
    HostedIdReader reader(
        launchOf(QStringLiteral("samv"), {{QStringLiteral("port"), port}, {QStringLiteral("retryMs"), 100}}));
    QSignalSpy read(&reader, &IdReader::cardRead);
    reader.start();
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 60'000);
    const auto known = reader.describe();
    QTRY_VERIFY_WITH_TIMEOUT(known.isFinished(), 30'000);
    QVERIFY(known.result());
    QCOMPARE(known.result()->value(QLatin1String("baud")).toInt(), baud);
    QCOMPARE(known.result()->value(QLatin1String("moduleId")).toString(),
             QStringLiteral("05.01-20200245-0000012345-678902514"));
}

void DevicesIdReader::samvServesSeveralReaders()
{
    SamvModule first;
    SamvModule second;
    const QJsonArray ports{first.open(), second.open()};
    HostedIdReader reader(
        launchOf(QStringLiteral("samv"), {{QStringLiteral("port"), ports}, {QStringLiteral("retryMs"), 100}}));
    QSignalSpy read(&reader, &IdReader::cardRead);
    reader.start();
    QTRY_COMPARE_WITH_TIMEOUT(reader.state(), DeviceState::Ready, 30'000);
    second.layCard(cardText(1).block());
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 60'000);
    QCOMPARE(read.at(0).at(0).value<IdCard>().name, cardOf(1).name);
    first.layCard(cardText(0).block());
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 2, 60'000);
    // One without a cable does not hold up the other.
    first.hangUp();
    second.removeCard();
    second.layCard(cardText(0).block());
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 3, 60'000);
    QCOMPARE(reader.state(), DeviceState::Ready);
}

void DevicesIdReader::samvMissesASilentModule()
{
    Rig rig = samvRig();
    rig.module->setSilent(true);
    QSignalSpy faulted(rig.reader.get(), &IdReader::faulted);
    rig.reader->start();
    QTRY_COMPARE_WITH_TIMEOUT(faulted.count(), 1, 60'000);
    QCOMPARE(faulted.at(0).at(0).value<Reason>().fault, Fault::ReaderMissing);
}

void DevicesIdReader::missingDriverIsSaid()
{
    HostedIdReader reader(launchOf(QStringLiteral("nosuchdriver")));
    QSignalSpy faulted(&reader, &IdReader::faulted);
    reader.start();
    QTRY_VERIFY_WITH_TIMEOUT(faulted.count() >= 1, 10'000);
    QCOMPARE(faulted.at(0).at(0).value<Reason>().fault, Fault::DriverMissing);
    QCOMPARE(reader.state(), DeviceState::Trouble);
}

QTEST_GUILESS_MAIN(DevicesIdReader)
#include "devices_id_reader.moc"
