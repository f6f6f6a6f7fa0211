// SPDX-License-Identifier: Apache-2.0
#include "ui/citizen/citizen_window.h"

#include <QEvent>
#include <QImageReader>
#include <QVBoxLayout>

namespace yichuang
{
namespace
{

constexpr qint64 mostPixels = 100'000'000;
constexpr int widestPicture = 3840;

} // namespace

CitizenWindow::CitizenWindow(CitizenFlow &flow, const Theme &theme, const CitizenPlaceNames &names)
    : QWidget(nullptr, Qt::Window | Qt::WindowDoesNotAcceptFocus),
      m_flow(flow),
      m_theme(theme),
      m_names(names),
      m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("citizenWindow"));
    setWindowTitle(tr("Visitor's screen"));
    setRole(this, "ground");
    setAttribute(Qt::WA_StyledBackground);
    setAttribute(Qt::WA_ShowWithoutActivating);
    setAttribute(Qt::WA_QuitOnClose, false); // the program ends with the clerk's window
    m_column->setContentsMargins(0, 0, 0, 0);
    connect(&m_flow, &CitizenFlow::changed, this, &CitizenWindow::follow);
    connect(&m_theme, &Theme::changed, this, &CitizenWindow::rebuild);
    rebuild();
}

void CitizenWindow::setPicture(const QString &file)
{
    m_picture = {};
    QImageReader reader(file);
    const QSize size = file.isEmpty() ? QSize() : reader.size();
    if (size.isValid() && qint64(size.width()) * size.height() <= mostPixels) {
        if (size.width() > widestPicture)
            reader.setScaledSize(size.scaled(widestPicture, widestPicture, Qt::KeepAspectRatio));
        m_picture = QPixmap::fromImage(reader.read());
    }
    rebuild();
}

void CitizenWindow::follow()
{
    const auto *signing = std::get_if<CitizenSigning>(&m_flow.state());
    if (auto *pane = qobject_cast<SignPane *>(m_pane); pane != nullptr && signing != nullptr)
        pane->follow(*signing);
    else
        rebuild();
}

void CitizenWindow::rebuild()
{
    delete m_pane;
    m_pane = makePane();
    m_column->addWidget(m_pane);
    m_pane->show();
}

QWidget *CitizenWindow::makePane()
{
    // Queued: an answer takes away the pane whose button gave it.
    const CitizenVoice voice = [flow = &m_flow](const CitizenEvent &event) {
        QMetaObject::invokeMethod(flow, [flow, event] { flow->handle(event); }, Qt::QueuedConnection);
    };
    const CitizenState &state = m_flow.state();
    if (const auto *reading = std::get_if<CitizenReading>(&state))
        return new ReadingPane(m_theme, *reading, this);
    if (const auto *confirming = std::get_if<CitizenConfirming>(&state))
        return new ConfirmPane(m_theme, *confirming, voice, this);
    if (const auto *signing = std::get_if<CitizenSigning>(&state))
        return new SignPane(m_theme, *signing, voice, this);
    if (std::holds_alternative<CitizenGreeted>(state))
        return new WordsPane(m_theme, "citizenGreeted", tr("Welcome"), m_names.window, this);
    if (std::holds_alternative<CitizenThanked>(state))
        return new WordsPane(m_theme, "citizenThanked", tr("Thank you"), tr("Please take your papers with you."), this);
    return new IdlePane(m_theme, m_names, m_picture, this);
}

void CitizenWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        setWindowTitle(tr("Visitor's screen"));
        rebuild();
    }
    QWidget::changeEvent(event);
}

} // namespace yichuang
