// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/keychain_link.h"

#include "tests/unit/secrets/enrolled_window.h"
#include "tests/unit/secrets/scripted_access.h"

#include <QSignalSpy>

using namespace yichuang;

namespace
{

const QString li = QStringLiteral("li");
const QString pin = QStringLiteral("2468 and more");
const QString changed = QStringLiteral("1357 and more");

/// An enrolled window, a clerk who has signed in once, a keyring.
struct Linked {
    Linked()
    {
        window.enrol(*vault);
        master = vault->admit(window.session(li), pin).value().keys.master;
        sealedBy = keyFingerprint(master);
    }

    template <typename T>
    [[nodiscard]] static Result<T> await(const QFuture<Result<T>> &future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000) || future.resultCount() == 0)
            return failure(Fault::Timeout, QStringLiteral("test"));
        return future.result();
    }
    [[nodiscard]] Result<Done> tend() { return await(link.tend(master)); }
    /// The clerk's password and the hall key are both others by now.
    [[nodiscard]] Result<ClerkAdmission> admitChanged()
    {
        window.hallKey = QByteArray(32, 'n');
        return await(link.admit(window.session(li), changed, sealedBy));
    }

    EnrolledWindow window;
    std::unique_ptr<WindowVault> vault = window.vault();
    bool wished = true;
    ScriptedAccess *keyring = new ScriptedAccess; // owned by the link
    KeychainLink link{*vault, std::unique_ptr<KeychainAccess>(keyring), [this] { return wished; },
                      std::chrono::milliseconds(1)};
    QSignalSpy silent{&link, &KeychainLink::silent};
    Secret master;
    QString sealedBy;
};

} // namespace

class TestKeychainLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAKeyThatOpensTheMasterKey()
    {
        Linked at;
        QVERIFY(at.tend());
        QCOMPARE(at.keyring->entries.keys(), QStringList{QStringLiteral("device-7")});
        const QByteArray kept = *at.keyring->entries.cbegin();
        QVERIFY(kept != at.master.reveal());
        QVERIFY(at.vault->unlockWithKeychainKey(Secret::fromBytes(kept)).value().master == at.master);
        QVERIFY(at.tend());
        QCOMPARE(*at.keyring->entries.cbegin(), kept);
    }

    void letsInWhereNothingElseOpens()
    {
        Linked at;
        QVERIFY(at.tend());
        const auto admission = at.admitChanged();
        QVERIFY2(admission, admission ? "" : qPrintable(describe(admission.error())));
        QVERIFY(admission->keys.master == at.master);
        QVERIFY(admission->recoveryCode.isEmpty());
        QVERIFY(at.silent.isEmpty());
    }

    void isNotAskedWhereThePasswordOpens()
    {
        Linked at;
        at.keyring->silent = true;
        QVERIFY(at.await(at.link.admit(at.window.session(li), pin, at.sealedBy)));
        QCOMPARE(at.keyring->reads, 0);
    }

    void noAnswerNeverMakesANewKey_data()
    {
        QTest::addColumn<bool>("locked");
        QTest::addColumn<bool>("hung");
        QTest::newRow("locked, which says: no such entry") << true << false;
        QTest::newRow("hung") << false << true;
    }
    void noAnswerNeverMakesANewKey()
    {
        QFETCH(bool, locked);
        QFETCH(bool, hung);
        Linked at;
        QVERIFY(at.tend());
        const QByteArray kept = *at.keyring->entries.cbegin();
        at.keyring->locked = locked;
        at.keyring->silent = hung;
        QCOMPARE(at.tend().error().fault, Fault::KeyringSilent);
        QCOMPARE(at.admitChanged().error().fault, Fault::KeyUnavailable);
        QCOMPARE(at.silent.size(), 1);
        QCOMPARE(at.silent.constFirst().constFirst().value<Reason>().fault, Fault::KeyringSilent);
        QCOMPARE(at.vault->masterFingerprint().value(), at.sealedBy);
        QVERIFY(at.vault->unlock(li, pin).value().master == at.master);
        // What a locked keyring still holds fits when it is opened again.
        QVERIFY(at.vault->unlockWithKeychainKey(Secret::fromBytes(kept)));
    }

    void aKeyThatNoLongerFitsIsReplaced()
    {
        Linked at;
        at.keyring->entries.insert(QStringLiteral("device-7"), QByteArray(32, 'x'));
        QVERIFY(at.tend());
        const Secret kept = Secret::fromBytes(*at.keyring->entries.cbegin());
        QVERIFY(at.vault->unlockWithKeychainKey(kept).value().master == at.master);
    }

    void isDroppedWhereNoLongerWished()
    {
        Linked at;
        QVERIFY(at.tend());
        const Secret kept = Secret::fromBytes(*at.keyring->entries.cbegin());
        at.wished = false;
        QVERIFY(at.tend());
        QVERIFY(at.keyring->entries.isEmpty());
        QCOMPARE(at.vault->unlockWithKeychainKey(kept).error().fault, Fault::NotFound);
    }

    void isNotTouchedWhereNeverWished()
    {
        Linked at;
        at.wished = false;
        at.keyring->silent = true;
        QVERIFY(at.tend());
        QCOMPARE(at.admitChanged().error().fault, Fault::KeyUnavailable);
        QCOMPARE(at.keyring->reads, 0);
        QVERIFY(at.silent.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestKeychainLink)
#include "tst_keychain_link.moc"
