// SPDX-License-Identifier: Apache-2.0
#include "app/base/ids.h"
#include "tests/fakes/manual_clock.h"

#include <QSet>
#include <QTest>

using namespace yichuang;

class IdsTest : public QObject
{
    Q_OBJECT

    ManualClock m_clock{QDateTime::fromMSecsSinceEpoch(0x017F22E279B0, Qt::UTC)};

private Q_SLOTS:
    void followsTheStandardsExample()
    {
        // RFC 9562, appendix A.6: 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
        const RandomSource random = [](qsizetype) { return QByteArray::fromHex("0CC318C4DC0C0C07398F"); };
        QCOMPARE(newId(m_clock, random), QStringLiteral("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
    }

    void versionAndVariantStandWhateverTheRandom_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("zeros") << QByteArray(10, '\0');
        QTest::newRow("ones") << QByteArray(10, '\xff');
    }

    void versionAndVariantStandWhateverTheRandom()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(isId(newId(m_clock, [&](qsizetype) { return bytes; })));
    }

    void sortsByTimeOfMaking()
    {
        const RandomSource high = [](qsizetype size) { return QByteArray(size, '\xff'); };
        const RandomSource low = [](qsizetype size) { return QByteArray(size, '\0'); };
        const QString first = newId(m_clock, high);
        m_clock.advance(1);
        QVERIFY(first < newId(m_clock, low));
    }

    void differsWithinAMillisecond()
    {
        QSet<QString> ids;
        for (int i = 0; i < 1000; ++i)
            ids.insert(newId(m_clock, systemRandom()));
        QCOMPARE(ids.size(), 1000);
    }

    void systemRandomFillsTheWholeBuffer()
    {
        QByteArray seen(32, '\0');
        for (int i = 0; i < 64; ++i) {
            const QByteArray bytes = systemRandom()(32);
            QCOMPARE(bytes.size(), 32);
            for (qsizetype at = 0; at < 32; ++at)
                seen[at] = static_cast<char>(seen[at] | bytes[at]);
        }
        QVERIFY(!seen.contains('\0'));
    }

    void refusesWhatIsNoId_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("upper case") << QStringLiteral("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");
        QTest::newRow("version 4") << QStringLiteral("017f22e2-79b0-4cc3-98c4-dc0c0c07398f");
        QTest::newRow("variant") << QStringLiteral("017f22e2-79b0-7cc3-c8c4-dc0c0c07398f");
        QTest::newRow("short") << QStringLiteral("017f22e2-79b0-7cc3-98c4-dc0c0c07398");
        QTest::newRow("braces") << QStringLiteral("{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}");
        QTest::newRow("line end") << QStringLiteral("017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n");
    }

    void refusesWhatIsNoId()
    {
        QFETCH(QString, text);
        QVERIFY(!isId(text));
    }
};

QTEST_GUILESS_MAIN(IdsTest)
#include "tst_ids.moc"
