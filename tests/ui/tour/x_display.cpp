// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/x_display.h"

#include "tests/ui/tour/shortfall.h"

#include <QHash>
#include <QStringList>

#include <X11/XKBlib.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>

namespace yichuang::tour
{

struct XDisplay::Parts {
    Display *display = nullptr;
    QHash<KeySym, KeyCode> learned;
    int keys = 0;

    [[nodiscard]] Window root() const { return DefaultRootWindow(display); }
    [[nodiscard]] Atom atom(const char *name) const { return XInternAtom(display, name, False); }
    [[nodiscard]] QList<quint64> numbers(Window window, const char *property, Atom type) const;
    [[nodiscard]] QPair<KeyCode, bool> keyFor(KeySym symbol) const;
    void send(KeyCode code, bool down) const { XTestFakeKeyEvent(display, code, down ? True : False, CurrentTime); }
    void strike(KeySym symbol, const QList<KeySym> &modifiers);
    void tell(Window window, const char *message, const std::array<long, 5> &values) const;
};

namespace
{

/// Windows come and go while they are asked about: such an error is an answer, not an end.
int ignoreError(Display *, XErrorEvent *)
{
    return 0;
}

KeySym symbolOf(QChar character)
{
    const char16_t code = character.unicode();
    return code < 0x100 ? code : 0x01000000UL | code;
}

} // namespace

QList<quint64> XDisplay::Parts::numbers(Window window, const char *property, Atom type) const
{
    Atom actual = None;
    int format = 0;
    unsigned long count = 0;
    unsigned long left = 0;
    unsigned char *bytes = nullptr;
    QList<quint64> list;
    if (XGetWindowProperty(display, window, atom(property), 0, 4096, False, type, &actual, &format, &count, &left,
                           &bytes)
            == Success
        && bytes != nullptr) {
        for (unsigned long i = 0; format == 32 && i < count; ++i)
            list.append(reinterpret_cast<const unsigned long *>(bytes)[i]);
        XFree(bytes);
    }
    return list;
}

QPair<KeyCode, bool> XDisplay::Parts::keyFor(KeySym symbol) const
{
    if (learned.contains(symbol))
        return {learned.value(symbol), false};
    const KeyCode code = XKeysymToKeycode(display, symbol);
    if (code == 0)
        return {0, false};
    const bool shifted =
        XkbKeycodeToKeysym(display, code, 0, 0) != symbol && XkbKeycodeToKeysym(display, code, 0, 1) == symbol;
    return {code, shifted};
}

void XDisplay::Parts::strike(KeySym symbol, const QList<KeySym> &modifiers)
{
    const auto [code, shifted] = keyFor(symbol);
    demand(code != 0, QStringLiteral("the keyboard has no key for 0x%1").arg(symbol, 0, 16));
    QList<KeySym> held = modifiers;
    if (shifted && !held.contains(KeySym(XK_Shift_L)))
        held.append(XK_Shift_L);
    for (const KeySym modifier : std::as_const(held))
        send(XKeysymToKeycode(display, modifier), true);
    send(code, true);
    send(code, false);
    for (auto it = held.crbegin(); it != held.crend(); ++it)
        send(XKeysymToKeycode(display, *it), false);
    XFlush(display);
    ++keys;
}

void XDisplay::Parts::tell(Window window, const char *message, const std::array<long, 5> &values) const
{
    XEvent event = {};
    event.xclient.type = ClientMessage;
    event.xclient.window = window;
    event.xclient.message_type = atom(message);
    event.xclient.format = 32;
    std::copy(values.begin(), values.end(), event.xclient.data.l);
    XSendEvent(display, root(), False, SubstructureNotifyMask | SubstructureRedirectMask, &event);
    XFlush(display);
}

XDisplay::XDisplay() : m_parts(std::make_unique<Parts>())
{
    m_parts->display = XOpenDisplay(nullptr);
    demand(m_parts->display != nullptr, QStringLiteral("no X display"));
    XSetErrorHandler(ignoreError);
    int event = 0;
    int error = 0;
    int major = 0;
    int minor = 0;
    demand(XTestQueryExtension(m_parts->display, &event, &error, &major, &minor) == True,
           QStringLiteral("the display has no XTEST"));
}

XDisplay::~XDisplay()
{
    if (m_parts->display != nullptr)
        XCloseDisplay(m_parts->display);
}

void XDisplay::learn(const QString &text)
{
    Display *display = m_parts->display;
    int first = 0;
    int last = 0;
    XDisplayKeycodes(display, &first, &last);
    int next = last;
    for (const QChar character : text) {
        KeySym symbol = symbolOf(character);
        if (m_parts->keyFor(symbol).first != 0)
            continue;
        for (bool found = false; next > first && !found; --next) {
            int width = 0;
            KeySym *row = XGetKeyboardMapping(display, static_cast<KeyCode>(next), 1, &width);
            found = std::all_of(row, row + width, [](KeySym one) { return one == NoSymbol; });
            XFree(row);
            if (found) {
                KeySym both[2] = {symbol, symbol};
                XChangeKeyboardMapping(display, next, 2, both, 1);
                m_parts->learned.insert(symbol, static_cast<KeyCode>(next));
            }
        }
        demand(m_parts->learned.contains(symbol), QStringLiteral("the keyboard has no more free keys"));
    }
    XSync(display, False);
}

void XDisplay::press(const QString &key)
{
    static const QHash<QString, KeySym> modifierNames{{QStringLiteral("Ctrl"), XK_Control_L},
                                                      {QStringLiteral("Shift"), XK_Shift_L},
                                                      {QStringLiteral("Alt"), XK_Alt_L}};
    QStringList parts = key.split(QLatin1Char('+'));
    const QString last = parts.takeLast();
    QList<KeySym> modifiers;
    for (const QString &part : std::as_const(parts))
        modifiers.append(modifierNames.value(part, NoSymbol));
    const KeySym symbol =
        last.size() == 1 ? symbolOf(last.front().toLower()) : XStringToKeysym(last.toLatin1().constData());
    m_parts->strike(symbol, modifiers);
}

void XDisplay::type(const QString &text)
{
    for (const QChar character : text)
        m_parts->strike(symbolOf(character), {});
}

void XDisplay::click(const QPoint &at)
{
    Display *display = m_parts->display;
    XTestFakeMotionEvent(display, -1, at.x(), at.y(), CurrentTime);
    XTestFakeButtonEvent(display, 1, True, CurrentTime);
    XTestFakeButtonEvent(display, 1, False, CurrentTime);
    XFlush(display);
}

int XDisplay::keysPressed() const
{
    return m_parts->keys;
}

QList<quint64> XDisplay::windowsOf(qint64 pid) const
{
    QList<quint64> windows;
    for (const quint64 window : m_parts->numbers(m_parts->root(), "_NET_CLIENT_LIST", XA_WINDOW)) {
        const QList<quint64> owner = m_parts->numbers(window, "_NET_WM_PID", XA_CARDINAL);
        if (!owner.isEmpty() && static_cast<qint64>(owner.first()) == pid)
            windows.append(window);
    }
    return windows;
}

void XDisplay::place(quint64 window, const QSize &size)
{
    Display *display = m_parts->display;
    const std::array<unsigned long, 5> bare{2, 0, 0, 0, 0};
    XChangeProperty(display, window, m_parts->atom("_MOTIF_WM_HINTS"), m_parts->atom("_MOTIF_WM_HINTS"), 32,
                    PropModeReplace, reinterpret_cast<const unsigned char *>(bare.data()), 5);
    m_parts->tell(window, "_NET_WM_STATE",
                  {0, static_cast<long>(m_parts->atom("_NET_WM_STATE_MAXIMIZED_VERT")),
                   static_cast<long>(m_parts->atom("_NET_WM_STATE_MAXIMIZED_HORZ")), 1, 0});
    XMoveResizeWindow(display, window, 0, 0, static_cast<unsigned>(size.width()), static_cast<unsigned>(size.height()));
    XSync(display, False);
}

void XDisplay::activate(quint64 window)
{
    m_parts->tell(window, "_NET_ACTIVE_WINDOW", {2, CurrentTime, 0, 0, 0});
}

QRect XDisplay::frameOf(quint64 window) const
{
    XWindowAttributes attributes = {};
    if (XGetWindowAttributes(m_parts->display, window, &attributes) == 0)
        return {};
    int x = 0;
    int y = 0;
    Window child = 0;
    XTranslateCoordinates(m_parts->display, window, m_parts->root(), 0, 0, &x, &y, &child);
    return {x, y, attributes.width, attributes.height};
}

QImage XDisplay::picture(const QRect &where) const
{
    Display *display = m_parts->display;
    const QRect screen(0, 0, DisplayWidth(display, DefaultScreen(display)),
                       DisplayHeight(display, DefaultScreen(display)));
    const QRect seen = where & screen;
    demand(!seen.isEmpty(), QStringLiteral("nothing of the window is on the screen"));
    XImage *taken = XGetImage(display, m_parts->root(), seen.x(), seen.y(), static_cast<unsigned>(seen.width()),
                              static_cast<unsigned>(seen.height()), AllPlanes, ZPixmap);
    demand(taken != nullptr && taken->bits_per_pixel == 32, QStringLiteral("the display gives no picture"));
    const QImage copy = QImage(reinterpret_cast<const uchar *>(taken->data), seen.width(), seen.height(),
                               taken->bytes_per_line, QImage::Format_RGB32)
                            .copy();
    XDestroyImage(taken);
    return copy;
}

} // namespace yichuang::tour
