// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/preview/scene.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/shell/shell.h"

#include <QApplication>
#include <QComboBox>
#include <QDeadlineTimer>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTableView>
#include <QTest>

namespace yichuang
{

/// The main job without a pointer, over doubles of the ports; strokes are counted.
class TestKeyboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_scene = std::make_unique<Scene>(*qApp);
        m_scene->window->show();
        QApplication::setActiveWindow(m_scene->window.get());
        m_strokes = 0;
    }
    void cleanup() { m_scene.reset(); }

    void signsIn()
    {
        auto *clerk = m_scene->window->findChild<QLineEdit *>(QStringLiteral("clerk"));
        QTRY_VERIFY(clerk->hasFocus());
        QTest::keyClicks(clerk, QStringLiteral("lixw"));
        QTest::keyClick(clerk, Qt::Key_Return);
        auto *password = m_scene->window->findChild<QLineEdit *>(QStringLiteral("password"));
        QTRY_VERIFY(password->hasFocus());
        QTest::keyClicks(password, QStringLiteral("secret"));
        QTest::keyClick(password, Qt::Key_Return);
        QTRY_VERIFY(m_scene->window->shell() != nullptr && m_scene->window->shell()->stands());
        QVERIFY(password->text().isEmpty());
    }
    void aCodeAndANewPasswordAreAskedForOneAfterTheOther()
    {
        const auto line = [this](const char *name) {
            return m_scene->window->findChild<QLineEdit *>(QString::fromLatin1(name));
        };
        const auto refuse = [this](Fault fault) {
            m_scene->centre.failNext[QStringLiteral("signIn")] = {{fault, QStringLiteral("test"), {}}};
        };
        refuse(Fault::SecondFactorNeeded);
        QTest::keyClicks(line("clerk"), QStringLiteral("lixw"));
        QTest::keyClick(line("clerk"), Qt::Key_Return);
        QTRY_VERIFY(line("password")->hasFocus());
        QVERIFY(!line("code")->isVisible());
        QTest::keyClicks(line("password"), QStringLiteral("secret"));
        QTest::keyClick(line("password"), Qt::Key_Return);
        QTRY_VERIFY(line("code")->isVisible() && line("code")->hasFocus());
        QCOMPARE(line("password")->text(), QStringLiteral("secret")); // typed once
        refuse(Fault::PasswordMustChange);
        QTest::keyClicks(line("code"), QStringLiteral("123 456"));
        QTest::keyClick(line("code"), Qt::Key_Return);
        QTRY_VERIFY(line("newPassword")->isVisible() && line("newPassword")->hasFocus());
        QTest::keyClicks(line("newPassword"), QStringLiteral("battery staple"));
        QTest::keyClick(line("newPassword"), Qt::Key_Return);
        QTRY_VERIFY(line("newPasswordAgain")->hasFocus());
        QTest::keyClicks(line("newPasswordAgain"), QStringLiteral("battery stable"));
        QTest::keyClick(line("newPasswordAgain"), Qt::Key_Return);
        QCOMPARE(m_scene->centre.proofs.size(), 2); // not alike: nothing is sent
        line("newPasswordAgain")->setText(QStringLiteral("battery staple"));
        QTest::keyClick(line("newPasswordAgain"), Qt::Key_Return);
        QTRY_VERIFY(m_scene->window->shell() != nullptr && m_scene->window->shell()->stands());
        QCOMPARE(m_scene->centre.proofs.constLast().code, QStringLiteral("123456"));
        QCOMPARE(m_scene->centre.proofs.constLast().newPassword, QStringLiteral("battery staple"));
        QCOMPARE(m_scene->centre.passwords, QStringList(3, QStringLiteral("secret")));
        for (const char *name : {"password", "code", "newPassword", "newPasswordAgain"})
            QVERIFY(line(name)->text().isEmpty());
    }
    void theDeskIsShownWhole()
    {
        m_scene->signInFlow->signIn(QStringLiteral("lixw"), QStringLiteral("password"));
        auto *page = m_scene->window->findChild<QWidget *>(QStringLiteral("signInPage"));
        QTRY_VERIFY(m_scene->window->shell() != nullptr);
        const Shell *shell = m_scene->window->shell();
        const QDeadlineTimer late(5000);
        while (!shell->isVisible() && !late.hasExpired()) {
            QVERIFY(page->isVisible());
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        }
        QVERIFY(shell->isVisible() && shell->stands() && !page->isVisible());
        QVERIFY(m_scene->window->findChild<QWidget *>(QStringLiteral("deskPage"))->isVisible());
    }
    void aNewLookComesWholeAndLeavesTheClerkWhereHeIs()
    {
        m_scene->signIn();
        press(Qt::Key_3, Qt::AltModifier);
        m_scene->set("ui.look", QStringLiteral("dark"));
        QVERIFY(m_scene->window->updatesEnabled());
        QCOMPARE(m_scene->theme->look(), Look::Dark);
        QCOMPARE(m_scene->window->shell()->place(), Place::Cases);
        QTRY_COMPARE(focusName(), QStringLiteral("caseSearch"));
        press(Qt::Key_F2);
        QTRY_VERIFY(serving() != nullptr);
    }
    void fromTicketToReceiptInTwelve()
    {
        m_scene->signIn();
        press(Qt::Key_F2);
        QTRY_VERIFY(serving() != nullptr);
        Applicant known = applicantFromCard(sampleCard());
        known.phone = QStringLiteral("13900001234");
        m_scene->visit->handle(visit::ApplicantTyped{known});
        QTRY_COMPARE(focusName(), QStringLiteral("matterSearch"));
        for (const int key : {Qt::Key_L, Qt::Key_H, Qt::Key_J, Qt::Key_Y, Qt::Key_Return})
            press(static_cast<Qt::Key>(key));
        QTRY_VERIFY(serving()->file() != nullptr);
        QCOMPARE(m_scene->visit->matter()->name, QStringLiteral("灵活就业人员参保登记"));
        QTRY_COMPARE(m_scene->visit->missing().count(), 1); // the card has proven who it is
        QTRY_COMPARE(serving()->material, m_scene->visit->missing().materials.constFirst());
        press(Qt::Key_O, Qt::ControlModifier);
        QTRY_VERIFY(m_scene->visit->missing().isEmpty());
        press(Qt::Key_F9);
        QTRY_COMPARE(serving()->file()->current.state, CaseState::Accepted);
        QTRY_COMPARE(m_scene->slips.slips().size(), 1);
        QVERIFY2(m_strokes <= 12, qPrintable(QString::number(m_strokes)));
        // Calling the next visitor ends a visit in which everything is decided.
        press(Qt::Key_F2);
        QTRY_VERIFY(serving() == nullptr);
    }
    void whatIsBeingTypedCountsForTheDecision()
    {
        m_scene->signIn();
        m_scene->fillVisit();
        for (const char *id : {"health", "layout"}) {
            m_scene->visit->handle(visit::MaterialChosen{QLatin1String(id)});
            m_scene->visit->handle(visit::PaperKeptAsked{});
            m_scene->settle();
        }
        auto *phone = m_scene->window->findChild<QLineEdit *>(QStringLiteral("field.phone"));
        QVERIFY(phone != nullptr);
        phone->setFocus();
        QTest::keyClicks(phone, QStringLiteral("13900001234"));
        press(Qt::Key_F9);
        QTRY_COMPARE(serving()->file()->current.state, CaseState::Accepted);
        QCOMPARE(serving()->file()->current.fields.value(QStringLiteral("phone")).toString(),
                 QStringLiteral("13900001234"));
    }
    void sharedDataSaysWhyItCannotSupplyAMaterial()
    {
        m_scene->signIn();
        m_scene->fillVisit();
        auto *button = m_scene->window->findChild<QAbstractButton *>(QStringLiteral("sharedButton"));
        QVERIFY(button != nullptr);
        m_scene->visit->handle(visit::MaterialChosen{QStringLiteral("identity")});
        QVERIFY(button->isEnabled());
        m_scene->visit->handle(visit::MaterialChosen{QStringLiteral("layout")});
        QVERIFY(!button->isEnabled());
        QVERIFY2(button->toolTip().contains(QStringLiteral("设备布局说明")), qPrintable(button->toolTip()));
        QList<Fault> told;
        connect(m_scene->visit.get(), &VisitFlow::told, this, [&](const Reason &reason) { told.append(reason.fault); });
        press(Qt::Key_F7);
        QTRY_COMPARE(told, QList{Fault::MaterialNotShared});
        QVERIFY(serving()->file()->current.material(QStringLiteral("layout")) == nullptr);
    }
    void theStripSaysWhatIsWrongWithTheSlipPrinter()
    {
        m_scene->signIn();
        const auto *strip = m_scene->window->findChild<QWidget *>(QStringLiteral("statusStrip"));
        QVERIFY(strip != nullptr);
        const QString noPaper = QCoreApplication::translate("yichuang::StatusStrip", "no paper");
        const auto says = [&] {
            const auto parts = strip->findChildren<QWidget *>();
            return std::any_of(parts.begin(), parts.end(),
                               [&](const QWidget *part) { return part->accessibleName().contains(noPaper); });
        };
        const Reason reason{Fault::PrinterPaperOut, QStringLiteral("print"), {}};
        m_scene->slips.setFailure(reason);
        Q_EMIT m_scene->print->told(reason);
        QVERIFY(says());
        m_scene->slips.setFailure(std::nullopt);
        QVERIFY(!says());
    }
    void theMissingListJumps()
    {
        m_scene->signIn();
        m_scene->fillVisit();
        auto *jump = m_scene->window->findChild<QAbstractButton *>(QStringLiteral("missing.phone"));
        QVERIFY(jump != nullptr);
        jump->setFocus();
        QTest::keyClick(jump, Qt::Key_Space);
        QTRY_COMPARE(focusName(), QStringLiteral("field.phone"));
    }
    void theLockShutsEveryKey()
    {
        m_scene->signIn();
        m_scene->fillVisit();
        press(Qt::Key_F12);
        QTRY_VERIFY(std::holds_alternative<WindowLocked>(m_scene->signInFlow->state()));
        press(Qt::Key_F5);
        press(Qt::Key_F7);
        m_scene->settle();
        QVERIFY(!serving()->scanning);
        // Nor does it let in what lies on the reader or is held before the scanner.
        const Applicant before = serving()->applicant;
        IdCard another = sampleCard();
        another.name = QStringLiteral("李晓明");
        m_scene->reader.removeCard();
        m_scene->reader.layCard(another);
        m_scene->settle();
        QVERIFY(serving()->applicant == before);
        m_scene->signInFlow->signIn(QStringLiteral("lixw"), QStringLiteral("secret"));
        m_scene->settle();
        QCOMPARE(serving()->file()->current.state, CaseState::Draft);
    }
    void aRefusalAsksForItsReason()
    {
        m_scene->signIn();
        m_scene->fillVisit();
        press(Qt::Key_F10, Qt::ControlModifier);
        QTRY_COMPARE(focusName(), QStringLiteral("reason"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("not this body's"));
        press(Qt::Key_Return);
        QTRY_COMPARE(serving()->file()->current.state, CaseState::NotAccepted);
        QCOMPARE(serving()->file()->current.lastReason, QStringLiteral("not this body's"));
    }
    void scansIntoTheChosenMaterial()
    {
        m_scene->signIn();
        m_scene->fillVisit();
        ScannedPage page;
        page.bytes = QByteArrayLiteral("page");
        page.mime = QStringLiteral("image/png");
        m_scene->scanner.fill({page, page, page});
        m_scene->visit->handle(visit::MaterialChosen{QStringLiteral("health")});
        press(Qt::Key_F5);
        QVERIFY(serving()->scanning);
        QTRY_VERIFY(!serving()->scanning);
        QTRY_VERIFY(serving()->file()->current.material(QStringLiteral("health")) != nullptr);
        QTRY_COMPARE(serving()->file()->current.material(QStringLiteral("health"))->pages.size(), 3);
        press(Qt::Key_F5);
        QTRY_VERIFY(notice().contains(QStringLiteral("S-102")));
    }
    void takesADroppedFile()
    {
        m_scene->signIn();
        m_scene->fillVisit();
        auto *table = m_scene->window->findChild<QTableView *>(QStringLiteral("materials"));
        QVERIFY(table != nullptr);
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(QStringLiteral("/somewhere/health.pdf"))});
        const QPoint spot = table->visualRect(table->model()->index(4, 1)).center();
        QDragEnterEvent enter(spot, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(table->viewport(), &enter);
        QDropEvent drop(spot, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(table->viewport(), &drop);
        QTRY_VERIFY(serving()->file()->current.material(QStringLiteral("health")) != nullptr);
        QCOMPARE(serving()->file()->current.material(QStringLiteral("health"))->source, MaterialSource::Imported);
    }
    void numbersAreMaskedUntilAsked()
    {
        m_scene->signIn();
        m_scene->fillVisit();
        auto *number = m_scene->window->findChild<QLabel *>(QStringLiteral("applicantNumber"));
        QVERIFY(number != nullptr);
        QCOMPARE(number->text(), QStringLiteral("1301**********0614"));
        press(Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(number->text(), sampleCard().number);
        press(Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(number->text(), QStringLiteral("1301**********0614"));
    }
    void aCodeOnPaperOpensItsCase()
    {
        m_scene->signIn();
        m_scene->fillCases();
        m_scene->desk->routeCode = [](const QString &text) {
            CodeRoute route;
            route.kind = CodeKind::Receipt;
            route.value = text;
            return route;
        };
        const QString receipt = m_scene->cases->cases().constFirst().receiptNumber;
        m_scene->codes.show({QStringLiteral("QRCode"), receipt});
        QTRY_VERIFY(m_scene->cases->opened().has_value());
        QCOMPARE(m_scene->cases->opened()->current.receiptNumber, receipt);
        QCOMPARE(m_scene->window->shell()->place(), Place::Cases);
    }
    void aLockedSettingSaysWhoHoldsIt()
    {
        QTemporaryDir folder;
        QFile policy(folder.filePath(QStringLiteral("policy.json")));
        QVERIFY(policy.open(QIODevice::WriteOnly));
        policy.write("{\"ui.zoom\": 125}");
        policy.close();
        auto settings = *Settings::load(folder.filePath(QStringLiteral("own.json")), policy.fileName());
        QWidget window;
        Actions actions(*settings, &window);
        SettingsPage page(*settings, m_scene->trials, QString(), m_scene->renewal, *m_scene->signInFlow,
                          *m_scene->theme, actions, &window);
        const auto *zoom = page.findChild<QComboBox *>(QStringLiteral("ui.zoom"));
        QVERIFY(zoom != nullptr && !zoom->isEnabled());
        QCOMPARE(zoom->currentData().toInt(), 125);
        const auto *look = page.findChild<QComboBox *>(QStringLiteral("ui.look"));
        QVERIFY(look != nullptr && look->isEnabled());
        const QList<QLabel *> labels = page.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(),
                            [](const QLabel *label) { return label->text() == QStringLiteral("由单位管理"); }));
    }
    void settingsAreFoundByWords()
    {
        m_scene->signIn();
        press(Qt::Key_5, Qt::AltModifier);
        QTRY_COMPARE(focusName(), QStringLiteral("settingSearch"));
        auto *search = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        search->setText(QStringLiteral("锁定"));
        QTRY_VERIFY(m_scene->window->findChild<QWidget *>(QStringLiteral("key.lock")) != nullptr);
        QTRY_VERIFY(m_scene->window->findChild<QWidget *>(QStringLiteral("key.lock"))->isVisible());
        QVERIFY(!m_scene->window->findChild<QWidget *>(QStringLiteral("ui.look"))->isVisible());
        search->clear();
        QTRY_VERIFY(m_scene->window->findChild<QWidget *>(QStringLiteral("ui.look"))->isVisible());
    }
    void aNewKeyIsMadeByKeys()
    {
        m_scene->centre.session.role = QStringLiteral("supervisor");
        m_scene->signIn();
        press(Qt::Key_5, Qt::AltModifier);
        QTRY_COMPARE(focusName(), QStringLiteral("settingSearch"));
        qobject_cast<QLineEdit *>(QApplication::focusWidget())->setText(QStringLiteral("更换密钥"));
        QWidget *line = nullptr;
        QTRY_VERIFY((line = m_scene->window->findChild<QWidget *>(QStringLiteral("renewPassword"))) != nullptr);
        QTRY_VERIFY(line->isVisible());
        tabTo(QStringLiteral("renewPassword"));
        QVERIFY(!m_scene->window->findChild<QWidget *>(QStringLiteral("renewKey"))->isEnabled());
        press(Qt::Key_Return); // nothing typed: nothing asked
        QVERIFY(m_scene->renewal.asked.isEmpty());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("secret"));
        press(Qt::Key_Return);
        QCOMPARE(m_scene->renewal.asked.size(), 1);
        QCOMPARE(m_scene->renewal.asked.constFirst(), std::pair(QStringLiteral("lixw"), QStringLiteral("secret")));
        QVERIFY(m_scene->window->findChild<QLineEdit *>(QStringLiteral("renewPassword"))->text().isEmpty());
        auto *words = m_scene->window->findChild<QLabel *>(QStringLiteral("renewWords"));
        m_scene->renewal.show({KeyRenewalStanding::Phase::Sealing, 12'480, 31'204, 0, {}});
        QCOMPARE(words->text(), QStringLiteral("已重新加密 12,480 / 31,204"));
        tabTo(QStringLiteral("renewStop"));
        press(Qt::Key_Space);
        QCOMPARE(m_scene->renewal.standing().phase, KeyRenewalStanding::Phase::Stopped);
        QVERIFY(words->text().startsWith(QStringLiteral("已暂停：已重新加密 12,480 / 31,204")));
        tabTo(QStringLiteral("renewGoOn"));
        press(Qt::Key_Space);
        QCOMPARE(m_scene->renewal.standing().phase, KeyRenewalStanding::Phase::Sealing);
        m_scene->renewal.show({KeyRenewalStanding::Phase::Renewed, 31'204, 31'204, 2, {}});
        QVERIFY(m_scene->window->findChild<QWidget *>(QStringLiteral("renewTold"))->isVisible());
        QVERIFY(line->isVisible()); // and may be done once more
    }
    void pagesComeAtOnce()
    {
        m_scene->signIn();
        m_scene->fillVisit();
        m_scene->fillCases();
        Shell *shell = m_scene->window->shell();
        for (const auto &[place, name] :
             {std::pair(Place::Desk, "desk"), std::pair(Place::Intake, "intake"), std::pair(Place::Cases, "cases"),
              std::pair(Place::Outbox, "outbox"), std::pair(Place::Settings, "settings")}) {
            QElapsedTimer timer;
            timer.start();
            shell->go(place);
            const qint64 first = timer.nsecsElapsed() / 1000;
            m_scene->settle();
            timer.restart();
            m_scene->visit->handle(visit::NextMaterialAsked{});
            qInfo("%s: built and shown in %lld us, a step of the visit %lld us", name, first,
                  timer.nsecsElapsed() / 1000);
            QVERIFY2(first < 400'000, name);
        }
    }
    void aConflictIsDecidedPartByPartWithoutAPointer()
    {
        m_scene->signIn();
        m_scene->fillOutbox();
        press(Qt::Key_4, Qt::AltModifier);
        QTRY_COMPARE(focusName(), QStringLiteral("waitingCases"));
        QTRY_VERIFY(m_scene->outbox->merge().has_value());
        press(Qt::Key_Return);
        QTRY_COMPARE(focusName(), QStringLiteral("comparison"));
        const qsizetype parts = m_scene->outbox->merge()->parts.size();
        for (qsizetype n = 0; n < parts && focusName() == QLatin1String("comparison"); ++n) {
            press(n % 2 == 0 ? Qt::Key_Left : Qt::Key_Right);
            press(Qt::Key_Return);
        }
        QVERIFY(m_scene->outbox->merge()->isDecided());
        QCOMPARE(focusName(), QStringLiteral("saveMerge"));
        press(Qt::Key_Space);
        QTRY_COMPARE(m_scene->store.merges.size(), 1);
        QTRY_COMPARE(focusName(), QStringLiteral("waitingCases"));
    }
    void workIsExportedWithoutAPointer()
    {
        m_scene->signIn();
        m_scene->fillOutbox();
        press(Qt::Key_4, Qt::AltModifier);
        QTRY_COMPARE(focusName(), QStringLiteral("waitingCases"));
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_Backtab, Qt::ShiftModifier);
        press(Qt::Key_Backtab, Qt::ShiftModifier);
        QTRY_COMPARE(focusName(), QStringLiteral("carryAway"));
        press(Qt::Key_Space);
        QTRY_COMPARE(focusName(), QStringLiteral("carryPath"));
        press(Qt::Key_Return);
        QCOMPARE(focusName(), QStringLiteral("carryPassphrase"));
        press(Qt::Key_Return);
        QTRY_COMPARE(m_scene->carrier.packed.size(), 1);
        QCOMPARE(m_scene->carrier.packed.constFirst().cases.size(), 2);
        QTRY_COMPARE(focusName(), QStringLiteral("carryClose"));
        press(Qt::Key_Escape);
        QTRY_COMPARE(focusName(), QStringLiteral("waitingCases"));
    }
    void theLanguageTurnsWhileAVisitIsOpen()
    {
        m_scene->signIn();
        m_scene->fillVisit();
        m_scene->set("ui.language", QStringLiteral("en"));
        QTRY_COMPARE(m_scene->window->actions().of(Act::Accept)->text(), QStringLiteral("Accept and print"));
        QVERIFY(serving()->file() != nullptr);
        m_scene->set("ui.language", QStringLiteral("zh_CN"));
        QTRY_COMPARE(m_scene->window->actions().of(Act::Accept)->text(), QStringLiteral("受理并打印"));
    }

private:
    const Serving *serving() const { return std::get_if<Serving>(&m_scene->visit->state()); }
    static QString focusName()
    {
        return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString();
    }
    QString notice() const
    {
        QString all;
        for (const QLabel *words : m_scene->window->findChildren<QLabel *>(QStringLiteral("noticeWords")))
            all += words->text();
        return all;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ++m_strokes;
        QWidget *target = QApplication::focusWidget();
        QTest::keyClick(target ? target : m_scene->window.get(), key, modifiers);
        QTest::qWait(5);
    }

    /// Tab until the focus is there.
    void tabTo(const QString &name)
    {
        for (int tabs = 0; tabs < 60 && focusName() != name; ++tabs)
            press(Qt::Key_Tab);
        QCOMPARE(focusName(), name);
    }

    std::unique_ptr<Scene> m_scene;
    int m_strokes = 0;
};

} // namespace yichuang

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    yichuang::TestKeyboard test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keyboard.moc"
