// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/suite.h"

#include <QTest>

using namespace yichuang;

class TestSuite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesGoBothWays()
    {
        QCOMPARE(suiteName(Suite::International), QStringLiteral("international"));
        QCOMPARE(suiteName(Suite::National), QStringLiteral("national"));
        QVERIFY(suiteNamed(QStringLiteral("international")) == Suite::International);
        QVERIFY(suiteNamed(QStringLiteral("national")) == Suite::National);
        QVERIFY(!suiteNamed(QStringLiteral("National")));
        QVERIFY(!suiteNamed(QString()));
    }
};

QTEST_GUILESS_MAIN(TestSuite)
#include "tst_suite.moc"
