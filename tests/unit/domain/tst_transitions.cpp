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
    void theEndsAreThoseOfThePage()
    {
        QStringList ends;
        for (int i = 0; i < caseStates; ++i) {
            if (isEnd(static_cast<CaseState>(i)))
                ends.append(stateName(static_cast<CaseState>(i)));
        }
        QCOMPARE(ends, (QStringList{QStringLiteral("notAccepted"), QStringLiteral("rated"), QStringLiteral("withdrawn"),
                                    QStringLiteral("terminated"), QStringLiteral("voided")}));
    }
    void whatTheLawWantsInWritingHasAPaper()
    {
        using enum OperationKind;
        for (const Transition &row : transitions()) {
            static const QList<OperationKind> written{CorrectionAsked, Accepted,   ToleranceAccepted, NotAccepted,
                                                      DeemedAccepted,  Suspended,  Extended,          Delivered,
                                                      Withdrawn,       Terminated, Received};
            QCOMPARE(row.paper.has_value(), written.contains(row.operation));
        }
        QCOMPARE(paperOf(CaseState::Received, CorrectionAsked), PaperKind::CorrectionNotice);
        QVERIFY(!paperOf(CaseState::Draft, Noted));
    }
    void onlyTimeDeemsAccepted()
    {
        for (int kind = 0; kind < operationKinds; ++kind)
            QCOMPARE(isOfTime(static_cast<OperationKind>(kind)),
                     static_cast<OperationKind>(kind) == OperationKind::DeemedAccepted);
    }
    void tellsWhoStillWaitsForAnAnswer()
    {
        const QList<CaseState> waiting{CaseState::Draft, CaseState::Received, CaseState::Checking};
        for (int i = 0; i < caseStates; ++i)
            QCOMPARE(awaitsAnswer(static_cast<CaseState>(i)), waiting.contains(static_cast<CaseState>(i)));
    }
    void namesTheSpecialProceduresOfTheLaw()
    {
        for (const char16_t *title : {u"听证", u"招标", u"拍卖", u"检验", u"检测", u"检疫", u"鉴定", u"专家评审"}) {
            const SpecialProcedure *found = specialProcedure(QString::fromUtf16(title));
            QVERIFY(found != nullptr && found->article == 45);
            QCOMPARE(specialProcedure(QString::fromLatin1(found->name)), found);
        }
        QCOMPARE(specialProcedure(QStringLiteral("公示"))->article, 0);
        QVERIFY(specialProcedure(QStringLiteral("散步")) == nullptr);
    }
    void rowsAreUniqueAndNamePapers()
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
            if (row.paper)
                QCOMPARE(paperNamed(paperName(*row.paper)), row.paper);
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
