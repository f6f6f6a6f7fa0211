// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/secrets/enrolled_window.h"

#include <QFile>

using namespace yichuang;

class TestWindowIdentity : public QObject
{
    Q_OBJECT

    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void isNobodyAtFirst()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        QCOMPARE(vault->identity().error().fault, Fault::NotEnrolled);
        QCOMPARE(vault->tls().error().fault, Fault::NotEnrolled);
        QCOMPARE(vault->signingPublicKey().error().fault, Fault::NotEnrolled);
        QCOMPARE(vault->unlock(QStringLiteral("li"), QStringLiteral("x")).error().fault, Fault::NotEnrolled);
        QCOMPARE(vault->admit(window.session(QStringLiteral("li")), QStringLiteral("x")).error().fault,
                 Fault::NotEnrolled);
        QCOMPARE(vault->finishEnrolment({}).error().fault, Fault::EnrolmentRefused);
    }

    void knowsWhoItIs()
    {
        const EnrolledWindow window;
        const auto request = window.vault()->prepareEnrolment(QStringLiteral("window")).value();
        const Enrolment given = window.answer(request);
        QVERIFY(window.vault()->finishEnrolment(given)); // another run of the program
        const auto vault = window.vault();
        const Enrolment known = vault->identity().value();
        QCOMPARE(known.device, given.device);
        QCOMPARE(known.hall, given.hall);
        QCOMPARE(known.hallName, given.hallName);
        QCOMPARE(known.window, 3);
        QCOMPARE(known.windowName, given.windowName);
        QCOMPARE(known.generation, 1);
        QCOMPARE(known.centreKey, given.centreKey);
        QCOMPARE(known.policy, given.policy);
        QCOMPARE(vault->signingPublicKey().value().toDer(), request.signingKey);
        const TlsIdentity tls = vault->tls().value();
        QCOMPARE(tls.certificatePem, given.certificate);
        QCOMPARE(tls.authorityPem, given.authority);
        QVERIFY(isKeyOf(tls.keyPem, tls.certificatePem));
        QVERIFY(!QFile::exists(window.file("enrolment.json")));
    }

    void takesNoStrangersCertificate()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        const auto stranger = makeDeviceRequest(QStringLiteral("window")).value();
        const auto request = vault->prepareEnrolment(QStringLiteral("window")).value();
        const Enrolment good = window.answer(request);

        Enrolment other = good;
        other.certificate =
            issueDeviceCertificate(window.authority, stranger.requestPem, good.device, window.clock).value();
        QCOMPARE(vault->finishEnrolment(other).error().fault, Fault::EnrolmentRefused);
        other = good;
        other.device = QStringLiteral("device-8");
        QCOMPARE(vault->finishEnrolment(other).error().fault, Fault::EnrolmentRefused);
        other = good;
        other.authority = makeAuthority(QStringLiteral("Other"), window.clock).value().certificatePem;
        QCOMPARE(vault->finishEnrolment(other).error().fault, Fault::EnrolmentRefused);
        other = good;
        other.centreKey = "no key";
        QCOMPARE(vault->finishEnrolment(other).error().fault, Fault::EnrolmentRefused);
        other = good;
        other.certificate = "<html>";
        QCOMPARE(vault->finishEnrolment(other).error().fault, Fault::EnrolmentRefused);
        QCOMPARE(vault->identity().error().fault, Fault::NotEnrolled);
        QVERIFY(vault->finishEnrolment(good));
    }

    void aCertificateIsRenewedAndTheRestStays()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        QCOMPARE(vault->prepareRenewal().error().fault, Fault::NotEnrolled);
        window.enrol(*vault);
        const TlsIdentity before = vault->tls().value();
        const QByteArray signing = vault->signingPublicKey().value().toDer();
        const QByteArray request = vault->prepareRenewal().value();
        QCOMPARE(window.vault()->prepareRenewal().value(), request); // asked again after a lost reply
        QCOMPARE(vault->tls().value().certificatePem, before.certificatePem);
        const QString device = QStringLiteral("device-7");
        const auto issue = [&](const QByteArray &csr, const QString &name) {
            return issueDeviceCertificate(window.authority, csr, name, window.clock).value();
        };
        const QByteArray other = makeDeviceRequest(device).value().requestPem;
        for (const QByteArray &wrong : {issue(other, device), issue(request, QStringLiteral("device-8")),
                                        before.certificatePem, QByteArray("<html>")})
            QCOMPARE(vault->finishRenewal(wrong).error().fault, Fault::EnrolmentRefused);
        const QByteArray certificate = issue(request, device);
        QVERIFY(vault->finishRenewal(certificate));
        const TlsIdentity after = window.vault()->tls().value();
        QCOMPARE(after.certificatePem, certificate);
        QVERIFY(after.keyPem != before.keyPem && isKeyOf(after.keyPem, certificate));
        QCOMPARE(vault->signingPublicKey().value().toDer(), signing);
        QCOMPARE(vault->identity().value().generation, 1);
        QVERIFY(vault->prepareRenewal().value() != request);
    }

    void theSigningKeyIsSealedByTheFirstClerk()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        QVERIFY(contents(window.file("identity.json")).contains("signingOpen"));
        const auto admitted = vault->admit(window.session(QStringLiteral("li")), QStringLiteral("246810")).value();
        QVERIFY(!contents(window.file("identity.json")).contains("signingOpen"));
        QVERIFY(contents(window.file("identity.json")).contains("signingSealed"));
        QVERIFY(vault->signingPublicKey().value().verify("paper", admitted.keys.signing.sign("paper").value()));
        const auto later = window.vault()->unlock(QStringLiteral("li"), QStringLiteral("246810")).value();
        QCOMPARE(later.signing.publicKey(), admitted.keys.signing.publicKey());
    }

    void enrollingAgainKeepsTheMasterKey()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        const auto before = vault->admit(window.session(QStringLiteral("li")), QStringLiteral("246810")).value();
        const auto request = vault->prepareEnrolment(QStringLiteral("window")).value();
        QCOMPARE(vault->identity().value().generation, 1); // the old one stands until the new one is complete
        QVERIFY(vault->unlock(QStringLiteral("li"), QStringLiteral("246810")));
        QVERIFY(vault->finishEnrolment(window.answer(request, 2)));
        QCOMPARE(vault->identity().value().generation, 2);
        const auto after = vault->unlock(QStringLiteral("li"), QStringLiteral("246810")).value();
        QVERIFY(after.master == before.keys.master);
        QCOMPARE(after.signing.publicKey().toDer(), request.signingKey);
        QVERIFY(!(after.signing.publicKey() == before.keys.signing.publicKey()));
    }

    void damageIsSaidAndLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Fault>("fault");
        QTest::newRow("empty") << QByteArray() << Fault::StoreDamaged;
        QTest::newRow("torn") << QByteArray("{\"version\":1,\"device\":") << Fault::StoreDamaged;
        QTest::newRow("nothing in it") << QByteArray("{\"version\":1}") << Fault::StoreDamaged;
        QTest::newRow("newer") << QByteArray("{\"version\":9}") << Fault::StoreNewer;
    }
    void damageIsSaidAndLeftAlone()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Fault, fault);
        const EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        QFile file(window.file("identity.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QCOMPARE(vault->identity().error().fault, fault);
        QCOMPARE(vault->tls().error().fault, fault);
        QCOMPARE(vault->signingPublicKey().error().fault, fault);
        QCOMPARE(vault->admit(window.session(QStringLiteral("li")), QStringLiteral("x")).error().fault, fault);
        QCOMPARE(contents(window.file("identity.json")), bytes);
        QVERIFY(!QFile::exists(window.file("keys.json")));
    }
};

QTEST_GUILESS_MAIN(TestWindowIdentity)
#include "tst_window_identity.moc"
