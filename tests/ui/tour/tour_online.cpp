// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/papers.h"
#include "tests/ui/tour/plan.h"
#include "tests/ui/tour/shortfall.h"

#include <QFile>

namespace yichuang::tour
{
namespace
{

void keep(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    demand(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(),
           QStringLiteral("cannot write ") + path);
}

void openWindow(Journey &journey)
{
    journey.stage.window().open();
    journey.stage.window().await(QStringLiteral("the sign-in page"), [&](const Node &node) {
        return node.name == journey.stage.tongue().say("yichuang::SignInPage", "User name");
    });
}

void signInFirst(Journey &journey)
{
    job::signIn(journey.stage);
    job::awaitOnline(journey.stage);
}

void call(Journey &journey)
{
    job::callVisitor(journey.stage);
}

void card(Journey &journey)
{
    job::layCard(journey.stage, visitors().at(0));
}

void matter(Journey &journey)
{
    job::findMatter(journey.stage, foodPermit());
}

void form(Journey &journey)
{
    const int before = job::missing(journey.stage);
    job::fillForm(journey.stage, foodPermit());
    waitUntil(QStringLiteral("the form's fields gone from what is missing"),
              [&] { return job::missing(journey.stage) <= before - foodPermit().fields.size(); });
}

void shared(Journey &journey)
{
    job::awaitByCard(journey.stage, QStringLiteral("身份证明"));
    job::takeShared(journey.stage, QStringLiteral("营业执照"));
}

void scan(Journey &journey)
{
    job::scanInto(journey.stage, QStringLiteral("经营场所平面图"));
}

void importPdf(Journey &journey)
{
    job::importInto(journey.stage, QStringLiteral("食品安全管理制度"));
}

void seen(Journey &journey)
{
    job::markSeen(journey.stage, QStringLiteral("从业人员健康证明"));
    job::markSeen(journey.stage, QStringLiteral("设备布局说明"));
    demand(job::missing(journey.stage) == 0, QStringLiteral("something is still missing"));
}

void accept(Journey &journey)
{
    journey.first = job::accept(journey.stage);
    journey.firstByteMicros = static_cast<int>(journey.first.firstByteMicros);
}

void papers(Journey &journey)
{
    const QString out = journey.stage.cast().out;
    keep(out + QStringLiteral("/slip.bin"), journey.first.slip);
    QFile::remove(out + QStringLiteral("/notice.pdf"));
    demand(QFile::copy(journey.first.noticePath, out + QStringLiteral("/notice.pdf")),
           QStringLiteral("the notice cannot be kept"));
    job::checkPapers(journey.stage, journey.first, foodPermit(), false);
}

void atCentre(Journey &journey)
{
    job::closePapers(journey.stage);
    const QString number = job::awaitAtCentre(journey.stage);
    const QJsonObject there = job::compareWithCentre(journey.stage, journey.first);
    demand(there.value(QStringLiteral("caseNumber")).toString() == number,
           QStringLiteral("the screen shows another case number than the centre's"));
    journey.acknowledged = true;
}

void movedOn(Journey &journey)
{
    Stage &stage = journey.stage;
    const QString id = stage.centre().caseNamed(journey.first.receipt).value(QStringLiteral("id")).toString();
    stage.centre().approve(id, OperationKind::ReviewStarted);
    stage.window().awaitWords(stage.tongue().say("Words", "Under review"), 40'000);
}

void citizen(Journey &journey)
{
    Stage &stage = journey.stage;
    const Reply page = CentreDesk::asCitizen(stage.hall(), journey.first.slipCode.mid(stage.hall().windowUrl().size()));
    demand(page.status == 200, QStringLiteral("the status page answers %1").arg(page.status));
    const QString html = QString::fromUtf8(page.body);
    demand(html.contains(foodPermit().matter), QStringLiteral("the status page does not name the matter"));
    const CardText &holder = visitors().at(0).card;
    demand(!html.contains(holder.name) && !html.contains(holder.number),
           QStringLiteral("the status page tells personal data"));
    keep(stage.cast().out + QStringLiteral("/status.html"), page.body);
    job::finish(stage);
}

} // namespace

const QList<Step> &onlineSteps()
{
    static const QList<Step> steps{
        {"window", "the window opens", openWindow},
        {"sign-in", "a clerk signs in on line", signInFirst},
        {"ticket", "F2 calls a visitor", call},
        {"card", "a card on the reader fills the applicant, the number masked", card},
        {"matter", "a matter found by pinyin initials", matter},
        {"form", "the form filled by keyboard", form},
        {"shared", "the card has proven who it is, F7 takes a material from shared data", shared},
        {"scan", "F5 scans a material from the feeder", scan},
        {"import", "Ctrl+I imports a PDF", importPdf},
        {"complete", "nothing is missing", seen},
        {"accepted", "F9 accepts: receipt, slip and notice", accept},
        {"papers", "slip and notice agree, and their codes are good", papers},
        {"at-centre", "the centre has the case and gave its number", atCentre},
        {"moved-on", "the centre moves the case on, the window shows it", movedOn},
        {"citizen", "the citizen sees the progress; the visit ends", citizen},
    };
    return steps;
}

} // namespace yichuang::tour
