// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/citizen_part.h"

#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScreen>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace yichuang
{
namespace
{

QString wordsOf(const ScreenMark &screen)
{
    return screen.serial.isEmpty() ? screen.name : screen.name + QStringLiteral(" · ") + screen.serial;
}

} // namespace

CitizenPart::CitizenPart(Settings &settings, const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_settings(settings),
      m_screen(new QComboBox(this)),
      m_onClerks(new QCheckBox(tr("Without it, show a window on this screen"), this)),
      m_picture(new QLineEdit(this))
{
    setRole(this, "plain");
    setMinimumWidth(theme.column(480));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(8);
    setNames(m_screen, "citizenScreen", tr("Screen"));
    setNames(m_onClerks, "citizenOnClerks", m_onClerks->text());
    setNames(m_picture, "citizenPicture", tr("Picture of the hall"));
    m_picture->setPlaceholderText(tr("File with the hall's picture; empty: its name"));
    m_picture->setText(m_settings.get(citizen_setting::picture));
    for (QWidget *control :
         {static_cast<QWidget *>(m_screen), static_cast<QWidget *>(m_onClerks), static_cast<QWidget *>(m_picture)})
        column->addWidget(control);
    setFocusProxy(m_screen);
    m_picture->setEnabled(!m_settings.isLocked(QLatin1String(citizen_setting::picture.key)));
    m_onClerks->setChecked(screenWishFromJson(m_settings.object(QLatin1String(citizen_setting::screen))).onClerks);
    fill();
    const auto *application = static_cast<QGuiApplication *>(QCoreApplication::instance());
    connect(application, &QGuiApplication::screenAdded, this, &CitizenPart::fill);
    connect(application, &QGuiApplication::screenRemoved, this, &CitizenPart::fill);
    connect(m_screen, &QComboBox::activated, this, &CitizenPart::put);
    connect(m_onClerks, &QCheckBox::clicked, this, &CitizenPart::put);
    connect(m_picture, &QLineEdit::editingFinished, this, [this] {
        if (auto done = m_settings.set(QLatin1String(citizen_setting::picture.key), m_picture->text().trimmed()); !done)
            Q_EMIT told(done.error());
    });
}

void CitizenPart::fill()
{
    const ScreenMark wished = screenWishFromJson(m_settings.object(QLatin1String(citizen_setting::screen))).screen;
    const QList<ScreenMark> screens = screensNow();
    const QSignalBlocker quiet(m_screen);
    m_screen->clear();
    const auto add = [this](const QString &words, const ScreenMark &screen) {
        m_screen->addItem(words, QStringList{screen.name, screen.serial});
    };
    add(tr("None"), {});
    for (const ScreenMark &screen : screens)
        add(wordsOf(screen), screen);
    const qsizetype at = screenFor(screens, wished);
    if (at < 0 && wished != ScreenMark())
        add(tr("%1 (not connected)").arg(wordsOf(wished)), wished);
    m_screen->setCurrentIndex(at >= 0 ? static_cast<int>(at) + 1 : wished == ScreenMark() ? 0 : m_screen->count() - 1);
}

void CitizenPart::put()
{
    const QStringList chosen = m_screen->currentData().toStringList();
    const ScreenWish wish{{chosen.value(0), chosen.value(1)}, m_onClerks->isChecked()};
    if (auto done = m_settings.set(QLatin1String(citizen_setting::screen), toJson(wish)); !done)
        Q_EMIT told(done.error());
}

} // namespace yichuang
