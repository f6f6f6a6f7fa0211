// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/plan.h"
#include "tests/ui/tour/shortfall.h"

namespace yichuang::tour
{
namespace
{

const QString &placeField()
{
    static const QString title = QStringLiteral("经营场所");
    return title;
}

const QString &ourPlace()
{
    static const QString place = QStringLiteral("长安区培训路6号底商");
    return place;
}

const QString &newPlace()
{
    static const QString place = QStringLiteral("长安区培训路16号底商");
    return place;
}

const QString &theirPlace()
{
    static const QString place = QStringLiteral("长安区培训路66号");
    return place;
}

QString placeAtCentre(Journey &journey)
{
    return journey.stage.centre()
        .wholeCase(journey.disputed)
        .value(QStringLiteral("fields"))
        .toObject()
        .value(QStringLiteral("place"))
        .toString();
}

void openCase(Journey &journey)
{
    Stage &stage = journey.stage;
    stage.window().press(QStringLiteral("Alt+1"));
    job::callVisitor(stage);
    job::layCard(stage, visitors().at(2));
    job::findMatter(stage, signboard());
    job::fillForm(stage, signboard());
    job::takeShared(stage, QStringLiteral("营业执照"));
    job::markSeen(stage, QStringLiteral("招牌效果图"));
    job::markSeen(stage, QStringLiteral("场地使用权证明"));
    waitUntil(
        QStringLiteral("the centre has the draft"),
        [&] {
            journey.disputed = stage.centre().caseNamed(QString()).value(QStringLiteral("id")).toString();
            return placeAtCentre(journey) == ourPlace();
        },
        40'000);
}

/// Both sides change the same field while they do not see each other.
void bothChange(Journey &journey)
{
    Stage &stage = journey.stage;
    Window &window = stage.window();
    stage.hall().stop();
    job::awaitOffline(stage);
    stage.hall().startElsewhere();
    stage.centre().changeFields(journey.disputed, {{QStringLiteral("place"), theirPlace()}});
    stage.hall().stop();
    window.click(window.await(QStringLiteral("the field of the place"), [](const Node &node) {
        return node.role == QLatin1String("text") && node.name == placeField();
    }));
    window.awaitFocus(placeField());
    window.retype(newPlace());
    window.press(QStringLiteral("Return"));
    window.awaitWords(newPlace());
    journey.third = job::accept(stage);
    job::finish(stage);
}

void attention(Journey &journey)
{
    Stage &stage = journey.stage;
    Window &window = stage.window();
    stage.hall().start();
    job::awaitOnline(stage, 90'000);
    window.press(QStringLiteral("Alt+4"));
    const Node line = window.await(
        QStringLiteral("the case that needs attention"),
        [](const Node &node) {
            return node.role == QLatin1String("list item") && node.name.contains(signboard().matter);
        },
        60'000);
    window.click(line);
    window.awaitWords(stage.tongue().say("WaitWords", "Needs attention"), 60'000);
    window.awaitWords(theirPlace());
    window.awaitWords(newPlace());
    demand(placeAtCentre(journey) == theirPlace(), QStringLiteral("the centre's version was overwritten"));
}

void settle(Journey &journey)
{
    Stage &stage = journey.stage;
    Window &window = stage.window();
    const QString all = stage.tongue().say("yichuang::WaitingCase", "Take all of ours");
    window.click(window.awaitNamed(QStringLiteral("push button"), all));
    window.click(window.awaitNamed(QStringLiteral("push button"),
                                   stage.tongue().say("yichuang::WaitingCase", "Save what was chosen")));
    window.awaitWords(stage.tongue().say("yichuang::OutboxPage", "Everything is at the centre."), 60'000);
    const QJsonObject there = job::compareWithCentre(stage, journey.third);
    demand(placeAtCentre(journey) == newPlace(), QStringLiteral("the settled value is not at the centre"));
    demand(!there.value(QStringLiteral("caseNumber")).toString().isEmpty(),
           QStringLiteral("the settled case was not accepted at the centre"));
}

/// A matter whose form the card fills: only what no card tells is typed.
void prefilled(Journey &journey)
{
    Stage &stage = journey.stage;
    Window &window = stage.window();
    const int begun = window.display().keysPressed();
    job::callVisitor(stage);
    job::layCard(stage, visitors().at(3));
    job::findMatter(stage, seniorCard());
    const int beforeForm = window.display().keysPressed();
    job::fillForm(stage, seniorCard());
    journey.typedKeys = window.display().keysPressed() - beforeForm;
    job::awaitByCard(stage, QStringLiteral("身份证明"));
    for (const auto &material : {QStringLiteral("近期一寸免冠照片")}) {
        if (job::missing(stage) > 0)
            job::scanInto(stage, material);
    }
    job::accept(stage);
    journey.keys = window.display().keysPressed() - begun;
    job::awaitAtCentre(stage);
    job::finish(stage);
}

} // namespace

const QList<Step> &attentionSteps()
{
    static const QList<Step> steps{
        {"third-case", "a third case, not decided yet, is at the centre", openCase},
        {"both-change", "window and centre change it unseen by each other", bothChange},
        {"needs-attention", "the case needs attention: both versions side by side", attention},
        {"settled", "settled: ours on the centre's version, all at the centre", settle},
    };
    return steps;
}

const QList<Step> &keystrokeSteps()
{
    static const QList<Step> steps{
        {"prefilled", "a prefilled matter from ticket to receipt, keys counted", prefilled},
    };
    return steps;
}

} // namespace yichuang::tour
