// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/kill_client/survival.h"

#include "app/domain/identifiers/masking.h"
#include "app/domain/paper.h"
#include "tests/faults/plain_text.h"
#include "tests/ui/tour/papers.h"
#include "tests/ui/tour/shortfall.h"

#include <QElapsedTimer>
#include <QRegularExpression>

#include <cstdio>

namespace yichuang::tour
{
namespace
{

const QStringList &foodMaterials()
{
    static const QStringList names{QStringLiteral("营业执照"),         QStringLiteral("身份证明"),
                                   QStringLiteral("经营场所平面图"),   QStringLiteral("食品安全管理制度"),
                                   QStringLiteral("从业人员健康证明"), QStringLiteral("设备布局说明")};
    return names;
}

QSet<QString> receiptsPrinted(const QByteArray &slips)
{
    QSet<QString> receipts;
    const QRegularExpression receipt(receiptShape());
    auto matches = receipt.globalMatch(readSlip(slips).text);
    while (matches.hasNext())
        receipts.insert(matches.next().captured());
    return receipts;
}

/// Everything personal that is entered in the play, and what is not too short to be there by chance.
QStringList enteredTexts()
{
    QStringList texts;
    for (const Visitor &visitor : visitors())
        texts += {visitor.card.name, visitor.card.number, visitor.card.address, visitor.phone};
    for (const Errand &errand : {foodPermit(), signboard()}) {
        for (const auto &[title, value] : errand.fields)
            texts.append(value);
    }
    texts.erase(
        std::remove_if(texts.begin(), texts.end(), [](const QString &text) { return text.toUtf8().size() < 9; }),
        texts.end());
    return texts;
}

constexpr int longestOpeningMicros = 600'000;

} // namespace

void Survival::pass(qint64 micros)
{
    constexpr qint64 finelyNs = 30'000'000;
    const qint64 until = steadyNs() + micros * 1'000;
    waitUntil(QStringLiteral("the moment of the kill"), [&] { return steadyNs() >= until - finelyNs; });
    while (steadyNs() < until) { // a look every 25 ms is too coarse for what takes less
    }
}

void Survival::kill()
{
    m_stage.window().kill();
    ++m_kills;
    // Store, log, keys, settings: what a thief of the disk would find.
    const QString open = toLines(findPlainText({m_stage.path(QStringLiteral("window"))}, enteredTexts()));
    demand(open.isEmpty(), QStringLiteral("something personal lies open on the disk: ") + open);
}

/// At a moment from the password on, while keys and store are opened and the desk is built.
void Survival::killWhileOpening()
{
    m_stage.window().open();
    job::beginSignIn(m_stage);
    pass(m_dice.bounded(longestOpeningMicros));
    kill();
}

void Survival::openAndLook()
{
    m_stage.window().open();
    job::signIn(m_stage);
    look();
}

void Survival::killAndLook(const QString &after)
{
    QElapsedTimer timer;
    timer.start();
    kill();
    const bool again = m_dice.bounded(3U) == 0;
    if (again)
        killWhileOpening();
    openAndLook();
    std::printf("killed after %s%s: all is there, %.1f s\n", qPrintable(after), again ? ", and while opening" : "",
                static_cast<double>(timer.elapsed()) / 1000.0);
    std::fflush(stdout);
}

void Survival::look() const
{
    Window &window = m_stage.window();
    if (!m_known.serving)
        return;
    window.awaitWords(m_known.ticket);
    if (!m_known.holder.isEmpty())
        window.awaitWords(m_known.holder);
    if (!m_known.matter.isEmpty())
        window.awaitWords(m_known.matter);
    for (auto it = m_known.fields.cbegin(); it != m_known.fields.cend(); ++it) {
        window.await(QStringLiteral("the field “%1” as it was saved").arg(it.key()), [&](const Node &node) {
            return node.role == QLatin1String("text") && node.name == it.key() && node.text == it.value();
        });
    }
    for (auto it = m_known.materials.cbegin(); it != m_known.materials.cend(); ++it)
        window.awaitWords(it.value());
    if (m_known.receipt.isEmpty()) {
        if (m_known.missing >= 0)
            demand(job::missing(m_stage) == m_known.missing, QStringLiteral("other things are missing than before"));
        return;
    }
    window.awaitWords(m_known.receipt);
    if (!m_known.caseNumber.isEmpty())
        demand(job::awaitAtCentre(m_stage) == m_known.caseNumber, QStringLiteral("another case number than before"));
}

void Survival::noteMaterials()
{
    m_known.missing = job::missing(m_stage);
    for (const Node &node : m_stage.window().look()) {
        for (const QString &name : foodMaterials()) {
            if (node.role == QLatin1String("cell") && node.name.startsWith(name + QStringLiteral(", ")))
                m_known.materials.insert(name, node.name);
        }
    }
}

void Survival::prepareWholeJob(bool killing)
{
    const auto step = [&](const char *name) {
        if (killing)
            killAndLook(QString::fromLatin1(name));
    };
    const Visitor &visitor = visitors().at(0);
    m_known = {};
    step("sign-in");
    m_known.ticket = job::callVisitor(m_stage);
    m_known.serving = true;
    step("call");
    job::layCard(m_stage, visitor);
    m_known.holder = visitor.card.name;
    step("card");
    job::findMatter(m_stage, foodPermit());
    m_known.matter = foodPermit().matter;
    noteMaterials();
    step("matter");
    job::fillForm(m_stage, foodPermit());
    waitUntil(QStringLiteral("the form is saved"),
              [&] { return job::missing(m_stage) <= m_known.missing - foodPermit().fields.size(); });
    for (const auto &[title, value] : foodPermit().fields)
        m_known.fields.insert(title, value);
    noteMaterials();
    step("form");
    job::takeShared(m_stage, foodMaterials().at(0));
    noteMaterials();
    step("shared data");
    job::awaitByCard(m_stage, foodMaterials().at(1));
    job::scanInto(m_stage, foodMaterials().at(2));
    noteMaterials();
    step("scan");
    job::importInto(m_stage, foodMaterials().at(3));
    noteMaterials();
    step("import");
    job::markSeen(m_stage, foodMaterials().at(4));
    job::markSeen(m_stage, foodMaterials().at(5));
    noteMaterials();
    step("the last material");
}

void Survival::killBetweenSteps()
{
    prepareWholeJob(true);
    const Accepted accepted = job::accept(m_stage);
    m_known.receipt = accepted.receipt;
    killAndLook(QStringLiteral("acceptance"));
    m_known.caseNumber = job::awaitAtCentre(m_stage);
    killAndLook(QStringLiteral("the centre's number"));
    job::compareWithCentre(m_stage, accepted);
    demand(receiptsPrinted(m_stage.counter().slips()).size() == 1, QStringLiteral("another receipt was printed"));
    job::finish(m_stage);
    m_known = {};
    killAndLook(QStringLiteral("the end of the visit"));
}

std::optional<QString> Survival::receiptShown() const
{
    const QRegularExpression receipt(QStringLiteral("^") + receiptShape() + QStringLiteral("$"));
    const auto node = m_stage.window().find([&](const Node &one) { return receipt.match(one.name).hasMatch(); });
    return node ? std::optional(node->name) : std::nullopt;
}

void Survival::prepareShortJob()
{
    const auto step = [&](const char *name) { killAndLook(QString::fromLatin1(name)); };
    const Visitor &visitor = visitors().at(2);
    m_known = {};
    m_known.ticket = job::callVisitor(m_stage);
    m_known.serving = true;
    step("call");
    job::layCard(m_stage, visitor);
    m_known.holder = visitor.card.name;
    step("card");
    job::findMatter(m_stage, signboard());
    m_known.matter = signboard().matter;
    m_known.missing = job::missing(m_stage);
    step("matter");
    job::fillForm(m_stage, signboard());
    const qsizetype filled = signboard().fields.size();
    waitUntil(QStringLiteral("the form is saved"), [&] { return job::missing(m_stage) <= m_known.missing - filled; });
    for (const auto &[title, value] : signboard().fields)
        m_known.fields.insert(title, value);
    m_known.missing = job::missing(m_stage);
    step("form");
    job::takeShared(m_stage, QStringLiteral("营业执照"));
    m_known.missing = job::missing(m_stage);
    step("shared data");
    for (const auto &seen : {QStringLiteral("招牌效果图"), QStringLiteral("场地使用权证明")}) {
        job::markSeen(m_stage, seen);
        m_known.missing = job::missing(m_stage);
        step("a material");
    }
}

void Survival::killThroughShortJob(int delayMs, bool offline)
{
    prepareShortJob();
    if (offline) {
        m_stage.hall().stop();
        job::awaitOffline(m_stage);
    }
    decideAndKill(delayMs, offline);
}

void Survival::decideAndKill(int delayMs, bool offline)
{
    m_stage.counter().forgetSlips();
    m_stage.window().press(QStringLiteral("F9"));
    pass(delayMs * 1'000LL);
    const int missingBefore = std::exchange(m_known.missing, -1);
    killAndLook(QStringLiteral("F9 by %1 ms%2").arg(delayMs).arg(offline ? QStringLiteral(", off line") : QString()));
    m_known.missing = missingBefore;
    const QSet<QString> printedBefore = receiptsPrinted(m_stage.counter().slips());
    Accepted accepted;
    if (const auto receipt = receiptShown()) {
        accepted.receipt = *receipt;
        waitUntil(QStringLiteral("the slip that was waiting is printed"), [&] {
            accepted.slip = m_stage.counter().slips();
            return receiptsPrinted(accepted.slip).contains(*receipt) && !readSlip(accepted.slip).code.isEmpty();
        });
        const auto code = parsePaperCode(readSlip(accepted.slip).code);
        demand(code.has_value(), QStringLiteral("the slip's code cannot be read"));
        accepted.receivedAt = code->receivedAt;
    } else {
        demand(printedBefore.isEmpty(), QStringLiteral("something was printed that was not saved"));
        demand(job::missing(m_stage) == 0, QStringLiteral("the case is neither accepted nor ready"));
        accepted = job::accept(m_stage);
    }
    for (const QString &receipt : receiptsPrinted(m_stage.counter().slips()))
        demand(receipt == accepted.receipt, QStringLiteral("two receipt numbers were printed for one case"));
    if (offline) {
        m_stage.hall().start();
        job::signInAgain(m_stage);
    }
    job::awaitAtCentre(m_stage, 120'000);
    job::compareWithCentre(m_stage, accepted);
    job::finish(m_stage);
}

} // namespace yichuang::tour
