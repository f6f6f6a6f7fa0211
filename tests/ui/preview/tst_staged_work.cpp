// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/staged_work.h"

#include <QTest>

using namespace yichuang;

class StagedWorkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsThereAlreadyComesBeforeTheNextPiece()
    {
        QStringList told;
        StagedWork work;
        for (const char *name : {"one", "two", "three"}) {
            work.add([&told, this, name] {
                told.append(QLatin1String(name));
                const QString event = QStringLiteral("after ") + QLatin1String(name);
                QMetaObject::invokeMethod(this, [&told, event] { told.append(event); }, Qt::QueuedConnection);
            });
        }
        QVERIFY(told.isEmpty());
        QVERIFY(!work.isDone());
        QTRY_COMPARE(told.join(u' '), QStringLiteral("one after one two after two three after three"));
        QVERIFY(work.isDone());
    }
    void aPieceThatFindsPiecesOfItselfHasThemDoneNext()
    {
        QString told;
        StagedWork work;
        work.add([&] {
            told += u'a';
            work.addFirst({[&] { told += u'b'; }, [&] { told += u'c'; }});
        });
        work.add([&] { told += u'd'; });
        QTRY_COMPARE(told, QStringLiteral("abcd"));
    }
    void aPieceMayAddTheNextWhenItIsTheLast()
    {
        QString told;
        StagedWork work;
        work.add([&] {
            told += u'a';
            work.add([&] { told += u'b'; });
        });
        QTRY_COMPARE(told, QStringLiteral("ab"));
    }
    void whatIsDroppedIsNotDone()
    {
        int done = 0;
        StagedWork work;
        work.add([&] {
            ++done;
            work.drop();
        });
        work.add([&] { ++done; });
        QTRY_COMPARE(done, 1);
        QTest::qWait(20);
        QCOMPARE(done, 1);
        QVERIFY(work.isDone());
    }
};

QTEST_MAIN(StagedWorkTest)
#include "tst_staged_work.moc"
