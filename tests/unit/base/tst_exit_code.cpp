// SPDX-License-Identifier: Apache-2.0
#include "app/base/exit_code.h"

#include <QHash>
#include <QTest>

using namespace yichuang;

class ExitCodeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersThatScriptsRelyOn()
    {
        QCOMPARE(exitNumber(ExitCode::Ok), 0);
        QCOMPARE(exitNumber(ExitCode::Failed), 1);
        QCOMPARE(exitNumber(ExitCode::Usage), 2);
        QCOMPARE(exitNumber(ExitCode::Configuration), 3);
        QCOMPARE(exitNumber(ExitCode::Network), 4);
        QCOMPARE(exitNumber(ExitCode::SignIn), 5);
        QCOMPARE(exitNumber(ExitCode::Device), 6);
        QCOMPARE(exitNumber(ExitCode::Conflict), 7);
    }

    void everyFault_data()
    {
        // A kind of fault that is not named here fails: whoever adds one says how a program ends by it.
        static const QHash<QChar, int> kinds{{u'G', 1}, {u'C', 3}, {u'N', 4}, {u'A', 5}, {u'D', 1}, {u'R', 6},
                                             {u'S', 6}, {u'H', 6}, {u'P', 6}, {u'M', 1}, {u'Q', 1}, {u'I', 1},
                                             {u'K', 1}, {u'V', 1}, {u'T', 1}, {u'B', 1}};
        static const QHash<Fault, int> others{{Fault::BadArgument, 2},
                                              {Fault::CatalogueInvalid, 3},
                                              {Fault::CalendarUnknown, 3},
                                              {Fault::VersionConflict, 7},
                                              {Fault::TicketTaken, 7}};
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<int>("number");
        for (const Fault fault : allFaults()) {
            const int usual = kinds.value(faultCode(fault).front(), -1);
            QTest::newRow(qPrintable(faultName(fault))) << fault << others.value(fault, usual);
        }
    }
    void everyFault()
    {
        QFETCH(Fault, fault);
        QFETCH(int, number);
        QCOMPARE(exitNumber(exitCodeOf(fault)), number);
    }
};

QTEST_GUILESS_MAIN(ExitCodeTest)
#include "tst_exit_code.moc"
