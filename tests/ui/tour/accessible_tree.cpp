// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/accessible_tree.h"

#include "tests/ui/tour/shortfall.h"

#include <atspi/atspi.h>

namespace yichuang::tour
{
namespace
{

constexpr int mostNodes = 5'000;
constexpr int mostText = 4'096;
constexpr int replyMs = 5'000;

using Handle = std::shared_ptr<AtspiAccessible>;

Handle owned(AtspiAccessible *accessible)
{
    return {accessible, [](AtspiAccessible *one) {
                if (one != nullptr)
                    g_object_unref(one);
            }};
}

/// A call's error only means that the thing has gone meanwhile.
QString taken(gchar *words, GError *error)
{
    const QString text = error == nullptr ? QString::fromUtf8(words) : QString();
    g_clear_error(&error);
    g_free(words);
    return text;
}

template <typename Function>
QString asked(AtspiAccessible *accessible, Function function)
{
    GError *error = nullptr;
    gchar *words = function(accessible, &error);
    return taken(words, error);
}

QString textOf(AtspiAccessible *accessible)
{
    AtspiText *text = atspi_accessible_get_text_iface(accessible);
    if (text == nullptr)
        return {};
    GError *error = nullptr;
    gchar *words = atspi_text_get_text(text, 0, mostText, &error);
    const QString found = taken(words, error);
    g_object_unref(text);
    return found;
}

bool isWritten(const QString &role)
{
    return role == QLatin1String("text") || role == QLatin1String("entry") || role == QLatin1String("password text")
           || role == QLatin1String("paragraph");
}

class Walk
{
public:
    explicit Walk(bool hiddenToo) : m_hiddenToo(hiddenToo) {}

    void into(const Handle &handle, int parent)
    {
        if (handle == nullptr || m_nodes.size() >= mostNodes)
            return;
        Node node = seen(handle, parent);
        if (!node.showing && !m_hiddenToo && parent >= 0 && node.role != QLatin1String("application"))
            return;
        const int here = static_cast<int>(m_nodes.size());
        m_nodes.append(node);
        GError *error = nullptr;
        const int count = atspi_accessible_get_child_count(handle.get(), &error);
        g_clear_error(&error);
        for (int i = 0; i < count && m_nodes.size() < mostNodes; ++i) {
            AtspiAccessible *child = atspi_accessible_get_child_at_index(handle.get(), i, &error);
            g_clear_error(&error);
            into(owned(child), here);
        }
    }
    [[nodiscard]] QList<Node> nodes() const { return m_nodes; }

private:
    static Node seen(const Handle &handle, int parent)
    {
        Node node;
        node.parent = parent;
        node.handle = handle;
        node.role = asked(handle.get(), atspi_accessible_get_role_name);
        node.name = asked(handle.get(), atspi_accessible_get_name);
        node.description = asked(handle.get(), atspi_accessible_get_description);
        if (AtspiStateSet *states = atspi_accessible_get_state_set(handle.get()); states != nullptr) {
            node.showing = atspi_state_set_contains(states, ATSPI_STATE_SHOWING) != FALSE;
            node.enabled = atspi_state_set_contains(states, ATSPI_STATE_ENABLED) != FALSE;
            node.focused = atspi_state_set_contains(states, ATSPI_STATE_FOCUSED) != FALSE;
            node.selected = atspi_state_set_contains(states, ATSPI_STATE_SELECTED) != FALSE;
            g_object_unref(states);
        }
        if (isWritten(node.role))
            node.text = textOf(handle.get());
        return node;
    }

    bool m_hiddenToo;
    QList<Node> m_nodes;
};

} // namespace

AccessibleTree::AccessibleTree()
{
    const int begun = atspi_init();
    demand(begun == 0 || begun == 1, QStringLiteral("no accessibility bus in this session"));
    atspi_set_timeout(replyMs, replyMs);
    AtspiAccessible *desktop = atspi_get_desktop(0);
    demand(desktop != nullptr, QStringLiteral("no accessible desktop in this session"));
    atspi_accessible_set_cache_mask(desktop, ATSPI_CACHE_NONE);
    g_object_unref(desktop);
}

QList<Node> AccessibleTree::look(qint64 pid, bool hiddenToo) const
{
    const Handle desktop = owned(atspi_get_desktop(0));
    GError *error = nullptr;
    const int count = atspi_accessible_get_child_count(desktop.get(), &error);
    g_clear_error(&error);
    for (int i = 0; i < count; ++i) {
        const Handle application = owned(atspi_accessible_get_child_at_index(desktop.get(), i, &error));
        g_clear_error(&error);
        if (application == nullptr)
            continue;
        const auto owner = static_cast<qint64>(atspi_accessible_get_process_id(application.get(), &error));
        g_clear_error(&error);
        if (owner != pid)
            continue;
        Walk walk(hiddenToo);
        walk.into(application, -1);
        return walk.nodes();
    }
    return {};
}

QRect AccessibleTree::placeOf(const Node &node)
{
    auto *accessible = static_cast<AtspiAccessible *>(node.handle.get());
    AtspiComponent *component = accessible != nullptr ? atspi_accessible_get_component_iface(accessible) : nullptr;
    if (component == nullptr)
        return {};
    GError *error = nullptr;
    AtspiRect *where = atspi_component_get_extents(component, ATSPI_COORD_TYPE_SCREEN, &error);
    g_clear_error(&error);
    QRect place;
    if (where != nullptr) {
        place = QRect(where->x, where->y, where->width, where->height);
        g_free(where);
    }
    g_object_unref(component);
    return place;
}

} // namespace yichuang::tour
