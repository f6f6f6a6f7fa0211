// SPDX-License-Identifier: Apache-2.0
#include "app/base/places.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

class PlacesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_root;

    void make(const char *path) const { QVERIFY(QDir(m_root->path()).mkpath(QString::fromLatin1(path))); }
    [[nodiscard]] QString at(const char *path) const
    {
        return QDir(m_root->path()).filePath(QString::fromLatin1(path));
    }

private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        make("bin");
        make("share/yichuang");
    }

    void ofABuildTree()
    {
        make("plugins");
        const Places places = findPlaces(at("bin"), {});
        QCOMPARE(places.resources, at("share/yichuang"));
        QCOMPARE(places.plugins, at("plugins"));
        QCOMPARE(places.devhost, at("bin/yichuang-devhost"));
    }

    void ofAnInstalledTree()
    {
        make("lib/x86_64-linux-gnu/yichuang/plugins");
        make("lib/other");
        QCOMPARE(findPlaces(at("bin"), {}).plugins, at("lib/x86_64-linux-gnu/yichuang/plugins"));
    }

    void theEnvironmentTakesPrecedence()
    {
        make("plugins");
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("YICHUANG_PLUGINS"), QStringLiteral("/somewhere/else/"));
        const Places places = findPlaces(at("bin"), environment);
        QCOMPARE(places.plugins, QStringLiteral("/somewhere/else"));
        QCOMPARE(places.resources, at("share/yichuang"));
    }

    void anAbsentPlaceIsTheFirstLookedAt() { QCOMPARE(findPlaces(at("bin"), {}).plugins, at("plugins")); }
};

QTEST_GUILESS_MAIN(PlacesTest)
#include "tst_places.moc"
