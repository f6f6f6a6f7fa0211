// SPDX-License-Identifier: Apache-2.0
#include "plugins/simulator/control_file.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using yichuang::simulator::ControlFile;

class TestSimulatorControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newLinesAreEvents()
    {
        append("{\"event\":\"old\"}\n");
        ControlFile control(path());
        QSignalSpy events(&control, &ControlFile::event);
        append("{\"event\":\"card\",\"index\":1}\nrubbish\n{\"event\":\"remove\"}\n{\"event\":\"ha");
        QTRY_COMPARE(events.count(), 2);
        QCOMPARE(events.at(0).at(0).toJsonObject().value(QLatin1String("index")).toInt(), 1);
        append("lf\"}\n");
        QTRY_COMPARE(events.count(), 3);
        QCOMPARE(events.at(2).at(0).toJsonObject().value(QLatin1String("event")).toString(), QStringLiteral("half"));
    }

    void theFileMayComeLater()
    {
        QFile::remove(path());
        ControlFile control(path());
        QSignalSpy events(&control, &ControlFile::event);
        append("{\"event\":\"card\"}\n");
        QTRY_COMPARE(events.count(), 1);
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("events")); }
    void append(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::Append) && file.write(bytes) == bytes.size());
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSimulatorControl)
#include "tst_simulator_control.moc"
