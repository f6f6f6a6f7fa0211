// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/masking.h"
#include "tests/ui/tour/job.h"
#include "tests/ui/tour/shortfall.h"

namespace yichuang::tour
{

const Errand &foodPermit()
{
    static const Errand errand{QStringLiteral("spjyxk"),
                               QStringLiteral("食品经营许可证核发"),
                               {{QStringLiteral("经营者名称"), QStringLiteral("石家庄市培训饭店")},
                                {QStringLiteral("统一社会信用代码"), QStringLiteral("91130102MA0PX8K12L")},
                                {QStringLiteral("经营场所"), QStringLiteral("长安区培训路8号底商")},
                                {QStringLiteral("联系电话"), QStringLiteral("13800000316")}},
                               5};
    return errand;
}

const Errand &signboard()
{
    static const Errand errand{QStringLiteral("hwzp"),
                               QStringLiteral("户外招牌设置备案"),
                               {{QStringLiteral("经营者名称"), QStringLiteral("石家庄市培训商店")},
                                {QStringLiteral("经营场所"), QStringLiteral("长安区培训路6号底商")},
                                {QStringLiteral("联系电话"), QStringLiteral("13800001155")}},
                               3};
    return errand;
}

const Errand &seniorCard()
{
    static const Errand errand{QStringLiteral("lnr"),
                               QStringLiteral("老年人优待证办理"),
                               {{QStringLiteral("联系电话"), QStringLiteral("13800002064")}},
                               5};
    return errand;
}

namespace job
{
namespace
{

constexpr const char *signInPage = "yichuang::SignInPage";

bool isFieldRole(const QString &role)
{
    return role == QLatin1String("text") || role == QLatin1String("combo box") || role == QLatin1String("check box");
}

/// Enter, field after field, past those that are left empty; a click where the focus is not in the form.
void goToField(Window &window, const QString &title)
{
    constexpr int mostFields = 20;
    const auto isField = [](const Node &node) { return node.focused && isFieldRole(node.role); };
    for (int tries = 0; tries < mostFields; ++tries) {
        const Node here = window.await(QStringLiteral("the focus"), [](const Node &node) {
            return node.focused && node.role != QLatin1String("cell");
        });
        if (here.name == title && isField(here))
            return;
        if (isField(here)) {
            window.press(QStringLiteral("Return"));
        } else {
            window.click(window.await(QStringLiteral("the field “%1”").arg(title),
                                      [&](const Node &node) { return isFieldRole(node.role) && node.name == title; }));
        }
        window.await(QStringLiteral("to go on from “%1”").arg(here.name),
                     [&](const Node &node) { return isField(node) && node.name != here.name; });
    }
    throw Shortfall(QStringLiteral("Enter does not come to “%1”").arg(title));
}

} // namespace

void beginSignIn(Stage &stage)
{
    Window &window = stage.window();
    const Tongue &tongue = stage.tongue();
    const QString userName = tongue.say(signInPage, "User name");
    const QString password = tongue.say(signInPage, "Password");
    const Node line = window.await(QStringLiteral("the line for the user name"), [&](const Node &node) {
        return node.role == QLatin1String("text") && node.name == userName;
    });
    if (line.text != Hall::clerk().name) {
        window.click(line);
        window.awaitFocus(userName);
        window.retype(Hall::clerk().name);
        window.press(QStringLiteral("Return"));
    }
    window.awaitFocus(password);
    window.type(Hall::clerk().password);
    window.press(QStringLiteral("Return"));
}

void signIn(Stage &stage)
{
    beginSignIn(stage);
    const QStringList clerk = stage.window().awaitShape(stage.tongue().shape("yichuang::TopBar", "General intake · %1"),
                                                        QStringLiteral("the clerk's name in the bar"), 30'000);
    demand(clerk.value(1) == Hall::clerk().fullName, QStringLiteral("another clerk is signed in: ") + clerk.value(1));
}

void signOut(Stage &stage)
{
    Window &window = stage.window();
    window.press(QStringLiteral("F12"));
    const QString end = stage.tongue().say(signInPage, "Another clerk: end this session");
    window.click(window.awaitNamed(QStringLiteral("push button"), end));
    window.awaitGone(QStringLiteral("the session has ended"), [&](const Node &node) { return node.name == end; });
}

void signInAgain(Stage &stage)
{
    Window &window = stage.window();
    const Tongue &tongue = stage.tongue();
    awaitOnline(stage, 90'000);
    const QString again = tongue.say("Sentences", "You need to sign in again.");
    const QRegularExpression toSend = tongue.shape("yichuang::StatusStrip", "To send: %n");
    const auto isDrained = [&](const Node &node) {
        return toSend.match(node.name).capturedTexts().contains(QStringLiteral("0"));
    };
    const Node told = window.await(QStringLiteral("“%1”, or that all is sent").arg(again),
                                   [&](const Node &node) { return node.name.startsWith(again) || isDrained(node); });
    if (isDrained(told))
        return;
    window.press(QStringLiteral("F12"));
    window.awaitWords(tongue.say(signInPage, "Locked. Your work stays as it is."));
    window.awaitFocus(tongue.say(signInPage, "Password"));
    window.type(Hall::clerk().password);
    window.press(QStringLiteral("Return"));
    window.awaitShape(tongue.shape("yichuang::TopBar", "General intake · %1"),
                      QStringLiteral("the clerk's name in the bar"), 30'000);
}

QString callVisitor(Stage &stage)
{
    Window &window = stage.window();
    window.press(QStringLiteral("F2"));
    const QRegularExpression ticket(QStringLiteral("^[A-Z]\\d{3,4}$"));
    const QStringList number = window.awaitShape(ticket, QStringLiteral("the number of a ticket"));
    window.awaitFocus(stage.tongue().say("yichuang::MatterPicker", "Find a matter"));
    return number.value(0);
}

void layCard(Stage &stage, const Visitor &visitor)
{
    Window &window = stage.window();
    stage.counter().layCard(visitor.card);
    window.awaitWords(visitor.card.name);
    window.awaitWords(maskIdNumber(visitor.card.number));
    window.awaitWords(stage.tongue().say("yichuang::ApplicantCard", "Card read"));
    for (const Node &node : window.look(true)) {
        const bool told = node.name.contains(visitor.card.number) || node.text.contains(visitor.card.number)
                          || node.description.contains(visitor.card.number);
        demand(!told, QStringLiteral("the whole number is told by a ") + node.role);
    }
    stage.counter().takeCardAway();
}

void findMatter(Stage &stage, const Errand &errand)
{
    Window &window = stage.window();
    window.awaitFocus(stage.tongue().say("yichuang::MatterPicker", "Find a matter"));
    window.type(errand.initials);
    window.await(QStringLiteral("“%1” first among the matters").arg(errand.matter), [&](const Node &node) {
        return node.role == QLatin1String("list item") && node.selected && node.name == errand.matter;
    });
    window.press(QStringLiteral("Return"));
    window.await(QStringLiteral("the case of “%1” open").arg(errand.matter),
                 [&](const Node &node) { return node.role == QLatin1String("label") && node.name == errand.matter; });
    window.await(QStringLiteral("the materials"), [&](const Node &node) {
        return node.role == QLatin1String("table")
               && node.name == stage.tongue().say("yichuang::MaterialsTable", "Materials");
    });
}

void fillForm(Stage &stage, const Errand &errand)
{
    Window &window = stage.window();
    for (const auto &[title, value] : errand.fields) {
        const Node line =
            window.await(QStringLiteral("the field “%1”").arg(title), [&, name = title](const Node &node) {
                return node.role == QLatin1String("text") && node.name == name;
            });
        if (line.text == value)
            continue;
        goToField(window, title);
        window.type(value);
        window.await(QStringLiteral("“%1” written").arg(title), [&, name = title, text = value](const Node &node) {
            return node.role == QLatin1String("text") && node.name == name && node.text == text;
        });
        window.press(QStringLiteral("Return"));
    }
}

int missing(Stage &stage)
{
    const Tongue &tongue = stage.tongue();
    const QRegularExpression some = tongue.shape("yichuang::DecisionColumn", "Still missing: %n");
    const QString none = tongue.say("yichuang::DecisionColumn", "Nothing is missing");
    const Node node = stage.window().await(QStringLiteral("the count of what is missing"), [&](const Node &one) {
        return one.name == none || some.match(one.name).hasMatch();
    });
    if (node.name == none)
        return 0;
    for (const QString &capture : some.match(node.name).capturedTexts().mid(1)) {
        if (!capture.isEmpty())
            return capture.toInt();
    }
    return -1;
}

void awaitOnline(Stage &stage, int ms)
{
    stage.window().awaitWords(stage.tongue().say("yichuang::StatusStrip", "On line"), ms);
}

void awaitOffline(Stage &stage, int ms)
{
    stage.window().awaitShape(stage.tongue().shape("yichuang::StatusStrip", "Off line since %1, work goes on"),
                              QStringLiteral("that the window says it is off line"), ms);
}

void closePapers(Stage &stage)
{
    Window &window = stage.window();
    const QString papers = stage.tongue().say("yichuang::PaperPreview", "Papers of this visit");
    if (!window.shows(papers))
        return;
    window.press(QStringLiteral("Escape"));
    window.awaitGone(QStringLiteral("the papers are closed"), [&](const Node &node) { return node.name == papers; });
}

void finish(Stage &stage)
{
    closePapers(stage);
    stage.window().press(QStringLiteral("Ctrl+Return"));
    const QString outcome = stage.tongue().say("yichuang::DecisionColumn", "Receipt number");
    stage.window().awaitGone(QStringLiteral("the visit is over"),
                             [&](const Node &node) { return node.name == outcome; });
}

} // namespace job
} // namespace yichuang::tour
