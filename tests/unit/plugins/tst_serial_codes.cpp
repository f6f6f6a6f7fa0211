// SPDX-License-Identifier: Apache-2.0
#include "plugins/codes/serialcode/code_lines.h"

#include <QTest>

using namespace yichuang;
using namespace yichuang::serialcode;

class TestSerialCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesEndAtReturnOrLineFeed()
    {
        CodeLines lines;
        QCOMPARE(lines.feed("ab"), QList<QByteArray>());
        QCOMPARE(lines.feed("c\r\nde\nf"), (QList<QByteArray>{"abc", "de"}));
        QVERIFY(lines.hasRest());
        QCOMPARE(lines.takeRest(), QByteArray("f"));
        QVERIFY(!lines.hasRest());
    }

    void aCodeWithoutEndIsDropped()
    {
        CodeLines lines;
        QCOMPARE(lines.feed(QByteArray(100'000, 'x')), QList<QByteArray>());
        QCOMPARE(lines.feed("\rok\r"), QList<QByteArray>{"ok"});
    }

    void textsAndFormats()
    {
        QCOMPARE(codeOf("]C0A-1"), (ReadCode{QStringLiteral("Code128"), QStringLiteral("A-1")}));
        QCOMPARE(codeOf("plain"), (ReadCode{QStringLiteral("Unknown"), QStringLiteral("plain")}));
        QCOMPARE(codeOf(QByteArray::fromHex("D6A4D5D5"))->text, QStringLiteral("证照"));
        QCOMPARE(codeOf(QStringLiteral("证照").toUtf8())->text, QStringLiteral("证照"));
        QVERIFY(!codeOf(QByteArray::fromHex("FFFFFF")));
        QVERIFY(!codeOf("  "));
    }
};

QTEST_GUILESS_MAIN(TestSerialCodes)
#include "tst_serial_codes.moc"
