// SPDX-License-Identifier: Apache-2.0
#include "app/domain/case.h"
#include "app/domain/transitions.h"
#include "tests/fakes/case_samples.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

using namespace yichuang;
using samples::operation;

namespace
{

QList<Operation> acceptedCase(const QString &matter)
{
    return {samples::opened(1, matter),
            operation(2, OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(samples::wang())}}),
            samples::received(3), operation(4, OperationKind::Accepted)};
}

} // namespace

class TestCase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldsFromDraftToAccepted()
    {
        const auto folded = foldAll(acceptedCase(QStringLiteral("M")));
        QVERIFY(folded);
        QCOMPARE(folded->state, CaseState::Accepted);
        QCOMPARE(folded->version, 4);
        QCOMPARE(folded->applicant, samples::wang());
        QCOMPARE(folded->receiptNumber, QStringLiteral("130102-03-1-260213-0001-X"));
        QCOMPARE(folded->receivedAt, samples::morning());
    }
    void isTheSameInAnyBatching()
    {
        const QList<Operation> operations = acceptedCase(QStringLiteral("M"));
        Case step;
        for (const Operation &one : operations)
            step = fold(step, one).value();
        QCOMPARE(step, foldAll(operations).value());
    }
    void refusesASecondReceipt()
    {
        Case theCase = foldAll({samples::opened(1, QStringLiteral("M")), samples::received(2)}).value();
        theCase.state = CaseState::Draft; // as if the first receipt's state were lost
        const auto second = fold(theCase, samples::received(3));
        QVERIFY(!second);
        QCOMPARE(second.error().fault, Fault::ReceiptAlreadyGiven);
    }
    void refusesOperationsOfAnotherCase()
    {
        const Case theCase = foldAll({samples::opened(1, QStringLiteral("M"))}).value();
        Operation foreign = operation(2, OperationKind::Noted);
        foreign.caseId = samples::idOf(77);
        QCOMPARE(fold(theCase, foreign).error().fault, Fault::OperationInvalid);
    }
    void leavesTheCentreItsActs()
    {
        const Case theCase = foldAll(acceptedCase(QStringLiteral("M"))).value();
        QCOMPARE(fold(theCase, operation(5, OperationKind::Routed)).error().fault, Fault::ActorRefused);
        const QJsonObject department{{QStringLiteral("department"), QStringLiteral("市行政审批局")}};
        QCOMPARE(fold(theCase, operation(5, OperationKind::Routed, department, Actor::Centre))->state,
                 CaseState::Routed);
    }
    void addsAndRemovesPages()
    {
        const auto page = [](char c) {
            return QJsonObject{{QStringLiteral("blob"), QString(64, QLatin1Char(c))},
                               {QStringLiteral("mime"), QStringLiteral("image/jpeg")},
                               {QStringLiteral("size"), 1000}};
        };
        const auto added = [&](int n, char c) {
            return operation(n, OperationKind::MaterialAdded,
                             {{QStringLiteral("material"), QStringLiteral("plan")},
                              {QStringLiteral("source"), QStringLiteral("scanned")},
                              {QStringLiteral("pages"), QJsonArray{page(c)}}});
        };
        Case theCase = foldAll({samples::opened(1, QStringLiteral("M")), added(2, 'a'), added(3, 'b')}).value();
        QCOMPARE(theCase.material(QStringLiteral("plan"))->pages.size(), 2);
        theCase = fold(theCase, operation(4, OperationKind::MaterialRemoved,
                                          {{QStringLiteral("material"), QStringLiteral("plan")},
                                           {QStringLiteral("blobs"), QJsonArray{QString(64, QLatin1Char('a'))}}}))
                      .value();
        QCOMPARE(theCase.material(QStringLiteral("plan"))->pages.size(), 1);
        theCase = fold(theCase, operation(5, OperationKind::MaterialRemoved,
                                          {{QStringLiteral("material"), QStringLiteral("plan")}}))
                      .value();
        QVERIFY(theCase.material(QStringLiteral("plan")) == nullptr);
        QJsonObject bad = added(6, 'c').payload;
        bad.insert(QStringLiteral("pages"), QJsonArray{QJsonObject{{QStringLiteral("blob"), QStringLiteral("short")}}});
        QCOMPARE(fold(theCase, operation(6, OperationKind::MaterialAdded, bad)).error().fault, Fault::OperationInvalid);
    }
    void saysWhatIsMissing()
    {
        const Catalogue catalogue = samples::catalogue();
        const Matter &food = catalogue.matters.constFirst();
        Case theCase = foldAll({samples::opened(1, food.code)}).value();
        theCase.situation = usualAnswers(food);
        const Missing missing = missingOf(theCase, food);
        QVERIFY(missing.applicant);
        QVERIFY(missing.materials.contains(QStringLiteral("plan")));
        QVERIFY(!missing.materials.contains(QStringLiteral("oldPermit")));
        QVERIFY(std::any_of(missing.fields.cbegin(), missing.fields.cend(), [](const FieldIssue &issue) {
            return issue.key == QStringLiteral("phone") && issue.fault == Fault::FieldMissing;
        }));
        theCase.situation.insert(QStringLiteral("type"), QStringLiteral("renew"));
        QVERIFY(missingOf(theCase, food).materials.contains(QStringLiteral("oldPermit")));
        QVERIFY(!missingOf(theCase, food).materials.contains(QStringLiteral("plan")));
    }
    void prefillsFromTheApplicant()
    {
        const Matter nurse = samples::matter(QStringLiteral("护士执业注册"));
        const QJsonObject values = prefilled(nurse, samples::wang());
        QCOMPARE(values.value(QStringLiteral("person")).toString(), QStringLiteral("王晓明"));
        QCOMPARE(values.value(QStringLiteral("idNumber")).toString(), QStringLiteral("11010519491231002X"));
    }
    void randomWalksNeverLeaveTheTable()
    {
        QRandomGenerator random(20260213);
        const int kinds = static_cast<int>(OperationKind::Noted) + 1;
        for (int walk = 0; walk < 300; ++walk) {
            Case theCase;
            for (int n = 1; n < 40; ++n) {
                const auto kind = static_cast<OperationKind>(random.bounded(kinds));
                const auto actor = static_cast<Actor>(random.bounded(3));
                Operation one = operation(n, kind, {{QStringLiteral("granted"), random.bounded(2) == 1}}, actor);
                if (kind == OperationKind::Received)
                    one.payload = samples::received(n).payload;
                if (kind == OperationKind::Opened)
                    one.payload = samples::opened(n, QStringLiteral("M")).payload;
                const bool legal =
                    transitionFor(theCase.state, kind, actor, one.payload.value(QStringLiteral("granted")).toBool())
                        .has_value();
                const auto next = fold(theCase, one);
                if (!legal)
                    QVERIFY(!next);
                if (next) {
                    QCOMPARE(next->version, theCase.version + 1);
                    if (!theCase.receiptNumber.isEmpty())
                        QCOMPARE(next->receivedAt, theCase.receivedAt);
                    theCase = *next;
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestCase)
#include "tst_case.moc"
