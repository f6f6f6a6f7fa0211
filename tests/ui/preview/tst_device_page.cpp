// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/preview/scene.h"
#include "ui/pages/settings/device_choices.h"
#include "ui/pages/settings/device_entries.h"
#include "ui/pages/settings/slip_answers.h"
#include "ui/pages/settings/support_text.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

namespace yichuang
{
namespace
{

using What = TrialEntry::What;

TrialEntry entryOf(What what, const QByteArray &bytes = {}, const QStringList &words = {})
{
    TrialEntry entry;
    entry.what = what;
    entry.bytes = bytes;
    entry.words = words;
    return entry;
}

QJsonObject device(const char *driver, const char *key, const QString &value)
{
    return {{QStringLiteral("driver"), QLatin1String(driver)},
            {QStringLiteral("settings"), QJsonObject{{QLatin1String(key), value}}}};
}

} // namespace

/// The devices' part of the settings, by keys alone.
class TestDevicePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_scene = std::make_unique<Scene>(*qApp);
        m_scene->set("devices.idReader", device("samv", "port", QStringLiteral("/dev/ttyUSB0")));
        m_scene->set("devices.slipPrinter", device("escpos", "to", QStringLiteral("tcp://10.0.0.9:9100")));
        m_scene->window->show();
        m_scene->settle();
    }
    void cleanup() { m_scene.reset(); }

    void aReaderIsTriedByKeys()
    {
        openDevices();
        tabTo(QStringLiteral("tryDevice"));
        press(Qt::Key_Space);
        QCOMPARE(m_scene->trials.begun.size(), 1);
        QCOMPARE(m_scene->trials.begun.constFirst().kind, QStringLiteral("idReader"));
        QCOMPARE(m_scene->trials.begun.constFirst().settings.value(QStringLiteral("port")).toString(),
                 QStringLiteral("/dev/ttyUSB0"));
        QCOMPARE(focusName(), QStringLiteral("endTry"));
        m_scene->trials.happen(entryOf(What::Came, QByteArray::fromHex("AAAAAA9669")));
        TrialEntry hidden = entryOf(What::Came, QByteArray(9, '\xFF'));
        hidden.shapeOnly = true;
        hidden.number = 1271;
        m_scene->trials.happen(hidden);
        m_scene->trials.happen(entryOf(What::CardRead, {}, {QStringLiteral("resident")}));
        const QString lines = shown<QPlainTextEdit>("tryLines")->toPlainText();
        QVERIFY2(lines.contains(QStringLiteral("aa aa aa 96 69")), qPrintable(lines));
        QVERIFY(lines.contains(QStringLiteral("\u00B7\u00B7 \u00B7\u00B7")));
        QVERIFY(lines.contains(QStringLiteral("1271")));
        QCOMPARE(shown<QLabel>("tryAdvice")->text(), QStringLiteral("读卡器工作正常。请取走证件，或换一张再试。"));
        press(Qt::Key_Space);
        QVERIFY(!m_scene->trials.running);
        QCOMPARE(focusName(), QStringLiteral("tryDevice"));
    }
    void aFaultSaysWhatToDo()
    {
        openDevices();
        tabTo(QStringLiteral("tryDevice"));
        press(Qt::Key_Space);
        TrialEntry fault = entryOf(What::Fault);
        fault.reason = Reason{Fault::ReaderMissing, QStringLiteral("serial"), {}};
        m_scene->trials.happen(fault);
        QVERIFY(shown<QLabel>("tryAdvice")->text().contains(QStringLiteral("R-101")));
    }
    void leavingThePageEndsTheTrial()
    {
        openDevices();
        tabTo(QStringLiteral("tryDevice"));
        press(Qt::Key_Space);
        QVERIFY(m_scene->trials.running);
        press(Qt::Key_4, Qt::AltModifier);
        QTRY_VERIFY(!m_scene->trials.running);
    }
    void severalReadersAreAListWithCommas()
    {
        openDevices();
        tabTo(QStringLiteral("field.port"));
        auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("/dev/ttyUSB0, /dev/ttyUSB1"));
        press(Qt::Key_Tab);
        const QJsonObject kept = m_scene->settings->object(QStringLiteral("devices.idReader"));
        QCOMPARE(kept.value(QStringLiteral("settings")).toObject().value(QStringLiteral("port")).toArray(),
                 (QJsonArray{QStringLiteral("/dev/ttyUSB0"), QStringLiteral("/dev/ttyUSB1")}));
        QCOMPARE(shownSettings(kept.value(QStringLiteral("settings")).toObject()).value(QStringLiteral("port")),
                 QJsonValue(QStringLiteral("/dev/ttyUSB0, /dev/ttyUSB1")));
    }
    void theSlipTellsTheProfile()
    {
        openDevices();
        tabTo(QStringLiteral("findProfile"));
        press(Qt::Key_Space);
        QCOMPARE(m_scene->trials.begun.size(), 1);
        QCOMPARE(m_scene->trials.begun.constFirst().settings.value(QStringLiteral("profile")).toObject(),
                 trialProfile());
        m_scene->trials.happen(entryOf(What::Printed));
        m_scene->trials.end();
        QTRY_COMPARE(focusName(), QStringLiteral("field.came"));
        // A slip came; the rule broke; Chinese and code are right; no cutter.
        for (const int downs : {1, 2, 1, 1, 2}) {
            for (int i = 0; i < downs; ++i)
                press(Qt::Key_Down);
            press(Qt::Key_Tab);
        }
        QTRY_COMPARE(focusName(), QStringLiteral("takeProfile"));
        press(Qt::Key_Space);
        const QJsonObject kept = m_scene->settings->object(QStringLiteral("devices.slipPrinter"));
        QCOMPARE(kept.value(QStringLiteral("settings")).toObject(),
                 (QJsonObject{{QStringLiteral("to"), QStringLiteral("tcp://10.0.0.9:9100")},
                              {QStringLiteral("profile"), QStringLiteral("generic-58mm")}}));
    }
    void nothingCameOutSetsNothing()
    {
        openDevices();
        tabTo(QStringLiteral("findProfile"));
        press(Qt::Key_Space);
        m_scene->trials.end();
        QTRY_COMPARE(focusName(), QStringLiteral("field.came"));
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        QVERIFY(!m_scene->window->findChild<QWidget *>(QStringLiteral("takeProfile"))->isVisible());
        QVERIFY(shown<QLabel>("profileVerdict")->text().contains(QStringLiteral("地址")));
    }
    void aRefusedDriverIsToldWithItsReason()
    {
        FoundDriver vendor;
        vendor.file = QStringLiteral("/usr/local/lib/yichuang/plugins/vendor.so");
        vendor.name = QStringLiteral("vendor");
        vendor.kinds = {QStringLiteral("idReader")};
        vendor.refusal = DriverRefusal::NotListed;
        m_scene->trials.installed.append(vendor);
        openDevices();
        QLabel *refused = nullptr;
        QTRY_VERIFY((refused = m_scene->window->findChild<QLabel *>(QStringLiteral("refusedDriver"))) != nullptr
                    && refused->isVisible());
        const QString words = shown<QLabel>("refusedDriver")->text();
        QVERIFY(words.startsWith(QStringLiteral("vendor.so ")) && words.contains(QStringLiteral("允许")));
        const QList<QComboBox *> drivers = m_scene->window->findChildren<QComboBox *>(QStringLiteral("driver"));
        QVERIFY(std::none_of(drivers.begin(), drivers.end(),
                             [](const QComboBox *box) { return box->findData(QStringLiteral("vendor")) >= 0; }));
    }
    void answersMakeAProfile_data()
    {
        QTest::addColumn<SlipAnswers>("answers");
        QTest::addColumn<QJsonValue>("profile");
        QTest::newRow("all") << SlipAnswers{} << QJsonValue(QStringLiteral("generic-80mm"));
        QTest::newRow("narrow") << SlipAnswers{false, true, true, false} << QJsonValue(QStringLiteral("generic-58mm"));
        QTest::newRow("nothing") << SlipAnswers{false, false, false, false} << QJsonValue(QStringLiteral("drawn-58mm"));
        QTest::newRow("of its own") << SlipAnswers{true, false, true, false}
                                    << QJsonValue(QJsonObject{{QStringLiteral("name"), QStringLiteral("own")},
                                                              {QStringLiteral("widthDots"), 576},
                                                              {QStringLiteral("columns"), 48},
                                                              {QStringLiteral("encoding"), QStringLiteral("drawn")},
                                                              {QStringLiteral("nativeQr"), true},
                                                              {QStringLiteral("qrModule"), 6},
                                                              {QStringLiteral("cutter"), false},
                                                              {QStringLiteral("status"), true}});
    }
    void answersMakeAProfile()
    {
        QFETCH(SlipAnswers, answers);
        QFETCH(QJsonValue, profile);
        QCOMPARE(profileOf(answers), profile);
    }
    void supportLearnsNothingPersonal()
    {
        const QString name = QStringLiteral("张培训");
        const QString number = QStringLiteral("130102198503120316");
        SupportFacts facts;
        facts.versionLine = QStringLiteral("Yichuang 0.1.0");
        facts.drivers = m_scene->trials.installed;
        TrialEntry fault = entryOf(What::Fault, {}, {name});
        fault.reason = Reason{Fault::ReaderTextInvalid, QStringLiteral("samv"), name + u' ' + number};
        TrialEntry shape = entryOf(What::Came, QByteArray("000000000000000000\r\n"));
        shape.shapeOnly = true;
        facts.devices.append(
            {{QStringLiteral("idReader"),
              QStringLiteral("samv"),
              {{QStringLiteral("port"), QStringLiteral("/home/") + name}}},
             {entryOf(What::Came, QByteArray::fromHex("AAAAAA9669")), shape, fault,
              entryOf(What::Known, {}, {name, number, QStringLiteral("baud: 115200"), QStringLiteral("13800138000")}),
              entryOf(What::CardRead, {}, {QStringLiteral("resident")})}});
        const QByteArray text = supportText(facts);
        QVERIFY(!text.contains(name.toUtf8()) && !text.contains(name.left(1).toUtf8()));
        QVERIFY(!text.contains(number.toUtf8()) && !text.contains("19850312") && !text.contains("13800138000"));
        for (const char *kept : {"Yichuang 0.1.0", "samv", "aa aa aa 96 69", "R-107", "baud: 115200"})
            QVERIFY2(text.contains(kept), text.constData());
    }

private:
    void openDevices()
    {
        m_scene->signIn();
        press(Qt::Key_5, Qt::AltModifier);
        QTRY_COMPARE(focusName(), QStringLiteral("settingSearch"));
        // Chinese comes from an input method, in one piece.
        qobject_cast<QLineEdit *>(QApplication::focusWidget())->setText(QStringLiteral("设备"));
        QTRY_VERIFY(m_scene->window->findChild<QWidget *>(QStringLiteral("tryDevice")) != nullptr);
        QTRY_VERIFY(m_scene->window->findChild<QWidget *>(QStringLiteral("field.port")) != nullptr);
    }
    void tabTo(const QString &name)
    {
        for (int tabs = 0; tabs < 80 && focusName() != name; ++tabs)
            press(Qt::Key_Tab);
        QCOMPARE(focusName(), name);
    }
    static QString focusName()
    {
        return QApplication::focusWidget() == nullptr ? QString() : QApplication::focusWidget()->objectName();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *at = QApplication::focusWidget();
        QTest::keyClick(at != nullptr ? at : m_scene->window.get(), key, modifiers);
    }
    template <typename Widget>
    Widget *shown(const char *name)
    {
        for (Widget *widget : m_scene->window->template findChildren<Widget *>(QLatin1String(name))) {
            if (widget->isVisible())
                return widget;
        }
        qFatal("no %s", name);
    }

    std::unique_ptr<Scene> m_scene;
};

} // namespace yichuang

QTEST_MAIN(yichuang::TestDevicePage)
#include "tst_device_page.moc"
