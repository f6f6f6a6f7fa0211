// SPDX-License-Identifier: Apache-2.0
#include "tests/layering/measure.h"

#include <QTest>

using namespace yichuang::layering;

namespace
{

QString listed(const QString &source)
{
    QStringList parts;
    const QList<Function> functions = functionsOf(source);
    for (const Function &function : functions)
        parts.append(QStringLiteral("%1@%2+%3").arg(function.name).arg(function.line).arg(function.lines));
    return parts.join(u' ');
}

} // namespace

class MeasureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stripsWhatIsNoCode_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("code");
        QTest::newRow("line comment") << QStringLiteral("a; // {\nb;") << QStringLiteral("a;     \nb;");
        QTest::newRow("block comment") << QStringLiteral("a /* {\n} */ b") << QStringLiteral("a     \n     b");
        QTest::newRow("string") << QStringLiteral("f(\"}{\");") << QStringLiteral("f(\"  \");");
        QTest::newRow("escaped quote") << QStringLiteral("f(\"\\\"{\");") << QStringLiteral("f(\"   \");");
        QTest::newRow("character") << QStringLiteral("f('{');") << QStringLiteral("f(' ');");
        QTest::newRow("digit separator") << QStringLiteral("n = 1'000'000; {") << QStringLiteral("n = 1'000'000; {");
        QTest::newRow("raw string") << QStringLiteral("f(R\"x({\")x\");") << QStringLiteral("f(\"       \");");
        QTest::newRow("directive") << QStringLiteral("#define A {\\\n {\nb") << QStringLiteral("            \n  \nb");
    }

    void stripsWhatIsNoCode()
    {
        QFETCH(QString, source);
        QFETCH(QString, code);
        const QString out = stripped(source);
        QCOMPARE(out.count(u'\n'), source.count(u'\n'));
        QCOMPARE(out.simplified().remove(u' '), code.simplified().remove(u' '));
    }

    void measuresFunctions_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("functions");
        QTest::newRow("plain") << QStringLiteral("int f()\n{\n    return 1;\n}\n") << QStringLiteral("f@1+4");
        QTest::newRow("declaration only") << QStringLiteral("int f();\nint g();\n") << QStringLiteral("");
        QTest::newRow("in a namespace") << QStringLiteral("namespace a::b {\nvoid f() {\n}\n}\n")
                                        << QStringLiteral("f@2+2");
        QTest::newRow("method") << QStringLiteral(
            "class A : public B {\npublic:\n    int f() const { return 1; }\n};\n")
                                << QStringLiteral("f@3+1");
        QTest::newRow("member of a class")
            << QStringLiteral("void A::f() noexcept\n{\n}\n") << QStringLiteral("A::f@1+3");
        QTest::newRow("head over lines") << QStringLiteral("void f(int a,\n       int b)\n{\n}\n")
                                         << QStringLiteral("f@1+4");
        QTest::newRow("constructor list")
            << QStringLiteral("A::A(int a)\n    : m_a(a), m_b{a}, m_c(1)\n{\n    if (a) {\n    }\n}\n")
            << QStringLiteral("A::A@1+6");
        QTest::newRow("template") << QStringLiteral("template <typename T = int>\nT f(std::vector<T> v = {})\n{\n}\n")
                                  << QStringLiteral("f@1+4");
        QTest::newRow("trailing type") << QStringLiteral("auto f() -> std::vector<int>\n{\n}\n")
                                       << QStringLiteral("f@1+3");
        QTest::newRow("operator") << QStringLiteral("bool A::operator==(const A &b) const\n{\n}\n")
                                  << QStringLiteral("A::operator==@1+3");
        QTest::newRow("table") << QStringLiteral("const int rows[] = {\n1,\n2,\n};\n") << QStringLiteral("");
        QTest::newRow("table by a call") << QStringLiteral(
            "constexpr auto rows = std::to_array<Row>({\n    {1, 2},\n});\nint f()\n{\n}\n")
                                         << QStringLiteral("f@4+3");
        QTest::newRow("enum") << QStringLiteral("enum class E : int {\nA,\nB\n};\nvoid f()\n{\n}\n")
                              << QStringLiteral("f@5+3");
        QTest::newRow("lambda inside counts outside")
            << QStringLiteral("void f()\n{\n    auto g = [] {\n    };\n}\n") << QStringLiteral("f@1+5");
        QTest::newRow("lambda of a namespace")
            << QStringLiteral("const auto g = [](int a) {\n    return a;\n};\n") << QStringLiteral("lambda@1+3");
        QTest::newRow("behind a macro") << QStringLiteral("Q_MACRO(a, b)\n\nvoid f()\n{\n}\n")
                                        << QStringLiteral("f@3+3");
        QTest::newRow("braces in text") << QStringLiteral("void f()\n{\n    g(\"}\", '}'); // }\n}\n")
                                        << QStringLiteral("f@1+4");
        QTest::newRow("two") << QStringLiteral("void f()\n{\n}\n\nint g()\n{\n}\n") << QStringLiteral("f@1+3 g@5+3");
    }

    void measuresFunctions()
    {
        QFETCH(QString, source);
        QFETCH(QString, functions);
        QString found = listed(source);
        found.replace(QStringLiteral("A::operator=="), QStringLiteral("operator=="));
        functions.replace(QStringLiteral("A::operator=="), QStringLiteral("operator=="));
        QCOMPARE(found, functions);
    }

    void readsIncludes()
    {
        const QList<Include> all =
            includesOf(QStringLiteral("#include \"app/a.h\"\n#  include <QFile>\n// #include <No>\n"));
        QCOMPARE(all.size(), 2);
        QCOMPARE(all[0].path, QStringLiteral("app/a.h"));
        QVERIFY(all[0].quoted);
        QCOMPARE(all[1].path, QStringLiteral("QFile"));
        QVERIFY(!all[1].quoted);
        QCOMPARE(all[1].line, 2);
    }

    void readsClasses()
    {
        const QString source = QStringLiteral("class Named;\nclass DeskManager final : public QObject\n{\n};\n"
                                              "struct Row {\n};\nenum class Kind { A };\n"
                                              "template <class T> void f() {}\n// class Gone {\n");
        QCOMPARE(classesOf(source), (QStringList{QStringLiteral("DeskManager"), QStringLiteral("Row")}));
    }

    void readsTargets()
    {
        const QList<TargetLine> targets = targetsOf(
            QStringLiteral("# yichuang_room(no)\nyichuang_room(sync LINKS ports\n  crypto USES Qt6::Network)\n"
                           "target_link_libraries(x PRIVATE yichuang_base Qt6::Sql)\n"));
        QCOMPARE(targets.size(), 2);
        QCOMPARE(targets[0].name, QStringLiteral("sync"));
        QCOMPARE(targets[0].links, (QStringList{QStringLiteral("ports"), QStringLiteral("crypto")}));
        QCOMPARE(targets[0].uses, QStringList{QStringLiteral("Qt6::Network")});
        QCOMPARE(targets[1].links, QStringList{QStringLiteral("base")});
        QCOMPARE(targets[1].uses, QStringList{QStringLiteral("Qt6::Sql")});
    }
};

QTEST_GUILESS_MAIN(MeasureTest)
#include "tst_measure.moc"
