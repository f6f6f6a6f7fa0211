// SPDX-License-Identifier: Apache-2.0
#include "app/base/exit_code.h"
#include "app/base/json.h"
#include "app/crypto/signing.h"
#include "app/domain/identifiers/receipt_number.h"
#include "app/domain/paper.h"
#include "tests/fakes/samv_module.h"
#include "tests/fakes/slip_sink.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <QImage>

using namespace yichuang;

namespace
{

struct Ended {
    int code = -1;
    QList<QJsonObject> lines;
    QByteArray text;
    QByteArray errors;
};

/// Runs the program as a person of IT does, while the test's own event loop serves the devices.
Ended admin(const QStringList &arguments, const QString &saneConfig = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!saneConfig.isEmpty())
        environment.insert(QStringLiteral("SANE_CONFIG_DIR"), saneConfig);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(YICHUANG_BINARY_DIR "/bin/yichuang-admin"), arguments);
    Ended ended;
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000))
        return ended;
    ended.code = process.exitCode();
    ended.text = process.readAllStandardOutput();
    ended.errors = process.readAllStandardError();
    const QList<QByteArray> lines = ended.text.split('\n');
    for (const QByteArray &line : lines) {
        const Result<QJsonObject> object = parseJsonObject(line);
        if (object)
            ended.lines.append(*object);
    }
    return ended;
}

QString textOf(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

} // namespace

class DevicesAdmin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usageIsTwo_data();
    void usageIsTwo();
    void readsACard();
    void saysWhyACardCannotBeRead();
    void decodesPictures();
    void identifies();
    void countsDays();
    void scans();
    void printsASlip();
    void verifiesAPaper();
    void listsDevices();
    void triesADevice();

private:
    [[nodiscard]] QString file(const char *name, const QJsonObject &json) const;
    QTemporaryDir m_folder;
};

void DevicesAdmin::usageIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *line) {
        QTest::newRow(line) << QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
    };
    row("");
    row("nonsense");
    row("--nonsense identify x");
    row("identify");
    row("identify --nonsense x");
    row("due --received 2026-13-01 --days 3");
    row("due --received 2026-09-28 --days many");
    row("read-id");
    row("scan --device test:0");
    row("scan --out /tmp --dpi 5");
    row("print-slip");
    row("print-slip --to carrier-pigeon:7");
    row("devices --try kettle");
    row("devices --timeout never");
    row("devices now");
    row("verify-paper");
    row("decode");
}

void DevicesAdmin::usageIsTwo()
{
    QFETCH(QStringList, arguments);
    const Ended ended = admin(arguments);
    QCOMPARE(ended.code, 2);
    QVERIFY(!ended.errors.isEmpty());
}

void DevicesAdmin::readsACard()
{
    SamvModule module;
    const QString port = module.open();
    module.layCard(CardText().block());
    const Ended ended = admin({QStringLiteral("--json"), QStringLiteral("read-id"), QStringLiteral("--port"), port});
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.lines.size(), 1);
    const QJsonObject card = ended.lines.first();
    QStringList keys = card.keys();
    keys.sort();
    QStringList wanted = QStringLiteral("kind name sex ethnicity birth address number authority from to").split(u' ');
    wanted.sort();
    QCOMPARE(keys, wanted);
    QCOMPARE(textOf(card, "kind"), QStringLiteral("resident"));
    QCOMPARE(textOf(card, "name"), QStringLiteral("张培训"));
    QCOMPARE(textOf(card, "birth"), QStringLiteral("1985-03-12"));
    QCOMPARE(textOf(card, "number"), QStringLiteral("130102198503120316"));
    QCOMPARE(textOf(card, "to"), QStringLiteral("2039-05-10"));
}

void DevicesAdmin::saysWhyACardCannotBeRead()
{
    SamvModule module;
    const QString port = module.open();
    module.layCard(CardText().block());
    module.spoilNextRead([](const QByteArray &frame) { return frame.left(500); });
    const Ended torn = admin({QStringLiteral("read-id"), QStringLiteral("--port"), port, QStringLiteral("--json")});
    QCOMPARE(torn.code, 6);
    QCOMPARE(textOf(torn.lines.value(0), "fault"), QStringLiteral("readerTornFrame"));
    module.removeCard();
    const Ended none = admin({QStringLiteral("--json"), QStringLiteral("read-id"), QStringLiteral("--port"), port,
                              QStringLiteral("--timeout"), QStringLiteral("1")});
    QCOMPARE(none.code, 6);
    QCOMPARE(textOf(none.lines.value(0), "code"), QStringLiteral("R-104"));
    const Ended missing = admin({QStringLiteral("read-id"), QStringLiteral("--port"), QStringLiteral("/dev/nosuch")});
    QCOMPARE(missing.code, 6);
    QVERIFY(missing.errors.contains("R-101"));
}

void DevicesAdmin::decodesPictures()
{
    ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
    const ZXing::BitMatrix matrix = writer.encode(std::string("A-17"), 200, 200);
    QImage image(matrix.width(), matrix.height(), QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, matrix.get(x, y) ? qRgb(0, 0, 0) : qRgb(255, 255, 255));
    }
    const QString code = m_folder.filePath(QStringLiteral("code.png"));
    const QString rubbish = m_folder.filePath(QStringLiteral("rubbish.png"));
    QVERIFY(image.save(code));
    QFile file(rubbish);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("rubbish") > 0);
    file.close();

    const Ended good = admin({QStringLiteral("--json"), QStringLiteral("decode"), code});
    QCOMPARE(good.code, 0);
    QCOMPARE(textOf(good.lines.value(0), "file"), code);
    const QJsonObject found = good.lines.value(0).value(QLatin1String("codes")).toArray().first().toObject();
    QCOMPARE(textOf(found, "text"), QStringLiteral("A-17"));
    QCOMPARE(textOf(found, "format"), QStringLiteral("QRCode"));
    QVERIFY(good.lines.value(0).value(QLatin1String("ms")).isDouble());

    const Ended mixed = admin({QStringLiteral("--json"), QStringLiteral("decode"), rubbish, code});
    QCOMPARE(mixed.code, 1);
    QCOMPARE(mixed.lines.size(), 2);
    QCOMPARE(textOf(mixed.lines.value(0), "fault"), QStringLiteral("notAnImage"));
}

void DevicesAdmin::identifies()
{
    const Ended ended = admin({QStringLiteral("--json"), QStringLiteral("identify"),
                               QStringLiteral("130102198503120316"), QStringLiteral("130102198503120317")});
    QCOMPARE(ended.code, 1);
    QCOMPARE(ended.lines.size(), 2);
    QCOMPARE(ended.lines.at(0).value(QLatin1String("valid")).toBool(), true);
    QCOMPARE(textOf(ended.lines.at(1), "kind"), QStringLiteral("residentId"));
    QCOMPARE(textOf(ended.lines.at(1), "reason"), QStringLiteral("checkDigit"));
    QCOMPARE(textOf(ended.lines.at(1), "expected"), QStringLiteral("6"));
}

void DevicesAdmin::countsDays()
{
    const Ended ended = admin({QStringLiteral("--json"), QStringLiteral("due"), QStringLiteral("--received"),
                               QStringLiteral("2026-11-23"), QStringLiteral("--days"), QStringLiteral("5")});
    QCOMPARE(ended.code, 0);
    QCOMPARE(textOf(ended.lines.value(0), "due"), QStringLiteral("2026-11-30"));
    QCOMPARE(ended.lines.value(0).value(QLatin1String("provisional")), QJsonValue(false));
}

void DevicesAdmin::scans()
{
    QFile config(m_folder.filePath(QStringLiteral("dll.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly) && config.write("test\n") > 0);
    config.close();
    const QString out = m_folder.filePath(QStringLiteral("pages"));
    const Ended ended =
        admin({QStringLiteral("--json"), QStringLiteral("scan"), QStringLiteral("--device"), QStringLiteral("test:0"),
               QStringLiteral("--out"), out, QStringLiteral("--dpi"), QStringLiteral("75")},
              m_folder.path());
    QCOMPARE(ended.code, 0);
    QCOMPARE(QDir(out).entryList({QStringLiteral("page-*.jpg")}).size(), 10);
    QCOMPARE(ended.lines.size(), 10);
    const Ended missing = admin(
        {QStringLiteral("scan"), QStringLiteral("--device"), QStringLiteral("nosuch"), QStringLiteral("--out"), out},
        m_folder.path());
    QCOMPARE(missing.code, 6);
    QVERIFY(missing.errors.contains("S-101"));
}

void DevicesAdmin::printsASlip()
{
    SlipSink sink;
    const QStringList arguments{QStringLiteral("--json"), QStringLiteral("print-slip"), QStringLiteral("--to"),
                                sink.address()};
    QCOMPARE(admin(arguments).code, 0);
    QVERIFY(sink.slip().contains(QByteArray::fromHex("B2E2CAD4D0A1C6B1"))); // 测试小票
    sink.switchOff();
    const Ended off = admin(arguments);
    QCOMPARE(off.code, 6);
    QCOMPARE(textOf(off.lines.value(0), "code"), QStringLiteral("P-101"));
}

void DevicesAdmin::verifiesAPaper()
{
    const SigningKey key = *SigningKey::generate(Suite::International);
    const QString receipt = ReceiptNumber{QStringLiteral("130102"), 3, 2, QDate(2026, 11, 23), 7}.format();
    const QDateTime time(QDate(2026, 11, 23), QTime(1, 2, 3), Qt::UTC);
    const QString text =
        paperCode(QStringLiteral("https://centre.example"), receipt, time, *key.sign(paperBytes(receipt, time)));
    const auto keysFile = [&](int generation) {
        const QJsonObject entry{{QStringLiteral("id"), key.publicKey().id()},
                                {QStringLiteral("window"), 3},
                                {QStringLiteral("generation"), generation},
                                {QStringLiteral("suite"), QStringLiteral("international")},
                                {QStringLiteral("key"), QString::fromLatin1(key.publicKey().toDer().toBase64())}};
        QFile file(m_folder.filePath(QStringLiteral("keys-%1.json").arg(generation)));
        if (file.open(QIODevice::WriteOnly))
            file.write(canonicalJson(QJsonObject{{QStringLiteral("keys"), QJsonArray{entry}}}));
        return file.fileName();
    };
    const auto verify = [](const QString &paper, const QString &keys) {
        return admin({QStringLiteral("--json"), QStringLiteral("verify-paper"), paper, QStringLiteral("--keys"), keys});
    };
    const Ended good = verify(text, keysFile(2));
    QCOMPARE(good.code, 0);
    QCOMPARE(textOf(good.lines.value(0), "receiptNumber"), receipt);
    QCOMPARE(good.lines.value(0).value(QLatin1String("valid")), QJsonValue(true));

    const Ended moved =
        verify(QString(text).replace(QStringLiteral("T010203Z"), QStringLiteral("T010204Z")), keysFile(2));
    QCOMPARE(moved.code, 1);
    QCOMPARE(textOf(moved.lines.value(0), "fault"), QStringLiteral("paperForged"));
    QCOMPARE(textOf(verify(text, keysFile(1)).lines.value(0), "fault"), QStringLiteral("paperKeyUnknown"));
    QCOMPARE(textOf(verify(QStringLiteral("hello"), keysFile(2)).lines.value(0), "fault"),
             QStringLiteral("paperUnreadable"));
    QCOMPARE(verify(text, m_folder.filePath(QStringLiteral("nosuch.json"))).code, 3);
}

QString DevicesAdmin::file(const char *name, const QJsonObject &json) const
{
    QFile written(m_folder.filePath(QLatin1String(name)));
    if (!written.open(QIODevice::WriteOnly) || written.write(canonicalJson(json)) < 0)
        qFatal("no %s", name);
    return written.fileName();
}

void DevicesAdmin::listsDevices()
{
    const QJsonObject settings{{QStringLiteral("port"), QStringLiteral("/dev/nosuch")}};
    const QString config =
        file("window.json",
             {{QStringLiteral("devices.idReader"),
               QJsonObject{{QStringLiteral("driver"), QStringLiteral("samv")}, {QStringLiteral("settings"), settings}}},
              {QStringLiteral("devices.codeSource"), QJsonObject{{QStringLiteral("driver"), QStringLiteral("gone")}}}});
    // A hall's own driver that nobody allowed.
    const QString site = m_folder.filePath(QStringLiteral("site"));
    QVERIFY(QDir().mkpath(site));
    QVERIFY(QFile::copy(QStringLiteral(YICHUANG_BINARY_DIR "/tests/badplugins/bad_driver.so"),
                        site + QStringLiteral("/vendor.so")));
    const QString policy = file("policy.json", {{QStringLiteral("devices.sitePlugins"), site},
                                                {QStringLiteral("devices.allowList"), QStringLiteral("/dev/nosuch")}});
    const Ended ended = admin({QStringLiteral("--json"), QStringLiteral("devices"), QStringLiteral("--config"), config,
                               QStringLiteral("--policy"), policy});
    QCOMPARE(ended.code, 0);
    const auto lineOf = [&ended](const char *kind, const char *name) {
        for (const QJsonObject &line : ended.lines) {
            if (textOf(line, "kind") == QLatin1String(kind) && textOf(line, "name") == QLatin1String(name))
                return line;
        }
        return QJsonObject();
    };
    QCOMPARE(textOf(lineOf("idReader", "samv"), "state"), QStringLiteral("chosen"));
    QCOMPARE(lineOf("idReader", "samv").value(QLatin1String("settings")).toObject(), settings);
    QCOMPARE(textOf(lineOf("slipPrinter", "escpos"), "state"), QStringLiteral("available"));
    QCOMPARE(textOf(lineOf("codeSource", "gone"), "state"), QStringLiteral("missing"));
    QCOMPARE(textOf(lineOf("pageSource", "bad"), "state"), QStringLiteral("refused"));
    QCOMPARE(textOf(lineOf("pageSource", "bad"), "reason"), QStringLiteral("notListed"));
    // A person's own settings do not move the folder.
    const QString own = file("own.json", {{QStringLiteral("devices.sitePlugins"), site}});
    const Ended moved = admin({QStringLiteral("--json"), QStringLiteral("devices"), QStringLiteral("--config"), own,
                               QStringLiteral("--policy"), QStringLiteral("/dev/nosuch")});
    QCOMPARE(moved.code, 0);
    QVERIFY(!moved.text.contains("vendor.so"));
    const QString torn = m_folder.filePath(QStringLiteral("torn.json"));
    QFile broken(torn);
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{") == 1);
    broken.close();
    QCOMPARE(admin({QStringLiteral("devices"), QStringLiteral("--config"), torn}).code, 3);
}

void DevicesAdmin::triesADevice()
{
    SamvModule module;
    const QString port = module.open();
    module.layCard(CardText().block());
    SlipSink sink;
    const auto device = [](const char *driver, const char *key, const QString &value) {
        return QJsonObject{{QStringLiteral("driver"), QLatin1String(driver)},
                           {QStringLiteral("settings"), QJsonObject{{QLatin1String(key), value}}}};
    };
    const QString config =
        file("tried.json",
             {{QStringLiteral("devices.idReader"), device("samv", "port", port)},
              {QStringLiteral("devices.slipPrinter"), device("escpos", "to", sink.address())},
              {QStringLiteral("devices.codeSource"), device("serialcode", "port", QStringLiteral("/dev/nosuch"))}});
    const auto tried = [&config](const char *kind) {
        return admin({QStringLiteral("--json"), QStringLiteral("devices"), QStringLiteral("--config"), config,
                      QStringLiteral("--policy"), QStringLiteral("/dev/nosuch"), QStringLiteral("--try"),
                      QLatin1String(kind)});
    };
    const Ended card = tried("idReader");
    QCOMPARE(card.code, 0);
    QVERIFY(card.text.contains("aa aa aa 96 69 00 03 30 01 32")); // what was asked
    QVERIFY(card.text.contains("\"resident\""));
    // Neither as text nor as the bytes of the card.
    QVERIFY(!card.text.contains("130102198503120316") && !card.text.contains("张培训"));
    QVERIFY(!card.text.contains("20 5f") && !card.text.contains("31 00 33 00"));
    const Ended slip = tried("slipPrinter");
    QCOMPARE(slip.code, 0);
    QVERIFY(sink.slip().contains(QByteArray::fromHex("B2E2CAD4D0A1C6B1")));
    const Ended missing = tried("codeSource");
    QCOMPARE(missing.code, exitNumber(exitCodeOf(Fault::NotFound)));
    QCOMPARE(tried("pageSource").code, 6); // none is chosen
}

QTEST_GUILESS_MAIN(DevicesAdmin)
#include "devices_admin.moc"
