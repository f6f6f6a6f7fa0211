// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/plan.h"
#include "tests/ui/tour/shortfall.h"

namespace yichuang::tour
{
namespace
{

void stopCentre(Journey &journey)
{
    journey.stage.hall().stop();
    job::awaitOffline(journey.stage);
}

void callAndCard(Journey &journey)
{
    job::callVisitor(journey.stage);
    job::layCard(journey.stage, visitors().at(1));
}

void prepare(Journey &journey)
{
    job::findMatter(journey.stage, foodPermit());
    job::fillForm(journey.stage, foodPermit());
    job::awaitByCard(journey.stage, QStringLiteral("身份证明"));
    job::takeShared(journey.stage, QStringLiteral("营业执照"));
    job::scanInto(journey.stage, QStringLiteral("经营场所平面图"));
    job::importInto(journey.stage, QStringLiteral("食品安全管理制度"));
    job::markSeen(journey.stage, QStringLiteral("从业人员健康证明"));
    job::markSeen(journey.stage, QStringLiteral("设备布局说明"));
    demand(job::missing(journey.stage) == 0, QStringLiteral("something is still missing"));
}

void acceptOffline(Journey &journey)
{
    journey.second = job::accept(journey.stage);
    job::checkPapers(journey.stage, journey.second, foodPermit(), true);
    demand(journey.second.receipt != journey.first.receipt, QStringLiteral("the receipt number was given twice"));
    const QString saved = journey.stage.tongue().say("Words", "Saved here");
    const QString sent = journey.stage.tongue().say("Words", "Sent"); // tried, without an answer
    journey.stage.window().await(QStringLiteral("that the case is saved here"),
                                 [&](const Node &node) { return node.name == saved || node.name == sent; });
}

void outboxOffline(Journey &journey)
{
    job::finish(journey.stage);
    Window &window = journey.stage.window();
    window.press(QStringLiteral("Alt+4"));
    window.await(QStringLiteral("the case that waits"), [](const Node &node) {
        return node.role == QLatin1String("list item") && node.name.contains(foodPermit().matter);
    });
}

void signInOffline(Journey &journey)
{
    job::signOut(journey.stage);
    job::signIn(journey.stage);
    job::awaitOffline(journey.stage);
}

void drains(Journey &journey)
{
    Stage &stage = journey.stage;
    stage.hall().start();
    job::signInAgain(stage);
    stage.window().press(QStringLiteral("Alt+4"));
    stage.window().awaitWords(stage.tongue().say("yichuang::OutboxPage", "Everything is at the centre."), 90'000);
    job::compareWithCentre(stage, journey.second);
    job::compareWithCentre(stage, journey.first);
}

} // namespace

const QList<Step> &offlineSteps()
{
    static const QList<Step> steps{
        {"offline", "the centre is stopped: the window says so, calmly", stopCentre},
        {"offline-card", "the next visitor, without the centre", callAndCard},
        {"offline-form", "form and materials, without the centre", prepare},
        {"offline-accepted", "F9 accepts without the centre; the papers say so", acceptOffline},
        {"outbox", "the case waits to be sent", outboxOffline},
        {"offline-sign-in", "signed out, and in again without the centre", signInOffline},
        {"drained", "the centre returns: all drains, number and time as printed", drains},
    };
    return steps;
}

} // namespace yichuang::tour
