// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/preview/scene.h"
#include "ui/shell/help_panel.h"
#include "ui/shell/shell.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QTest>

namespace yichuang
{
namespace
{

/// Words that do not have the room they ask for.
QStringList cutWords(const QWidget *window)
{
    QStringList cut;
    for (const QLabel *label : window->findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty() || label->inherits("yichuang::ElidedLabel"))
            continue;
        const bool tooNarrow = !label->wordWrap() && label->sizeHint().width() > label->width() + 1;
        const bool tooLow = label->wordWrap() && label->heightForWidth(label->width()) > label->height() + 2;
        if (tooNarrow || tooLow)
            cut.append(QStringLiteral("label “%1” %2×%3").arg(label->text()).arg(label->width()).arg(label->height()));
    }
    for (const QAbstractButton *button : window->findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || button->text().isEmpty()
            || button->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored)
            continue;
        const bool sheds = button->inherits("yichuang::ActionButton");
        const QSize wanted = sheds ? button->minimumSizeHint() : button->sizeHint();
        if (wanted.width() > button->width() + 1 || wanted.height() > button->height() + 2)
            cut.append(
                QStringLiteral("button “%1” %2 of %3").arg(button->text()).arg(button->width()).arg(wanted.width()));
    }
    for (const QScrollArea *area : window->findChildren<QScrollArea *>()) {
        const bool shown = area->isVisible() && area->widget() != nullptr
                           && area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff;
        if (shown && area->widget()->width() > area->viewport()->width())
            cut.append(QStringLiteral("column %1 of %2").arg(area->viewport()->width()).arg(area->widget()->width()));
    }
    return cut;
}

/// Controls that a screen reader could not name.
QStringList nameless(const QWidget *window)
{
    QStringList found;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        const bool control =
            widget->inherits("QAbstractButton") || widget->inherits("QLineEdit") || widget->inherits("QComboBox");
        const bool inner =
            widget->objectName().startsWith(QStringLiteral("qt_")) || widget->inherits("QComboBoxPrivateContainer");
        if (control && widget->isVisible() && !inner && widget->accessibleName().isEmpty())
            found.append(QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName());
    }
    return found;
}

} // namespace

/// Takes a picture of each page in each dress and holds that no word is cut off.
class TestPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pages_data()
    {
        QTest::addColumn<QString>("look");
        QTest::addColumn<bool>("large");
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("zoom");
        QTest::newRow("light") << "light" << false << "zh_CN" << 100;
        QTest::newRow("dark") << "dark" << false << "zh_CN" << 100;
        QTest::newRow("contrast") << "contrast" << false << "zh_CN" << 100;
        QTest::newRow("large") << "light" << true << "zh_CN" << 100;
        QTest::newRow("english") << "light" << false << "en" << 100;
        QTest::newRow("english-large") << "dark" << true << "en" << 100;
        QTest::newRow("zoomed") << "light" << false << "zh_CN" << 200;
    }
    void pages()
    {
        QFETCH(QString, look);
        QFETCH(bool, large);
        QFETCH(QString, language);
        QFETCH(int, zoom);
        Scene scene(*qApp);
        scene.set("ui.look", look);
        scene.set("ui.large", large);
        scene.set("ui.language", language);
        scene.set("ui.zoom", zoom);
        scene.set("devices.idReader", QJsonObject{{QStringLiteral("driver"), QStringLiteral("samv")}});
        scene.set("devices.slipPrinter", QJsonObject{{QStringLiteral("driver"), QStringLiteral("escpos")}});
        FoundDriver vendor;
        vendor.file = QStringLiteral("/usr/local/lib/yichuang/plugins/vendor.so");
        vendor.refusal = DriverRefusal::NotListed;
        scene.trials.installed.append(vendor);
        scene.window->show();
        scene.settle();
        takeBeforeVisit(scene);
        QVERIFY(scene.window->shell() != nullptr);
        takeVisit(scene);
        takeOtherPlaces(scene, language);
        takeDecision(scene);
    }

private:
    static void takeBeforeVisit(Scene &scene)
    {
        take(scene, "1-signin");
        scene.centre.unreachable = true;
        scene.signIn();
        take(scene, "2-signin-refused");
        scene.centre.unreachable = false;
        const auto refused = [](Fault fault) { return QList<Reason>{{fault, QStringLiteral("picture"), {}}}; };
        scene.centre.failNext[QStringLiteral("signIn")] = refused(Fault::SecondFactorNeeded);
        scene.signIn();
        take(scene, "2-signin-code");
        scene.centre.failNext[QStringLiteral("signIn")] = refused(Fault::PasswordMustChange);
        scene.signIn();
        take(scene, "2-signin-new-password");
        scene.signIn();
        scene.fillCases();
        take(scene, "3-desk");
    }
    static void takeVisit(Scene &scene)
    {
        scene.visit->handle(visit::TicketCame{scene.centre.tickets.constFirst()});
        scene.settle();
        take(scene, "4-choose-matter");
        scene.visit->handle(visit::MatterChosen{QStringLiteral("YJS130100KCG")});
        scene.settle();
        take(scene, "4-one-thing");
        scene.visit->handle(visit::OneThingLeft{});
        scene.settle();
        scene.fillVisit();
        take(scene, "5-intake");
        scene.link.turn(LinkState::Offline);
        scene.visit->handle(visit::AcceptAsked{});
        scene.settle();
        take(scene, "6-intake-told");
    }
    static void takeOtherPlaces(Scene &scene, const QString &language)
    {
        Shell *shell = scene.window->shell();
        shell->go(Place::Desk);
        take(scene, "7-desk-serving");
        shell->go(Place::Cases);
        scene.cases->open(scene.cases->cases().constLast().id);
        scene.settle();
        take(scene, "8-cases");
        shell->go(Place::Outbox);
        scene.settle();
        take(scene, "9-outbox-offline");
        takeOutbox(scene);
        shell->go(Place::Settings);
        take(scene, "a-settings");
        for (QAbstractButton *entry : shell->findChildren<QAbstractButton *>(QStringLiteral("settingsPart"))) {
            if (entry->isVisible() && !entry->isChecked()) {
                entry->click();
                break;
            }
        }
        take(scene, "a-settings-devices");
        takeDevices(scene);
        takeSealing(scene);
        shell->help(language);
        take(scene, "b-help");
        for (const char *page : {"states", "clocks"}) {
            shell->findChild<HelpPanel *>()->open(QLatin1String(page), language);
            take(scene, QStringLiteral("b-help-%1").arg(QLatin1String(page)).toUtf8().constData());
        }
        shell->help(language);
        shell->go(Place::Intake);
    }
    /// A reader that was tried, and a printer whose slip was printed.
    static void takeDevices(Scene &scene)
    {
        auto *page = scene.window->findChild<QWidget *>(QStringLiteral("settingsPage"));
        auto *area = page->findChild<QScrollArea *>();
        const QList<QAbstractButton *> buttons = page->findChildren<QAbstractButton *>(QStringLiteral("tryDevice"));
        buttons.constFirst()->click();
        TrialEntry asked;
        asked.what = TrialEntry::What::Sent;
        asked.bytes = QByteArray::fromHex("AAAAAA96690003300132");
        TrialEntry came = asked;
        came.what = TrialEntry::What::Came;
        came.ms = 184;
        came.bytes = QByteArray::fromHex("AAAAAA96690508000090") + QByteArray(14, '\xFF');
        came.number = 1'271;
        came.shapeOnly = true;
        TrialEntry read;
        read.what = TrialEntry::What::CardRead;
        read.ms = 190;
        read.words = {QStringLiteral("resident")};
        read.number = 1'024;
        for (const TrialEntry &entry : {asked, came, read})
            scene.trials.happen(entry);
        scene.settle();
        area->ensureWidgetVisible(page->findChild<QWidget *>(QStringLiteral("tryLines")));
        take(scene, "a-settings-device-tried");
        page->findChild<QAbstractButton *>(QStringLiteral("findProfile"))->click();
        TrialEntry fault;
        fault.what = TrialEntry::What::Fault;
        fault.reason = Reason{Fault::PrinterPaperOut, QStringLiteral("picture"), {}};
        scene.trials.happen(fault);
        scene.trials.end();
        scene.settle();
        area->ensureWidgetVisible(page->findChild<QWidget *>(QStringLiteral("profileVerdict")));
        take(scene, "a-settings-device-questions");
        area->ensureWidgetVisible(page->findChild<QWidget *>(QStringLiteral("saveSupport")));
        take(scene, "a-settings-device-support");
    }
    static void takeSealing(Scene &scene)
    {
        using Phase = KeyRenewalStanding::Phase;
        openPart(scene, 4);
        auto *password = scene.window->findChild<QLineEdit *>(QStringLiteral("renewPassword"));
        QVERIFY(password != nullptr && !password->isVisible()); // a clerk's role does not allow it
        take(scene, "a-settings-key-clerk");
        scene.beSupervisor();
        QVERIFY(password->isVisible());
        password->setText(QStringLiteral("password"));
        take(scene, "a-settings-key");
        password->clear();
        scene.renewal.show({Phase::None, 0, 0, 0, Reason{Fault::WrongPassword, QStringLiteral("picture"), {}}});
        take(scene, "a-settings-key-refused");
        scene.renewal.show({Phase::Sealing, 12'480, 31'204, 0, {}});
        take(scene, "a-settings-key-under-way");
        scene.renewal.stop();
        take(scene, "a-settings-key-stopped");
        scene.renewal.show({Phase::Renewed, 31'204, 31'204, 0, {}});
        take(scene, "a-settings-key-renewed");
        scene.renewal.show({});
    }
    static void openPart(Scene &scene, int index)
    {
        scene.window->findChildren<QAbstractButton *>(QStringLiteral("settingsPart")).at(index)->click();
    }
    static void takeOutbox(Scene &scene)
    {
        scene.link.turn(LinkState::Online);
        scene.fillOutbox();
        auto *list = scene.window->findChild<QListWidget *>(QStringLiteral("waitingCases"));
        QVERIFY(list->count() > 5);
        for (int row = 0; row < list->count(); ++row) {
            list->setCurrentRow(row);
            take(scene, QStringLiteral("9-outbox-%1").arg(row).toUtf8().constData());
        }
        list->setCurrentRow(0);
        scene.settle();
        press(scene, "takeAllOurs");
        take(scene, "9-outbox-decided");
        press(scene, "carryAway");
        take(scene, "9-outbox-export");
        scene.carrier.answer = Parcel{3, 12, 4, 2'100'000, {}, QStringLiteral("130102-03-1"), scene.clock.now()};
        press(scene, "carryGo");
        take(scene, "9-outbox-exported");
        press(scene, "carryClose");
        press(scene, "bringIn");
        take(scene, "9-outbox-import");
        press(scene, "carryClose");
        scene.link.show({}, {});
        scene.link.turn(LinkState::Offline);
    }
    static void press(Scene &scene, const char *name)
    {
        for (QAbstractButton *button : scene.window->findChildren<QAbstractButton *>(QLatin1String(name))) {
            if (button->isVisible() && button->isEnabled()) {
                button->click();
                return scene.settle();
            }
        }
        QTest::qFail(name, __FILE__, __LINE__);
    }
    static void takeDecision(Scene &scene)
    {
        for (const auto &[id, value] : {std::pair("phone", "13900001234"), std::pair("businessForm", "热食类食品制售")})
            scene.visit->handle(visit::FieldsTyped{{{QLatin1String(id), QString::fromUtf8(value)}}});
        scene.settle();
        for (const char *id : {"health", "layout"}) {
            scene.visit->handle(visit::MaterialChosen{QLatin1String(id)});
            scene.visit->handle(visit::PaperKeptAsked{});
            scene.settle();
        }
        QTRY_VERIFY(scene.visit->missing().isEmpty());
        scene.visit->handle(visit::AcceptAsked{});
        QTRY_VERIFY(scene.window->findChild<QWidget *>(QStringLiteral("paperPreview")) != nullptr);
        QTRY_VERIFY(scene.window->findChild<QWidget *>(QStringLiteral("paperSheet")) != nullptr);
        take(scene, "c-accepted");
        QTest::keyClick(scene.window.get(), Qt::Key_Escape);
        take(scene, "c-accepted-closed");
        QTest::keyClick(scene.window.get(), Qt::Key_K, Qt::ControlModifier);
        take(scene, "d-palette");
    }
    static void take(Scene &scene, const char *name)
    {
        scene.settle();
        const QDir folder(QStringLiteral(YICHUANG_BINARY_DIR "/pictures"));
        folder.mkpath(QStringLiteral("."));
        const QString file =
            QString::fromLatin1(QTest::currentDataTag()) + u'-' + QLatin1String(name) + QStringLiteral(".png");
        QVERIFY(scene.window->grab().save(folder.filePath(file)));
        QCOMPARE(scene.window->size(), QSize(1366, 768));
        const QStringList cut = cutWords(scene.window.get());
        if (!cut.isEmpty())
            QTest::qFail(qPrintable(file + QStringLiteral(": cut off: ") + cut.join(QStringLiteral("; "))), __FILE__,
                         __LINE__);
        const QStringList found = nameless(scene.window.get());
        if (!found.isEmpty())
            QTest::qFail(qPrintable(file + QStringLiteral(": without a name: ") + found.join(QStringLiteral("; "))),
                         __FILE__, __LINE__);
    }
};

} // namespace yichuang

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", qgetenv("QT_QPA_PLATFORM").isEmpty() ? "offscreen" : qgetenv("QT_QPA_PLATFORM"));
    QApplication application(argc, argv);
    yichuang::TestPictures test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_pictures.moc"
