// SPDX-License-Identifier: Apache-2.0
#include "app/server/configuration.h"

#include "app/domain/matter.h"
#include "app/server/server.h"
#include "tests/fakes/manual_clock.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

class TestConfiguration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFoundedFolderLoads()
    {
        const QTemporaryDir dir;
        QVERIFY(found(foundation(dir.filePath(QStringLiteral("centre"))), m_clock));
        const auto loaded = loadConfiguration(dir.filePath(QStringLiteral("centre")));
        QVERIFY(loaded);
        QCOMPARE(loaded->hall, QStringLiteral("130102"));
        QCOMPARE(loaded->suite, Suite::National);
        QCOMPARE(loaded->centreKey.suite(), Suite::National);
        QVERIFY(isSignedBy(loaded->server.certificatePem, loaded->authority.certificatePem));
        for (const char *name :
             {"authority.key", "server.key", "centre.key", "hall.key", "store.key", "server.json", "centre.sqlite"}) {
            const auto permissions = QFile::permissions(dir.filePath(QStringLiteral("centre/") + QLatin1String(name)));
            QVERIFY2(!(permissions & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)),
                     name);
        }
    }

    void aFolderIsFoundedOnce()
    {
        const QTemporaryDir dir;
        QVERIFY(found(foundation(dir.path()), m_clock));
        QFile key(dir.filePath(QStringLiteral("authority.key")));
        QVERIFY(key.open(QIODevice::ReadOnly));
        const QByteArray before = key.readAll();
        QCOMPARE(found(foundation(dir.path()), m_clock).error().fault, Fault::ConfigMalformed);
        QVERIFY(key.seek(0));
        QCOMPARE(key.readAll(), before);
    }

    void aCatalogueIsFollowedByANewerOne()
    {
        const QTemporaryDir dir;
        QVERIFY(found(foundation(dir.path()), m_clock));
        const QByteArray first = loadConfiguration(dir.path())->catalogue;
        const auto publish = [&](const char *version) {
            QJsonObject json = QJsonDocument::fromJson(first).object();
            json.insert(QStringLiteral("version"), QLatin1String(version));
            QFile file(dir.filePath(QStringLiteral("next.json")));
            if (!file.open(QIODevice::WriteOnly))
                qFatal("next.json");
            file.write(QJsonDocument(json).toJson());
            file.close();
            return publishCatalogue(dir.path(), file.fileName());
        };
        QCOMPARE(publish("2020.1").error().fault, Fault::CatalogueInvalid);
        QCOMPARE(loadConfiguration(dir.path())->catalogue, first);
        const auto published = publish("2099.9");
        QVERIFY(published);
        QCOMPARE(published->version, QStringLiteral("2099.9"));
        QVERIFY(publish("2099.10"));
        QVERIFY(!publish("2099.10"));
        const auto loaded = loadConfiguration(dir.path());
        QCOMPARE(catalogueFromJson(loaded->catalogue)->version, QStringLiteral("2099.10"));
        QCOMPARE(loaded->earlierCatalogues.size(), 2);
        QCOMPARE(catalogueFromJson(loaded->earlierCatalogues.at(0))->version, QStringLiteral("2099.9"));
        QCOMPARE(loaded->earlierCatalogues.at(1), first);
        QCOMPARE(publishCatalogue(dir.path(), QStringLiteral("/nowhere")).error().fault, Fault::FileUnreadable);
    }

    void badInputMakesNothing()
    {
        const QTemporaryDir dir;
        Foundation bad = foundation(dir.filePath(QStringLiteral("a")));
        bad.hall = QStringLiteral("13010");
        QCOMPARE(found(bad, m_clock).error().fault, Fault::BadArgument);
        bad = foundation(dir.filePath(QStringLiteral("a")));
        bad.catalogueFile = bad.calendarFile;
        QCOMPARE(found(bad, m_clock).error().fault, Fault::CatalogueInvalid);
        bad = foundation(dir.filePath(QStringLiteral("a")));
        bad.calendarFile = QStringLiteral("/nowhere");
        QCOMPARE(found(bad, m_clock).error().fault, Fault::FileUnreadable);
        QVERIFY(!QFile::exists(dir.filePath(QStringLiteral("a"))));
    }

    void aBrokenFolderIsNamed()
    {
        const QTemporaryDir dir;
        QCOMPARE(loadConfiguration(dir.path()).error().fault, Fault::ConfigMissing);
        QVERIFY(found(foundation(dir.path()), m_clock));
        QFile file(dir.filePath(QStringLiteral("server.json")));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("{not json");
        file.close();
        QCOMPARE(loadConfiguration(dir.path()).error().fault, Fault::ConfigMalformed);
        const SystemClock clock;
        QVERIFY(!Server::start({dir.path(), {}, false}, clock, systemRandom()));
    }

private:
    static Foundation foundation(const QString &folder)
    {
        Foundation one;
        one.folder = folder;
        one.hall = QStringLiteral("130102");
        one.hallName = QStringLiteral("示例大厅");
        one.suite = Suite::National;
        one.catalogueFile = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/catalogue/shijiazhuang.json");
        one.calendarFile = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/calendar/china-working-days.json");
        return one;
    }
    SystemClock m_clock;
};

QTEST_GUILESS_MAIN(TestConfiguration)
#include "tst_configuration.moc"
