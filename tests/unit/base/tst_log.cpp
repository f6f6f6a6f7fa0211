// SPDX-License-Identifier: Apache-2.0
#include "app/base/log.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

class LogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksWhatIsPersonal_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("out");
        const auto row = [](const char *name, const char *line, const char *out) {
            QTest::newRow(name) << QString::fromUtf8(line) << QString::fromUtf8(out);
        };
        row("resident number", "read 11010519491231002X ok", "read 1101**********002X ok");
        row("lower x", "11010519491231002x", "1101**********002x");
        row("all digits", "440524188001010014", "4405**********0014");
        row("in Chinese text", "号码440524188001010014已读", "号码4405**********0014已读");
        row("after an equals sign", "number=440524188001010014", "number=4405**********0014");
        row("credit code", "org 91350100M000100Y43.", "org 9135**********0Y43.");
        row("telephone", "call 13800138000 now", "call 138****8000 now");
        row("name", "name=王晓明 age=3", "name=*** age=3");
        row("Chinese key", "姓名=王晓明,住址=长安区广安大街", "姓名=***,住址=***");
        row("two in a line", "11010519491231002X and 440524188001010014", "1101**********002X and 4405**********0014");
        row("nothing", "P-103 printer.print: sensor 2", "P-103 printer.print: sensor 2");
        row("milliseconds", "at 1770973200000 ms", "at 1770973200000 ms");
        row("an operation's id", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        row("a digest", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    void masksWhatIsPersonal()
    {
        QFETCH(QString, line);
        QFETCH(QString, out);
        QCOMPARE(masked(line), out);
    }

    void noCallerCanForgetIt()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("yichuang.log"));
        installLog(path);
        qCWarning(logDevice) << "card of" << QStringLiteral("name=王晓明") << "11010519491231002X";
        qInstallMessageHandler(nullptr);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray line = file.readAll();
        QVERIFY(line.contains("yichuang.device"));
        QVERIFY(line.contains("1101**********002X"));
        QVERIFY(!line.contains("11010519491231002X"));
        QVERIFY(!line.contains("王晓明"));
        QCOMPARE(line.count('\n'), 1);
    }

    void aLongFileIsPutAside()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("yichuang.log"));
        {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            QVERIFY(file.resize(5 * 1024 * 1024 + 1));
        }
        installLog(path);
        qCWarning(logStore) << "after";
        qInstallMessageHandler(nullptr);
        QVERIFY(QFile::exists(path + QStringLiteral(".1")));
        QVERIFY(QFile(path).size() < 1024);
    }
};

QTEST_GUILESS_MAIN(LogTest)
#include "tst_log.moc"
