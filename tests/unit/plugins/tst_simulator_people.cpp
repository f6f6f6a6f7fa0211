// SPDX-License-Identifier: Apache-2.0
#include "plugins/simulator/people.h"

#include "app/domain/identifiers/identifier.h"

#include <QTest>

using namespace yichuang;

class TestSimulatorPeople : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCardIsWholeAndItsNumberValid()
    {
        const QList<IdCard> cards = simulator::people();
        QVERIFY(cards.size() >= 8);
        for (const IdCard &card : cards) {
            const Verdict verdict = identify(card.number, QDate(2026, 11, 23));
            QVERIFY2(verdict.valid, qPrintable(verdict.rule));
            QCOMPARE(verdict.part(u"birth"), card.birth.toString(Qt::ISODate));
            QCOMPARE(verdict.part(u"sex"),
                     card.sex == QStringLiteral("男") ? QStringLiteral("male") : QStringLiteral("female"));
            QVERIFY(!card.name.isEmpty() && !card.address.isEmpty() && card.from.isValid());
            QVERIFY(card.longTerm || card.to > card.from);
        }
    }
};

QTEST_GUILESS_MAIN(TestSimulatorPeople)
#include "tst_simulator_people.moc"
