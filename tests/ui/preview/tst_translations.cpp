// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace yichuang
{

/// Collects the texts anew and holds that the committed translations know each one, and no other.
class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isComplete_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("pluralsOnly");
        QTest::newRow("zh_CN") << QStringLiteral("zh_CN") << false;
        QTest::newRow("en") << QStringLiteral("en") << true;
    }
    void isComplete()
    {
        QFETCH(QString, language);
        QFETCH(bool, pluralsOnly);
        QTemporaryDir folder;
        const QString name = QStringLiteral("yichuang_%1.ts").arg(language);
        const QString copy = folder.filePath(name);
        QVERIFY(QFile::copy(QStringLiteral(YICHUANG_SOURCE_DIR "/translations/") + name, copy));
        QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
        QStringList arguments{QStringLiteral("-silent"), QStringLiteral("-locations"), QStringLiteral("none")};
        if (pluralsOnly)
            arguments.append(QStringLiteral("-pluralonly"));
        arguments += {QStringLiteral("-I"), QStringLiteral(YICHUANG_SOURCE_DIR),
                      QStringLiteral(YICHUANG_SOURCE_DIR "/ui"), QStringLiteral("-ts"), copy};
        QProcess lupdate;
        lupdate.start(QStringLiteral(YICHUANG_LUPDATE), arguments);
        QVERIFY(lupdate.waitForFinished(120'000));
        QCOMPARE(lupdate.exitCode(), 0);
        QCOMPARE(unfinished(copy), QStringList());
    }

private:
    static QStringList unfinished(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {path};
        QXmlStreamReader xml(&file);
        QStringList found;
        QString source;
        int messages = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == QLatin1String("source")) {
                source = xml.readElementText();
                ++messages;
            } else if (xml.name() == QLatin1String("translation")) {
                const QString type = xml.attributes().value(QStringLiteral("type")).toString();
                const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
                if (!type.isEmpty() || text.trimmed().isEmpty())
                    found.append((type.isEmpty() ? QStringLiteral("empty") : type) + QStringLiteral(": ") + source);
            }
        }
        if (messages == 0)
            found.append(QStringLiteral("no messages"));
        return found;
    }
};

} // namespace yichuang

QTEST_GUILESS_MAIN(yichuang::TestTranslations)
#include "tst_translations.moc"
