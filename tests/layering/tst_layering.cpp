// SPDX-License-Identifier: Apache-2.0
// Holds the tree against the plan of the house: rooms.json is the table, every complaint names its place.
#include "tests/layering/rules.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>
#include <QLibraryInfo>
#include <QTest>

#include <memory>

using namespace yichuang::layering;

namespace
{

QString readText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class LayeringTest : public QObject
{
    Q_OBJECT

    using Check = std::function<QStringList(const QString &, const QString &)>;

    QDir m_root{QStringLiteral(YICHUANG_SOURCE_DIR)};
    std::unique_ptr<Rules> m_rules;

    /// Paths from the root of the files below the folders whose names end so, sorted.
    [[nodiscard]] QStringList files(const QStringList &folders, const QStringList &endings) const
    {
        QStringList paths;
        for (const QString &folder : folders) {
            QDirIterator entries(m_root.filePath(folder), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
            while (entries.hasNext()) {
                const QString path = m_root.relativeFilePath(entries.next());
                const bool wanted = std::any_of(endings.begin(), endings.end(),
                                                [&](const QString &ending) { return path.endsWith(ending); });
                if (wanted)
                    paths.append(path);
            }
        }
        paths.sort();
        return paths;
    }

    void holds(const QStringList &paths, const Check &check) const
    {
        QVERIFY2(!paths.isEmpty(), "nothing to check: the test looks in the wrong place");
        QStringList complaints;
        for (const QString &path : paths)
            complaints += check(path, readText(m_root.filePath(path)));
        QVERIFY2(complaints.isEmpty(), qPrintable(QStringLiteral("\n") + complaints.join(u'\n')));
    }

    [[nodiscard]] static QStringList code() { return {QStringLiteral(".h"), QStringLiteral(".cpp")}; }
    [[nodiscard]] static QStringList product()
    {
        return {QStringLiteral("app"), QStringLiteral("ui"), QStringLiteral("plugins")};
    }
    [[nodiscard]] static QStringList everything()
    {
        return product()
               + QStringList{QStringLiteral("tests"), QStringLiteral("installer"), QStringLiteral("translations"),
                             QStringLiteral("resources"), QStringLiteral(".ci")};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString path = m_root.filePath(QStringLiteral("tests/layering/rooms.json"));
        QJsonParseError error;
        const QJsonDocument table = QJsonDocument::fromJson(readText(path).toUtf8(), &error);
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
        m_rules = std::make_unique<Rules>(table.object(), QLibraryInfo::path(QLibraryInfo::HeadersPath));
        QVERIFY2(m_rules->isWindowHeader(QStringLiteral("QPushButton")), "Qt's headers were not found");
    }

    void includesKeepTheLayers()
    {
        holds(files(product(), code()),
              [this](const auto &path, const auto &text) { return m_rules->includes(path, text); });
    }

    void includedFilesExist()
    {
        holds(files(product(), code()), [this](const QString &path, const QString &text) {
            QStringList complaints;
            for (const Include &include : includesOf(text)) {
                const bool made = include.path.endsWith(QLatin1String(".moc"));
                if (include.quoted && !made && !m_root.exists(include.path))
                    complaints.append(
                        QStringLiteral("%1:%2: no file %3").arg(path).arg(include.line).arg(include.path));
            }
            return complaints;
        });
    }

    void linksKeepTheLayers()
    {
        const QStringList lists = files(product(), {QStringLiteral("CMakeLists.txt"), QStringLiteral(".cmake")});
        QHash<QString, QString> folders;
        for (const QString &path : lists) {
            for (const TargetLine &target : targetsOf(readText(m_root.filePath(path)))) {
                if (target.call == QLatin1String("yichuang_room"))
                    folders.insert(target.name, path.section(u'/', 0, -2));
            }
        }
        QVERIFY(folders.value(QStringLiteral("base")) == QLatin1String("app/base"));
        holds(lists, [&](const QString &path, const QString &text) {
            return path == QLatin1String("app/rooms.cmake") ? QStringList() : m_rules->links(path, text, folders);
        });
    }

    void sizesAreKept()
    {
        holds(files(everything(), code()
                                      + QStringList{QStringLiteral(".cmake"), QStringLiteral(".sh"),
                                                    QStringLiteral(".py"), QStringLiteral("CMakeLists.txt")}),
              [this](const auto &path, const auto &text) { return m_rules->sizes(path, text); });
        QVERIFY(readText(m_root.filePath(QStringLiteral("CMakeLists.txt"))).count(u'\n') < 80);
    }

    void classesHaveNamesOfTheField()
    {
        holds(files(product() + QStringList{QStringLiteral("tests")}, code()),
              [this](const auto &path, const auto &text) { return m_rules->names(path, text); });
    }

    void bannedCallsAreAbsent()
    {
        holds(files(product(), code()),
              [this](const auto &path, const auto &text) { return m_rules->neverUsed(path, text); });
    }

    void sourcesNameTheirLicence()
    {
        holds(files(everything(),
                    code()
                        + QStringList{QStringLiteral(".cmake"), QStringLiteral(".sh"), QStringLiteral(".py"),
                                      QStringLiteral("CMakeLists.txt"), QStringLiteral(".ci/run")}),
              [this](const auto &path, const auto &text) { return m_rules->licence(path, text); });
    }

    void wordsAreFitForStrangers()
    {
        QStringList paths = files(everything(), code()
                                                    + QStringList{QStringLiteral(".cmake"), QStringLiteral(".sh"),
                                                                  QStringLiteral(".py"), QStringLiteral(".txt"),
                                                                  QStringLiteral(".md"), QStringLiteral(".json"),
                                                                  QStringLiteral(".ts"), QStringLiteral(".yaml")});
        const QStringList documents = m_root.entryList({QStringLiteral("*.md")}, QDir::Files);
        holds(paths + documents, [this](const auto &path, const auto &text) { return m_rules->words(path, text); });
    }

    void rootHoldsOnlyThePlan()
    {
        const auto filter = QDir::Hidden | QDir::NoDotAndDotDot;
        const QStringList complaints =
            m_rules->top(m_root.entryList(QDir::Dirs | filter), m_root.entryList(QDir::Files | filter));
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(LayeringTest)
#include "tst_layering.moc"
