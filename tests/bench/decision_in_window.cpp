// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/figures.h"
#include "tests/ui/tour/job.h"

namespace yichuang::bench
{

QList<QJsonObject> decisionInWindow(tour::Stage &stage, double bareCommitMs, int runs)
{
    using namespace tour;
    stage.window().open();
    job::signIn(stage);
    QList<double> firstByte;
    for (int turn = 0; turn < runs; ++turn) {
        job::callVisitor(stage);
        job::layCard(stage, visitors().at(turn % visitors().size()));
        job::findMatter(stage, signboard());
        job::fillForm(stage, signboard());
        job::takeShared(stage, QStringLiteral("营业执照"));
        job::markSeen(stage, QStringLiteral("招牌效果图"));
        job::markSeen(stage, QStringLiteral("场地使用权证明"));
        firstByte.append(static_cast<double>(job::accept(stage).firstByteMicros) / 1e3);
        job::awaitAtCentre(stage);
        job::finish(stage);
    }
    stage.window().close();
    const double middle = median(firstByte);
    const Hold hold = stage.longestHold();
    return {{{QStringLiteral("figure"), QStringLiteral("decisionToFirstSlipByte")},
             {QStringLiteral("ms"), middle},
             {QStringLiteral("bareCommitMs"), bareCommitMs},
             {QStringLiteral("ratio"), middle / bareCommitMs},
             {QStringLiteral("goal"), 3},
             {QStringLiteral("runs"), runs}},
            {{QStringLiteral("figure"), QStringLiteral("longestHold")},
             {QStringLiteral("ms"), hold.ms},
             {QStringLiteral("cpuMs"), hold.cpuMs},
             {QStringLiteral("receiver"), hold.receiver},
             {QStringLiteral("goal"), 16},
             {QStringLiteral("runs"), runs}}};
}

} // namespace yichuang::bench
