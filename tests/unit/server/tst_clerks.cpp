// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/clerks.h"

#include "app/server/store/devices.h"
#include "tests/fakes/both_stores.h"
#include "tests/fakes/manual_clock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

namespace
{
const QString hall = QStringLiteral("130102");
const QString device = QStringLiteral("130102-03-1");
} // namespace

class TestClerks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sql.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        m_sql = *Sql::open(emptyPlace(m_dir->path()));
        QVERIFY(migrate(*m_sql));
        QVERIFY(addClerk(*m_sql, hall,
                         {QStringLiteral("li.na"), QStringLiteral("李娜"), Role::Clerk, QStringLiteral("h"), 0, {}}));
    }

    void lockOutGrows()
    {
        QCOMPARE(lockOutSeconds(4), 0);
        QCOMPARE(lockOutSeconds(5), 30);
        QCOMPARE(lockOutSeconds(6), 60);
        QCOMPARE(lockOutSeconds(30), 900);
        for (int i = 0; i < 4; ++i)
            countFailure(*m_sql, hall, QStringLiteral("li.na"), m_clock.now());
        QVERIFY(!findClerk(*m_sql, hall, QStringLiteral("li.na"))->lockedUntil.isValid());
        countFailure(*m_sql, hall, QStringLiteral("li.na"), m_clock.now());
        QCOMPARE(findClerk(*m_sql, hall, QStringLiteral("li.na"))->lockedUntil, m_clock.now().addSecs(30));
        forgetFailures(*m_sql, hall, QStringLiteral("li.na"));
        QVERIFY(!findClerk(*m_sql, hall, QStringLiteral("li.na"))->lockedUntil.isValid());
    }

    void aLoginExistsOnceInAHall()
    {
        const ClerkRecord clerk{
            QStringLiteral("li.na"), QStringLiteral("李娜"), Role::Approver, QStringLiteral("h"), 0, {}};
        QVERIFY(!addClerk(*m_sql, hall, clerk));
        QVERIFY(addClerk(*m_sql, QStringLiteral("130104"), clerk));
        QCOMPARE(findClerk(*m_sql, hall, QStringLiteral("li.na"))->role, Role::Clerk);
    }

    void aSessionBelongsToItsDeviceAndEnds()
    {
        const Tokens tokens = openSession(*m_sql, hall, QStringLiteral("li.na"), device, m_clock.now(), systemRandom());
        const auto session = findSession(*m_sql, hall, tokens.access, device, m_clock.now());
        QVERIFY(session);
        QCOMPARE(session->fullName, QStringLiteral("李娜"));
        QVERIFY(!findSession(*m_sql, hall, tokens.access, QStringLiteral("130102-04-1"), m_clock.now()));
        QVERIFY(!findSession(*m_sql, QStringLiteral("130104"), tokens.access, device, m_clock.now()));
        QVERIFY(!findSession(*m_sql, hall, tokens.refresh, device, m_clock.now()));
        m_clock.advance(10 * 60 * 1000);
        QVERIFY(!findSession(*m_sql, hall, tokens.access, device, m_clock.now()));
    }

    void tokensAreNotStored()
    {
        const Tokens tokens = openSession(*m_sql, hall, QStringLiteral("li.na"), device, m_clock.now(), systemRandom());
        const auto row = m_sql->row("SELECT access_hash, refresh_hash FROM clerk_session");
        QVERIFY(row->at(0).toString() != tokens.access && row->at(1).toString() != tokens.refresh);
    }

    void refreshRotatesAndReuseEndsTheSession()
    {
        const Tokens first = openSession(*m_sql, hall, QStringLiteral("li.na"), device, m_clock.now(), systemRandom());
        const auto second = refreshSession(*m_sql, hall, first.refresh, device, m_clock.now(), systemRandom());
        QVERIFY(second);
        QVERIFY(!findSession(*m_sql, hall, first.access, device, m_clock.now()));
        QVERIFY(findSession(*m_sql, hall, second->second.access, device, m_clock.now()));
        // The reply was lost: the same question within the minute is answered.
        m_clock.advance(30'000);
        const auto third = refreshSession(*m_sql, hall, first.refresh, device, m_clock.now(), systemRandom());
        QVERIFY(third);
        // Later it is a stolen token: everything of the session ends.
        m_clock.advance(61'000);
        QVERIFY(!refreshSession(*m_sql, hall, first.refresh, device, m_clock.now(), systemRandom()));
        QVERIFY(!refreshSession(*m_sql, hall, third->second.refresh, device, m_clock.now(), systemRandom()));
        QVERIFY(!findSession(*m_sql, hall, third->second.access, device, m_clock.now()));
    }

    void aRefreshTokenOfAnyAgeEndsTheSession()
    {
        const auto now = [this] { return m_clock.now(); };
        const Tokens first = openSession(*m_sql, hall, QStringLiteral("li.na"), device, now(), systemRandom());
        auto last = refreshSession(*m_sql, hall, first.refresh, device, now(), systemRandom());
        for (int i = 0; i < 3; ++i)
            last = refreshSession(*m_sql, hall, last->second.refresh, device, now(), systemRandom());
        QVERIFY(findSession(*m_sql, hall, last->second.access, device, now()));
        QVERIFY(!refreshSession(*m_sql, hall, first.refresh, device, now(), systemRandom())); // no grace for old ones
        QVERIFY(!findSession(*m_sql, hall, last->second.access, device, now()));
        QVERIFY(!refreshSession(*m_sql, hall, last->second.refresh, device, now(), systemRandom()));
    }

    void aRefreshTokenElsewhereEndsTheSession()
    {
        const Tokens first = openSession(*m_sql, hall, QStringLiteral("li.na"), device, m_clock.now(), systemRandom());
        const QString other = QStringLiteral("130102-04-1");
        QVERIFY(!refreshSession(*m_sql, hall, first.refresh, other, m_clock.now(), systemRandom()));
        QVERIFY(!findSession(*m_sql, hall, first.access, device, m_clock.now()));
    }

    void passwordsKeepTheRules()
    {
        QVERIFY(keepsPasswordRules(QStringLiteral("battery staple"), QStringLiteral("li.na")));
        QVERIFY(keepsPasswordRules(QStringLiteral("春眠不觉晓处处闻啼鸟"), QStringLiteral("li.na")));
        QVERIFY(!keepsPasswordRules(QStringLiteral("too short"), QStringLiteral("li.na")));
        QVERIFY(!keepsPasswordRules(QStringLiteral("abababababab"), QStringLiteral("li.na")));
        QVERIFY(!keepsPasswordRules(QStringLiteral("Li.Na of 2026"), QStringLiteral("li.na")));
    }

    void aSecondFactorIsSealedAndEachCodeIsGoodOnce()
    {
        const QString login = QStringLiteral("li.na");
        const Secret factor = Secret::fromBytes("12345678901234567890");
        QVERIFY(setFactor(*m_sql, hall, login, factor));
        QVERIFY(!setFactor(*m_sql, hall, QStringLiteral("nobody"), factor));
        QVERIFY(findClerk(*m_sql, hall, login)->factor == factor);
        const auto row = m_sql->row("SELECT sealed_factor FROM clerk WHERE hall = ? AND login = ?", {hall, login});
        QVERIFY(!row->first().toByteArray().isEmpty());
        QVERIFY(!row->first().toByteArray().contains(factor.reveal()));
        QVERIFY(useFactorStep(*m_sql, hall, login, 7));
        QVERIFY(!useFactorStep(*m_sql, hall, login, 7));
        QVERIFY(!useFactorStep(*m_sql, hall, login, 6));
        QVERIFY(useFactorStep(*m_sql, hall, login, 8));
        QVERIFY(setFactor(*m_sql, hall, login, {}));
        QVERIFY(findClerk(*m_sql, hall, login)->factor.isEmpty());
    }

    void aPasswordOfSomebodyElsesIsToBeChangedAndEndsSessions()
    {
        const QString login = QStringLiteral("li.na");
        const Tokens tokens = openSession(*m_sql, hall, login, device, m_clock.now(), systemRandom());
        QVERIFY(setPassword(*m_sql, hall, login, QStringLiteral("h2"), true));
        QVERIFY(findClerk(*m_sql, hall, login)->mustChange);
        QCOMPARE(findClerk(*m_sql, hall, login)->passwordHash, QStringLiteral("h2"));
        QVERIFY(!findSession(*m_sql, hall, tokens.access, device, m_clock.now()));
        QVERIFY(setPassword(*m_sql, hall, login, QStringLiteral("h3"), false));
        QVERIFY(!findClerk(*m_sql, hall, login)->mustChange);
        QVERIFY(!setPassword(*m_sql, hall, QStringLiteral("nobody"), QStringLiteral("h"), true));
    }

    void anEnrolmentCodeWorksOnceAndRaisesTheGeneration()
    {
        addEnrolmentCode(*m_sql, hall, QStringLiteral("ABCD-EFGH-JKMN"), 3, QStringLiteral("3号窗口"), m_clock.now());
        QVERIFY(!useEnrolmentCode(*m_sql, QStringLiteral("130104"), QStringLiteral("ABCD-EFGH-JKMN"), m_clock.now()));
        const auto first = useEnrolmentCode(*m_sql, hall, QStringLiteral(" abcd efgh jkmn"), m_clock.now());
        QVERIFY(first);
        QCOMPARE(first->device, QStringLiteral("130102-03-1"));
        QVERIFY(!useEnrolmentCode(*m_sql, hall, QStringLiteral("ABCDEFGHJKMN"), m_clock.now()));
        addEnrolmentCode(*m_sql, hall, QStringLiteral("SECOND"), 3, QStringLiteral("3号窗口"), m_clock.now());
        QCOMPARE(useEnrolmentCode(*m_sql, hall, QStringLiteral("SECOND"), m_clock.now())->generation, 2);
        addEnrolmentCode(*m_sql, hall, QStringLiteral("THIRD"), 3, QStringLiteral("3号窗口"), m_clock.now());
        m_clock.advance(24LL * 3600 * 1000);
        QVERIFY(!useEnrolmentCode(*m_sql, hall, QStringLiteral("THIRD"), m_clock.now()));
    }

    void aNewGenerationRevokesTheOld()
    {
        const SigningKey key = *SigningKey::generate(Suite::International);
        addDevice(*m_sql, {device, hall, 3, QStringLiteral("3"), 1, key.publicKey(), false}, QStringLiteral("f1"),
                  m_clock.now());
        QVERIFY(!presentedDevice(*m_sql, hall, device, QStringLiteral("f1"))->revoked);
        QVERIFY(!presentedDevice(*m_sql, hall, device, QStringLiteral("f2")));
        QVERIFY(!presentedDevice(*m_sql, hall, QString(), QString()));
        addDevice(*m_sql, {QStringLiteral("130102-03-2"), hall, 3, QStringLiteral("3"), 2, key.publicKey(), false},
                  QStringLiteral("f2"), m_clock.now());
        QVERIFY(presentedDevice(*m_sql, hall, device, QStringLiteral("f1"))->revoked);
        QVERIFY(!presentedDevice(*m_sql, hall, QStringLiteral("130102-03-2"), QStringLiteral("f2"))->revoked);
        QCOMPARE(allDevices(*m_sql, hall).size(), 2);
        QVERIFY(findDevice(*m_sql, hall, device)->revoked);
    }

    void aRenewedCertificateStandsBesideTheOldUntilTheNext()
    {
        const SigningKey key = *SigningKey::generate(Suite::International);
        addDevice(*m_sql, {device, hall, 3, QStringLiteral("3"), 1, key.publicKey(), false}, QStringLiteral("f1"),
                  m_clock.now());
        const auto presents = [this](const char *fingerprint) {
            return presentedDevice(*m_sql, hall, device, QString::fromLatin1(fingerprint)).has_value();
        };
        addCertificate(*m_sql, hall, device, QStringLiteral("f1"), QStringLiteral("f2"));
        QVERIFY(presents("f1") && presents("f2"));
        addCertificate(*m_sql, hall, device, QStringLiteral("f1"), QStringLiteral("f3")); // f2 was never heard of
        QVERIFY(presents("f1") && !presents("f2") && presents("f3"));
        addCertificate(*m_sql, hall, device, QStringLiteral("f3"), QStringLiteral("f4"));
        QVERIFY(!presents("f1") && presents("f3") && presents("f4"));
        QVERIFY(revokeDevice(*m_sql, hall, device, m_clock.now()));
        QVERIFY(!revokeDevice(*m_sql, hall, device, m_clock.now()));
        QVERIFY(presentedDevice(*m_sql, hall, device, QStringLiteral("f4"))->revoked);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Sql> m_sql;
    ManualClock m_clock{QDateTime({2026, 11, 23}, {1, 0}, Qt::UTC)};
};

ON_BOTH_STORES(TestClerks)
#include "tst_clerks.moc"
