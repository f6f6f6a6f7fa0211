// SPDX-License-Identifier: Apache-2.0
// The rules must be able to fail: each is shown a small text that breaks it and one that keeps it.
#include "tests/layering/rules.h"

#include <QFile>
#include <QJsonDocument>
#include <QLibraryInfo>
#include <QTest>

#include <memory>

using namespace yichuang::layering;

class RulesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Rules> m_rules;

    [[nodiscard]] static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/tests/layering/rooms.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_rules = std::make_unique<Rules>(QJsonDocument::fromJson(file.readAll()).object(),
                                          QLibraryInfo::path(QLibraryInfo::HeadersPath));
    }

    void includes_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *name, const char *path, const char *line, bool allowed) {
            QTest::newRow(name) << QString::fromLatin1(path) << QString::fromLatin1(line) << allowed;
        };
        row("own room", "app/domain/a.h", "#include \"app/domain/b.h\"", true);
        row("below", "app/domain/a.h", "#include \"app/base/clock.h\"", true);
        row("two below", "app/workflows/a.h", "#include \"app/base/clock.h\"", true);
        row("above", "app/domain/a.h", "#include \"app/workflows/desk.h\"", false);
        row("beside", "app/storage/a.h", "#include \"app/sync/outbox.h\"", false);
        row("store from a page", "ui/pages/desk/a.cpp", "#include \"app/storage/store.h\"", false);
        row("workflow from a page", "ui/pages/desk/a.cpp", "#include \"app/workflows/desk.h\"", true);
        row("page from a widget", "ui/widgets/a.cpp", "#include \"ui/pages/desk/page.h\"", false);
        row("documents from printing", "ui/printing/a.cpp", "#include \"app/documents/paper.h\"", true);
        row("documents from a page", "ui/pages/desk/a.cpp", "#include \"app/documents/paper.h\"", false);
        row("not from the root", "app/domain/a.cpp", "#include \"case.h\"", false);
        row("upwards", "app/domain/a.cpp", "#include \"../base/clock.h\"", false);
        row("driver to ports", "plugins/scanners/sane/a.cpp", "#include \"app/ports/page_source.h\"", true);
        row("driver to workflows", "plugins/scanners/sane/a.cpp", "#include \"app/workflows/scan.h\"", false);
        row("driver to itself", "plugins/scanners/sane/a.cpp", "#include \"plugins/scanners/sane/b.h\"", true);
        row("driver to another", "plugins/scanners/sane/a.cpp", "#include \"plugins/printers/escpos/b.h\"", false);
        row("root of composition", "app/main/yichuang/main.cpp", "#include \"app/storage/store.h\"", true);
        row("widget in a workflow", "app/workflows/a.cpp", "#include <QPushButton>", false);
        row("widget by module", "app/storage/a.cpp", "#include <QtWidgets/QLabel>", false);
        row("print dialog in documents", "app/documents/a.cpp", "#include <QPrinter>", false);
        row("widget in main", "app/main/yichuang/main.cpp", "#include <QApplication>", true);
        row("widget in ui", "ui/widgets/a.cpp", "#include <QLabel>", true);
        row("SQL in the domain", "app/domain/a.cpp", "#include <QSqlQuery>", false);
        row("SQL in the store", "app/storage/a.cpp", "#include <QSqlQuery>", true);
        row("network in a workflow", "app/workflows/a.cpp", "#include <QTcpSocket>", false);
        row("Botan in the store, by crypto", "app/storage/a.cpp", "#include <botan/aead.h>", true);
        row("Botan in a page", "ui/pages/desk/a.cpp", "#include <botan/aead.h>", false);
        row("core", "app/base/a.cpp", "#include <QString>", true);
        row("standard", "app/base/a.cpp", "#include <vector>", true);
        row("no room", "app/attic/a.cpp", "#include <vector>", false);
    }

    void includes()
    {
        QFETCH(QString, path);
        QFETCH(QString, line);
        QFETCH(bool, allowed);
        const QStringList complaints = m_rules->includes(path, line);
        QVERIFY2(complaints.isEmpty() == allowed, qPrintable(complaints.join(u'\n')));
    }

    void links_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("call");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *name, const char *path, const char *call, bool allowed) {
            QTest::newRow(name) << QString::fromLatin1(path) << QString::fromLatin1(call) << allowed;
        };
        row("as planned", "app/sync/CMakeLists.txt", "yichuang_room(sync LINKS ports crypto USES Qt6::Network)", true);
        row("room above", "app/crypto/CMakeLists.txt", "yichuang_room(crypto LINKS base workflows)", false);
        row("foreign library", "app/workflows/CMakeLists.txt", "yichuang_room(workflows LINKS ports USES Qt6::Widgets)",
            false);
        row("driver", "plugins/a/CMakeLists.txt", "yichuang_driver(a LINKS ports USES Qt6::SerialPort)", true);
        row("driver too deep", "plugins/a/CMakeLists.txt", "yichuang_driver(a LINKS storage)", false);
        row("direct", "app/domain/CMakeLists.txt", "target_link_libraries(yichuang_domain PUBLIC yichuang_sync)",
            false);
        row("direct library", "app/domain/CMakeLists.txt", "target_link_libraries(yichuang_domain PUBLIC Qt6::Sql)",
            false);
        row("program", "app/main/yichuang/CMakeLists.txt",
            "yichuang_program(yichuang LINKS storage sync SOURCES main.cpp)", true);
        row("hidden in a variable", "app/domain/CMakeLists.txt", "yichuang_room(domain LINKS ${rooms})", false);
    }

    void links()
    {
        QFETCH(QString, path);
        QFETCH(QString, call);
        QFETCH(bool, allowed);
        const QStringList complaints = m_rules->links(path, call, {});
        QVERIFY2(complaints.isEmpty() == allowed, qPrintable(complaints.join(u'\n')));
    }

    void sizes()
    {
        const QString path = QStringLiteral("app/base/a.cpp");
        const auto body = [](int lines) {
            return QStringLiteral("void f()\n{\n%1}\n").arg(QStringLiteral("    g();\n").repeated(lines));
        };
        QVERIFY(m_rules->sizes(path, body(57)).isEmpty());
        QCOMPARE(m_rules->sizes(path, body(58)), QStringList{QStringLiteral("app/base/a.cpp:1: f has 61 lines")});
        QVERIFY(m_rules->sizes(path, QStringLiteral("int a;\n").repeated(500)).isEmpty());
        QCOMPARE(m_rules->sizes(path, QStringLiteral("int a;\n").repeated(501)),
                 QStringList{QStringLiteral("app/base/a.cpp:1: 501 lines")});
    }

    void names()
    {
        QCOMPARE(m_rules->names(QStringLiteral("a.h"), text("class CaseManager {\n};")).size(), 1);
        QCOMPARE(m_rules->names(QStringLiteral("a.h"), text("struct CardData {\n};")).size(), 1);
        QVERIFY(m_rules->names(QStringLiteral("a.h"), text("class Ticket {\n};")).isEmpty());
    }

    void bannedCalls()
    {
        const QString page = QStringLiteral("ui/pages/desk/a.cpp");
        QCOMPARE(m_rules->neverUsed(page, text("dialog.exec();")).size(), 1);
        QCOMPARE(m_rules->neverUsed(page, text("QCoreApplication::processEvents();")).size(), 1);
        QVERIFY(m_rules->neverUsed(page, text("// dialog.exec()\ndialog.open();")).isEmpty());
        QVERIFY(m_rules->neverUsed(QStringLiteral("app/storage/a.cpp"), text("query.exec();")).isEmpty());
        QCOMPARE(m_rules->neverUsed(QStringLiteral("app/domain/a.cpp"), text("QDate::currentDate()")).size(), 1);
    }

    void futuresAreAwaitedInOneWay()
    {
        const QString sync = QStringLiteral("app/sync/a.cpp");
        QCOMPARE(m_rules->neverUsed(sync, text("ask().then(this, [this](int n) {});")).size(), 1);
        QCOMPARE(m_rules->neverUsed(sync, text("ask()\n    .then(\n        &context, act);")).size(), 1);
        QCOMPARE(m_rules->neverUsed(sync, text("asked->then(m_parts.owner(), act);")).size(), 1);
        QCOMPARE(m_rules->neverUsed(sync, text("ask().onCanceled(this, act);")).size(), 1);
        QVERIFY(m_rules->neverUsed(sync, text("ask().then([](int a, int b) {});")).isEmpty());
        QVERIFY(m_rules->neverUsed(sync, text("ask().then(pageOf);")).isEmpty());
        QVERIFY(m_rules->neverUsed(sync, text("whenDone(ask(), this, act);")).isEmpty());
    }

    void words()
    {
        const QString path = QStringLiteral("app/base/a.cpp");
        QCOMPARE(m_rules->words(path, QStringLiteral("// TO") + QStringLiteral("DO later")).size(), 1);
        QCOMPARE(m_rules->words(path, QStringLiteral("open(\"/ho") + QStringLiteral("me/somebody/x\")")).size(), 1);
        QVERIFY(m_rules->words(path, text("// see app/workflows/desk.h")).isEmpty());
    }

    void licence()
    {
        QVERIFY(m_rules->licence(QStringLiteral("a.cpp"), text("// SPDX-License-Identifier: Apache-2.0\n")).isEmpty());
        QCOMPARE(m_rules->licence(QStringLiteral("a.cpp"), text("int a;\n")).size(), 1);
    }

    void top()
    {
        QVERIFY(m_rules->top({QStringLiteral("app")}, {QStringLiteral("LICENSE")}).isEmpty());
        QCOMPARE(m_rules->top({QStringLiteral("src")}, {QStringLiteral("notes.txt")}).size(), 2);
    }
};

QTEST_GUILESS_MAIN(RulesTest)
#include "tst_rules.moc"
