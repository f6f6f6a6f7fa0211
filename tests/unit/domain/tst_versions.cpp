// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/versions.h"

#include "tests/fakes/catalogue_versions.h"

#include <QTest>

using namespace yichuang;

class TestVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCaseStaysWithItsCatalogue()
    {
        const Catalogue first = catalogueFromJson(samples::published("2026.1", 5)).value();
        const Catalogue second = catalogueFromJson(samples::published("2026.2", 3)).value();
        const Catalogue third = catalogueFromJson(samples::published("2026.3", 3, true)).value();
        const QString code = first.matters.constFirst().code;
        const QList<const Catalogue *> all{&third, &second, &first};
        const auto promised = [&](const QByteArray &hash) {
            return matterAsTaken(all, code, QString::fromLatin1(hash))->promisedDays;
        };
        QCOMPARE(promised(first.hash), 5);
        QCOMPARE(promised(second.hash), 3);
        QCOMPARE(promised("unknown"), 3); // withdrawn in the newest: the newest that has it
        QCOMPARE(third.find(code), nullptr);
        QCOMPARE(matterAsTaken(all, QStringLiteral("nothing"), {}), nullptr);
        QCOMPARE(matterAsTaken({}, code, {}), nullptr);
    }
    void theNewestGoodOneIsTaken()
    {
        const CatalogueChoice choice =
            chooseCatalogue(samples::published("2026.3"), {samples::published("2026.2"), samples::published("2026.1")});
        QVERIFY(!choice.refused);
        QCOMPARE(choice.current->version, QStringLiteral("2026.3"));
        QCOMPARE(choice.earlier.size(), 2);
        QCOMPARE(choice.earlier.constFirst()->version, QStringLiteral("2026.2"));
        const CatalogueChoice again =
            chooseCatalogue(samples::published("2026.3"), {samples::published("2026.3"), samples::published("2026.2")});
        QVERIFY(!again.refused);
        QCOMPARE(again.earlier.size(), 1);
    }
    void anOlderOneIsRefused()
    {
        const CatalogueChoice choice = chooseCatalogue(samples::published("2026.9"),
                                                       {samples::published("2026.10"), samples::published("2026.8")});
        QCOMPARE(choice.current->version, QStringLiteral("2026.10"));
        QCOMPARE(choice.refused->fault, Fault::CatalogueInvalid);
        QVERIFY(choice.refused->detail.contains(QStringLiteral("2026.9")));
        QCOMPARE(choice.earlier.size(), 1);
    }
    void aBrokenOneIsRefused()
    {
        const CatalogueChoice choice = chooseCatalogue("{}", {"torn", samples::published("2026.2")});
        QCOMPARE(choice.refused->fault, Fault::CatalogueInvalid);
        QCOMPARE(choice.current->version, QStringLiteral("2026.2"));
        const CatalogueChoice nothing = chooseCatalogue("{}", {});
        QVERIFY(!nothing.current && nothing.refused);
        const CatalogueChoice first = chooseCatalogue({}, {});
        QVERIFY(!first.current && !first.refused);
        const CatalogueChoice offline = chooseCatalogue({}, {samples::published("2026.2")});
        QVERIFY(offline.current && !offline.refused);
    }
    void aPublicationMustRise()
    {
        const Catalogue now = catalogueFromJson(samples::published("2026.2")).value();
        QVERIFY(mayFollow(now, catalogueFromJson(samples::published("2026.3")).value()));
        QVERIFY(!mayFollow(now, catalogueFromJson(samples::published("2026.2")).value()));
        QCOMPARE(mayFollow(now, catalogueFromJson(samples::published("2026.1")).value()).error().fault,
                 Fault::CatalogueInvalid);
    }
};

QTEST_GUILESS_MAIN(TestVersions)
#include "tst_versions.moc"
