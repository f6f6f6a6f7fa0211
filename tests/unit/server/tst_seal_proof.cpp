// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/seal_proof.h"

#include "tests/fakes/both_stores.h"

#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

class TestSealProof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstKeyIsTheHallsForGood()
    {
        const QTemporaryDir dir;
        SqlPlace place = emptyPlace(dir.path());
        const QString hall = QStringLiteral("130102");
        {
            const auto sql = *Sql::open(place);
            QVERIFY(migrate(*sql));
            QVERIFY(proveSealKey(*sql, hall));
            QVERIFY(proveSealKey(*sql, hall));
        }
        const Secret first = place.sealKey;
        place.sealKey = Secret::random(32);
        {
            const auto sql = *Sql::open(place);
            QCOMPARE(proveSealKey(*sql, hall).error().fault, Fault::KeyMismatch);
            QVERIFY(proveSealKey(*sql, QStringLiteral("130103"))); // of another hall, another key
        }
        place.sealKey = {};
        QCOMPARE(proveSealKey(**Sql::open(place), hall).error().fault, Fault::KeyMismatch);
        place.sealKey = first;
        QVERIFY(proveSealKey(**Sql::open(place), hall));
    }
};

ON_BOTH_STORES(TestSealProof)
#include "tst_seal_proof.moc"
