// SPDX-License-Identifier: Apache-2.0
#include "app/storage/local_store.h"
#include "tests/bench/bare_commit.h"
#include "tests/bench/figures.h"
#include "tests/bench/store_figures.h"
#include "tests/ui/tour/counter.h"
#include "tests/ui/tour/shortfall.h"

namespace yichuang::bench
{
namespace
{

using tour::demand;
using tour::steadyNs;

CommitRequest wish(const QString &caseId, const QList<OperationDraft> &drafts)
{
    CommitRequest request;
    request.caseId = caseId;
    request.clerk = QStringLiteral("bench");
    request.catalogueHash = QString(64, u'a');
    request.drafts = drafts;
    return request;
}

qsizetype bytesOf(const CaseFile &file, qsizetype last)
{
    qsizetype size = 0;
    for (const Operation &operation : file.history.mid(file.history.size() - last))
        size += canonicalBytes(operation).size();
    return size;
}

} // namespace

QJsonObject durableDecision(const QString &folder, int runs)
{
    const SystemClock clock;
    StoreKeys keys;
    keys.master = Secret::random();
    const auto signing = SigningKey::generate(Suite::International);
    demand(signing.has_value(), QStringLiteral("no signing key"));
    keys.signing = *signing;
    LocalStore store({folder + QStringLiteral("/bench-store")}, keys,
                     {QStringLiteral("bench-device"), QStringLiteral("130102"), 3, 1},
                     {&clock, systemRandom(), nullptr});
    waited(store.open());
    BareCommit bare(folder);
    QList<double> ours;
    QList<double> theirs;
    qsizetype bytes = 0;
    for (int turn = 0; turn <= runs; ++turn) {
        const CaseFile draft = waited(store.commit(
            wish({}, {{OperationKind::Opened,
                       {{QStringLiteral("matter"), QStringLiteral("1100000000000000000000000000001")},
                        {QStringLiteral("situation"), QJsonObject()},
                        {QStringLiteral("source"), QStringLiteral("window")}}},
                      {OperationKind::FieldsSet,
                       {{QStringLiteral("fields"),
                         QJsonObject{{QStringLiteral("place"), QStringLiteral("长安区培训路8号底商")}}}}}})));
        CommitRequest decision = wish(draft.current.id, {{OperationKind::Received, {}}, {OperationKind::Accepted, {}}});
        decision.papers = {PaperKind::ReceiptSlip, PaperKind::AcceptanceNotice};
        const qint64 begun = steadyNs();
        const CaseFile decided = waited(store.commit(decision));
        const double took = static_cast<double>(steadyNs() - begun) / 1e6;
        bytes = bytesOf(decided, decision.drafts.size());
        const double bareTook = bare.once(bytes);
        if (turn > 0) { // the first turn makes the files
            ours.append(took);
            theirs.append(bareTook);
        }
    }
    return {{QStringLiteral("figure"), QStringLiteral("decisionDurable")},
            {QStringLiteral("ms"), median(ours)},
            {QStringLiteral("p95Ms"), nearlyWorst(ours)},
            {QStringLiteral("bareCommitMs"), median(theirs)},
            {QStringLiteral("bareCommitP95Ms"), nearlyWorst(theirs)},
            {QStringLiteral("bytes"), bytes},
            {QStringLiteral("ratio"), median(ours) / median(theirs)},
            {QStringLiteral("goal"), 3},
            {QStringLiteral("runs"), runs}};
}

} // namespace yichuang::bench
