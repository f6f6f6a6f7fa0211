// SPDX-License-Identifier: Apache-2.0
#include "app/base/settings.h"
#include "app/domain/clocks.h"
#include "app/domain/transitions.h"
#include "ui/shell/help_panel.h"
#include "ui/shell/help_tables.h"
#include "ui/shell/language.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/sentences.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

namespace yichuang
{

/// What the window says, in both languages, and the colours it says it in.
class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultHasASentence()
    {
        QCOMPARE(sentenceSources().size(), allFaults().size());
        Language language;
        language.speak(QStringLiteral("en"));
        for (const Fault fault : allFaults()) {
            const Sentence sentence = sentenceFor(fault);
            QVERIFY2(!sentence.what.isEmpty() && !sentence.why.isEmpty() && !sentence.next.isEmpty(),
                     qPrintable(faultName(fault)));
            QCOMPARE(sentence.code, faultCode(fault));
        }
    }
    void everySentenceIsChinese()
    {
        Language language;
        language.speak(QStringLiteral("zh_CN"));
        for (const SentenceSource &source : sentenceSources()) {
            const Sentence sentence = sentenceFor(source.fault);
            for (const QString &text : {sentence.what, sentence.why, sentence.next}) {
                QVERIFY2(text.at(0).script() == QChar::Script_Han || text.contains(QStringLiteral("。")),
                         qPrintable(faultName(source.fault) + u' ' + text));
                QVERIFY2(text.endsWith(u'。'), qPrintable(text));
            }
        }
        QCOMPARE(sentenceFor(Fault::PrinterPaperOut).whole(),
                 QStringLiteral("打印机缺纸，回执已保存。纸卷或纸盒已空。装纸后自动打印。(P-103)"));
    }
    void aFieldIsNamed()
    {
        const QString where = QStringLiteral("visit.decide");
        const Reason missing{Fault::FieldMissing, where, QStringLiteral("联系电话")};
        const Reason invalid{Fault::FieldInvalid, where, QStringLiteral("联系电话")};
        const Reason nobody{Fault::FieldMissing, where, QStringLiteral("applicant")};
        Language language;
        language.speak(QStringLiteral("en"));
        QCOMPARE(sentenceFor(missing).what, QStringLiteral("“联系电话” is not filled in."));
        QCOMPARE(sentenceFor(invalid).what, QStringLiteral("The value of “联系电话” is not allowed."));
        QCOMPARE(sentenceFor(nobody).what, QStringLiteral("The applicant is not filled in."));
        language.speak(QStringLiteral("zh_CN"));
        QCOMPARE(sentenceFor(missing).what, QStringLiteral("“联系电话”尚未填写。"));
        QCOMPARE(sentenceFor(invalid).what, QStringLiteral("“联系电话”填写不符合要求。"));
        QCOMPARE(sentenceFor(nobody).what, QStringLiteral("申请人尚未填写。"));
        QCOMPARE(sentenceFor(missing).next, sentenceFor(Fault::FieldMissing).next);
    }
    void theHelpHasEveryCode()
    {
        Language language;
        language.speak(QStringLiteral("zh_CN"));
        const QString table = codesInMarkdown();
        for (const Fault fault : allFaults())
            QVERIFY2(table.contains(faultCode(fault)), qPrintable(faultCode(fault)));
    }
    void theHelpTellsEveryRule()
    {
        for (const char *name : {"zh_CN", "en"}) {
            Language language;
            language.speak(QLatin1String(name));
            const QString states = statesInMarkdown();
            const QString clocks = clocksInMarkdown();
            for (const Transition &row : transitions()) {
                const QString act =
                    row.operation == OperationKind::Decided ? statusOf(row.to).word : wordOf(row.operation);
                QVERIFY2(!act.isEmpty() && states.contains(act), qPrintable(operationName(row.operation)));
                QVERIFY2(states.contains(statusOf(row.to).word), qPrintable(stateName(row.to)));
                if (row.paper)
                    QVERIFY2(states.contains(wordOf(*row.paper)), qPrintable(paperName(*row.paper)));
                for (const int article : {32, 42, 45})
                    QVERIFY(states.contains(QString::number(article)));
            }
            for (const SpecialProcedure &one : specialProcedures()) {
                if (qstrcmp(name, "zh_CN") == 0)
                    QVERIFY2(clocks.contains(QString::fromUtf16(one.title)), one.name);
            }
            QVERIFY(clocks.contains(QString::number(correctionDays)));
            QVERIFY2(!states.contains(QStringLiteral("%1")) && !clocks.contains(QStringLiteral("%1")), name);
        }
    }
    void pluralsAgree()
    {
        Language language;
        language.speak(QStringLiteral("en"));
        Deadline deadline;
        deadline.remaining = 1;
        QCOMPARE(remainingInWords(deadline), QStringLiteral("1 working day left"));
        deadline.remaining = 3;
        QCOMPARE(remainingInWords(deadline), QStringLiteral("3 working days left"));
        language.speak(QStringLiteral("zh_CN"));
        QCOMPARE(remainingInWords(deadline), QStringLiteral("还有 3 个工作日"));
        QCOMPARE(shortDay(QDate(2026, 2, 27)), QStringLiteral("2 月 27 日"));
    }
    void coloursAreLegible_data()
    {
        QTest::addColumn<int>("look");
        QTest::addColumn<double>("least");
        QTest::newRow("light") << static_cast<int>(Look::Light) << 5.0;
        QTest::newRow("dark") << static_cast<int>(Look::Dark) << 5.0;
        QTest::newRow("contrast") << static_cast<int>(Look::Contrast) << 7.0;
    }
    void coloursAreLegible()
    {
        QFETCH(int, look);
        QFETCH(double, least);
        const Tokens &tokens = tokensOf(static_cast<Look>(look));
        for (const QColor &ground : {tokens.background, tokens.surface}) {
            QVERIFY(contrastOf(tokens.text, ground) >= least);
            QVERIFY(contrastOf(tokens.second, ground) >= least);
        }
        QVERIFY(contrastOf(tokens.onAccent, tokens.accent.ink) >= least);
        for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Ok, Tone::Warning, Tone::Danger}) {
            const TonePair &pair = tokens.pair(tone);
            QVERIFY2(contrastOf(pair.ink, pair.soft) >= least, qPrintable(pair.ink.name()));
            QVERIFY2(contrastOf(pair.ink, tokens.surface) >= least, qPrintable(pair.ink.name()));
        }
    }
    void keysAreOneEach()
    {
        QTemporaryDir folder;
        auto settings = *Settings::load(folder.filePath(QStringLiteral("own.json")), {});
        QWidget window;
        Actions actions(*settings, &window);
        QHash<QString, QString> holders;
        for (const ActRow &row : Actions::rows()) {
            const QString key = actions.of(row.act)->shortcut().toString();
            if (key.isEmpty())
                continue;
            QVERIFY2(!holders.contains(key), qPrintable(key + u' ' + holders.value(key)));
            holders.insert(key, QLatin1String(row.name));
        }
        QVERIFY(actions.setKey(Act::Lock, QKeySequence(QStringLiteral("Ctrl+L"))));
        QCOMPARE(actions.of(Act::Lock)->shortcut(), QKeySequence(QStringLiteral("Ctrl+L")));
        Actions again(*settings, &window);
        QCOMPARE(again.of(Act::Lock)->shortcut(), QKeySequence(QStringLiteral("Ctrl+L")));
    }
    void actsStayShutWhileNobodyIsSignedIn()
    {
        QTemporaryDir folder;
        auto settings = *Settings::load(folder.filePath(QStringLiteral("own.json")), {});
        QWidget window;
        Actions actions(*settings, &window);
        actions.allow(false);
        actions.of(Act::Accept)->setEnabled(true);
        actions.of(Act::Notice)->setEnabled(false);
        QVERIFY(!actions.of(Act::Accept)->isEnabled());
        actions.allow(true);
        QVERIFY(actions.of(Act::Accept)->isEnabled());
        QVERIFY(!actions.of(Act::Notice)->isEnabled());
    }
};

} // namespace yichuang

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    yichuang::TestWords test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_words.moc"
