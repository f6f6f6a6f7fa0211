// SPDX-License-Identifier: Apache-2.0
// A window's certificate from its enrolment over its renewal to its end, with the real server and the window's own
// keys.
#include "app/crypto/certificates.h"
#include "app/main/yichuang/enrolment.h"
#include "tests/fakes/manual_clock.h"
#include "tests/fakes/server_child.h"

using namespace yichuang;

namespace
{

template <typename T>
Result<T> await(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000) || future.resultCount() == 0)
        qFatal("no answer");
    return future.result();
}

} // namespace

class RenewalFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWindowRenewsInTimeAndIsRevoked()
    {
        ServerChild server;
        QVERIFY(server.init());
        QVERIFY(server.start());
        QTemporaryDir folder;
        const SystemClock clock;
        WindowVault vault(folder.filePath(QStringLiteral("keys")), clock, Suite::International);
        HttpCentre centre(server.address(server.port()), clock);
        const auto enrolled = await(enrolWindow(centre, vault, server.enrolmentCode(3), this));
        QVERIFY2(enrolled.has_value(), enrolled ? "" : qPrintable(describe(enrolled.error())));
        const auto goOn = [&] {
            CentreAddress address = server.address(server.port());
            address.certificatePem = vault.tls()->certificatePem;
            address.keyPem = vault.tls()->keyPem;
            centre.setAddress(address);
        };
        goOn();
        QVERIFY(await(centre.queue()).has_value());

        // Not yet; then in the last third of its life.
        const QByteArray first = vault.tls()->certificatePem;
        QCOMPARE(await(renewWhereDue(centre, vault, clock, this)).value(), false);
        const ManualClock later(clock.now().addDays(740));
        QCOMPARE(await(renewWhereDue(centre, vault, later, this)).value(), true);
        QVERIFY(vault.tls()->certificatePem != first);
        QVERIFY(await(centre.queue()).has_value()); // with the one before, which it still presents
        goOn();
        QVERIFY(await(centre.queue()).has_value());

        QVERIFY(server.revoke(enrolled->device));
        QCOMPARE(await(centre.queue()).error().fault, Fault::DeviceRevoked);
        QCOMPARE(await(renewWhereDue(centre, vault, later, this)).error().fault, Fault::DeviceRevoked);
    }
};

QTEST_GUILESS_MAIN(RenewalFlow)
#include "tst_renewal_flow.moc"
