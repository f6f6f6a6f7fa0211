// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/citizen/citizen_window.h"
#include "ui/widgets/screen_wish.h"

class QScreen;

namespace yichuang
{

/// Puts the visitor's window where the settings want it: full screen on the wished screen while that is plugged in, and
/// again when it comes back; on the clerk's own only by choice. What is to be shown lives in the flow, so that nothing
/// is lost meanwhile. Main thread.
class CitizenPlace : public QObject
{
    Q_OBJECT

public:
    /// `clerks`: the clerk's window; all outlive this.
    CitizenPlace(CitizenFlow &flow, Settings &settings, const Theme &theme, CitizenPlaceNames names, QWidget *clerks);
    /// What the visitor sees; nullptr where nothing was wished for yet.
    [[nodiscard]] CitizenWindow *window() const { return m_window.get(); }

private:
    void plan();
    void place();
    void fill(QScreen *screen);
    void showBeside();

    CitizenFlow &m_flow;
    Settings &m_settings;
    const Theme &m_theme;
    CitizenPlaceNames m_names;
    QWidget *m_clerks;
    std::unique_ptr<CitizenWindow> m_window;
    bool m_planned = false;
};

} // namespace yichuang
