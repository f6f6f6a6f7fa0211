// SPDX-License-Identifier: Apache-2.0
#include "app/domain/paper.h"
#include "app/domain/transitions.h"

#include <QSet>
#include <QTest>

using namespace yichuang;

class TestTransitions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateCanBeReached()
    {
        QSet<int> reached{static_cast<int>(CaseState::None)};
        for (bool grew = true; grew;) {
            grew = false;
            for (const Transition &row : transitions()) {
                if (reached.contains(static_cast<int>(row.from)) && !reached.contains(static_cast<int>(row.to))) {
                    reached.insert(static_cast<int>(row.to));
                    grew = true;
                }
            }
        }
        for (int state = 0; state <= static_cast<int>(CaseState::Voided); ++state)
            QVERIFY2(reached.contains(state), qPrintable(stateName(static_cast<CaseState>(state))));
    }
    void endsChangeNoMore()
    {
        for (const Transition &row : transitions()) {
            if (isEnd(row.from))
                QCOMPARE(row.to, row.from);
        }
    }
    void rowsAreUniqueAndNameRealPapers()
    {
        QSet<QString> seen;
        for (const Transition &row : transitions()) {
            const QString key = QStringLiteral("%1/%2/%3/%4")
                                    .arg(static_cast<int>(row.from))
                                    .arg(static_cast<int>(row.operation))
                                    .arg(static_cast<int>(row.actor))
                                    .arg(static_cast<int>(row.to));
            QVERIFY2(!seen.contains(key), qPrintable(key));
            seen.insert(key);
            const QString paper = QLatin1String(row.paper);
            QVERIFY(paper.isEmpty() || paperNamed(paper).has_value());
        }
    }
    void namesGoBothWays()
    {
        for (int state = 0; state <= static_cast<int>(CaseState::Voided); ++state)
            QCOMPARE(stateNamed(stateName(static_cast<CaseState>(state))), static_cast<CaseState>(state));
        for (int kind = 0; kind <= static_cast<int>(OperationKind::Noted); ++kind)
            QCOMPARE(operationNamed(operationName(static_cast<OperationKind>(kind))), static_cast<OperationKind>(kind));
        QVERIFY(!stateNamed(QStringLiteral("nonsense")));
    }
};

QTEST_GUILESS_MAIN(TestTransitions)
#include "tst_transitions.moc"
