// SPDX-License-Identifier: Apache-2.0
#include "app/server/status/status_page.h"

#include <QRegularExpression>
#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

class TestStatusPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void languageFollowsTheReader()
    {
        QCOMPARE(pageLanguage({}, {}), PageLanguage::Chinese);
        QCOMPARE(pageLanguage({}, "en-GB,en;q=0.9"), PageLanguage::English);
        QCOMPARE(pageLanguage({}, "zh-CN,zh;q=0.9,en;q=0.5"), PageLanguage::Chinese);
        QCOMPARE(pageLanguage(QStringLiteral("zh"), "en"), PageLanguage::Chinese);
        QCOMPARE(pageLanguage(QStringLiteral("en"), {}), PageLanguage::English);
    }

    void everyStateHasItsPage()
    {
        static const QRegularExpression heading(QStringLiteral("<h1>([^<]+)</h1>"));
        static const QRegularExpression hanzi(QStringLiteral("\\p{Han}"));
        for (int i = 0; i < caseStates; ++i) {
            StatusView view = m_view;
            view.state = static_cast<CaseState>(i);
            for (const PageLanguage language : {PageLanguage::Chinese, PageLanguage::English}) {
                const QByteArray page = statusPage(view, language);
                QVERIFY(page.startsWith("<!DOCTYPE html>"));
                const auto head = heading.match(QString::fromUtf8(page));
                QVERIFY2(head.hasMatch(), qPrintable(stateName(view.state)));
                QCOMPARE(head.captured(1).contains(hanzi), language == PageLanguage::Chinese);
                QVERIFY(!page.contains("<script"));
            }
        }
    }

    void theDeadlineIsSaidInWords()
    {
        QVERIFY(statusPage(m_view, PageLanguage::Chinese).contains("最迟 2026年12月7日 办结（还有 10 个工作日）"));
        QVERIFY(statusPage(m_view, PageLanguage::English).contains("A decision by 7 December 2026 at the latest"));
    }

    void whatIsReadyNamesItsPlace()
    {
        StatusView view = m_view;
        view.state = CaseState::Ready;
        view.place = QStringLiteral("一楼<出件>窗口");
        const QByteArray page = statusPage(view, PageLanguage::Chinese);
        QVERIFY(page.contains("一楼&lt;出件&gt;窗口"));
        QVERIFY(!page.contains("最迟"));
    }

    void aDecisionAgainstSomebodyTellsOfTheRemedy()
    {
        for (const CaseState state : {CaseState::Denied, CaseState::NotAccepted}) {
            StatusView view = m_view;
            view.state = state;
            QVERIFY(statusPage(view, PageLanguage::Chinese).contains("行政复议"));
            QVERIFY(statusPage(view, PageLanguage::English).contains("administrative review"));
        }
    }

    void nothingFoundSaysSo()
    {
        QVERIFY(statusPage({}, PageLanguage::Chinese).contains("没有查到"));
        QVERIFY(statusPagePolicy().contains("default-src 'none'"));
    }

private:
    static StatusView sample()
    {
        StatusView view;
        view.state = CaseState::Routed;
        view.matter = QStringLiteral("食品经营许可证核发");
        view.department = QStringLiteral("市行政审批局");
        view.hallName = QStringLiteral("示例大厅");
        view.received = QDate(2026, 11, 23);
        view.deadline = {QDate(2026, 12, 7), 10, 10, false, TimerState::Normal};
        return view;
    }
    const StatusView m_view = sample();
};

QTEST_GUILESS_MAIN(TestStatusPage)
#include "tst_status_page.moc"
