// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/accessible_tree.h"

#include "tests/ui/tour/shortfall.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusReply>

#include <functional>

namespace yichuang::tour
{
namespace
{

constexpr int mostNodes = 5'000;
constexpr int mostText = 4'096;
constexpr int atATime = 6;
constexpr int replyMs = 5'000;

const QString accessible = QStringLiteral("org.a11y.atspi.Accessible");
const QString rootPath = QStringLiteral("/org/a11y/atspi/accessible/root");

/// Bits of GetState (at-spi2-core, AtspiStateType).
enum State : unsigned { Enabled = 8, Focused = 12, Selected = 23, Showing = 25 };

struct Address {
    QString service;
    QString path;
};

struct Question {
    QDBusMessage message;
    std::function<void(const QDBusMessage &)> answered; ///< only for good answers
};

QDBusMessage call(const Address &whom, const QString &interface, const char *method, const QVariantList &arguments = {})
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(whom.service, whom.path, interface, QString::fromLatin1(method));
    message.setArguments(arguments);
    return message;
}

QDBusMessage property(const Address &whom, const char *name)
{
    return call(whom, QStringLiteral("org.freedesktop.DBus.Properties"), "Get",
                {accessible, QString::fromLatin1(name)});
}

/// Asks all, a few at a time, and hands the answers on. What went away meanwhile has no answer.
void ask(const QDBusConnection &bus, const QList<Question> &questions)
{
    QList<QDBusPendingCall> underWay;
    qsizetype asked = 0;
    for (qsizetype told = 0; told < questions.size(); ++told) {
        while (asked < questions.size() && asked - told < atATime)
            underWay.append(bus.asyncCall(questions.at(asked++).message, replyMs));
        underWay[told].waitForFinished();
        const QDBusMessage reply = underWay.at(told).reply();
        if (reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty())
            questions.at(told).answered(reply);
    }
}

Address readAddress(const QDBusArgument &argument)
{
    Address address;
    QDBusObjectPath path;
    argument.beginStructure();
    argument >> address.service >> path;
    argument.endStructure();
    address.path = path.path();
    return address;
}

Address addressFrom(const QVariant &value)
{
    return readAddress(value.value<QDBusArgument>());
}

QList<Address> addressesFrom(const QVariant &value)
{
    QList<Address> list;
    const auto argument = value.value<QDBusArgument>();
    argument.beginArray();
    while (!argument.atEnd())
        list.append(readAddress(argument));
    argument.endArray();
    return list;
}

QList<unsigned> numbersFrom(const QVariant &value)
{
    QList<unsigned> list;
    value.value<QDBusArgument>() >> list;
    return list;
}

bool isWritten(const QString &role)
{
    return role == QLatin1String("text") || role == QLatin1String("entry") || role == QLatin1String("password text")
           || role == QLatin1String("paragraph");
}

/// Goes down the tree, level by level.
class Walk
{
public:
    Walk(const QDBusConnection &bus, bool hiddenToo) : m_bus(bus), m_hiddenToo(hiddenToo) {}

    QList<Node> from(const Address &root)
    {
        Node top;
        top.service = root.service;
        top.path = root.path;
        m_nodes.append(top);
        for (qsizetype first = 0; first < m_nodes.size() && m_nodes.size() < mostNodes;) {
            const qsizetype end = m_nodes.size();
            fill(first, end);
            descend(first, end);
            first = end;
        }
        return m_nodes;
    }

private:
    [[nodiscard]] bool isWorthIt(qsizetype index) const
    {
        return m_nodes.at(index).showing || m_hiddenToo || m_nodes.at(index).parent < 0;
    }

    void fill(qsizetype first, qsizetype end)
    {
        QList<Question> questions;
        for (qsizetype i = first; i < end; ++i) {
            questions.append({call(addressOf(i), accessible, "GetState"),
                              [this, i](const QDBusMessage &reply) { setStates(i, reply); }});
        }
        ask(m_bus, questions);
        questions.clear();
        for (qsizetype i = first; i < end; ++i) {
            if (!isWorthIt(i))
                continue;
            const auto word = [&](const QDBusMessage &message, QString Node::*member) {
                questions.append({message, [this, i, member](const QDBusMessage &reply) {
                                      const QVariant value = reply.arguments().constFirst();
                                      m_nodes[i].*member = value.canConvert<QDBusVariant>()
                                                               ? value.value<QDBusVariant>().variant().toString()
                                                               : value.toString();
                                  }});
            };
            word(call(addressOf(i), accessible, "GetRoleName"), &Node::role);
            word(property(addressOf(i), "Name"), &Node::name);
            word(property(addressOf(i), "Description"), &Node::description);
        }
        ask(m_bus, questions);
        questions.clear();
        for (qsizetype i = first; i < end; ++i) {
            if (isWorthIt(i) && isWritten(m_nodes.at(i).role)) {
                questions.append({call(addressOf(i), QStringLiteral("org.a11y.atspi.Text"), "GetText", {0, mostText}),
                                  [this, i](const QDBusMessage &reply) {
                                      m_nodes[i].text = reply.arguments().constFirst().toString();
                                  }});
            }
        }
        ask(m_bus, questions);
    }

    void descend(qsizetype first, qsizetype end)
    {
        QList<Question> questions;
        QList<QPair<qsizetype, int>> tables;
        for (qsizetype i = first; i < end; ++i) {
            if (!isWorthIt(i))
                continue;
            // Qt leaves the cells of a table out of GetChildren.
            if (m_nodes.at(i).role == QLatin1String("table")) {
                questions.append({property(addressOf(i), "ChildCount"), [&tables, i](const QDBusMessage &reply) {
                                      const auto count = reply.arguments().constFirst().value<QDBusVariant>();
                                      tables.append({i, count.variant().toInt()});
                                  }});
                continue;
            }
            questions.append({call(addressOf(i), accessible, "GetChildren"), [this, i](const QDBusMessage &reply) {
                                  for (const Address &child : addressesFrom(reply.arguments().constFirst()))
                                      adopt(i, child);
                              }});
        }
        ask(m_bus, questions);
        questions.clear();
        for (const auto &[table, count] : std::as_const(tables)) {
            for (int child = 0; child < count; ++child) {
                questions.append({call(addressOf(table), accessible, "GetChildAtIndex", {child}),
                                  [this, parent = table](const QDBusMessage &reply) {
                                      adopt(parent, addressFrom(reply.arguments().constFirst()));
                                  }});
            }
        }
        ask(m_bus, questions);
    }

    void adopt(qsizetype parent, const Address &child)
    {
        Node node;
        node.parent = static_cast<int>(parent);
        node.service = child.service;
        node.path = child.path;
        m_nodes.append(node);
    }

    void setStates(qsizetype index, const QDBusMessage &reply)
    {
        const QList<unsigned> bits = numbersFrom(reply.arguments().constFirst());
        const auto has = [&bits](State state) { return !bits.isEmpty() && ((bits.constFirst() >> state) & 1U) != 0; };
        Node &node = m_nodes[index];
        node.showing = has(Showing);
        node.enabled = has(Enabled);
        node.focused = has(Focused);
        node.selected = has(Selected);
    }

    [[nodiscard]] Address addressOf(qsizetype index) const
    {
        return {m_nodes.at(index).service, m_nodes.at(index).path};
    }

    const QDBusConnection &m_bus;
    bool m_hiddenToo;
    QList<Node> m_nodes;
};

QDBusConnection accessibilityBus()
{
    const QDBusReply<QString> address =
        QDBusConnection::sessionBus().call(call({QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus")},
                                                QStringLiteral("org.a11y.Bus"), "GetAddress"));
    demand(address.isValid(), QStringLiteral("no accessibility bus in this session: ") + address.error().message());
    return QDBusConnection::connectToBus(address.value(), QStringLiteral("accessibility"));
}

} // namespace

AccessibleTree::AccessibleTree() : m_bus(accessibilityBus())
{
    demand(m_bus.isConnected(), QStringLiteral("the accessibility bus does not answer"));
}

AccessibleTree::~AccessibleTree()
{
    QDBusConnection::disconnectFromBus(m_bus.name());
}

QString AccessibleTree::serviceOf(qint64 pid) const
{
    if (pid == m_pid && !m_service.isEmpty())
        return m_service;
    const QDBusMessage reply =
        m_bus.call(call({QStringLiteral("org.a11y.atspi.Registry"), rootPath}, accessible, "GetChildren"));
    if (reply.type() != QDBusMessage::ReplyMessage)
        return {};
    for (const Address &application : addressesFrom(reply.arguments().constFirst())) {
        const QDBusReply<uint> owner = m_bus.call(
            call({QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus")},
                 QStringLiteral("org.freedesktop.DBus"), "GetConnectionUnixProcessID", {application.service}));
        if (owner.isValid() && owner.value() == pid) {
            m_pid = pid;
            m_service = application.service;
            return m_service;
        }
    }
    return {};
}

QList<Node> AccessibleTree::look(qint64 pid, bool hiddenToo) const
{
    const QString service = serviceOf(pid);
    if (service.isEmpty())
        return {};
    return Walk(m_bus, hiddenToo).from({service, rootPath});
}

QRect AccessibleTree::placeOf(const Node &node) const
{
    constexpr unsigned onTheScreen = 0;
    const QDBusMessage reply = m_bus.call(
        call({node.service, node.path}, QStringLiteral("org.a11y.atspi.Component"), "GetExtents", {onTheScreen}));
    if (reply.type() != QDBusMessage::ReplyMessage)
        return {};
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    const auto argument = reply.arguments().constFirst().value<QDBusArgument>();
    argument.beginStructure();
    argument >> x >> y >> width >> height;
    argument.endStructure();
    return {x, y, width, height};
}

} // namespace yichuang::tour
