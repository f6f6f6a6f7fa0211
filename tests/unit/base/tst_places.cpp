// SPDX-License-Identifier: Apache-2.0
#include "app/base/places.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

class TestPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anInstalledTree()
    {
        QTemporaryDir root;
        const QDir dir(root.path());
        QVERIFY(dir.mkpath(QStringLiteral("bin")) && dir.mkpath(QStringLiteral("share/yichuang"))
                && dir.mkpath(QStringLiteral("lib/x86_64-linux-gnu/yichuang/plugins")));
        const Places places = findPlaces(dir.filePath(QStringLiteral("bin")), QProcessEnvironment());
        QCOMPARE(places.resources, dir.filePath(QStringLiteral("share/yichuang")));
        QCOMPARE(places.plugins, dir.filePath(QStringLiteral("lib/x86_64-linux-gnu/yichuang/plugins")));
        QCOMPARE(places.devhost, dir.filePath(QStringLiteral("bin/yichuang-devhost")));
    }

    void aBuildTree()
    {
        QTemporaryDir root;
        const QDir dir(root.path());
        QVERIFY(dir.mkpath(QStringLiteral("tests")) && dir.mkpath(QStringLiteral("plugins"))
                && dir.mkpath(QStringLiteral("bin/yichuang-devhost")));
        const Places places = findPlaces(dir.filePath(QStringLiteral("tests")), QProcessEnvironment());
        QCOMPARE(places.plugins, dir.filePath(QStringLiteral("plugins")));
        QCOMPARE(places.devhost, dir.filePath(QStringLiteral("bin/yichuang-devhost")));
    }

    void theEnvironmentDecides()
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("YICHUANG_RESOURCES"), QStringLiteral("/r"));
        environment.insert(QStringLiteral("YICHUANG_PLUGINS"), QStringLiteral("/p"));
        environment.insert(QStringLiteral("YICHUANG_DEVHOST"), QStringLiteral("/d"));
        QCOMPARE(findPlaces(QStringLiteral("/nonexistent/bin"), environment),
                 (Places{QStringLiteral("/r"), QStringLiteral("/p"), QStringLiteral("/d")}));
    }
};

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
