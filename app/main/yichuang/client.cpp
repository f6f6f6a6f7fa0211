// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/client.h"

#include "app/base/log.h"
#include "app/base/when_done.h"
#include "app/main/yichuang/enrolment.h"
#include "ui/pages/settings/ui_settings.h"
#include "ui/shell/main_window.h"
#include "ui/shell/shell.h"
#include "ui/shell/start_failure.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>

namespace yichuang
{
namespace
{

QString usualConfig()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
           + QStringLiteral("/yichuang/window.json");
}

QString policyFile()
{
    return qEnvironmentVariable("YICHUANG_POLICY", QStringLiteral("/etc/yichuang/policy.json"));
}

Result<std::unique_ptr<Settings>> loadSettings(const QString &config)
{
    return Settings::load(config.isEmpty() ? usualConfig() : config, policyFile());
}

Places places()
{
    return findPlaces(QCoreApplication::applicationDirPath());
}

void report(const CommandLine &line, const Result<Enrolment> &enrolment)
{
    if (enrolment && line.json) {
        const QJsonObject json{{QStringLiteral("device"), enrolment->device},
                               {QStringLiteral("hall"), enrolment->hall},
                               {QStringLiteral("window"), enrolment->window},
                               {QStringLiteral("generation"), enrolment->generation}};
        std::puts(QJsonDocument(json).toJson(QJsonDocument::Compact).constData());
    } else if (enrolment) {
        std::puts(qPrintable(QStringLiteral("Enrolled as %1 of %2.").arg(enrolment->windowName, enrolment->hallName)));
    } else {
        std::fputs(qPrintable(describe(enrolment.error()) + u'\n'), stderr);
    }
}

} // namespace

ExitCode enrolAndReport(const CommandLine &line)
{
    const SystemClock clock;
    auto settings = loadSettings(line.config);
    if (!settings) {
        report(line, failure(settings.error()));
        return exitCodeOf(settings.error().fault);
    }
    const WindowFiles files(**settings);
    if (const auto made = files.make(); !made) {
        report(line, failure(made.error()));
        return exitCodeOf(made.error().fault);
    }
    WindowVault vault(files.keys, clock, enrolmentSuite(**settings));
    const auto address = centreAddress(**settings, vault);
    if (!address) {
        report(line, failure(address.error()));
        return exitCodeOf(address.error().fault);
    }
    HttpCentre centre(*address, clock);
    QObject context;
    whenDone(enrolWindow(centre, vault, line.enrolCode, &context), &context, [&](const Result<Enrolment> &enrolment) {
        report(line, enrolment);
        QCoreApplication::exit(exitNumber(enrolment ? ExitCode::Ok : exitCodeOf(enrolment.error().fault)));
    });
    return static_cast<ExitCode>(QCoreApplication::exec());
}

Client::Client(QApplication &application, CommandLine line)
    : m_application(application),
      m_line(std::move(line)),
      m_places(places())
{
}

Client::~Client()
{
    // The window first, for it looks at everything; the demo's centre last, for the rest talks to it.
    m_window.reset();
    m_workplace.reset();
    m_enrollingAt.reset();
    m_demo.reset();
}

void Client::start()
{
    if (m_line.demo)
        startDemo();
    else
        open(m_line.config);
}

void Client::startDemo()
{
    const QString folder =
        m_line.demoFolder.isEmpty()
            ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/yichuang-demo")
            : m_line.demoFolder;
    m_demo = std::make_unique<DemoHall>(QDir(folder).absolutePath(), m_places,
                                        QCoreApplication::applicationDirPath() + QStringLiteral("/yichuang-server"));
    connect(m_demo.get(), &DemoHall::failed, this, &Client::give);
    connect(m_demo.get(), &DemoHall::ready, this, [this] {
        auto settings = loadSettings(m_demo->configFile());
        if (!settings) {
            give(settings.error());
            return;
        }
        m_settings = *std::move(settings);
        m_enrolling = std::make_unique<WindowVault>(WindowFiles(*m_settings).keys, m_clock, Suite::International);
        if (m_enrolling->identity()) {
            open(m_demo->configFile());
            return;
        }
        m_demo->askCode();
    });
    connect(m_demo.get(), &DemoHall::codeMade, this, &Client::enrolDemo);
    m_demo->start();
}

void Client::enrolDemo(const QString &code)
{
    const WindowFiles files(*m_settings);
    if (const auto made = files.make(); !made) {
        give(made.error());
        return;
    }
    const auto address = centreAddress(*m_settings, *m_enrolling);
    if (!address) {
        give(address.error());
        return;
    }
    m_enrollingAt = std::make_unique<HttpCentre>(*address, m_clock);
    whenDone(enrolWindow(*m_enrollingAt, *m_enrolling, code, this), this, [this](const Result<Enrolment> &enrolment) {
        if (enrolment)
            open(m_demo->configFile());
        else
            give(enrolment.error());
    });
}

void Client::open(const QString &configFile)
{
    if (m_window)
        return;
    auto settings = loadSettings(configFile);
    if (!settings) {
        give(settings.error());
        return;
    }
    m_enrolling.reset();
    m_settings = *std::move(settings);
    auto workplace = Workplace::build(*m_settings, m_places);
    if (!workplace) {
        give(workplace.error());
        return;
    }
    m_workplace = *std::move(workplace);
    installLog(WindowFiles(*m_settings).log);
    m_theme = std::make_unique<Theme>(m_application);
    if (m_demo)
        m_workplace->desk().trial = {DemoHall::clerk(), DemoHall::password()};
    m_window = std::make_unique<MainWindow>(m_workplace->desk(), *m_theme);
    connect(m_workplace.get(), &Workplace::recoveryCodeMade, this, [this](const QString &code) {
        // The shell is there once the sign-in that made the key has ended.
        connect(
            &m_workplace->desk().signIn, &SignInFlow::admitted, m_window.get(),
            [this, code] { m_window->shell()->showRecoveryCode(code); },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    });
    connect(m_workplace.get(), &Workplace::storeMended, this, [this](const QString &file) {
        connect(
            &m_workplace->desk().signIn, &SignInFlow::admitted, m_window.get(),
            [this, file] { m_window->shell()->showMended(file); },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    });
    connect(m_workplace.get(), &Workplace::told, m_window.get(), [this](const Reason &reason) {
        if (m_window->shell() != nullptr)
            m_window->shell()->tell(reason);
    });
    m_window->showMaximized();
    if (m_demo) {
        std::puts(qPrintable(
            QStringLiteral("Demo hall: sign in as %1 with %2").arg(DemoHall::clerk(), DemoHall::password())));
        std::fflush(stdout);
    }
}

void Client::give(const Reason &reason)
{
    std::fputs(qPrintable(describe(reason) + u'\n'), stderr);
    // A person who clicked an icon sees no terminal: the same words in a window, then the end.
    const ExitCode code = exitCodeOf(reason.fault);
    auto *notice = showStartFailure(reason);
    connect(notice, &QObject::destroyed, this, [code] { QCoreApplication::exit(exitNumber(code)); });
}

} // namespace yichuang
