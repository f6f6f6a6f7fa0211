// SPDX-License-Identifier: Apache-2.0
#include "app/storage/case_index.h"

#include <QTest>

using namespace yichuang;

namespace
{

const QString clerk = QStringLiteral("li");
const QString otherClerk = QStringLiteral("zhao");

QByteArray initialsOf(char32_t character)
{
    switch (character) {
    case U'欧':
        return "o";
    case U'阳':
        return "y";
    case U'单':
        return "ds"; // dan and, as a surname, shan
    default:
        return {};
    }
}

CaseEntry entry(const QString &id, const QString &name, qint64 changedMs)
{
    CaseEntry entry;
    entry.summary.id = id;
    entry.summary.state = CaseState::Accepted;
    entry.summary.applicantName = name;
    entry.summary.receiptNumber = QStringLiteral("130102-03-1-261123-") + id;
    entry.summary.matterCode = QStringLiteral("000M0001");
    entry.summary.changedAt = QDateTime::fromMSecsSinceEpoch(changedMs, Qt::UTC);
    return entry;
}

} // namespace

class TestCaseIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_index = CaseIndex(QStringLiteral("130102-03-"), initialsOf);
        m_index.put(entry(QStringLiteral("00001"), QStringLiteral("欧阳试样"), 1));
        m_index.put(entry(QStringLiteral("00002"), QStringLiteral("单一样"), 2));
        m_index.put(entry(QStringLiteral("00003"), QStringLiteral("Sample Ltd"), 3));
    }
    void numbersNamesAndMatters_data();
    void numbersNamesAndMatters();
    void theLatestEntryCounts();
    void draftsAreTheClerks();
    void holdersByTheirHash();
    void whatIsGoneLeavesTheRestFindable();

private:
    QStringList find(const QString &text, int limit = 10) const { return m_index.find(clerk, text, {}, limit); }

    CaseIndex m_index;
};

void TestCaseIndex::numbersNamesAndMatters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    QTest::newRow("a receipt number") << QStringLiteral(" 130102-03-1-261123-00002 ") << QStringLiteral("00002");
    QTest::newRow("the end of one") << QStringLiteral("00003") << QStringLiteral("00003");
    QTest::newRow("the end and what follows it") << QStringLiteral("00001\n130102") << QString();
    QTest::newRow("a part of a name") << QStringLiteral("阳试") << QStringLiteral("00001");
    QTest::newRow("whatever the case") << QStringLiteral("sAMPLE l") << QStringLiteral("00003");
    QTest::newRow("initials") << QStringLiteral("oy") << QStringLiteral("00001");
    QTest::newRow("initials of the second character") << QStringLiteral("Y") << QStringLiteral("00001");
    QTest::newRow("one reading") << QStringLiteral("d") << QStringLiteral("00003,00002"); // Ltd too
    QTest::newRow("another reading") << QStringLiteral("S") << QStringLiteral("00003,00002");
    QTest::newRow("not across two names") << QStringLiteral("yd") << QString();
    QTest::newRow("a matter, newest first") << QStringLiteral("0m0") << QStringLiteral("00003,00002,00001");
    QTest::newRow("nobody") << QStringLiteral("样样") << QString();
    QTest::newRow("nothing") << QStringLiteral("  ") << QString();
}

void TestCaseIndex::numbersNamesAndMatters()
{
    QFETCH(QString, text);
    QFETCH(QString, found);
    QCOMPARE(find(text).join(u','), found);
}

void TestCaseIndex::theLatestEntryCounts()
{
    CaseEntry numbered = entry(QStringLiteral("00001"), QStringLiteral("单一样"), 9);
    numbered.summary.caseNumber = QStringLiteral("冀A-7");
    m_index.put(numbered);
    QCOMPARE(find(QStringLiteral("欧阳")), QStringList());
    QCOMPARE(find(QStringLiteral("冀a-7")), QStringList{QStringLiteral("00001")});
    QCOMPARE(find(QStringLiteral("单"), 1), QStringList{QStringLiteral("00001")});
    QCOMPARE(m_index.uses().value(QStringLiteral("000M0001")), 3);
}

void TestCaseIndex::draftsAreTheClerks()
{
    CaseEntry draft = entry(QStringLiteral("00004"), QStringLiteral("欧阳另样"), 4);
    draft.summary.state = CaseState::Draft;
    draft.summary.clerk = otherClerk;
    m_index.put(draft);
    QCOMPARE(find(QStringLiteral("另样")), QStringList());
    QCOMPARE(m_index.find(otherClerk, QStringLiteral("另样"), {}, 10), QStringList{QStringLiteral("00004")});
    draft.summary.state = CaseState::None;
    m_index.put(draft);
    QCOMPARE(m_index.find(otherClerk, QStringLiteral("另样"), {}, 10), QStringList());
}

void TestCaseIndex::holdersByTheirHash()
{
    CaseEntry held = entry(QStringLiteral("00005"), QStringLiteral("样"), 5);
    held.holderHash = QByteArray(32, 'h');
    m_index.put(held);
    const QString number = QStringLiteral("11010519491231002X");
    QCOMPARE(m_index.find(clerk, number, {QByteArray(32, 'g'), QByteArray(32, 'h')}, 10),
             QStringList{QStringLiteral("00005")});
    QCOMPARE(m_index.find(clerk, number, {QByteArray(32, 'g'), QByteArray()}, 10), QStringList());
}

void TestCaseIndex::whatIsGoneLeavesTheRestFindable()
{
    for (int turn = 0; turn < 5'000; ++turn)
        m_index.put(entry(QStringLiteral("00002"), QStringLiteral("欧%1样").arg(turn), 10 + turn));
    QCOMPARE(find(QStringLiteral("欧4999样")), QStringList{QStringLiteral("00002")});
    QCOMPARE(find(QStringLiteral("欧4998样")), QStringList());
    QCOMPARE(find(QStringLiteral("oy")), QStringList{QStringLiteral("00001")});
    QCOMPARE(find(QStringLiteral("sample")), QStringList{QStringLiteral("00003")});
    QCOMPARE(find(QStringLiteral("130102-03"), 2), (QStringList{QStringLiteral("00002"), QStringLiteral("00003")}));
    QCOMPARE(m_index.uses().value(QStringLiteral("000M0001")), 3);
}

QTEST_GUILESS_MAIN(TestCaseIndex)
#include "tst_case_index.moc"
