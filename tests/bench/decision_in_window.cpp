// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bare_commit.h"
#include "tests/bench/figures.h"
#include "tests/ui/tour/idle_thread.h"
#include "tests/ui/tour/job.h"
#include "tests/ui/tour/shortfall.h"

#include <QFile>
#include <QJsonDocument>

namespace yichuang::bench
{
namespace
{

/// Milliseconds from one moment of a decision to the next, a value a decision.
struct Stretches {
    QList<double> toProgram; ///< from the key's press
    QList<double> toStore;   ///< from the key's coming to the program
    QList<double> toPapers;  ///< from the decision's being handed to the store until it is known what its papers say
    QList<double> toDurable; ///< from the decision's being handed to the store
    QList<double> toPrinter; ///< as well
    QList<double> keyToPrinter;
    QList<double> bare;
};

double msBetween(qint64 beginNs, qint64 endNs)
{
    return static_cast<double>(endNs - beginNs) / 1e6;
}

/// What the client wrote of its last decision (see DecisionWatch).
QJsonObject lastDecision(const QString &path)
{
    QFile file(path);
    tour::demand(file.open(QIODevice::ReadOnly), QStringLiteral("no decision was measured in ") + path);
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    return QJsonDocument::fromJson(lines.constLast()).object();
}

void decide(tour::Stage &stage, Stretches &stretches)
{
    const tour::Accepted accepted = tour::job::accept(stage);
    const QJsonObject inside = lastDecision(stage.decisionLog());
    const auto at = [&inside](const char *moment) { return inside.value(QLatin1String(moment)).toInteger(); };
    tour::demand(at("askedNs") > accepted.pressedNs, QStringLiteral("the decision was not measured"));
    stretches.toProgram.append(msBetween(accepted.pressedNs, at("keyNs")));
    stretches.toStore.append(msBetween(at("keyNs"), at("askedNs")));
    stretches.toPapers.append(msBetween(at("askedNs"), at("papersNs")));
    stretches.toDurable.append(msBetween(at("askedNs"), at("durableNs")));
    stretches.toPrinter.append(msBetween(at("askedNs"), accepted.firstByteNs));
    stretches.keyToPrinter.append(msBetween(accepted.pressedNs, accepted.firstByteNs));
    // Nothing may come out before it is durable.
    tour::demand(accepted.firstByteNs > at("durableNs"), QStringLiteral("a slip came out that was not saved"));
}

QJsonObject holdFigure(const tour::Holds &holds, double idleDelayMs, int runs)
{
    return {{QStringLiteral("figure"), QStringLiteral("longestHold")},
            {QStringLiteral("ms"), holds.longest.ms},
            {QStringLiteral("cpuMs"), holds.longest.cpuMs},
            {QStringLiteral("queuedMs"), holds.longest.queuedMs},
            {QStringLiteral("receiver"), holds.longest.receiver},
            {QStringLiteral("busiestCpuMs"), holds.busiest.cpuMs},
            {QStringLiteral("busiestMs"), holds.busiest.ms},
            {QStringLiteral("busiestReceiver"), holds.busiest.receiver},
            {QStringLiteral("idleThreadDelayMs"), idleDelayMs},
            {QStringLiteral("goal"), 16},
            {QStringLiteral("runs"), runs}};
}

QJsonObject figureOf(const char *name, const QList<double> &values, const QList<double> &bare)
{
    return {{QStringLiteral("figure"), QLatin1String(name)},
            {QStringLiteral("ms"), median(values)},
            {QStringLiteral("p95Ms"), nearlyWorst(values)},
            {QStringLiteral("bareCommitMs"), median(bare)},
            {QStringLiteral("bareCommitP95Ms"), nearlyWorst(bare)},
            {QStringLiteral("ratio"), median(values) / median(bare)},
            {QStringLiteral("goal"), 3},
            {QStringLiteral("runs"), values.size()}};
}

} // namespace

QList<QJsonObject> decisionInWindow(tour::Stage &stage, qsizetype bytes, int runs)
{
    using namespace tour;
    const IdleThread idle;
    stage.hall().addTickets(runs);
    stage.window().open();
    job::signIn(stage);
    BareCommit bare(stage.path(QString()));
    (void)bare.once(bytes); // makes the files
    Stretches stretches;
    for (int turn = 0; turn < runs; ++turn) {
        job::callVisitor(stage);
        job::layCard(stage, visitors().at(turn % visitors().size()));
        job::findMatter(stage, signboard());
        job::fillForm(stage, signboard());
        job::takeShared(stage, QStringLiteral("营业执照"));
        job::markSeen(stage, QStringLiteral("招牌效果图"));
        job::markSeen(stage, QStringLiteral("场地使用权证明"));
        decide(stage, stretches);
        stretches.bare.append(bare.once(bytes));
        job::awaitAtCentre(stage);
        job::finish(stage);
    }
    stage.window().close();
    QJsonObject toPrinter = figureOf("decisionToFirstSlipByte", stretches.toPrinter, stretches.bare);
    toPrinter.insert(QStringLiteral("toPapersMs"), median(stretches.toPapers));
    toPrinter.insert(QStringLiteral("toDurableMs"), median(stretches.toDurable));
    toPrinter.insert(QStringLiteral("keyToProgramMs"), median(stretches.toProgram));
    toPrinter.insert(QStringLiteral("keyToProgramP95Ms"), nearlyWorst(stretches.toProgram));
    toPrinter.insert(QStringLiteral("programToStoreMs"), median(stretches.toStore));
    toPrinter.insert(QStringLiteral("programToStoreP95Ms"), nearlyWorst(stretches.toStore));
    toPrinter.insert(QStringLiteral("keyToFirstSlipByteMs"), median(stretches.keyToPrinter));
    toPrinter.insert(QStringLiteral("keyToFirstSlipByteP95Ms"), nearlyWorst(stretches.keyToPrinter));
    return {figureOf("decisionDurableInWindow", stretches.toDurable, stretches.bare), toPrinter,
            holdFigure(stage.holds(), idle.longestDelayMs(), runs)};
}

} // namespace yichuang::bench
