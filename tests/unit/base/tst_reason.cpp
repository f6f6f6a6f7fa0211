// SPDX-License-Identifier: Apache-2.0
#include "app/base/reason.h"
#include "app/base/result.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace yichuang;

class ReasonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultHasItsOwnCodeAndName()
    {
        const QRegularExpression form(QStringLiteral("^[A-Z]-[0-9]{3}$"));
        QSet<QString> codes;
        QSet<QString> names;
        for (const Fault fault : allFaults()) {
            QVERIFY(form.match(faultCode(fault)).hasMatch());
            QVERIFY(!faultName(fault).isEmpty() && faultName(fault).at(0).isLower());
            QCOMPARE(faultNamed(faultName(fault)), std::optional<Fault>(fault));
            codes.insert(faultCode(fault));
            names.insert(faultName(fault));
        }
        QCOMPARE(codes.size(), allFaults().size());
        QCOMPARE(names.size(), allFaults().size());
    }

    void theTableStandsInTheOrderOfTheFaults()
    {
        for (qsizetype i = 0; i < allFaults().size(); ++i)
            QCOMPARE(qsizetype(allFaults().at(i)), i);
        QCOMPARE(allFaults().last(), Fault::BundleNotWritten);
    }

    void codesStayWhatTheyAre_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("code");
        QTest::newRow("cancelled") << int(Fault::Cancelled) << QStringLiteral("G-001");
        QTest::newRow("portal") << int(Fault::NotOurServer) << QStringLiteral("N-103");
        QTest::newRow("other authority") << int(Fault::CertificateUntrusted) << QStringLiteral("N-104");
        QTest::newRow("disk full") << int(Fault::DiskFull) << QStringLiteral("D-102");
        QTest::newRow("torn frame") << int(Fault::ReaderTornFrame) << QStringLiteral("R-102");
        QTest::newRow("check digit") << int(Fault::ReaderCheckDigit) << QStringLiteral("R-108");
        QTest::newRow("empty feeder") << int(Fault::FeederEmpty) << QStringLiteral("S-102");
        QTest::newRow("paper out") << int(Fault::PrinterPaperOut) << QStringLiteral("P-103");
        QTest::newRow("no PDF") << int(Fault::NotAPdf) << QStringLiteral("M-101");
        QTest::newRow("conflict") << int(Fault::VersionConflict) << QStringLiteral("K-105");
        QTest::newRow("forged") << int(Fault::PaperForged) << QStringLiteral("V-102");
    }

    void codesStayWhatTheyAre()
    {
        QFETCH(int, fault);
        QFETCH(QString, code);
        QCOMPARE(faultCode(static_cast<Fault>(fault)), code);
    }

    void unknownNamesAreNothing()
    {
        QCOMPARE(faultNamed(QStringLiteral("noSuchFault")), std::nullopt);
        QCOMPARE(faultNamed(QStringLiteral("DiskFull")), std::nullopt);
        QCOMPARE(faultNamed(QString()), std::nullopt);
    }

    void describesItself()
    {
        QCOMPARE(describe({Fault::PrinterPaperOut, QStringLiteral("printer.print"), QStringLiteral("sensor 2")}),
                 QStringLiteral("P-103 printer.print: sensor 2"));
        QCOMPARE(describe({Fault::QueueEmpty, QStringLiteral("desk.call"), {}}), QStringLiteral("T-101 desk.call"));
    }

    void resultsCarryReasons()
    {
        const Result<int> bad = failure(Fault::DiskFull, QStringLiteral("store.commit"));
        QVERIFY(!bad.has_value());
        QCOMPARE(bad.error(), (Reason{Fault::DiskFull, QStringLiteral("store.commit"), {}}));
        const Result<QString> passedOn = failure(bad.error());
        QCOMPARE(passedOn.error(), bad.error());
    }
};

QTEST_GUILESS_MAIN(ReasonTest)
#include "tst_reason.moc"
