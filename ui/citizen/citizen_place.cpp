// SPDX-License-Identifier: Apache-2.0
#include "ui/citizen/citizen_place.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWindow>

namespace yichuang
{

CitizenPlace::CitizenPlace(CitizenFlow &flow, Settings &settings, const Theme &theme, CitizenPlaceNames names,
                           QWidget *clerks)
    : m_flow(flow),
      m_settings(settings),
      m_theme(theme),
      m_names(std::move(names)),
      m_clerks(clerks)
{
    const auto *application = static_cast<QGuiApplication *>(QCoreApplication::instance());
    connect(application, &QGuiApplication::screenAdded, this, &CitizenPlace::plan);
    connect(application, &QGuiApplication::screenRemoved, this, [this] {
        // Qt moves the windows of a screen that went to the clerk's; the visitor's data has no business there.
        if (m_window)
            m_window->hide();
        plan();
    });
    connect(&m_settings, &Settings::changed, this, [this](const QString &key) {
        if (key == QLatin1String(citizen_setting::screen))
            plan();
        else if (key == QLatin1String(citizen_setting::picture.key) && m_window)
            m_window->setPicture(m_settings.get(citizen_setting::picture));
    });
    plan();
}

/// Several screens come and go at once; they are looked at when all have.
void CitizenPlace::plan()
{
    if (std::exchange(m_planned, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_planned = false;
            place();
        },
        Qt::QueuedConnection);
}

void CitizenPlace::place()
{
    const ScreenWish wish = screenWishFromJson(m_settings.object(QLatin1String(citizen_setting::screen)));
    const qsizetype at = screenFor(screensNow(), wish.screen);
    const bool shown = at >= 0 || wish.onClerks;
    // A window manager leaves a window that it knows on the screen where it was; it is told of a new one instead.
    if (m_window && m_window->isVisible() && m_window->isFullScreen() != (at >= 0))
        m_window.reset();
    if (shown && !m_window) {
        m_window = std::make_unique<CitizenWindow>(m_flow, m_theme, m_names);
        m_window->setPicture(m_settings.get(citizen_setting::picture));
    }
    if (at >= 0)
        fill(QGuiApplication::screens().at(at));
    else if (shown)
        showBeside();
    else if (m_window)
        m_window->hide();
    m_flow.setPresent(shown);
}

void CitizenPlace::fill(QScreen *screen)
{
    m_window->setWindowFlag(Qt::FramelessWindowHint, true);
    m_window->setScreen(screen);
    m_window->setGeometry(screen->geometry());
    m_window->showFullScreen();
}

void CitizenPlace::showBeside()
{
    QScreen *screen = m_clerks->screen();
    const QRect room = screen->availableGeometry();
    m_window->setWindowFlag(Qt::FramelessWindowHint, false);
    m_window->setScreen(screen);
    m_window->resize(room.size() * 0.6);
    m_window->showNormal();
}

} // namespace yichuang
