// SPDX-License-Identifier: Apache-2.0
#include "app/base/settings.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

namespace
{

const Setting<QString> theme{"theme", QStringLiteral("light")};
const Setting<int> zoom{"zoom", 100};
const Setting<bool> motion{"motion", true};

} // namespace

class SettingsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    [[nodiscard]] Result<std::unique_ptr<Settings>> load() const
    {
        return Settings::load(path("own/settings.json"), path("policy.json"));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("own")));
    }

    void withoutFilesEverythingFallsBack()
    {
        const auto settings = load();
        QVERIFY(settings.has_value());
        QCOMPARE((*settings)->get(theme), QStringLiteral("light"));
        QCOMPARE((*settings)->get(zoom), 100);
        QCOMPARE((*settings)->get(motion), true);
        QVERIFY((*settings)->object(QStringLiteral("devices")).isEmpty());
        QVERIFY(!(*settings)->isLocked(QStringLiteral("theme")));
    }

    void theAdministratorsFileWins()
    {
        write("own/settings.json", R"({"theme":"dark","zoom":150})");
        write("policy.json", R"({"theme":"contrast"})");
        const auto settings = load();
        QVERIFY(settings.has_value());
        QCOMPARE((*settings)->get(theme), QStringLiteral("contrast"));
        QCOMPARE((*settings)->get(zoom), 150);
        QVERIFY((*settings)->isLocked(QStringLiteral("theme")));
        QVERIFY(!(*settings)->isLocked(QStringLiteral("zoom")));
    }

    void aLockedSettingIsNotWritten()
    {
        write("policy.json", R"({"theme":"contrast"})");
        const auto settings = load();
        QSignalSpy changes(settings->get(), &Settings::changed);
        const auto done = (*settings)->set(QStringLiteral("theme"), QStringLiteral("dark"));
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().fault, Fault::ConfigLocked);
        QCOMPARE((*settings)->get(theme), QStringLiteral("contrast"));
        QVERIFY(!QFile::exists(path("own/settings.json")));
        QCOMPARE(changes.count(), 0);
    }

    void aSetValueIsThereAfterALoad()
    {
        {
            const auto settings = load();
            QSignalSpy changes(settings->get(), &Settings::changed);
            QVERIFY((*settings)->set(QStringLiteral("zoom"), 125).has_value());
            QVERIFY(
                (*settings)
                    ->set(QStringLiteral("devices"), QJsonObject{{QStringLiteral("reader"), QStringLiteral("ttyS0")}})
                    .has_value());
            QCOMPARE(changes.count(), 2);
            QCOMPARE(changes.first().first().toString(), QStringLiteral("zoom"));
        }
        const auto again = load();
        QCOMPARE((*again)->get(zoom), 125);
        QCOMPARE((*again)->object(QStringLiteral("devices")).value(QLatin1String("reader")).toString(),
                 QStringLiteral("ttyS0"));
    }

    void wrongTypesFallBack()
    {
        write("own/settings.json", R"({"theme":7,"zoom":"large","motion":"no"})");
        const auto settings = load();
        QCOMPARE((*settings)->get(theme), QStringLiteral("light"));
        QCOMPARE((*settings)->get(zoom), 100);
        QCOMPARE((*settings)->get(motion), true);
    }

    void aMalformedFileIsSaid_data()
    {
        QTest::addColumn<QByteArray>("own");
        QTest::addColumn<QByteArray>("policy");
        QTest::newRow("own") << QByteArray("{") << QByteArray("{}");
        QTest::newRow("policy") << QByteArray("{}") << QByteArray("[]");
    }

    void aMalformedFileIsSaid()
    {
        QFETCH(QByteArray, own);
        QFETCH(QByteArray, policy);
        write("own/settings.json", own);
        write("policy.json", policy);
        const auto settings = load();
        QVERIFY(!settings.has_value());
        QCOMPARE(settings.error().fault, Fault::ConfigMalformed);
    }

    void whatCannotBeWrittenStaysAsItWas()
    {
        // A folder takes the file's place after loading: that stops every user, also root.
        const auto settings = load();
        QVERIFY(settings.has_value());
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("own/settings.json/occupied")));
        QSignalSpy changes(settings->get(), &Settings::changed);
        const auto done = (*settings)->set(QStringLiteral("zoom"), 200);
        QVERIFY(!done.has_value());
        QVERIFY(done.error().fault == Fault::StoreReadOnly || done.error().fault == Fault::DiskFull);
        QCOMPARE((*settings)->get(zoom), 100);
        QCOMPARE(changes.count(), 0);
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
