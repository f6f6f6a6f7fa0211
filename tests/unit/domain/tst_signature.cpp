// SPDX-License-Identifier: Apache-2.0
#include "app/domain/signature.h"

#include "app/base/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace yichuang
{
namespace
{

Signature sample()
{
    Signature signature;
    signature.height = 4000;
    signature.strokes = {{{100, 200, 500, 0}, {900, 250, 700, 16}, {1500, 2000, 300, 40}}, {{5000, 3999, 1000, 900}}};
    signature.statement = QByteArray(64, 'a');
    signature.signedAt = QDateTime(QDate(2026, 2, 13), QTime(2, 42, 7, 125), Qt::UTC);
    return signature;
}

QJsonObject jsonOf(const Signature &signature)
{
    return QJsonDocument::fromJson(toBytes(signature)).object();
}

Fault faultOf(const QJsonObject &json)
{
    const auto read = signatureFromBytes(canonicalJson(json));
    return read ? Fault::Cancelled : read.error().fault;
}

Case sampleCase()
{
    Case theCase;
    theCase.id = QStringLiteral("c-1");
    theCase.matterCode = QStringLiteral("m-1");
    theCase.applicant.name = QStringLiteral("王晓明");
    theCase.fields.insert(QStringLiteral("place"), QStringLiteral("长安区"));
    return theCase;
}

} // namespace

class TestSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain()
    {
        const auto read = signatureFromBytes(toBytes(sample()));
        QVERIFY(read);
        QCOMPARE(*read, sample());
    }
    void everyLimitHolds_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<int>("fault");
        const auto row = [](const char *name, const char *member, const QJsonValue &value, Fault fault) {
            QTest::newRow(name) << QString::fromLatin1(member) << value << static_cast<int>(fault);
        };
        const auto strokes = [](std::initializer_list<QJsonValue> numbers) {
            return QJsonValue(QJsonArray{QJsonArray(numbers)});
        };
        row("version", "version", 2, Fault::FieldInvalid);
        row("flat", "height", 499, Fault::FieldInvalid);
        row("tall", "height", 20'001, Fault::FieldInvalid);
        row("half", "height", 4000.5, Fault::FieldInvalid);
        row("hash", "statement", QStringLiteral("abc"), Fault::FieldInvalid);
        row("capitals", "statement", QString(64, u'A'), Fault::FieldInvalid);
        row("time", "signedAt", QStringLiteral("yesterday"), Fault::FieldInvalid);
        row("empty", "strokes", QJsonArray(), Fault::FieldInvalid);
        row("no points", "strokes", QJsonArray{QJsonArray()}, Fault::FieldInvalid);
        row("torn point", "strokes", strokes({1, 2, 3}), Fault::FieldInvalid);
        row("right of the pad", "strokes", strokes({10'001, 0, 0, 0}), Fault::FieldInvalid);
        row("below the pad", "strokes", strokes({0, 4'001, 0, 0}), Fault::FieldInvalid);
        row("left of the pad", "strokes", strokes({-1, 0, 0, 0}), Fault::FieldInvalid);
        row("pressure", "strokes", strokes({0, 0, 1'001, 0}), Fault::FieldInvalid);
        row("too long ago", "strokes", strokes({0, 0, 0, Signature::mostMs + 1}), Fault::FieldInvalid);
        row("words", "strokes", strokes({QStringLiteral("1"), 0, 0, 0}), Fault::FieldInvalid);
        row("backwards", "strokes", strokes({0, 0, 0, 5, 0, 0, 0, 4}), Fault::FieldInvalid);
    }
    void everyLimitHolds()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(int, fault);
        QJsonObject json = jsonOf(sample());
        json.insert(member, value);
        QCOMPARE(static_cast<int>(faultOf(json)), fault);
    }
    void tooManyStrokesAndPointsAreRefused()
    {
        QJsonObject json = jsonOf(sample());
        QJsonArray strokes;
        for (qsizetype i = 0; i < Signature::mostStrokes; ++i)
            strokes.append(QJsonArray{1, 1, 1, 1});
        json.insert(QStringLiteral("strokes"), strokes);
        QCOMPARE(faultOf(json), Fault::Cancelled);
        strokes.append(QJsonArray{1, 1, 1, 1});
        json.insert(QStringLiteral("strokes"), strokes);
        QCOMPARE(faultOf(json), Fault::TooLarge);
        QJsonArray numbers;
        for (qsizetype i = 0; i < 4 * (Signature::mostPoints + 1); ++i)
            numbers.append(1);
        json.insert(QStringLiteral("strokes"), QJsonArray{numbers});
        QCOMPARE(faultOf(json), Fault::TooLarge);
        QCOMPARE(signatureFromBytes(QByteArray(Signature::mostBytes + 1, ' ')).error().fault, Fault::TooLarge);
    }
    void theLargestThatMayBeDrawnCanBeRead()
    {
        Signature signature = sample();
        signature.strokes.clear();
        SignatureStroke stroke;
        for (qsizetype i = 0; i < Signature::mostPoints; ++i)
            stroke.append({Signature::width, signature.height, 1000, Signature::mostMs});
        signature.strokes.append(stroke);
        const auto read = signatureFromBytes(toBytes(signature));
        QVERIFY(read);
        QCOMPARE(read->strokes.constFirst().size(), Signature::mostPoints);
    }
    void aTouchIsNoSignature()
    {
        QVERIFY(!isDrawn({}));
        QVERIFY(!isDrawn({{{5000, 2000, 500, 0}}}));
        QVERIFY(!isDrawn({{{5000, 2000, 500, 0}, {5100, 2000, 500, 9}}}));
        QVERIFY(isDrawn(sample().strokes));
    }
    void theHashTellsWhatWasSigned()
    {
        const Case theCase = sampleCase();
        const QString name = QStringLiteral("食品经营许可证核发");
        const QByteArray hash = statementHash(theCase, name);
        QCOMPARE(hash.size(), 64);
        Case other = theCase;
        other.fields.insert(QStringLiteral("place"), QStringLiteral("桥西区"));
        QVERIFY(statementHash(other, name) != hash);
        other = theCase;
        other.applicant.name = QStringLiteral("王小明");
        QVERIFY(statementHash(other, name) != hash);
        QVERIFY(statementHash(theCase, QStringLiteral("另一事项")) != hash);
        // What is done to the case afterwards does not change what was signed.
        other = theCase;
        other.state = CaseState::Accepted;
        other.receiptNumber = QStringLiteral("130102-03-1-0001");
        QCOMPARE(statementHash(other, name), hash);
    }
    void itsFileIsFoundAmongTheMaterials()
    {
        Case theCase = sampleCase();
        QVERIFY(signaturePage(theCase) == nullptr);
        const PageRef picture{QString(64, u'1'), QStringLiteral("image/png"), {}, 10};
        const PageRef strokes{QString(64, u'2'), signatureMime(), {}, 10};
        theCase.materials.append({signatureMaterial(), MaterialSource::Scanned, {picture, strokes}});
        QVERIFY(signaturePage(theCase) != nullptr);
        QCOMPARE(signaturePage(theCase)->blob, strokes.blob);
    }
};

} // namespace yichuang

QTEST_GUILESS_MAIN(yichuang::TestSignature)
#include "tst_signature.moc"
