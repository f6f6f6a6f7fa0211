// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/sign_in.h"

#include "tests/fakes/fake_centre.h"
#include "tests/fakes/fake_vault.h"

#include <QSignalSpy>
#include <QTest>

using namespace yichuang;

namespace
{

const QString li = QStringLiteral("li");
const QString password = QStringLiteral("correct horse");

struct Door {
    Door() { centre.session.clerk = li; }
    FakeCentre centre;
    FakeVault vault;
    SignInFlow flow{centre, vault};
    QSignalSpy admitted{&flow, &SignInFlow::admitted};
    QSignalSpy left{&flow, &SignInFlow::left};

    /// Lets everything that waits happen.
    void settle()
    {
        for (int i = 0; i < 6; ++i) {
            QCoreApplication::processEvents();
            vault.release();
        }
        QCoreApplication::processEvents();
    }
    void enter(const QString &clerk = li, const QString &word = password)
    {
        flow.signIn(clerk, word);
        settle();
    }
    template <typename State>
    [[nodiscard]] bool is() const
    {
        return std::holds_alternative<State>(flow.state());
    }
    [[nodiscard]] std::optional<Fault> fault() const
    {
        if (const auto *out = std::get_if<SignedOut>(&flow.state()); out != nullptr && out->failure)
            return out->failure->fault;
        if (const auto *locked = std::get_if<WindowLocked>(&flow.state()); locked != nullptr && locked->failure)
            return locked->failure->fault;
        return std::nullopt;
    }
};

} // namespace

class SignInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onLineTheCentreAdmitsAndTheStoreOpens()
    {
        Door door;
        door.flow.signIn(QStringLiteral(" li "), password);
        QVERIFY(door.is<SigningIn>());
        QCoreApplication::processEvents();
        QCOMPARE(door.vault.journal, QStringList{QStringLiteral("admit")});
        QCOMPARE(door.admitted.count(), 0);
        door.settle();
        QVERIFY(door.is<SignedIn>());
        QVERIFY(!std::get<SignedIn>(door.flow.state()).offline);
        QCOMPARE(door.admitted.count(), 1);
        QVERIFY(door.vault.open);
        QCOMPARE(door.vault.journal, QStringList{QStringLiteral("admit")});
    }

    void onlyWhereTheCentreCannotBeAskedTheWrappedKeyDecides_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("asksVault");
        for (const Fault fault : allFaults()) {
            const bool offline = fault == Fault::NoNetwork || fault == Fault::CentreUnreachable
                                 || fault == Fault::NotOurServer || fault == Fault::NetworkTimeout
                                 || fault == Fault::CentreBusy || fault == Fault::CentreFault;
            QTest::newRow(qPrintable(faultName(fault))) << int(fault) << offline;
        }
    }
    void onlyWhereTheCentreCannotBeAskedTheWrappedKeyDecides()
    {
        QFETCH(int, fault);
        QFETCH(bool, asksVault);
        Door door;
        door.vault.passwords.insert(li, password);
        door.centre.failNext[QStringLiteral("signIn")] = {Reason{Fault(fault), QStringLiteral("test"), {}}};
        door.enter();
        QCOMPARE(door.vault.journal.contains(QStringLiteral("unlock")), asksVault);
        QCOMPARE(door.is<SignedIn>(), asksVault);
        QCOMPARE(door.vault.open, asksVault);
        if (!asksVault)
            QCOMPARE(door.fault(), Fault(fault));
        else
            QVERIFY(std::get<SignedIn>(door.flow.state()).offline);
    }

    void theStoreOpensByThePasswordThatLasts()
    {
        Door door;
        const SignInProof proof{QStringLiteral("123456"), QStringLiteral("battery staple")};
        door.flow.signIn(li, password, proof);
        door.settle();
        QVERIFY(door.is<SignedIn>());
        QCOMPARE(door.centre.passwords, QStringList{password});
        QCOMPARE(door.centre.proofs.constFirst().code, proof.code);
        QCOMPARE(door.centre.proofs.constFirst().newPassword, proof.newPassword);
        QCOMPARE(door.vault.passwords.value(li), proof.newPassword);
    }

    void offLineAWrongPasswordIsRefused()
    {
        Door door;
        door.vault.passwords.insert(li, password);
        door.centre.unreachable = true;
        door.enter(li, QStringLiteral("wrong"));
        QCOMPARE(door.fault(), Fault::WrongPassword);
        QCOMPARE(std::get<SignedOut>(door.flow.state()).clerk, li);
        door.enter(QStringLiteral("newcomer"), password);
        QCOMPARE(door.fault(), Fault::FirstSignInNeedsCentre);
        QCOMPARE(door.admitted.count(), 0);
    }

    void nothingTypedIsNotAskedAnywhere()
    {
        Door door;
        door.enter(QStringLiteral("  "), password);
        QCOMPARE(door.fault(), Fault::WrongPassword);
        door.enter(li, QString());
        QCOMPARE(door.centre.calls(QStringLiteral("signIn")), 0);
    }

    void aStoreThatDoesNotOpenLeavesNoSessionBehind()
    {
        Door door;
        door.vault.trouble = Reason{Fault::StoreDamaged, QStringLiteral("test"), {}};
        door.enter();
        QCOMPARE(door.fault(), Fault::StoreDamaged);
        QVERIFY(door.centre.session.accessToken.isEmpty());
        QCOMPARE(door.admitted.count(), 0);
    }

    void aLockedWindowOpensForTheSameClerkAlone()
    {
        Door door;
        door.enter();
        door.flow.lock();
        QVERIFY(door.is<WindowLocked>());
        QVERIFY2(door.vault.open, "the work stays as it is");
        door.enter(QStringLiteral("other"), password);
        QCOMPARE(door.fault(), Fault::WrongPassword);
        QVERIFY(door.is<WindowLocked>());
        QCOMPARE(door.centre.calls(QStringLiteral("signIn")), 1);
        door.enter();
        QVERIFY(door.is<SignedIn>());
        QCOMPARE(door.admitted.count(), 1);
        QCOMPARE(door.left.count(), 0);
    }

    /// Who signed in with a code needs none to come back: the centre asks for it once the password is right.
    void unlockingNeedsNoSecondFactorAgain()
    {
        Door door;
        door.enter();
        const Reason asksForCode{Fault::SecondFactorNeeded, QStringLiteral("test"), {}};
        door.flow.lock();
        door.centre.failNext[QStringLiteral("signIn")] = {asksForCode};
        door.enter();
        QVERIFY(door.is<SignedIn>());
        QVERIFY(door.vault.open);
        QCOMPARE(std::get<SignedIn>(door.flow.state()).session.clerk, li);
        QVERIFY(!door.centre.session.accessToken.isEmpty());
        QCOMPARE(door.admitted.count(), 1);
        door.flow.signOut();
        door.centre.failNext[QStringLiteral("signIn")] = {asksForCode};
        door.enter();
        QVERIFY(door.is<SignedOut>()); // a new session asks for it
        QCOMPARE(door.fault(), Fault::SecondFactorNeeded);
    }

    /// Signed in off line there was no code: it is asked for before the centre is used.
    void unlockingASessionOfOffLineNeedsTheCode()
    {
        Door door;
        door.enter();
        door.flow.signOut();
        door.centre.unreachable = true;
        door.enter();
        QVERIFY(door.is<SignedIn>());
        door.flow.lock();
        door.centre.unreachable = false;
        door.centre.failNext[QStringLiteral("signIn")] = {
            Reason{Fault::SecondFactorNeeded, QStringLiteral("test"), {}}};
        door.enter();
        QVERIFY(door.is<WindowLocked>());
        QCOMPARE(door.fault(), Fault::SecondFactorNeeded);
    }

    void aRefusedUnlockStaysLocked()
    {
        Door door;
        door.enter();
        door.flow.lock();
        door.centre.failNext[QStringLiteral("signIn")] = {Reason{Fault::WrongPassword, QStringLiteral("test"), {}}};
        door.enter();
        QVERIFY(door.is<WindowLocked>());
        QCOMPARE(door.fault(), Fault::WrongPassword);
        QVERIFY(door.vault.open);
        door.centre.unreachable = true;
        door.enter();
        QVERIFY(door.is<SignedIn>());
    }

    void lockingMeansNothingBeforeSomebodyIsIn()
    {
        Door door;
        door.flow.lock();
        QVERIFY(door.is<SignedOut>());
        door.flow.signOut();
        QCOMPARE(door.left.count(), 0);
    }

    void whoIsInIsNotReplacedByAnother()
    {
        Door door;
        door.enter();
        door.enter(QStringLiteral("other"), password);
        QCOMPARE(std::get<SignedIn>(door.flow.state()).session.clerk, li);
        QCOMPARE(door.admitted.count(), 1);
    }

    void signingOutClosesTheStoreAndDropsTheSession()
    {
        Door door;
        door.enter();
        door.flow.signOut();
        QVERIFY(door.is<SignedOut>());
        QVERIFY(!door.vault.open);
        QVERIFY(door.centre.session.accessToken.isEmpty());
        QCOMPARE(door.left.count(), 1);
    }

    void anAnswerAfterSigningOutLetsNobodyIn()
    {
        Door door;
        door.centre.holding = true;
        door.flow.signIn(li, password);
        door.flow.signOut();
        door.centre.answerHeld();
        door.settle();
        QVERIFY(door.is<SignedOut>());
        QCOMPARE(door.admitted.count(), 0);
        QVERIFY(!door.vault.open);
    }

    void aStoreThatOpensAfterSigningOutIsClosedAgain()
    {
        Door door;
        door.flow.signIn(li, password);
        QCoreApplication::processEvents();
        QCOMPARE(door.vault.journal, QStringList{QStringLiteral("admit")});
        door.flow.signOut();
        door.settle();
        QVERIFY(door.is<SignedOut>());
        QVERIFY(!door.vault.open);
        QCOMPARE(door.admitted.count(), 0);
    }
};

QTEST_GUILESS_MAIN(SignInTest)
#include "tst_sign_in.moc"
