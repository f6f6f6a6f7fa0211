// SPDX-License-Identifier: Apache-2.0
#include "app/sync/bundle.h"

#include "tests/fakes/case_samples.h"

#include <QBuffer>
#include <QTest>
#include <QtEndian>

using namespace yichuang;

namespace
{

constexpr PasswordCost cheap{64, 1, 1};
const QString phrase = QStringLiteral("r7kd-2m5p-x9wq-4tbn");

const QList<Operation> &operations()
{
    static const QList<Operation> made{samples::opened(1, QStringLiteral("matter")), samples::received(2)};
    return made;
}

BundleHead head()
{
    return {QStringLiteral("130102"), QStringLiteral("130102-03-1"), samples::morning(), {}};
}

QByteArray written(Suite suite = Suite::International, const PasswordCost &cost = cheap)
{
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    auto writer = BundleWriter::begin(file, head(), suite, phrase, cost).value();
    const bool good = writer.add(operations()) && writer.add(BundlePage{QStringLiteral("image/png"), "page one"})
                      && writer.add(BundlePage{QStringLiteral("image/png"), QByteArray(300'000, 'x')})
                      && writer.finish();
    return good ? file.data() : QByteArray();
}

/// Every part of it, or the reason at which reading ended.
Result<QList<BundlePart>> readAll(QByteArray bytes, const QString &passphrase = phrase)
{
    QBuffer file(&bytes);
    file.open(QIODevice::ReadOnly);
    auto reader = BundleReader::begin(file);
    if (!reader)
        return failure(reader.error());
    if (auto open = reader->unlock(passphrase); !open)
        return failure(open.error());
    QList<BundlePart> parts;
    while (true) {
        auto part = reader->next();
        if (!part)
            return failure(part.error());
        if (!*part)
            return parts;
        parts.append(**part);
    }
}

Fault faultOf(const QByteArray &bytes)
{
    const auto parts = readAll(bytes);
    return parts ? Fault::Cancelled : parts.error().fault;
}

/// Where the parts begin, their lengths included; the last is the end of the file.
QList<qsizetype> seams(const QByteArray &bytes)
{
    QList<qsizetype> found;
    qsizetype at = 16;
    while (at < bytes.size()) {
        at += 4 + qFromBigEndian<quint32>(bytes.constData() + at);
        found.append(at);
    }
    return found;
}

} // namespace

class TestBundle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBack_data()
    {
        QTest::addColumn<int>("suite");
        QTest::newRow("international") << static_cast<int>(Suite::International);
        QTest::newRow("national") << static_cast<int>(Suite::National);
    }
    void everythingComesBack()
    {
        QFETCH(int, suite);
        const QByteArray bytes = written(static_cast<Suite>(suite));
        const auto parts = readAll(bytes).value();
        QCOMPARE(parts.size(), 3);
        QCOMPARE(std::get<QList<Operation>>(parts.at(0)), operations());
        QCOMPARE(std::get<BundlePage>(parts.at(1)).bytes, QByteArray("page one"));
        QCOMPARE(std::get<BundlePage>(parts.at(2)).bytes, QByteArray(300'000, 'x'));
    }
    void nothingOfItIsLegible()
    {
        const QByteArray bytes = written();
        QVERIFY(!bytes.contains("page one"));
        QVERIFY(!bytes.contains("xxxxxxxx"));
        QVERIFY(!bytes.contains("matter"));
        QVERIFY(!bytes.contains("0001-X"));
    }
    void theWrongPassphraseOpensNothing()
    {
        const auto parts = readAll(written(), QStringLiteral("r7kd-2m5p-x9wq-4tbm"));
        QCOMPARE(parts.error().fault, Fault::BundleLocked);
    }
    void aTornBundleIsRefusedWhereverItEnds()
    {
        const QByteArray bytes = written();
        for (qsizetype length = 0; length < bytes.size(); length += length < 2000 ? 7 : 9973)
            QCOMPARE(faultOf(bytes.left(length)), Fault::BundleUnreadable);
        for (const qsizetype seam : seams(bytes))
            QCOMPARE(faultOf(bytes.left(seam)), seam == bytes.size() ? Fault::Cancelled : Fault::BundleUnreadable);
    }
    void partsCannotBeChangedLeftOutMovedOrAdded()
    {
        const QByteArray bytes = written();
        const QList<qsizetype> at = seams(bytes);
        QByteArray changed = bytes;
        changed[at.at(1) - 5] = static_cast<char>(changed.at(at.at(1) - 5) ^ 1);
        QCOMPARE(faultOf(changed), Fault::BundleUnreadable);
        QCOMPARE(faultOf(bytes.left(at.at(1)) + bytes.mid(at.at(2))), Fault::BundleUnreadable);
        const QByteArray swapped = bytes.left(at.at(1)) + bytes.mid(at.at(2), at.at(3) - at.at(2))
                                   + bytes.mid(at.at(1), at.at(2) - at.at(1)) + bytes.mid(at.at(3));
        QCOMPARE(faultOf(swapped), Fault::BundleUnreadable);
        QCOMPARE(faultOf(bytes + bytes.mid(at.at(0))), Fault::BundleUnreadable);
        QCOMPARE(faultOf(bytes + 'x'), Fault::BundleUnreadable);
    }
    void anotherHeadDoesNotFit()
    {
        QByteArray bytes = written();
        bytes.replace("130102-03-1", "130102-04-1");
        QCOMPARE(faultOf(bytes), Fault::BundleUnreadable);
    }
    void aForeignFileCannotAskForHours()
    {
        QCOMPARE(faultOf(written(Suite::International, {64, 11, 1})), Fault::BundleUnreadable);
        QByteArray huge = written().left(16);
        huge += QByteArray::fromHex("7fffffff");
        QCOMPARE(faultOf(huge), Fault::BundleUnreadable);
        QCOMPARE(faultOf("GIF89a"), Fault::BundleUnreadable);
    }
    void aLaterVersionSaysSo()
    {
        QByteArray bytes = written();
        bytes.replace("\"version\":1}", "\"version\":2}");
        QCOMPARE(faultOf(bytes), Fault::StoreNewer);
    }
};

QTEST_GUILESS_MAIN(TestBundle)
#include "tst_bundle.moc"
