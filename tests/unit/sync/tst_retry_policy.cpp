// SPDX-License-Identifier: Apache-2.0
#include "app/sync/retry_policy.h"

#include <QTest>

using namespace yichuang;

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToFiveMinutes()
    {
        const RetryPolicy policy;
        QCOMPARE(policy.delayMs(1, std::nullopt, 1.0), 1000);
        QCOMPARE(policy.delayMs(2, std::nullopt, 1.0), 2000);
        QCOMPARE(policy.delayMs(5, std::nullopt, 1.0), 16'000);
        QCOMPARE(policy.delayMs(9, std::nullopt, 1.0), 256'000);
        QCOMPARE(policy.delayMs(10, std::nullopt, 1.0), 300'000);
        QCOMPARE(policy.delayMs(1'000'000, std::nullopt, 1.0), 300'000);
        QCOMPARE(policy.delayMs(0, std::nullopt, 1.0), 1000);
    }
    void spreadsWindowsOverHalfTheDelay()
    {
        const RetryPolicy policy;
        QCOMPARE(policy.delayMs(10, std::nullopt, 0.0), 150'000);
        QCOMPARE(policy.delayMs(10, std::nullopt, 0.5), 225'000);
    }
    void neverComesBackBeforeTheCentreAsked()
    {
        const RetryPolicy policy;
        for (const double draw : {0.0, 0.3, 0.999})
            QVERIFY(policy.delayMs(1, 120, draw) >= 120'000);
        QVERIFY(policy.delayMs(1, 120, 0.999) <= 132'000);
        QVERIFY(policy.delayMs(10, 1, 0.0) >= 150'000);
    }
    void classifiesEveryFault()
    {
        for (const Fault fault : allFaults()) {
            if (fault == Fault::SessionExpired)
                QCOMPARE(nextStep(fault), NextStep::RenewSession);
        }
        for (const Fault fault :
             {Fault::NoNetwork, Fault::CentreUnreachable, Fault::NotOurServer, Fault::CertificateUntrusted,
              Fault::NetworkTimeout, Fault::CentreBusy, Fault::CentreFault, Fault::ReplyMalformed, Fault::ReplyTooLarge,
              Fault::NotAllowed, Fault::StoreUnavailable, Fault::DiskFull, Fault::Cancelled})
            QCOMPARE(nextStep(fault), NextStep::TryAgain);
        QCOMPARE(nextStep(Fault::RequestRefused), NextStep::SetAside);
        QCOMPARE(nextStep(Fault::TooLarge), NextStep::SetAside);
    }
    void neverBlamesAnOperationForTheLink()
    {
        for (const Fault fault : {Fault::NoNetwork, Fault::CentreUnreachable, Fault::NotOurServer,
                                  Fault::CertificateUntrusted, Fault::NetworkTimeout, Fault::CentreBusy})
            QVERIFY(!mayBePoison(fault));
        QVERIFY(mayBePoison(Fault::CentreFault));
        QVERIFY(mayBePoison(Fault::RequestRefused));
    }
    void keepsARefusalThatIsTheCentresOwnTrouble()
    {
        QVERIFY(isPassing(Fault::StoreBusy));
        QVERIFY(!isPassing(Fault::VersionConflict));
        QVERIFY(!isPassing(Fault::TransitionRefused));
        QVERIFY(!isPassing(Fault::OperationInvalid));
    }
    void drawsBetweenNoughtAndOne()
    {
        QCOMPARE(drawFrom([](qsizetype n) { return QByteArray(n, '\0'); }), 0.0);
        const double most = drawFrom([](qsizetype n) { return QByteArray(n, '\xff'); });
        QVERIFY(most > 0.99 && most < 1.0);
    }
};

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retry_policy.moc"
