// SPDX-License-Identifier: Apache-2.0
#include "plugins/idreaders/samv/card_text.h"

#include "tests/fakes/samv_module.h"

#include <QTest>

#include <array>

using namespace yichuang;
using namespace yichuang::samv;

class TestSamvCardText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aResident()
    {
        const auto card = decodeCardText(CardText().block());
        QVERIFY2(card.has_value(), card ? "" : qPrintable(describe(card.error())));
        QCOMPARE(card->kind, CardKind::Resident);
        QCOMPARE(card->name, QStringLiteral("张培训"));
        QCOMPARE(card->sex, QStringLiteral("男"));
        QCOMPARE(card->ethnicity, QStringLiteral("汉族"));
        QCOMPARE(card->birth, QDate(1985, 3, 12));
        QCOMPARE(card->number, QStringLiteral("130102198503120316"));
        QCOMPARE(card->from, QDate(2019, 5, 10));
        QCOMPARE(card->to, QDate(2039, 5, 10));
        QVERIFY(!card->longTerm);
    }

    void aCardWithoutAnEnd()
    {
        CardText text;
        text.to = QStringLiteral("长期");
        const auto card = decodeCardText(text.block());
        QVERIFY(card);
        QVERIFY(card->longTerm);
        QVERIFY(!card->to.isValid());
    }

    void aResidentOfHongKong()
    {
        const auto card = decodeCardText(cardBlock({{0, QStringLiteral("陈示例")},
                                                    {30, QStringLiteral("2")},
                                                    {36, QStringLiteral("19930408")},
                                                    {52, QStringLiteral("河北省石家庄市长安区培训路8号")},
                                                    {122, QStringLiteral("810000199304080022")},
                                                    {158, QStringLiteral("石家庄市公安局")},
                                                    {188, QStringLiteral("20240510")},
                                                    {204, QStringLiteral("20290510")},
                                                    {220, QStringLiteral("H12345678")},
                                                    {248, QStringLiteral("J")}}));
        QVERIFY2(card.has_value(), card ? "" : qPrintable(describe(card.error())));
        QCOMPARE(card->kind, CardKind::HmtResident);
        QCOMPARE(card->passNumber, QStringLiteral("H12345678"));
        QVERIFY(card->ethnicity.isEmpty());
    }

    void aForeignerOf2017()
    {
        const auto right = decodeCardText(cardBlock({{0, QStringLiteral("DOE, JANE SAMPLE")},
                                                     {120, QStringLiteral("2")},
                                                     {122, QStringLiteral("CAN13018001011%1").arg(checkOf())},
                                                     {152, QStringLiteral("CAN")},
                                                     {158, QStringLiteral("简多伊")},
                                                     {188, QStringLiteral("20180101")},
                                                     {204, QStringLiteral("20280101")},
                                                     {220, QStringLiteral("19800101")},
                                                     {240, QStringLiteral("1500")},
                                                     {248, QStringLiteral("I")}}));
        QVERIFY2(right.has_value(), right ? "" : qPrintable(describe(right.error())));
        QCOMPARE(right->kind, CardKind::Foreign2017);
        QCOMPARE(right->englishName, QStringLiteral("DOE, JANE SAMPLE"));
        QCOMPARE(right->name, QStringLiteral("简多伊"));
        QCOMPARE(right->nationality, QStringLiteral("CAN"));
        QCOMPARE(right->birth, QDate(1980, 1, 1));
    }

    void aForeignerOf2023()
    {
        const auto card = decodeCardText(cardBlock({{0, QStringLiteral("简多伊")},
                                                    {30, QStringLiteral("1")},
                                                    {36, QStringLiteral("19800101")},
                                                    {52, QStringLiteral("DOE, JOHN SAMPLE OF A VERY LONG NAM")},
                                                    {122, QStringLiteral("91112419800101001%1").arg(residentCheckOf())},
                                                    {188, QStringLiteral("20240101")},
                                                    {204, QStringLiteral("20340101")},
                                                    {220, QStringLiteral("E INDEED")},
                                                    {242, QStringLiteral("CAN")},
                                                    {248, QStringLiteral("Y")}}));
        QVERIFY2(card.has_value(), card ? "" : qPrintable(describe(card.error())));
        QCOMPARE(card->kind, CardKind::Foreign2023);
        QCOMPARE(card->englishName, QStringLiteral("DOE, JOHN SAMPLE OF A VERY LONG NAME INDEED"));
        QCOMPARE(card->nationality, QStringLiteral("CAN"));
    }

    void wrongFieldsAreNamedNotShown_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("field");
        QTest::newRow("birth") << 36 << QStringLiteral("19851312") << QStringLiteral("birth");
        QTest::newRow("sex") << 30 << QStringLiteral("7") << QStringLiteral("sex");
        QTest::newRow("ethnicity") << 32 << QStringLiteral("57") << QStringLiteral("ethnicity");
        QTest::newRow("name") << 0 << QString(15, u' ') << QStringLiteral("name");
        QTest::newRow("control") << 0 << QStringLiteral("张\u0007训") << QStringLiteral("name");
        QTest::newRow("surrogate") << 52 << QString(QChar(0xD800)) << QStringLiteral("address");
    }
    void wrongFieldsAreNamedNotShown()
    {
        QFETCH(int, offset);
        QFETCH(QString, value);
        QFETCH(QString, field);
        QByteArray block = CardText().block();
        block.replace(offset, value.size() * 2,
                      QByteArray(reinterpret_cast<const char *>(value.utf16()), value.size() * 2));
        const auto card = decodeCardText(block);
        QVERIFY(!card);
        QCOMPARE(card.error().fault, Fault::ReaderTextInvalid);
        QCOMPARE(card.error().detail, field);
    }

    void aWrongCheckDigitIsItsOwnFault()
    {
        CardText text;
        text.number = QStringLiteral("130102198503120317");
        const auto card = decodeCardText(text.block());
        QVERIFY(!card);
        QCOMPARE(card.error().fault, Fault::ReaderCheckDigit);
    }

    void aBlockOfAnotherSizeIsRefused() { QVERIFY(!decodeCardText(QByteArray(255, ' '))); }

    void ethnicities()
    {
        QCOMPARE(ethnicityOf(QStringLiteral("01")), QStringLiteral("汉族"));
        QCOMPARE(ethnicityOf(QStringLiteral("05")), QStringLiteral("维吾尔族"));
        QCOMPARE(ethnicityOf(QStringLiteral("11")), QStringLiteral("满族"));
        QCOMPARE(ethnicityOf(QStringLiteral("56")), QStringLiteral("基诺族"));
        QCOMPARE(ethnicityOf(QStringLiteral("97")), QStringLiteral("其他"));
        QVERIFY(ethnicityOf(QStringLiteral("00")).isEmpty());
        QVERIFY(ethnicityOf(QStringLiteral("1")).isEmpty());
        QVERIFY(ethnicityOf(QStringLiteral("96")).isEmpty());
    }

    void anAddress()
    {
        QVERIFY(!decodeAddress(QByteArray(71, ' ')));
        QVERIFY(decodeAddress(QByteArray())->isEmpty());
    }

private:
    /// ICAO 9303 weights over CAN13018001011.
    static int checkOf()
    {
        const QString body = QStringLiteral("CAN13018001011");
        int sum = 0;
        for (int i = 0; i < body.size(); ++i) {
            const QChar c = body.at(i);
            const int value = c.isDigit() ? c.digitValue() : c.unicode() - u'A' + 10;
            sum += value * std::array{7, 3, 1}[static_cast<size_t>(i % 3)];
        }
        return sum % 10;
    }
    /// GB 11643 over 91112419800101001.
    static QChar residentCheckOf()
    {
        const QString body = QStringLiteral("91112419800101001");
        int weight = 1;
        int sum = 0;
        for (int i = 16; i >= 0; --i) {
            weight = weight * 2 % 11;
            sum += body.at(i).digitValue() * weight;
        }
        return u"10X98765432"[sum % 11];
    }
};

QTEST_GUILESS_MAIN(TestSamvCardText)
#include "tst_samv_card_text.moc"
