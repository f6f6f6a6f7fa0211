// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_documents.h"

#include "app/base/places.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

namespace
{

DriverLaunch launch()
{
    const Places places = findPlaces(QCoreApplication::applicationDirPath());
    return DriverLaunch{places.devhost, places.plugins, {}, {}, {}};
}

} // namespace

class TestHostedDocuments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foreignFilesAreLookedAtInTheHelper()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("letter.pdf")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<html>not a PDF</html>");
        file.close();
        HostedDocuments documents(launch());
        const auto page = documents.import(file.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(page.isFinished(), 20'000);
        QVERIFY(!page.result());
        QCOMPARE(page.result().error().fault, Fault::NotAPdf);
        QVERIFY(documents.process().processId() > 0);
        QVERIFY(documents.process().processId() != QCoreApplication::applicationPid());
    }

    void aHelperThatIsNotThereIsSaid()
    {
        DriverLaunch missing = launch();
        missing.devhost = QStringLiteral("/nonexistent/yichuang-devhost");
        HostedDocuments documents(missing);
        const auto codes = documents.codes("x");
        QTRY_VERIFY_WITH_TIMEOUT(codes.isFinished(), 20'000);
        QCOMPARE(codes.result().error().fault, Fault::HelperCrashed);
    }
};

QTEST_GUILESS_MAIN(TestHostedDocuments)
#include "tst_hosted_documents.moc"
