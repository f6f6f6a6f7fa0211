// SPDX-License-Identifier: Apache-2.0
#include "plugins/simulator/people.h"

#include "app/domain/identifiers/identifier.h"
#include "plugins/idreaders/samv/card_text.h"
#include "tests/fakes/samv_module.h"

#include <QTest>

using namespace yichuang;

namespace
{

QString ethnicityCode(const QString &name)
{
    for (int code = 1; code < 99; ++code) {
        const QString text = QStringLiteral("%1").arg(code, 2, 10, QLatin1Char('0'));
        if (samv::ethnicityOf(text) == name)
            return text;
    }
    return {};
}

/// The card as its chip has it.
QByteArray blockOf(const IdCard &card)
{
    const auto day = [](const QDate &date) { return date.toString(QStringLiteral("yyyyMMdd")); };
    const QString sex = card.sex == QStringLiteral("男") ? QStringLiteral("1") : QStringLiteral("2");
    const QString until = card.longTerm ? QStringLiteral("长期") : day(card.to);
    switch (card.kind) {
    case CardKind::Resident:
    case CardKind::HmtResident: {
        QList<QPair<int, QString>> fields{{0, card.name},        {30, sex},          {36, day(card.birth)},
                                          {52, card.address},    {122, card.number}, {158, card.authority},
                                          {188, day(card.from)}, {204, until}};
        if (card.kind == CardKind::Resident)
            fields.append({32, ethnicityCode(card.ethnicity)});
        else
            fields.append({{220, card.passNumber}, {238, QStringLiteral("01")}, {248, QStringLiteral("J")}});
        return cardBlock(fields);
    }
    case CardKind::Foreign2017:
        return cardBlock({{0, card.englishName},
                          {120, sex},
                          {122, card.number},
                          {152, card.nationality},
                          {158, card.name},
                          {188, day(card.from)},
                          {204, until},
                          {220, day(card.birth)},
                          {236, QStringLiteral("01")},
                          {240, card.authority},
                          {248, QStringLiteral("I")}});
    case CardKind::Foreign2023:
        return cardBlock({{0, card.name},
                          {30, sex},
                          {36, day(card.birth)},
                          {52, card.englishName.left(35)},
                          {122, card.number},
                          {188, day(card.from)},
                          {204, until},
                          {220, card.englishName.mid(35)},
                          {242, card.nationality},
                          {248, QStringLiteral("Y")}});
    }
    return {};
}

} // namespace

class TestSimulatorPeople : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCardIsWholeAndItsNumberValid()
    {
        const QList<IdCard> cards = simulator::people();
        QVERIFY(cards.size() >= 18);
        for (const IdCard &card : cards) {
            const Verdict verdict = identify(card.number, QDate(2026, 11, 23));
            QVERIFY2(verdict.valid, qPrintable(verdict.rule + card.number));
            QCOMPARE(verdict.part(u"birth"), card.birth.toString(Qt::ISODate));
            if (card.kind != CardKind::Foreign2017)
                QCOMPARE(verdict.part(u"sex"),
                         card.sex == QStringLiteral("男") ? QStringLiteral("male") : QStringLiteral("female"));
            QVERIFY(card.from.isValid());
            QVERIFY(card.longTerm || card.to > card.from);
            const bool foreign = card.kind == CardKind::Foreign2017 || card.kind == CardKind::Foreign2023;
            QCOMPARE(card.name.isEmpty() || card.address.isEmpty(), foreign);
            QCOMPARE(!card.englishName.isEmpty() && card.nationality.size() == 3, foreign);
        }
    }

    void everyLayoutAndRareNamesAreThere()
    {
        QMap<CardKind, int> kinds;
        bool rare = false;
        bool dotted = false;
        bool full = false;
        bool continued = false;
        const QList<IdCard> cards = simulator::people();
        for (const IdCard &card : cards) {
            ++kinds[card.kind];
            rare = rare || card.name.contains(QString::fromUcs4(U"\U00020BB7"));
            dotted = dotted || card.name.contains(QStringLiteral("·"));
            full = full || card.name.size() == 15;
            continued = continued || (card.kind == CardKind::Foreign2023 && card.englishName.size() > 35);
        }
        QCOMPARE(kinds.size(), 4);
        QVERIFY(rare && dotted && full && continued);
    }

    /// What the simulator reports is what a reader would read from such a card.
    void everyCardFitsItsChip()
    {
        const QList<IdCard> cards = simulator::people();
        for (const IdCard &card : cards) {
            const QByteArray block = blockOf(card);
            QCOMPARE(block.size(), 256);
            const Result<IdCard> read = samv::decodeCardText(block);
            QVERIFY2(read, read ? "" : qPrintable(describe(read.error()) + card.number));
            QCOMPARE(*read, card);
        }
    }
};

QTEST_GUILESS_MAIN(TestSimulatorPeople)
#include "tst_simulator_people.moc"
