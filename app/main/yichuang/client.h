// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/main/yichuang/command_line.h"
#include "app/main/yichuang/demo_hall.h"
#include "app/main/yichuang/workplace.h"

class QApplication;

namespace yichuang
{

class MainWindow;
class Theme;

/// The program from its arguments to its window. Main thread.
class Client : public QObject
{
    Q_OBJECT

public:
    Client(QApplication &application, CommandLine line);
    ~Client() override;
    /// Returns at once; the window appears when what it needs is there. A failure ends the program with its exit code.
    void start();

private:
    void startDemo();
    void enrolDemo(const QString &code);
    void open(const QString &configFile);
    void give(const Reason &reason);

    QApplication &m_application;
    CommandLine m_line;
    Places m_places;
    SystemClock m_clock;
    std::unique_ptr<DemoHall> m_demo;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<WindowVault> m_enrolling;
    std::unique_ptr<HttpCentre> m_enrollingAt;
    std::unique_ptr<Workplace> m_workplace;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
};

/// `yichuang --enrol CODE`: no window. Runs an event loop of its own and gives the exit code.
[[nodiscard]] ExitCode enrolAndReport(const CommandLine &line);

} // namespace yichuang
