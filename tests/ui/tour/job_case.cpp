// SPDX-License-Identifier: Apache-2.0
#include "app/domain/paper.h"
#include "tests/ui/tour/job.h"
#include "tests/ui/tour/papers.h"
#include "tests/ui/tour/shortfall.h"

#include <QFile>
#include <QFileInfo>

namespace yichuang::tour::job
{
namespace
{

constexpr int offsetSeconds = 8 * 3600; ///< the hall's

/// The word of a material's line that a screen reader is told, without the count of pages.
QRegularExpression stateShape(Stage &stage, const QString &material, const char *word)
{
    const QRegularExpression shape = stage.tongue().shape("Words", word);
    QString inner = shape.pattern();
    return QRegularExpression(QStringLiteral("^%1, %2").arg(
        QRegularExpression::escape(material), inner.remove(QStringLiteral("\\A")).remove(QStringLiteral("\\z"))));
}

bool isChosen(const Node &node, const QString &material)
{
    return node.role == QLatin1String("cell") && node.selected && node.name.startsWith(material + QStringLiteral(", "));
}

/// F6 until the material is the chosen one. After a restart none may be marked until F6 is pressed.
void choose(Stage &stage, const QString &material)
{
    Window &window = stage.window();
    constexpr int mostMaterials = 12;
    const auto isMarked = [](const Node &node) { return node.role == QLatin1String("cell") && node.selected; };
    for (int tries = 0; tries < mostMaterials; ++tries) {
        const auto marked = window.find(isMarked);
        if (marked && isChosen(*marked, material))
            return;
        const QString before = marked ? marked->name.section(QStringLiteral(", "), 0, 0) : QString();
        window.press(QStringLiteral("F6"));
        window.await(QStringLiteral("F6 to go on from “%1”").arg(before),
                     [&](const Node &node) { return isMarked(node) && !(marked && isChosen(node, before)); });
    }
    throw Shortfall(QStringLiteral("F6 does not come to “%1”").arg(material));
}

void awaitWord(Stage &stage, const QString &material, const char *word)
{
    const QRegularExpression shape = stateShape(stage, material, word);
    stage.window().await(
        QStringLiteral("“%1”: %2").arg(material, QString::fromLatin1(word)),
        [&](const Node &node) { return shape.match(node.name).hasMatch(); }, 40'000);
}

void awaitState(Stage &stage, const QString &material, const char *word, int before)
{
    awaitWord(stage, material, word);
    waitUntil(QStringLiteral("fewer things missing than %1").arg(before), [&] { return missing(stage) < before; });
}

} // namespace

void takeShared(Stage &stage, const QString &material)
{
    const int before = missing(stage);
    choose(stage, material);
    stage.window().press(QStringLiteral("F7"));
    awaitState(stage, material, "From shared data", before);
}

void awaitByCard(Stage &stage, const QString &material)
{
    awaitWord(stage, material, "Checked by card");
}

void scanInto(Stage &stage, const QString &material)
{
    const int before = missing(stage);
    choose(stage, material);
    stage.window().press(QStringLiteral("F5"));
    awaitState(stage, material, "Scanned, %n page(s)", before);
    const QString scanning = stage.tongue().say("yichuang::MatterPanel", "Scanning");
    stage.window().awaitGone(
        QStringLiteral("the feeder is empty"), [&](const Node &node) { return node.name == scanning; }, 60'000);
}

void importInto(Stage &stage, const QString &material)
{
    Window &window = stage.window();
    const int before = missing(stage);
    choose(stage, material);
    window.press(QStringLiteral("Ctrl+i"));
    const QString title = stage.tongue().say("yichuang::IntakePage", "Import a file into the material");
    const auto isDialog = [&](const Node &node) {
        return node.name == title
               && (node.role == QLatin1String("dialog") || node.role == QLatin1String("file chooser"));
    };
    window.await(QStringLiteral("the dialog for a file"), isDialog);
    window.await(QStringLiteral("the focus in the dialog's line"),
                 [](const Node &node) { return node.focused && node.role == QLatin1String("text"); });
    window.retype(stage.pdfToImport());
    window.await(QStringLiteral("the path written"),
                 [&](const Node &node) { return node.text == stage.pdfToImport(); });
    window.press(QStringLiteral("Return"));
    window.awaitGone(QStringLiteral("the dialog is closed"), isDialog);
    awaitState(stage, material, "Imported, %n file(s)", before);
}

void markSeen(Stage &stage, const QString &material)
{
    const int before = missing(stage);
    choose(stage, material);
    stage.window().press(QStringLiteral("Ctrl+o"));
    awaitState(stage, material, "Original seen", before);
}

Accepted accept(Stage &stage)
{
    Window &window = stage.window();
    stage.counter().forgetSlips();
    Accepted accepted;
    accepted.pressedNs = steadyNs();
    window.press(QStringLiteral("F9"));
    // Before anything is asked of the window: its answers would cost the time that is measured.
    waitUntil(QStringLiteral("the slip at the printer"), [&] {
        accepted.slip = stage.counter().slips();
        return accepted.slip.contains("\x1DV");
    });
    accepted.firstByteNs = stage.counter().firstByteNs();
    accepted.firstByteMicros = (accepted.firstByteNs - accepted.pressedNs) / 1'000;
    const QRegularExpression receipt(QStringLiteral("^") + receiptShape() + QStringLiteral("$"));
    accepted.receipt = window.awaitShape(receipt, QStringLiteral("the receipt number")).value(0);
    accepted.slipCode = readSlip(accepted.slip).code;
    const auto code = parsePaperCode(accepted.slipCode);
    demand(code.has_value(), QStringLiteral("the slip's code cannot be read: ") + accepted.slipCode);
    accepted.receivedAt = code->receivedAt;
    demand(code->receiptNumber == accepted.receipt, QStringLiteral("the slip's code names another receipt"));
    accepted.noticePath = stage.paperFolder() + u'/' + accepted.receipt + QStringLiteral("-acceptanceNotice.pdf");
    waitUntil(QStringLiteral("the notice as PDF"), [&] { return QFileInfo::exists(accepted.noticePath); });
    window.await(QStringLiteral("the preview of the notice"), [&](const Node &node) {
        return node.name == stage.tongue().say("yichuang::PaperPreview", "Papers of this visit");
    });
    return accepted;
}

QString awaitAtCentre(Stage &stage, int ms)
{
    Window &window = stage.window();
    const Tongue &tongue = stage.tongue();
    const QStringList number = window.awaitShape(tongue.shape("yichuang::DecisionColumn", "Case number %1"),
                                                 QStringLiteral("the centre's case number"), ms);
    window.awaitWords(tongue.say("Words", "At the centre"), ms);
    return number.value(1);
}

QJsonObject compareWithCentre(Stage &stage, const Accepted &accepted)
{
    const QJsonObject line = stage.centre().caseNamed(accepted.receipt);
    demand(line.value(QStringLiteral("receiptNumber")).toString() == accepted.receipt,
           QStringLiteral("the centre has no case of this receipt"));
    const QJsonObject whole = stage.centre().wholeCase(line.value(QStringLiteral("id")).toString());
    const QDateTime there =
        QDateTime::fromString(whole.value(QStringLiteral("receivedAt")).toString(), Qt::ISODateWithMs);
    demand(there.toSecsSinceEpoch() == accepted.receivedAt.toSecsSinceEpoch(),
           QStringLiteral("the centre's time of receipt is not the printed one"));
    return whole;
}

void checkPapers(Stage &stage, const Accepted &accepted, const Errand &errand, bool offline)
{
    const Cast &cast = stage.cast();
    const PaperRead slip = readSlip(accepted.slip);
    const PaperRead notice = readPdf(accepted.noticePath, cast.admin, stage.path(QString()));
    const QDate received = accepted.receivedAt.toOffsetFromUtc(offsetSeconds).date();
    const QString due = chineseDay(dueAfter(cast.admin, received, errand.promisedDays));
    for (const PaperRead &paper : {slip, notice}) {
        demand(paper.text.contains(accepted.receipt), QStringLiteral("a paper lacks the receipt number"));
        demand(paper.text.contains(due), QStringLiteral("a paper lacks the day it is due: ") + due);
        demand(paper.text.contains(QStringLiteral("离线出具")) == offline,
               QStringLiteral("a paper is wrong about being made off line"));
        demand(paper.code == accepted.slipCode, QStringLiteral("slip and notice have different codes"));
        verifyCode(cast.admin, stage.keysFile(), paper.code);
    }
}

} // namespace yichuang::tour::job
