// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/json_places.h"

#include <QTest>

using namespace yichuang;

class TestJsonPlaces : public QObject
{
    Q_OBJECT

    const QByteArray m_text = "{\n"
                              "  \"名称\": \"a \\\" } b\",\n"
                              "  \"list\": [ 1, { \"a/b\": true },\n"
                              "            [ ] ],\n"
                              "  \"list2\": null,\n"
                              "  \"twice\": 1, \"twice\": { \"in\": 2, \"in\": 3 }\n"
                              "}\n";

private Q_SLOTS:
    void findsValues_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::newRow("whole") << QString() << 1 << 1;
        QTest::newRow("columns count characters") << QStringLiteral("/名称") << 2 << 9;
        QTest::newRow("item") << QStringLiteral("/list/0") << 3 << 13;
        QTest::newRow("escaped token") << QStringLiteral("/list/1/a~1b") << 3 << 25;
        QTest::newRow("next line") << QStringLiteral("/list/2") << 4 << 13;
        QTest::newRow("a name that begins like another") << QStringLiteral("/list2") << 5 << 12;
        QTest::newRow("missing: what should hold it") << QStringLiteral("/list/1/none/deeper") << 3 << 16;
    }
    void findsValues()
    {
        QFETCH(QString, pointer);
        QFETCH(int, line);
        QFETCH(int, column);
        QCOMPARE(JsonPlaces(m_text).of(pointer), (TextPlace{line, column}));
    }
    void findsWhatIsThereTwice()
    {
        QCOMPARE(JsonPlaces(m_text).repeated(10), (QStringList{QStringLiteral("/twice"), QStringLiteral("/twice/in")}));
        QCOMPARE(JsonPlaces(m_text).repeated(1).size(), 1);
    }
    void tornTextEnds()
    {
        for (qsizetype cut = 0; cut < m_text.size(); ++cut) {
            const JsonPlaces places(m_text.left(cut));
            QVERIFY(places.of(QStringLiteral("/list/1/a~1b")).line <= 7);
            QVERIFY(places.repeated(10).size() <= 2);
        }
    }
};

QTEST_GUILESS_MAIN(TestJsonPlaces)
#include "tst_json_places.moc"
