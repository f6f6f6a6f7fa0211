// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/preview/scene.h"
#include "ui/citizen/citizen_place.h"

#include <QApplication>
#include <QProcess>
#include <QScreen>
#include <QTest>

namespace yichuang
{
namespace
{

constexpr int patience = 60'000;
const QString citizenName = QStringLiteral("Citizen");

bool xrandr(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("xrandr"), arguments);
    return process.waitForFinished(patience) && process.exitCode() == 0;
}

bool plugIn()
{
    for (const QScreen *screen : QGuiApplication::screens()) {
        if (screen->name() == citizenName)
            return true;
    }
    return xrandr({QStringLiteral("--setmonitor"), citizenName, QStringLiteral("1280/338x768/203+1366+0"),
                   QStringLiteral("none")});
}

bool pullOut()
{
    return xrandr({QStringLiteral("--delmonitor"), citizenName});
}

} // namespace

/// The visitor's window on a screen that comes and goes, by the window system's own word. In a display of its own.
class TestScreens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(xrandr({QStringLiteral("--setmonitor"), QStringLiteral("Clerk"), QStringLiteral("1366/361x768/203+0+0"),
                        QStringLiteral("screen")}));
        QVERIFY(plugIn());
        QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::screens().size(), 2, patience);
    }
    void init()
    {
        m_scene = std::make_unique<Scene>(*qApp);
        m_scene->window->show();
        m_scene->signIn();
        m_scene->fillVisit();
    }
    void cleanup()
    {
        m_scene.reset();
        QVERIFY(plugIn());
        QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::screens().size(), 2, patience);
    }
    void aScreenThatReturnsShowsWhatItShowed()
    {
        wish(false);
        QTRY_VERIFY_WITH_TIMEOUT(standsOn(citizenName), patience);
        QVERIFY(window()->isFullScreen());
        QVERIFY(m_scene->citizen->isPresent());
        m_scene->citizen->handle(citizen::Asked{});
        QTRY_VERIFY(pane("citizenConfirm") != nullptr);
        for (int round = 0; round < 2; ++round) {
            QVERIFY(pullOut());
            QTRY_VERIFY_WITH_TIMEOUT(!m_scene->citizen->isPresent(), patience);
            QVERIFY(!window()->isVisible());
            QVERIFY(std::holds_alternative<CitizenConfirming>(m_scene->citizen->state()));
            QVERIFY(plugIn());
            QTRY_VERIFY_WITH_TIMEOUT(standsOn(citizenName), patience);
            QVERIFY(window()->isFullScreen());
            QVERIFY(pane("citizenConfirm") != nullptr);
        }
    }
    void theClerksScreenIsTakenByChoiceOnly()
    {
        wish(true);
        QTRY_VERIFY_WITH_TIMEOUT(standsOn(citizenName), patience);
        QVERIFY(pullOut());
        QTRY_VERIFY_WITH_TIMEOUT(
            QGuiApplication::screens().size() == 1 && window()->isVisible() && !window()->isFullScreen(), patience);
        QVERIFY(m_scene->citizen->isPresent());
        QVERIFY(plugIn());
        QTRY_VERIFY_WITH_TIMEOUT(standsOn(citizenName) && window()->isFullScreen(), patience);
    }
    void whatHappensWhileItIsAwayIsThereWhenItReturns()
    {
        wish(false);
        QTRY_VERIFY_WITH_TIMEOUT(standsOn(citizenName), patience);
        QVERIFY(pullOut());
        QTRY_VERIFY_WITH_TIMEOUT(!window()->isVisible(), patience);
        m_scene->visit->handle(visit::FinishAsked{});
        QVERIFY(plugIn());
        QTRY_VERIFY_WITH_TIMEOUT(standsOn(citizenName), patience);
        QVERIFY(pane("citizenConfirm") == nullptr && pane("citizenReading") == nullptr);
        QVERIFY(pane("citizenThanked") != nullptr);
    }
    void theClerkKeepsTheKeyboard()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_scene->window->isActiveWindow(), patience);
        wish(false);
        QTRY_VERIFY_WITH_TIMEOUT(standsOn(citizenName), patience);
        m_scene->settle();
        QVERIFY(m_scene->window->isActiveWindow());
    }

private:
    void wish(bool onClerks) { m_scene->set("citizen.screen", toJson(ScreenWish{{citizenName, {}}, onClerks})); }
    [[nodiscard]] CitizenWindow *window() const { return m_scene->window->citizen().window(); }
    [[nodiscard]] QWidget *pane(const char *name) const { return window()->findChild<QWidget *>(QLatin1String(name)); }
    [[nodiscard]] bool standsOn(const QString &name) const
    {
        return window() != nullptr && window()->isVisible() && window()->screen()->name() == name
               && window()->geometry() == window()->screen()->geometry();
    }

    std::unique_ptr<Scene> m_scene;
};

} // namespace yichuang

QTEST_MAIN(yichuang::TestScreens)
#include "tst_screens.moc"
