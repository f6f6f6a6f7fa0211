// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/window.h"

#include "tests/ui/tour/shortfall.h"

#include <QFile>

namespace yichuang::tour
{
namespace
{

/// Chinese characters that the tour types; the keyboard learns them before the window opens.
QString rareCharacters()
{
    return QStringLiteral("石家庄市长安区培训饭店路号底商");
}

QProcessEnvironment environmentOf(const WindowPlace &place)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"), QStringLiteral("1"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    environment.insert(QStringLiteral("QT_IM_MODULE"), QStringLiteral("none"));
    environment.insert(QStringLiteral("YICHUANG_STALL_LOG"), place.stallLog);
    if (!place.decisionLog.isEmpty())
        environment.insert(QStringLiteral("YICHUANG_DECISION_LOG"), place.decisionLog);
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    environment.remove(QStringLiteral("QT_SCALE_FACTOR"));
    return environment;
}

bool isLine(const Node &node)
{
    return node.role == QLatin1String("text") || node.role == QLatin1String("entry")
           || node.role == QLatin1String("password text") || node.role == QLatin1String("combo box");
}

} // namespace

Window::Window(WindowPlace place, const Tongue &tongue) : m_place(std::move(place)), m_tongue(tongue)
{
    m_display.learn(rareCharacters());
}

quint64 Window::mainWindow() const
{
    const QList<quint64> windows = m_display.windowsOf(pid());
    return windows.isEmpty() ? 0 : windows.constFirst();
}

void Window::open()
{
    m_running = std::make_unique<Running>(m_place.client, QStringList{QStringLiteral("--config"), m_place.config},
                                          environmentOf(m_place), m_place.errors);
    waitUntil(QStringLiteral("the window is on the screen"), [this] {
        demand(isOpen(), QStringLiteral("the client ended instead of opening its window; see ") + m_place.errors);
        return mainWindow() != 0;
    });
    m_display.place(mainWindow(), m_place.size);
    m_display.activate(mainWindow());
    waitUntil(QStringLiteral("the window takes its place"),
              [this] { return m_display.frameOf(mainWindow()) == QRect(QPoint(0, 0), m_place.size); });
}

void Window::kill()
{
    if (m_running)
        m_running->kill();
    m_running.reset();
}

void Window::close()
{
    if (m_running && m_running->isRunning())
        m_running->end();
    m_running.reset();
}

QList<Node> Window::look(bool hiddenToo) const
{
    demand(isOpen(), QStringLiteral("the client has ended; see ") + m_place.errors);
    return m_tree.look(pid(), hiddenToo);
}

std::optional<Node> Window::find(const Wanted &wanted) const
{
    for (const Node &node : look()) {
        if (node.showing && wanted(node))
            return node;
    }
    return std::nullopt;
}

Node Window::await(const QString &what, const Wanted &wanted, int ms) const
{
    std::optional<Node> found;
    waitUntil(
        what,
        [&] {
            found = find(wanted);
            return found.has_value();
        },
        ms);
    return *found;
}

Node Window::awaitWords(const QString &words, int ms) const
{
    return await(
        QStringLiteral("“%1” on the screen").arg(words), [&](const Node &node) { return node.says(words); }, ms);
}

Node Window::awaitNamed(const QString &role, const QString &name, int ms) const
{
    return await(
        QStringLiteral("%1 “%2”").arg(role, name),
        [&](const Node &node) { return node.role == role && node.name == name; }, ms);
}

QStringList Window::awaitShape(const QRegularExpression &shape, const QString &what, int ms) const
{
    const Node node = await(what, [&](const Node &one) { return shape.match(one.name).hasMatch(); }, ms);
    return shape.match(node.name).capturedTexts();
}

void Window::awaitGone(const QString &what, const Wanted &wanted, int ms) const
{
    waitUntil(what, [&] { return !find(wanted).has_value(); }, ms);
}

bool Window::shows(const QString &words) const
{
    return find([&](const Node &node) { return node.says(words); }).has_value();
}

Node Window::awaitFocus(const QString &name, int ms) const
{
    return await(
        QStringLiteral("the focus in “%1”").arg(name),
        [&](const Node &node) { return node.focused && isLine(node) && node.name == name; }, ms);
}

void Window::press(const QString &key)
{
    m_display.press(key);
}

void Window::type(const QString &text)
{
    m_display.type(text);
}

void Window::retype(const QString &text)
{
    m_display.press(QStringLiteral("Ctrl+a"));
    m_display.type(text);
}

void Window::click(const Node &node)
{
    const QRect place = m_tree.placeOf(node);
    demand(!place.isEmpty(), QStringLiteral("“%1” has no place on the screen").arg(node.name));
    m_display.click(place.center());
}

void Window::picture(const QString &path)
{
    const QRect frame = m_display.frameOf(mainWindow());
    demand(m_display.picture(frame).save(path, "PNG"), QStringLiteral("cannot write ") + path);
}

void Window::describe(const QString &path) const
{
    QFile file(path);
    demand(file.open(QIODevice::WriteOnly), QStringLiteral("cannot write ") + path);
    const QList<Node> nodes = look();
    const std::function<void(int, int)> write = [&](int parent, int depth) {
        for (int i = 0; i < nodes.size(); ++i) {
            const Node &node = nodes.at(i);
            if (node.parent != parent || !(node.showing || parent < 0))
                continue;
            const QString line = QString(depth * 2, QLatin1Char(' '))
                                 + QStringLiteral("[%1] %2 | %3 | %4%5%6\n")
                                       .arg(node.role, node.name, node.description, node.text,
                                            QString(node.focused ? QStringLiteral(" FOCUS") : QString())
                                                + (node.selected ? QStringLiteral(" CHOSEN") : QString()),
                                            node.enabled ? QString() : QStringLiteral(" OFF"));
            file.write(line.toUtf8());
            write(i, depth + 1);
        }
    };
    write(-1, 0);
}

} // namespace yichuang::tour
