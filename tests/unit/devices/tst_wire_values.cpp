// SPDX-License-Identifier: Apache-2.0
#include "app/devices/wire_values.h"

#include <QJsonArray>
#include <QTest>

using namespace yichuang;

class TestWireValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cardsComeBack()
    {
        IdCard card;
        card.kind = CardKind::HmtResident;
        card.name = QStringLiteral("陈示例");
        card.englishName = QStringLiteral("CHAN");
        card.sex = QStringLiteral("女");
        card.ethnicity = QStringLiteral("汉族");
        card.birth = QDate(1993, 4, 8);
        card.address = QStringLiteral("培训路8号");
        card.number = QStringLiteral("810000199304080022");
        card.authority = QStringLiteral("公安局");
        card.from = QDate(2024, 5, 10);
        card.longTerm = true;
        card.nationality = QStringLiteral("CHN");
        card.passNumber = QStringLiteral("H12345678");
        card.photo = QByteArray(1024, 'p');
        QCOMPARE(*cardFromWire(cardToWire(card)), card);
    }

    void cardsThatDoNotFitAreRefused()
    {
        WireMessage message = cardToWire(IdCard());
        QCOMPARE(cardFromWire(message).error().fault, Fault::DriverProtocol);
        message.json.insert(QStringLiteral("number"), QStringLiteral("1"));
        QVERIFY(cardFromWire(message));
        message.json.insert(QStringLiteral("kind"), 9);
        QVERIFY(!cardFromWire(message));
    }

    void pagesComeBack()
    {
        const ScannedPage page{"bytes",          QStringLiteral("image/jpeg"), 100, 200, 300, QStringLiteral("a.jpg"),
                               {PageFlag::Glare}};
        const auto back = pageFromWire(pageToWire(page));
        QVERIFY(back);
        QCOMPARE(back->bytes, page.bytes);
        QCOMPARE(back->mime, page.mime);
        QCOMPARE(back->width, 100);
        QCOMPARE(back->height, 200);
        QCOMPARE(back->dpi, 300);
        QCOMPARE(back->name, page.name);
        QCOMPARE(back->flags, page.flags);
        WireMessage unknown = pageToWire(page);
        unknown.json.insert(QStringLiteral("flags"), QJsonArray{QStringLiteral("torn")});
        QVERIFY(!pageFromWire(unknown));
        ScannedPage wrong = page;
        wrong.width = -5;
        QVERIFY(!pageFromWire(pageToWire(wrong)));
        wrong = page;
        wrong.bytes.clear();
        QVERIFY(!pageFromWire(pageToWire(wrong)));
    }

    void requestsAreChecked()
    {
        ScanRequest request{QStringLiteral("s"), 300, false, false, 7, PaperSize::A3, true};
        const auto back = requestFromWire(requestToWire(request));
        QVERIFY(back);
        QCOMPARE(back->scanner, request.scanner);
        QCOMPARE(back->dpi, 300);
        QCOMPARE(back->maxPages, 7);
        QVERIFY(!back->colour && !back->feeder && back->duplex);
        QCOMPARE(back->paper, PaperSize::A3);
        QJsonObject unknown = requestToWire(request);
        unknown.insert(QStringLiteral("paper"), QStringLiteral("A0"));
        QCOMPARE(requestFromWire(unknown).error().fault, Fault::BadArgument);
        request.dpi = 6'000;
        QCOMPARE(requestFromWire(requestToWire(request)).error().fault, Fault::BadArgument);
        request.dpi = 300;
        request.maxPages = 0;
        QVERIFY(!requestFromWire(requestToWire(request)));
    }

    void choicesComeBack()
    {
        const QList<ScannerChoice> choices{{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}};
        QCOMPARE(*choicesFromWire(choicesToWire(choices)), choices);
        QVERIFY(!choicesFromWire({}));
    }

    void abilitiesComeBack()
    {
        const ScannerAbilities abilities{true, false, true, {PaperSize::A4, PaperSize::IdCard}, 100, 1200};
        QCOMPARE(*abilitiesFromWire(abilitiesToWire(abilities)), abilities);
        QVERIFY(!abilitiesFromWire({}));
        QJsonObject wrong = abilitiesToWire(abilities);
        wrong.insert(QStringLiteral("papers"), QJsonArray{QStringLiteral("A0")});
        QVERIFY(!abilitiesFromWire(wrong));
    }

    void statesHaveNames()
    {
        for (const DeviceState state :
             {DeviceState::Absent, DeviceState::Starting, DeviceState::Ready, DeviceState::Busy, DeviceState::Trouble})
            QCOMPARE(deviceStateNamed(deviceStateName(state)), state);
        QVERIFY(!deviceStateNamed(QStringLiteral("asleep")));
    }
};

QTEST_GUILESS_MAIN(TestWireValues)
#include "tst_wire_values.moc"
