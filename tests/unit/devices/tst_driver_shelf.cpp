// SPDX-License-Identifier: Apache-2.0
#include "app/devices/driver_shelf.h"

#include "app/crypto/digest.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

namespace
{

const QString package = QStringLiteral(YICHUANG_BINARY_DIR "/plugins");
const QString foreign = QStringLiteral(YICHUANG_BINARY_DIR "/tests/badplugins/bad_driver.so");
constexpr QFileDevice::Permissions ownersOnly =
    QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner | QFileDevice::ReadOther;

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.setPermissions(ownersOnly);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A site folder with one foreign driver, and the list that allows it.
struct Site {
    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("vendor.so"));
    QTemporaryDir policy;
    DriverShelf shelf{{}, folder.path(), policy.filePath(QStringLiteral("drivers.json"))};

    Site()
    {
        const QByteArray bytes = contentOf(foreign);
        QVERIFY(!bytes.isEmpty() && write(file, bytes));
        allow({sha256Hex(bytes)});
    }
    void allow(const QStringList &hashes) const
    {
        QVERIFY(write(
            shelf.allowList,
            QJsonDocument(QJsonObject{{QStringLiteral("drivers"), QJsonArray::fromStringList(hashes)}}).toJson()));
    }
    [[nodiscard]] DriverRefusal refusal() const
    {
        const QList<FoundDriver> found = findDrivers(shelf);
        return found.size() == 1 ? found.first().refusal : DriverRefusal::NotADriver;
    }
};

} // namespace

class TestDriverShelf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDriversOfThePackageDescribeThemselves()
    {
        const QList<FoundDriver> found = findDrivers({package, {}, {}});
        QStringList names;
        const QStringList kinds{QStringLiteral("idReader"), QStringLiteral("pageSource"), QStringLiteral("codeSource"),
                                QStringLiteral("slipPrinter"), QStringLiteral("cardReader")};
        for (const FoundDriver &driver : found) {
            names.append(driver.name);
            QVERIFY2(!driver.title.isEmpty() && !driver.can.isEmpty(), qPrintable(driver.name));
            QCOMPARE(driver.settings.value(QLatin1String("type")).toString(), QStringLiteral("object"));
            QCOMPARE(driver.refusal, DriverRefusal::None);
            for (const QString &kind : driver.kinds)
                QVERIFY2(kinds.contains(kind), qPrintable(kind));
        }
        for (const char *name : {"samv", "sane", "escpos", "serialcode", "camera", "folder", "pcsc", "simulator"})
            QVERIFY2(names.contains(QLatin1String(name)), name);
    }

    void aListedDriverOfTheSiteIsTaken()
    {
        const Site site;
        QCOMPARE(site.refusal(), DriverRefusal::None);
        QCOMPARE(findDrivers(site.shelf).first().name, QStringLiteral("bad"));
    }

    void whatIsNotListedIsRefused()
    {
        Site site;
        site.allow({sha256Hex("another")});
        QCOMPARE(site.refusal(), DriverRefusal::NotListed);
        QVERIFY(QFile::remove(site.shelf.allowList));
        QCOMPARE(site.refusal(), DriverRefusal::NotListed);
        QVERIFY(write(site.shelf.allowList, "no JSON"));
        QCOMPARE(site.refusal(), DriverRefusal::NotListed);
    }

    void aDriverThatWasChangedIsRefused()
    {
        const Site site;
        QVERIFY(write(site.file, contentOf(foreign) + 'x'));
        QCOMPARE(site.refusal(), DriverRefusal::NotListed);
    }

    void whatOthersMayWriteIsRefused()
    {
        const Site site;
        for (const QString &path : {site.file, site.folder.path(), site.shelf.allowList}) {
            QVERIFY(QFile::setPermissions(path, ownersOnly | QFileDevice::WriteOther));
            QCOMPARE(site.refusal(), DriverRefusal::Writable);
            QVERIFY(QFile::setPermissions(path, ownersOnly));
            QCOMPARE(site.refusal(), DriverRefusal::None);
        }
    }

    void aLinkOutOfTheFolderIsRefused()
    {
        const Site site;
        QVERIFY(QFile::remove(site.file) && QFile::link(foreign, site.file));
        QCOMPARE(site.refusal(), DriverRefusal::Elsewhere);
    }

    void whatIsNoDriverIsSaid()
    {
        const Site site;
        QVERIFY(write(site.file, "no plugin"));
        const QList<FoundDriver> found = findDrivers(site.shelf);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().refusal, DriverRefusal::NotADriver);
        QCOMPARE(driverRefusalName(found.first().refusal), QStringLiteral("notADriver"));
    }
};

QTEST_GUILESS_MAIN(TestDriverShelf)
#include "tst_driver_shelf.moc"
