// SPDX-License-Identifier: Apache-2.0
// A catalogue's way at the window, once its signature was checked: what the store keeps, what the rulebook takes, and
// that a running case goes on under the catalogue of its day, also after a restart.
#include "app/crypto/secret.h"
#include "app/main/yichuang/published_rules.h"
#include "app/storage/local_store.h"
#include "tests/fakes/catalogue_versions.h"
#include "tests/fakes/must.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

namespace
{

constexpr int patience = 30'000;

} // namespace

class TestCatalogueFlow : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<LocalStore> m_store;
    std::unique_ptr<PublishedRules> m_rules;
    QList<Reason> m_refusals;

    /// A start of the window on the same store.
    void start()
    {
        m_rules =
            std::make_unique<PublishedRules>(*m_store, QStringLiteral(YICHUANG_SOURCE_DIR "/resources"), Issuer{});
        connect(m_rules.get(), &PublishedRules::failed, this,
                [this](const Reason &reason) { m_refusals.append(reason); });
        reload();
    }
    void reload()
    {
        m_refusals.clear();
        const QSignalSpy changed(m_rules.get(), &PublishedRules::changed);
        m_rules->reload();
        QVERIFY(QTest::qWaitFor([&] { return !changed.isEmpty(); }, patience));
    }
    void publish(const QByteArray &bytes)
    {
        (void)must(m_store->keepDocument(QStringLiteral("catalogue"), bytes, QStringLiteral("e")));
        reload();
    }
    [[nodiscard]] QString version() const { return m_rules->rulebook().catalogue->version; }

private Q_SLOTS:
    void initTestCase()
    {
        m_store = std::make_unique<LocalStore>(
            StorePlace{m_folder.filePath(QStringLiteral("store")), 0},
            StoreKeys{Suite::International, Secret::random(), SigningKey::generate(Suite::International).value()},
            StoreIdentity{QStringLiteral("130102-03"), QStringLiteral("130102"), 3, 1},
            StoreSurroundings{&m_clock, systemRandom(), [] { return 0; }});
        (void)must(m_store->open());
        start();
    }
    void cleanupTestCase() { m_rules.reset(); }

    void versionsFollowEachOther()
    {
        publish(samples::published("2026.1", 5));
        QCOMPARE(version(), QStringLiteral("2026.1"));
        QVERIFY(m_refusals.isEmpty());
        Case running;
        running.matterCode = m_rules->rulebook().catalogue->matters.constFirst().code;
        running.catalogueHash = QString::fromLatin1(m_rules->rulebook().catalogue->hash);
        const auto promised = [&] { return m_rules->rulebook().matterOf(running)->promisedDays; };

        publish(samples::published("2026.2", 3));
        QCOMPARE(m_rules->rulebook().matter(running.matterCode)->promisedDays, 3);
        QCOMPARE(promised(), 5);

        publish(samples::published("2026.3", 3, true));
        QCOMPARE(m_rules->rulebook().matter(running.matterCode), nullptr);
        QCOMPARE(promised(), 5);
        QVERIFY(m_rules->search()->find(running.matterCode, 5).isEmpty());

        start();
        QCOMPARE(version(), QStringLiteral("2026.3"));
        QCOMPARE(promised(), 5);
    }
    void anOlderOrBrokenOneIsRefused()
    {
        publish(samples::published("2026.2", 4));
        QCOMPARE(version(), QStringLiteral("2026.3"));
        QCOMPARE(m_refusals.size(), 1);
        QCOMPARE(m_refusals.constFirst().fault, Fault::CatalogueInvalid);
        publish("{\"version\":\"2026.9\"}");
        QCOMPARE(version(), QStringLiteral("2026.3"));
        QCOMPARE(m_refusals.size(), 1);
        // The next start has the last good one too, and says again why.
        start();
        QCOMPARE(version(), QStringLiteral("2026.3"));
        QCOMPARE(m_refusals.size(), 1);
        publish(samples::published("2026.4", 2));
        QCOMPARE(version(), QStringLiteral("2026.4"));
        QVERIFY(m_refusals.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCatalogueFlow)
#include "tst_catalogue_flow.moc"
