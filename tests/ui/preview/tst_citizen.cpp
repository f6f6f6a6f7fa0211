// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/preview/scene.h"
#include "ui/citizen/citizen_place.h"
#include "ui/citizen/signature_pad.h"
#include "ui/pages/settings/citizen_part.h"
#include "ui/shell/shell.h"
#include "ui/widgets/chip.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QTest>

namespace yichuang
{
namespace
{

/// Everything that a window says in words, on it or behind it.
QStringList wordsIn(const QWidget *window)
{
    QStringList words{window->windowTitle(), window->accessibleName()};
    for (const QWidget *widget : window->findChildren<QWidget *>())
        words << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
    for (const QLabel *label : window->findChildren<QLabel *>())
        words.append(label->text());
    for (const QAbstractButton *button : window->findChildren<QAbstractButton *>())
        words.append(button->text());
    words.removeAll(QString());
    words.sort();
    return words;
}

} // namespace

/// The visitor's screen over the real window: the clerk asks by keys, the visitor answers by mouse, finger or pen.
class TestCitizen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_scene = std::make_unique<Scene>(*qApp);
        // The one screen that there is has no name.
        m_scene->set("citizen.screen", toJson(ScreenWish{{}, true}));
        m_scene->window->show();
        QApplication::setActiveWindow(m_scene->window.get());
        m_scene->signIn();
        QTRY_VERIFY(citizen() != nullptr && citizen()->isVisible());
    }
    void cleanup() { m_scene.reset(); }

    void theClerkAsksAndTheVisitorAnswers()
    {
        QTRY_VERIFY(pane("citizenIdle") != nullptr);
        serve();
        QTRY_VERIFY(pane("citizenReading") != nullptr);
        QTRY_COMPARE(standing(), Symbol::None);
        press(Qt::Key_F8);
        QTRY_VERIFY(pane("citizenConfirm") != nullptr);
        QCOMPARE(standing(), Symbol::Ring);
        const QString words = wordsIn(citizen()).join(u'\n');
        QVERIFY(words.contains(QStringLiteral("王晓明")));
        QVERIFY(words.contains(QStringLiteral("1301**********0614")));
        QVERIFY(!words.contains(sampleCard().number));
        click("citizenWrong");
        QTRY_COMPARE(standing(), Symbol::Bang);
        press(Qt::Key_F8);
        QTRY_VERIFY(pane("citizenConfirm") != nullptr);
        click("citizenRight");
        QTRY_COMPARE(standing(), Symbol::Tick);
        press(Qt::Key_F8);
        QTRY_VERIFY(pad() != nullptr);
        QVERIFY(!button("citizenDone")->isEnabled());
        draw();
        QVERIFY(button("citizenDone")->isEnabled());
        click("citizenClear");
        QVERIFY(pad()->strokes().isEmpty() && !button("citizenDone")->isEnabled());
        draw();
        click("citizenDone");
        QTRY_VERIFY(signaturePage(file()) != nullptr);
        QTRY_VERIFY(pane("citizenReading") != nullptr);
        QTRY_VERIFY(sheetIn(m_scene->citizen->state())->hasSignature);
        const auto kept = m_scene->store.page(signaturePage(file())->blob);
        QTRY_VERIFY(kept.isFinished());
        const auto read = signatureFromBytes(*kept.result());
        QVERIFY(read);
        QCOMPARE(read->strokes.size(), 1);
        QVERIFY(read->strokes.constFirst().size() > 5);
        QCOMPARE(read->statement, statementHash(file(), m_scene->visit->matter()->name));
    }
    void nothingOfTheVisitorRemains()
    {
        QTRY_VERIFY(pane("citizenIdle") != nullptr);
        const QStringList wordsBefore = wordsIn(citizen());
        const QImage before = citizen()->grab().toImage();
        serve();
        press(Qt::Key_F8);
        QTRY_VERIFY(pane("citizenConfirm") != nullptr);
        click("citizenRight");
        QTRY_VERIFY(pane("citizenReading") != nullptr);
        press(Qt::Key_F8);
        QTRY_VERIFY(pad() != nullptr);
        draw();
        QVERIFY(citizen()->grab().toImage() != before);
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(pane("citizenThanked") != nullptr);
        QVERIFY(pad() == nullptr);
        for (const QString &word : wordsIn(citizen()))
            QVERIFY2(!word.contains(QStringLiteral("王")) && !word.contains(QStringLiteral("1301")), qPrintable(word));
        m_scene->clock.advance(thanksSeconds * 1000);
        m_scene->citizen->look();
        QTRY_VERIFY(pane("citizenIdle") != nullptr);
        QCOMPARE(wordsIn(citizen()), wordsBefore);
        QCOMPARE(citizen()->grab().toImage(), before);
    }
    void aLockedWindowCoversTheVisitorsScreenToo()
    {
        serve();
        QTRY_VERIFY(pane("citizenReading") != nullptr);
        press(Qt::Key_F12);
        QTRY_VERIFY(pane("citizenIdle") != nullptr);
        m_scene->signIn();
        QTRY_VERIFY(pane("citizenReading") != nullptr);
    }
    void aFingerAndAPenSignToo()
    {
        beginToSign();
        auto finger = std::unique_ptr<QPointingDevice>(QTest::createTouchDevice());
        const QPoint from(40, 60);
        QTest::touchEvent(citizen(), finger.get()).press(0, from, pad());
        for (int i = 1; i <= 10; ++i)
            QTest::touchEvent(citizen(), finger.get()).move(0, from + QPoint(i * 20, i * 3), pad());
        QTest::touchEvent(citizen(), finger.get()).release(0, from + QPoint(200, 30), pad());
        QCOMPARE(pad()->strokes().size(), 1);
        QVERIFY(pad()->isDrawn());
        const QPointingDevice pen(QStringLiteral("pen"), 7, QInputDevice::DeviceType::Stylus,
                                  QPointingDevice::PointerType::Pen, QInputDevice::Capability::Pressure, 1, 1);
        const auto move = [&](QEvent::Type type, const QPointF &at, double pressure, quint64 time) {
            QTabletEvent event(type, &pen, at, pad()->mapToGlobal(at), pressure, 0, 0, 0, 0, 0, Qt::NoModifier,
                               Qt::LeftButton, Qt::LeftButton);
            event.setTimestamp(time);
            QApplication::sendEvent(pad(), &event);
        };
        click("citizenClear");
        move(QEvent::TabletPress, {50, 50}, 0.25, 1000);
        move(QEvent::TabletMove, {250, 80}, 0.75, 1040);
        move(QEvent::TabletRelease, {250, 80}, 0, 1050);
        QCOMPARE(pad()->strokes().size(), 1);
        const SignatureStroke stroke = pad()->strokes().constFirst();
        QCOMPARE(stroke.size(), 2);
        QCOMPARE(stroke.at(0).pressure, 250);
        QCOMPARE(stroke.at(1).pressure, 750);
        QCOMPARE(stroke.at(1).ms - stroke.at(0).ms, 40);
        QCOMPARE(stroke.at(0).x, qRound(50.0 * Signature::width / pad()->width()));
    }
    void thePadKeepsTheLimits()
    {
        beginToSign();
        QTest::mousePress(pad(), Qt::LeftButton, {}, {20, 20});
        for (qsizetype i = 0; i < Signature::mostPoints + 100; ++i) {
            QMouseEvent event(QEvent::MouseMove, QPointF(20 + double(i % 200), 20), pad()->mapToGlobal(QPointF(20, 20)),
                              Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(pad(), &event);
        }
        QTest::mouseRelease(pad(), Qt::LeftButton, {}, {20, 20});
        qsizetype points = 0;
        for (const SignatureStroke &stroke : pad()->strokes())
            points += stroke.size();
        QCOMPARE(points, Signature::mostPoints);
        click("citizenDone");
        QTRY_VERIFY(signaturePage(file()) != nullptr);
        const auto kept = m_scene->store.page(signaturePage(file())->blob);
        QTRY_VERIFY(kept.isFinished());
        QVERIFY(signatureFromBytes(*kept.result()));
    }
    void withoutAScreenThereIsNothingToAsk()
    {
        serve();
        QTRY_VERIFY(m_scene->citizen->isPresent());
        QTRY_VERIFY(m_scene->window->findChild<QWidget *>(QStringLiteral("visitorCard"))->isVisible());
        m_scene->set("citizen.screen", QJsonObject());
        QTRY_VERIFY(!m_scene->citizen->isPresent());
        QVERIFY(!citizen()->isVisible());
        QVERIFY(!m_scene->window->findChild<QWidget *>(QStringLiteral("visitorCard"))->isVisible());
        press(Qt::Key_F8);
        QVERIFY(std::holds_alternative<CitizenReading>(m_scene->citizen->state()));
        // Only by choice it is shown on the clerk's screen.
        m_scene->set("citizen.screen", toJson(ScreenWish{{QStringLiteral("gone"), QStringLiteral("17")}, true}));
        QTRY_VERIFY(m_scene->citizen->isPresent());
        QTRY_VERIFY(citizen()->isVisible() && !citizen()->isFullScreen());
    }
    void theScreenIsChosenByNameAndSerial()
    {
        const QList<ScreenMark> there{{QStringLiteral("eDP-1"), {}},
                                      {QStringLiteral("HDMI-1"), QStringLiteral("A1")},
                                      {QStringLiteral("HDMI-2"), QStringLiteral("B2")}};
        const auto at = [&](const char *name, const char *serial) {
            return screenFor(there, {QString::fromLatin1(name), QString::fromLatin1(serial)});
        };
        QCOMPARE(at("HDMI-1", "A1"), 1);
        QCOMPARE(at("HDMI-1", "B2"), 2);  // moved to another plug
        QCOMPARE(at("HDMI-1", "C3"), -1); // another screen in its plug
        QCOMPARE(at("eDP-1", ""), 0);
        QCOMPARE(at("VGA-1", ""), -1);
        QCOMPARE(at("", ""), -1);
        const ScreenWish wish{{QStringLiteral("HDMI-1"), QStringLiteral("A1")}, true};
        QCOMPARE(screenWishFromJson(toJson(wish)), wish);
        QVERIFY(ScreenWish().isEmpty() && !wish.isEmpty());
    }
    void theSettingsNameTheScreens()
    {
        m_scene->set("citizen.screen", toJson(ScreenWish{{QStringLiteral("HDMI-9"), QStringLiteral("Z9")}, false}));
        const CitizenPart part(*m_scene->settings, *m_scene->theme, nullptr);
        auto *screens = part.findChild<QComboBox *>(QStringLiteral("citizenScreen"));
        QVERIFY(screens->currentText().contains(QStringLiteral("HDMI-9 · Z9")));
        screens->setCurrentIndex(1);
        Q_EMIT screens->activated(1);
        const auto wish = screenWishFromJson(m_scene->settings->object(QString::fromLatin1(citizen_setting::screen)));
        QCOMPARE(wish.screen, screensNow().constFirst());
        m_scene->settle();
    }

    void pictures_data()
    {
        QTest::addColumn<QString>("look");
        QTest::addColumn<bool>("large");
        QTest::addColumn<QString>("language");
        QTest::newRow("light") << "light" << false << "zh_CN";
        QTest::newRow("dark") << "dark" << false << "zh_CN";
        QTest::newRow("english-large") << "dark" << true << "en";
    }
    /// Each picture of the visitor's screen in each dress, on a small one: no word is cut off.
    void pictures()
    {
        QFETCH(QString, look);
        QFETCH(bool, large);
        QFETCH(QString, language);
        m_scene->set("ui.look", look);
        m_scene->set("ui.large", large);
        m_scene->set("ui.language", language);
        const Issuer &issuer = m_scene->rules.issuer;
        CitizenWindow window(*m_scene->citizen, *m_scene->theme, {issuer.hall, issuer.windowName});
        window.resize(1024, 768);
        window.show();
        const auto take = [&](const char *name) {
            m_scene->settle();
            const QDir folder(QStringLiteral(YICHUANG_BINARY_DIR "/pictures"));
            QVERIFY(folder.mkpath(QStringLiteral(".")));
            const QString file =
                QStringLiteral("%1-c-%2.png").arg(QLatin1String(QTest::currentDataTag()), QLatin1String(name));
            QVERIFY(window.grab().save(folder.filePath(file)));
            for (const QLabel *label : window.findChildren<QLabel *>()) {
                const bool low = label->heightForWidth(label->width()) > label->height() + 2;
                QVERIFY2(!low, qPrintable(label->text()));
            }
            for (const QAbstractButton *one : window.findChildren<QAbstractButton *>())
                QVERIFY2(one->sizeHint().width() <= one->width() + 1, qPrintable(one->text()));
        };
        take("1-idle");
        m_scene->fillVisit();
        take("2-standing");
        m_scene->citizen->handle(citizen::Asked{});
        take("3-confirm");
        m_scene->citizen->handle(citizen::Answered{true});
        m_scene->citizen->handle(citizen::Asked{});
        m_scene->settle();
        auto *pad = window.findChild<SignaturePad *>();
        QVERIFY(pad != nullptr);
        draw(pad);
        take("4-sign");
        m_scene->citizen->handle(citizen::Drawn{pad->strokes(), pad->unitHeight(), pad->picture()});
        m_scene->settle();
        take("5-signed");
        QVERIFY(m_scene->window->grab().save(QStringLiteral(YICHUANG_BINARY_DIR "/pictures/%1-c-6-clerk.png")
                                                 .arg(QLatin1String(QTest::currentDataTag()))));
        m_scene->visit->handle(visit::FinishAsked{});
        take("7-thanks");
    }

private:
    [[nodiscard]] CitizenWindow *citizen() const { return m_scene->window->citizen().window(); }
    [[nodiscard]] QWidget *pane(const char *name) const { return citizen()->findChild<QWidget *>(QLatin1String(name)); }
    [[nodiscard]] SignaturePad *pad() const { return citizen()->findChild<SignaturePad *>(); }
    [[nodiscard]] QAbstractButton *button(const char *name) const
    {
        return citizen()->findChild<QAbstractButton *>(QLatin1String(name));
    }
    void click(const char *name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_scene->window.get(), key, modifiers);
    }
    [[nodiscard]] Symbol standing() const
    {
        return m_scene->window->findChild<Chip *>(QStringLiteral("visitorStanding"))->status().symbol;
    }
    [[nodiscard]] const Case &file() const { return std::get<Serving>(m_scene->visit->state()).file()->current; }
    void serve()
    {
        VisitFlow &flow = *m_scene->visit;
        flow.handle(visit::TicketCame{m_scene->centre.tickets.constFirst()});
        m_scene->reader.layCard(sampleCard());
        QTRY_VERIFY(!std::get<Serving>(flow.state()).applicant.name.isEmpty());
        flow.handle(visit::MatterChosen{m_scene->rules.catalogue->matters.constFirst().code});
        QTRY_VERIFY(std::get<Serving>(flow.state()).file() != nullptr);
        m_scene->settle();
    }
    void beginToSign()
    {
        serve();
        QTRY_VERIFY(pane("citizenReading") != nullptr);
        m_scene->citizen->handle(citizen::Asked{});
        m_scene->citizen->handle(citizen::Answered{true});
        m_scene->citizen->handle(citizen::Asked{});
        QTRY_VERIFY(pad() != nullptr && pad()->width() > 300);
    }
    void draw() { draw(pad()); }
    static void draw(SignaturePad *pad)
    {
        QTest::mousePress(pad, Qt::LeftButton, {}, {30, 40});
        for (int i = 0; i < 30; ++i) {
            const QPointF at(30 + i * 8, 40 + (i % 7) * 6);
            QMouseEvent event(QEvent::MouseMove, at, pad->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                              Qt::NoModifier);
            QApplication::sendEvent(pad, &event);
        }
        QTest::mouseRelease(pad, Qt::LeftButton, {}, {270, 60});
    }

    std::unique_ptr<Scene> m_scene;
};

} // namespace yichuang

QTEST_MAIN(yichuang::TestCitizen)
#include "tst_citizen.moc"
