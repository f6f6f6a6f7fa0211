// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/key_folder.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

class TestKeyFolder : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    const QString m_name = QStringLiteral("keys.json");
    const QJsonObject m_object{{QStringLiteral("version"), 1}, {QStringLiteral("x"), QStringLiteral("y")}};

    void put(const QByteArray &bytes) const
    {
        QFile file(m_dir.filePath(m_name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private Q_SLOTS:
    void keepsWhatItWasGiven()
    {
        const KeyFolder folder(m_dir.filePath(QStringLiteral("deep/er")));
        QCOMPARE(folder.read(m_name, 1).error().fault, Fault::NotFound);
        QVERIFY(folder.write(m_name, m_object));
        QCOMPARE(folder.read(m_name, 1).value(), m_object);
        QVERIFY(folder.remove(m_name));
        QVERIFY(folder.remove(m_name));
        QCOMPARE(folder.read(m_name, 1).error().fault, Fault::NotFound);
    }

    void isForItsOwnerAlone()
    {
        const KeyFolder folder(m_dir.filePath(QStringLiteral("own")));
        for (int i = 0; i < 2; ++i) {
            QVERIFY(folder.write(m_name, m_object));
            const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
                                | QFile::WriteOther | QFile::ExeOther;
            QVERIFY(!(QFile::permissions(folder.path()) & others));
            QVERIFY(!(QFile::permissions(folder.path() + u'/' + m_name) & others));
        }
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Fault>("fault");
        QTest::newRow("empty") << QByteArray() << Fault::StoreDamaged;
        QTest::newRow("torn") << QByteArray(R"({"version":1,"x":)") << Fault::StoreDamaged;
        QTest::newRow("a list") << QByteArray("[1]") << Fault::StoreDamaged;
        QTest::newRow("no version") << QByteArray("{}") << Fault::StoreDamaged;
        QTest::newRow("huge") << QByteArray(2 * 1024 * 1024, ' ') << Fault::StoreDamaged;
        QTest::newRow("newer") << QByteArray(R"({"version":2})") << Fault::StoreNewer;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Fault, fault);
        put(bytes);
        const auto read = KeyFolder(m_dir.path()).read(m_name, 1);
        QVERIFY(!read);
        QCOMPARE(read.error().fault, fault);
    }

    void aFolderThatCannotBeIsSaid()
    {
        put("a file, not a folder");
        const KeyFolder folder(m_dir.filePath(m_name));
        QCOMPARE(folder.write(m_name, m_object).error().fault, Fault::StoreReadOnly);
    }
};

QTEST_GUILESS_MAIN(TestKeyFolder)
#include "tst_key_folder.moc"
