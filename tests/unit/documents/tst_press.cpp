// SPDX-License-Identifier: Apache-2.0
#include "app/documents/press.h"

#include <QTest>
#include <QThread>

using namespace yichuang;

class TestPress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void papersArePressedOffTheCallersThread()
    {
        Press press([](const QString &) { return QtFuture::makeReadyFuture(Result<ScannedPage>(ScannedPage())); });
        PaperText paper;
        paper.title = QStringLiteral("收件凭证");
        QList<QFuture<Result<QByteArray>>> futures;
        for (int i = 0; i < 4; ++i)
            futures.append(press.pdf(paper));
        for (const auto &future : futures) {
            QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 20'000);
            QVERIFY(future.result());
            QVERIFY(future.result()->startsWith("%PDF-"));
        }
    }

    void importsGoToWhoWasGiven()
    {
        QString asked;
        Press press([&asked](const QString &path) {
            asked = path;
            return QtFuture::makeReadyFuture(Result<ScannedPage>(failure(Fault::NotAPdf, QStringLiteral("test"))));
        });
        QCOMPARE(press.import(QStringLiteral("/a.pdf")).result().error().fault, Fault::NotAPdf);
        QCOMPARE(asked, QStringLiteral("/a.pdf"));
    }
};

QTEST_MAIN(TestPress)
#include "tst_press.moc"
