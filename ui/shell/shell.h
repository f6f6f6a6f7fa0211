// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/desk.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/staged_work.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QScrollArea;
class QStackedWidget;

namespace yichuang
{

class CasesPage;
class CommandPalette;
class HelpPanel;
class IntakePage;
class NoticeBar;
class OutboxPage;
class PaperPreview;
class RailButton;
class StatusStrip;
class Theme;
class TopBar;

/// The places of the window.
enum class Place { Desk, Intake, Cases, Outbox, Settings };

/// What a signed-in clerk sees: bar, rail, page, strip, and the panels above them. It is built in pieces, one for each
/// turn of the event loop, and shown when it stands; the pages a clerk seldom begins with are built after that.
class Shell : public QWidget
{
    Q_OBJECT

public:
    Shell(Desk &desk, const Theme &theme, Actions &actions, QWidget *parent);
    /// True once it can be shown: everything of the pages that a clerk begins with is there.
    [[nodiscard]] bool stands() const { return m_stands; }
    /// True once nothing is left to build.
    [[nodiscard]] bool isComplete() const { return m_work.isDone(); }
    /// Stops listening, and adds to `work` the pieces that take the pages away; delete the shell after them.
    void dismantle(StagedWork &work);
    void go(Place place);
    [[nodiscard]] Place place() const { return m_place; }
    void tell(const Reason &reason);
    /// The code that opens this window's store when every password is lost; shown once, until it is closed.
    void showRecoveryCode(const QString &code);
    /// The store was mended, and the report on it lies in that file; shown until it is closed.
    void showMended(const QString &file);
    /// Opens the help for the place.
    void help(const QString &language);

Q_SIGNALS:
    void stood();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void stage();
    void stand();
    void warm();
    void polish(QWidget *part);
    void bindActs();
    void bindFlows();
    [[nodiscard]] QWidget *makeRail();
    QWidget *page(Place place);
    void follow();
    void callNext();
    void readCode(const ReadCode &code);
    void showPaper(const FinishedPaper &paper);
    void layPanels();
    void closePanels();
    void palette();

    Desk &m_desk;
    const Theme &m_theme;
    Actions &m_actions;
    StagedWork m_work;
    bool m_stands = false;
    Place m_place = Place::Desk;
    bool m_wasServing = false;
    QString m_standing; ///< the case shown and its state: what was said of another is over
    QTimer m_second;
    QBoxLayout *m_column = nullptr;
    QBoxLayout *m_middle = nullptr;
    TopBar *m_top = nullptr;
    StatusStrip *m_strip = nullptr;
    NoticeBar *m_notices = nullptr;
    QStackedWidget *m_stack = nullptr;
    QHash<Place, QWidget *> m_pages;
    QHash<Place, QScrollArea *> m_frames; ///< each page scrolls where the window is too small for it
    QHash<Place, RailButton *> m_rail;
    PaperPreview *m_preview = nullptr;
    HelpPanel *m_help = nullptr;
    CommandPalette *m_palette = nullptr;
};

} // namespace yichuang
