// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/wedge.h"

#include <QTest>

using namespace yichuang;
using Key = WedgeSplitter::Key;

namespace
{

/// What a field and a listener get of keys that come one after the other.
class Keyboard
{
public:
    explicit Keyboard(const WedgeHabits &habits = {}) : m_splitter(habits) {}
    void type(const QString &keys, qint64 eachMs)
    {
        for (const QChar letter : keys) {
            const bool end = letter == u'\n' || letter == u'\t';
            const bool other = letter == u'<';
            m_atMs += eachMs;
            const auto step = m_splitter.key(end ? Key::End : other ? Key::Other : Key::Letter, letter, m_atMs);
            if (step.giveBack)
                field += std::exchange(m_held, {});
            if (step.code) {
                codes.append(*step.code);
                m_held.clear();
            } else if (step.held) {
                m_held += letter;
            } else {
                field += letter;
            }
        }
    }
    void rest()
    {
        if (m_splitter.rest())
            field += std::exchange(m_held, {});
    }
    QString field;
    QStringList codes;

private:
    WedgeSplitter m_splitter;
    QString m_held;
    qint64 m_atMs = 0;
};

} // namespace

class TestWedge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBurstIsACode()
    {
        Keyboard keyboard;
        keyboard.type(QStringLiteral("130102-01\n"), 5);
        QCOMPARE(keyboard.codes, QStringList{QStringLiteral("130102-01")});
        QVERIFY(keyboard.field.isEmpty());
        keyboard.type(QStringLiteral("ABCD\t"), 30);
        QCOMPARE(keyboard.codes.size(), 2);
    }
    void typingIsKept()
    {
        Keyboard keyboard;
        keyboard.type(QStringLiteral("hello\n"), 31);
        QVERIFY(keyboard.codes.isEmpty());
        QCOMPARE(keyboard.field, QStringLiteral("hello\n"));
    }
    void aPauseEndsABurst()
    {
        Keyboard keyboard;
        keyboard.type(QStringLiteral("abcdef"), 5);
        QVERIFY(keyboard.field.isEmpty());
        keyboard.rest();
        QCOMPARE(keyboard.field, QStringLiteral("abcdef"));
        keyboard.type(QStringLiteral("\n"), 5);
        QCOMPARE(keyboard.field, QStringLiteral("abcdef\n"));
        QVERIFY(keyboard.codes.isEmpty());
    }
    void aShortBurstIsTyping()
    {
        Keyboard keyboard;
        keyboard.type(QStringLiteral("abc\n"), 5);
        QCOMPARE(keyboard.field, QStringLiteral("abc\n"));
    }
    void whatNoScannerTypesEndsABurst()
    {
        Keyboard keyboard;
        keyboard.type(QStringLiteral("abcd<efgh\n"), 5);
        QCOMPARE(keyboard.field, QStringLiteral("abcd<"));
        QCOMPARE(keyboard.codes, QStringList{QStringLiteral("efgh")});
    }
    void aCodeBehindTypingIsStillACode()
    {
        Keyboard keyboard;
        keyboard.type(QStringLiteral("wang"), 120);
        keyboard.type(QStringLiteral("x"), 120);
        keyboard.rest();
        keyboard.type(QStringLiteral("690123456\n"), 8);
        QCOMPARE(keyboard.field, QStringLiteral("wangx"));
        QCOMPARE(keyboard.codes, QStringList{QStringLiteral("690123456")});
    }
    void prefixAndSuffixAreTakenOff()
    {
        Keyboard keyboard({QStringLiteral("~~"), QStringLiteral("#"), 30, 4});
        keyboard.type(QStringLiteral("~~12345#\n"), 5);
        QCOMPARE(keyboard.codes, QStringList{QStringLiteral("12345")});
        // Without the prefix nothing is held at all; without the suffix it is typing.
        keyboard.type(QStringLiteral("12345#"), 5);
        QCOMPARE(keyboard.field, QStringLiteral("12345#"));
        keyboard.type(QStringLiteral("~~12345\n"), 5);
        QCOMPARE(keyboard.field, QStringLiteral("12345#~~12345\n"));
        keyboard.type(QStringLiteral("~a~~6789#\n"), 5);
        QCOMPARE(keyboard.field, QStringLiteral("12345#~~12345\n~a"));
        QCOMPARE(keyboard.codes.constLast(), QStringLiteral("6789"));
    }
    void aKeyHeldDownIsNoCode()
    {
        Keyboard keyboard;
        keyboard.type(QString(3'000, u'x') + u'\n', 5);
        QVERIFY(keyboard.field.size() >= 2'048);
        QCOMPARE(keyboard.field.size() + (keyboard.codes.isEmpty() ? 0 : keyboard.codes.constFirst().size() + 1),
                 qsizetype(3'001));
    }
};

QTEST_GUILESS_MAIN(TestWedge)
#include "tst_wedge.moc"
