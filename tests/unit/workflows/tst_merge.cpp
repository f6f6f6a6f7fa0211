// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/merge.h"

#include "tests/fakes/case_samples.h"

#include <QJsonArray>
#include <QTest>

using namespace yichuang;
using Kind = DisputedPart::Kind;

namespace
{

QJsonObject fields(const QJsonObject &values)
{
    return {{QStringLiteral("fields"), values}};
}

QJsonObject material(const QString &id, char fill)
{
    return {{QStringLiteral("material"), id},
            {QStringLiteral("source"), QStringLiteral("scanned")},
            {QStringLiteral("pages"), QJsonArray{QJsonObject{{QStringLiteral("blob"), QString(64, QLatin1Char(fill))},
                                                             {QStringLiteral("mime"), QStringLiteral("image/png")},
                                                             {QStringLiteral("name"), QString()},
                                                             {QStringLiteral("size"), 100}}}}};
}

/// A case that both sides went on with: two operations are known to both, then the centre's, then ours.
class Dispute
{
public:
    Dispute()
    {
        m_known = {samples::opened(1, QStringLiteral("matter")),
                   samples::operation(2, OperationKind::FieldsSet,
                                      fields({{QStringLiteral("place"), QStringLiteral("old")},
                                              {QStringLiteral("shop"), QStringLiteral("old")}}))};
    }
    Dispute &there(OperationKind kind, const QJsonObject &payload)
    {
        Operation made = samples::operation(++m_number, kind, payload);
        made.device = QStringLiteral("130102-04-1");
        m_centre.append(made);
        return *this;
    }
    Dispute &here(OperationKind kind, const QJsonObject &payload)
    {
        Operation made = samples::operation(++m_number, kind, payload);
        made.baseVersion = m_known.size();
        m_ours.append(made);
        return *this;
    }
    [[nodiscard]] CaseFile file() const
    {
        CaseFile made;
        made.atCentre = foldAll(m_known + m_centre).value();
        made.current = *made.atCentre;
        for (const Operation &operation : m_ours)
            made.current = fold(made.current, operation).value_or(made.current);
        made.history = m_known + m_centre + m_ours;
        made.waiting = static_cast<int>(m_ours.size());
        made.word = SyncWord::NeedsAttention;
        made.attention = {Fault::VersionConflict, {}, {}};
        return made;
    }
    [[nodiscard]] Merge merge() const { return mergeOf(file()).value(); }

private:
    int m_number = 10;
    QList<Operation> m_known;
    QList<Operation> m_centre;
    QList<Operation> m_ours;
};

const DisputedPart *partOf(const Merge &merge, Kind kind, const QString &key = {})
{
    for (const DisputedPart &part : merge.parts) {
        if (part.kind == kind && part.key == key)
            return &part;
    }
    return nullptr;
}

Merge chosen(Merge merge, Side side)
{
    for (DisputedPart &part : merge.parts)
        part.side = side;
    return merge;
}

QString text(const Case &theCase, const char *key)
{
    return theCase.fields.value(QLatin1String(key)).toString();
}

} // namespace

class TestMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatBothChangedIsUndecidedAndTheRestMergesByItself()
    {
        Dispute dispute;
        dispute.there(OperationKind::FieldsSet, fields({{QStringLiteral("place"), QStringLiteral("theirs")}}));
        dispute.here(OperationKind::FieldsSet, fields({{QStringLiteral("place"), QStringLiteral("ours")},
                                                       {QStringLiteral("shop"), QStringLiteral("ours")}}));
        Merge merge = dispute.merge();
        QCOMPARE(merge.parts.size(), 2);
        QVERIFY(merge.parts.constFirst().bothChanged);
        QCOMPARE(merge.parts.constFirst().key, QStringLiteral("place"));
        QCOMPARE(merge.parts.constFirst().side, Side::Undecided);
        QCOMPARE(partOf(merge, Kind::Field, QStringLiteral("shop"))->side, Side::Ours);
        QVERIFY(!merge.isDecided());
        merge.parts.first().side = Side::Centre;
        QVERIFY(merge.isDecided());
        const Case made = outcomeOf(merge).value();
        QCOMPARE(text(made, "place"), QStringLiteral("theirs"));
        QCOMPARE(text(made, "shop"), QStringLiteral("ours"));
    }
    void whatOnlyTheCentreChangedIsNoQuestion()
    {
        Dispute dispute;
        dispute.there(OperationKind::FieldsSet, fields({{QStringLiteral("place"), QStringLiteral("theirs")},
                                                        {QStringLiteral("shop"), QStringLiteral("theirs")}}));
        dispute.here(OperationKind::FieldsSet, fields({{QStringLiteral("place"), QStringLiteral("ours")}}));
        const Merge merge = dispute.merge();
        QCOMPARE(merge.parts.size(), 1);
        QCOMPARE(text(outcomeOf(chosen(merge, Side::Ours)).value(), "shop"), QStringLiteral("theirs"));
    }
    void allOursGivesOursAndAllTheirsChangesNothing()
    {
        Dispute dispute;
        dispute.there(OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(Applicant())}})
            .there(OperationKind::FieldsSet, fields({{QStringLiteral("place"), QStringLiteral("theirs")}}))
            .there(OperationKind::MaterialAdded, material(QStringLiteral("plan"), 'a'));
        dispute.here(OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(samples::wang())}})
            .here(OperationKind::FieldsSet, fields({{QStringLiteral("place"), QStringLiteral("ours")}}))
            .here(OperationKind::MaterialAdded, material(QStringLiteral("plan"), 'b'))
            .here(OperationKind::SituationSet,
                  {{QStringLiteral("situation"), QJsonObject{{QStringLiteral("who"), QStringLiteral("self")}}}});
        const Merge merge = dispute.merge();
        const Case ours = outcomeOf(chosen(merge, Side::Ours)).value();
        QCOMPARE(ours.applicant, merge.ours.applicant);
        QCOMPARE(ours.fields, merge.ours.fields);
        QCOMPARE(ours.materials, merge.ours.materials);
        QCOMPARE(ours.situation, merge.ours.situation);
        QVERIFY(draftsOf(chosen(merge, Side::Centre)).isEmpty());
        QCOMPARE(outcomeOf(chosen(merge, Side::Centre)).value(), merge.centre);
    }
    void theApplicantIsChosenByWhatBelongsTogether()
    {
        Applicant theirs = samples::wang();
        theirs.phone = QStringLiteral("13911112222");
        theirs.address = QStringLiteral("theirs");
        Applicant ours = samples::wang();
        ours.phone = QStringLiteral("13933334444");
        ours.organisationName = QStringLiteral("shop");
        Dispute dispute;
        dispute.there(OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(theirs)}});
        dispute.here(OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(ours)}});
        Merge merge = chosen(dispute.merge(), Side::Centre);
        QVERIFY(partOf(merge, Kind::Identity) == nullptr);
        for (DisputedPart &part : merge.parts) {
            if (part.kind == Kind::Organisation)
                part.side = Side::Ours;
        }
        const Case made = outcomeOf(merge).value();
        QCOMPARE(made.applicant.phone, theirs.phone);
        QCOMPARE(made.applicant.address, theirs.address);
        QCOMPARE(made.applicant.organisationName, ours.organisationName);
    }
    void theReceiptAndTheNotesAreMadeAgainWhateverIsChosen()
    {
        Dispute dispute;
        dispute.there(OperationKind::FieldsSet, fields({{QStringLiteral("place"), QStringLiteral("theirs")}}));
        dispute.here(OperationKind::FieldsSet, fields({{QStringLiteral("place"), QStringLiteral("ours")}}))
            .here(OperationKind::Received, samples::received(1).payload)
            .here(OperationKind::Noted, {{QStringLiteral("text"), QStringLiteral("told by telephone")}});
        const Merge merge = dispute.merge();
        const Case made = outcomeOf(chosen(merge, Side::Centre)).value();
        QCOMPARE(made.receiptNumber, merge.ours.receiptNumber);
        QCOMPARE(made.receivedAt, merge.ours.receivedAt);
        QCOMPARE(text(made, "place"), QStringLiteral("theirs"));
        QCOMPARE(draftsOf(chosen(merge, Side::Centre)).size(), 2);
    }
    void whatTheCentresStateForbidsIsAReason()
    {
        Dispute dispute;
        dispute.there(OperationKind::Voided, {{QStringLiteral("reason"), QStringLiteral("asked for")}});
        dispute.here(OperationKind::FieldsSet, fields({{QStringLiteral("place"), QStringLiteral("ours")}}))
            .here(OperationKind::Received, samples::received(1).payload);
        Merge merge = dispute.merge();
        QVERIFY(partOf(merge, Kind::State)->bothChanged);
        const auto outcome = outcomeOf(chosen(merge, Side::Ours));
        QVERIFY(!outcome.has_value());
        QCOMPARE(outcome.error().fault, Fault::TransitionRefused);
        QCOMPARE(outcomeOf(chosen(merge, Side::Centre)).value(), merge.centre);
    }
    void aCaseThatTheCentreDoesNotHaveIsNotMerged()
    {
        Dispute dispute;
        dispute.here(OperationKind::FieldsSet, fields({{QStringLiteral("place"), QStringLiteral("ours")}}));
        CaseFile file = dispute.file();
        file.atCentre = Case();
        QVERIFY(!mergeOf(file));
        file = dispute.file();
        file.word = SyncWord::SavedHere;
        QVERIFY(!mergeOf(file));
    }
};

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
