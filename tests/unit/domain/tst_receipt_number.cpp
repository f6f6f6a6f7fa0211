// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/receipt_number.h"

#include <QTest>

using namespace yichuang;

class ReceiptNumberTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFormIsAsPrinted()
    {
        const ReceiptNumber number{QStringLiteral("130102"), 3, 1, QDate(2026, 11, 23), 1};
        QCOMPARE(number.format(), QStringLiteral("130102-03-1-261123-0001-3"));
    }

    void writingAndReadingGiveTheSame()
    {
        for (const int window : {1, 9, 10, 99, 100, 999}) {
            for (const int generation : {1, 9, 10, 999}) {
                for (const int serial : {1, 42, 9999, 10000, 999999}) {
                    const ReceiptNumber number{QStringLiteral("001102"), window, generation, QDate(2099, 12, 31),
                                               serial};
                    QVERIFY(number.isValid());
                    const auto read = ReceiptNumber::parse(number.format());
                    QVERIFY2(read.has_value(), qPrintable(number.format()));
                    QCOMPARE(*read, number);
                }
            }
        }
    }

    void writtenFormsNeverCollide()
    {
        QSet<QString> forms;
        int made = 0;
        for (const int window : {1, 11, 110, 111}) {
            for (const int generation : {1, 10, 11, 111}) {
                for (const int serial : {1, 11, 1111, 11111}) {
                    forms.insert(
                        ReceiptNumber{QStringLiteral("130102"), window, generation, QDate(2026, 11, 23), serial}
                            .format());
                    ++made;
                }
            }
        }
        QCOMPARE(forms.size(), made);
    }

    void partsOutOfRangeAreNotWritten()
    {
        const ReceiptNumber good{QStringLiteral("130102"), 3, 1, QDate(2026, 11, 23), 1};
        const auto broken = [&good](auto change) {
            ReceiptNumber number = good;
            change(number);
            return !number.isValid() && number.format().isEmpty();
        };
        QVERIFY(broken([](ReceiptNumber &n) { n.hall = QStringLiteral("13010"); }));
        QVERIFY(broken([](ReceiptNumber &n) { n.hall = QStringLiteral("13010A"); }));
        QVERIFY(broken([](ReceiptNumber &n) { n.window = 0; }));
        QVERIFY(broken([](ReceiptNumber &n) { n.window = 1000; }));
        QVERIFY(broken([](ReceiptNumber &n) { n.generation = 0; }));
        QVERIFY(broken([](ReceiptNumber &n) { n.day = QDate(); }));
        QVERIFY(broken([](ReceiptNumber &n) { n.day = QDate(1999, 1, 1); }));
        QVERIFY(broken([](ReceiptNumber &n) { n.serial = 0; }));
        QVERIFY(broken([](ReceiptNumber &n) { n.serial = 1'000'000; }));
    }

    void badTextIsRefusedWithItsRule_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rule");
        const auto row = [](const char *text, const char *rule) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(rule);
        };
        row("130102-03-1-261123-0001-7", "checkDigit");
        row("130102-03-1-261123-0001", "form");
        row("13010-03-1-261123-0001-3", "length");
        row("130102-3-1-261123-0001-3", "length");
        row("130102-003-1-261123-0001-3", "range");
        row("130102-00-1-261123-0001-3", "range");
        row("130102-03-0-261123-0001-3", "range");
        row("130102-03-1-261323-0001-3", "date");
        row("130102-03-1-26112A-0001-3", "character");
        row("130102-03-1-261123-0000-3", "range");
        row("", "form");
    }

    void badTextIsRefusedWithItsRule()
    {
        QFETCH(QString, text);
        QFETCH(QString, rule);
        const auto read = ReceiptNumber::parse(text);
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().fault, Fault::IdentifierInvalid);
        QCOMPARE(read.error().detail, rule);
    }
};

QTEST_GUILESS_MAIN(ReceiptNumberTest)
#include "tst_receipt_number.moc"
