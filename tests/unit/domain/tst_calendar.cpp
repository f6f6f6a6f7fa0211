// SPDX-License-Identifier: Apache-2.0
#include "app/domain/calendar/working_days.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace yichuang;

namespace
{

QByteArray shippedBytes()
{
    QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/resources/calendar/china-working-days.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no calendar");
    return file.readAll();
}

WorkingDays shipped()
{
    return WorkingDays::fromJson(shippedBytes()).value();
}

} // namespace

class CalendarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theExamplesOfTheTable()
    {
        const WorkingDays calendar = shipped();
        const QJsonArray examples =
            QJsonDocument::fromJson(shippedBytes()).object().value(QLatin1String("examples")).toArray();
        QCOMPARE(examples.size(), 4);
        for (const QJsonValue &value : examples) {
            const QJsonObject example = value.toObject();
            const QDate received = QDate::fromString(example.value(QLatin1String("received")).toString(), Qt::ISODate);
            const QDate due = QDate::fromString(example.value(QLatin1String("due")).toString(), Qt::ISODate);
            const int days = example.value(QLatin1String("workingDays")).toInt();
            QCOMPARE(calendar.addWorkingDays(received, days).value(), (Due{due, false}));
            QCOMPARE(calendar.workingDaysBetween(received, due).value(), days);
            QCOMPARE(calendar.workingDaysBetween(due, received).value(), -days);
        }
    }

    void theTotalsOfTheYears_data()
    {
        QTest::addColumn<int>("year");
        QTest::addColumn<int>("total");
        QTest::newRow("2024") << 2024 << 251;
        QTest::newRow("2025") << 2025 << 248;
        QTest::newRow("2026") << 2026 << 248;
    }

    void theTotalsOfTheYears()
    {
        QFETCH(int, year);
        QFETCH(int, total);
        const WorkingDays calendar = shipped();
        QVERIFY(calendar.isKnown(year));
        int counted = 0;
        for (QDate day(year, 1, 1); day.year() == year; day = day.addDays(1))
            counted += calendar.isWorkingDay(day) ? 1 : 0;
        QCOMPARE(counted, total);
        QCOMPARE(calendar.workingDaysBetween(QDate(year - 1, 12, 31), QDate(year, 12, 31)).value(), total);
    }

    void holidaysAndMadeUpDays()
    {
        const WorkingDays calendar = shipped();
        QVERIFY(!calendar.isWorkingDay(QDate(2026, 10, 1)));
        QVERIFY(calendar.isWorkingDay(QDate(2026, 10, 10)));
        QVERIFY(!calendar.isWorkingDay(QDate(2026, 10, 11)));
        QVERIFY(calendar.isWorkingDay(QDate(2026, 11, 23)));
        QVERIFY(!calendar.isWorkingDay(QDate()));
        QVERIFY2(!calendar.isWorkingDay(QDate(2027, 1, 2)), "a Saturday of an unknown year");
        QVERIFY2(calendar.isWorkingDay(QDate(2027, 10, 1)), "a Friday of an unknown year");
        QVERIFY(!calendar.isKnown(2027));
        QCOMPARE(calendar.years(), (QList<int>{2024, 2025, 2026}));
    }

    void sameAsWalkingDayByDay()
    {
        const WorkingDays calendar = shipped();
        for (QDate received(2023, 11, 1); received < QDate(2027, 3, 1); received = received.addDays(3)) {
            QDate walked = received;
            int passed = 0;
            bool unknown = false;
            for (int days = 1; days <= 60; ++days) {
                while (passed < days) {
                    walked = walked.addDays(1);
                    unknown = unknown || !calendar.isKnown(walked.year());
                    passed += calendar.isWorkingDay(walked) ? 1 : 0;
                }
                QCOMPARE(calendar.addWorkingDays(received, days).value(), (Due{walked, unknown}));
            }
        }
    }

    void beyondTheTableIsProvisional()
    {
        const WorkingDays calendar = shipped();
        const Due due = calendar.addWorkingDays(QDate(2026, 12, 30), 3).value();
        QCOMPARE(due, (Due{QDate(2027, 1, 4), true}));
        QCOMPARE(calendar.addWorkingDays(QDate(2026, 12, 30), 1).value(), (Due{QDate(2026, 12, 31), false}));
        QCOMPARE(calendar.addWorkingDays(QDate(2030, 1, 4), 5).value(), (Due{QDate(2030, 1, 11), true}));
        QCOMPARE(calendar.addWorkingDays(QDate(2020, 1, 3), 5).value(), (Due{QDate(2020, 1, 10), true}));
    }

    void aYearMissingBetweenIsProvisional()
    {
        const auto calendar = WorkingDays::fromJson(
            R"({"years":{"2024":{"off":["01-01"],"madeUp":[]},"2026":{"off":["01-01"],"madeUp":[]}}})");
        QVERIFY(calendar.has_value());
        QVERIFY(!calendar->addWorkingDays(QDate(2024, 3, 1), 5)->provisional);
        QVERIFY(calendar->addWorkingDays(QDate(2024, 12, 30), 5)->provisional);
        QVERIFY(calendar->isWorkingDay(QDate(2025, 1, 1)));
        QVERIFY(!calendar->isWorkingDay(QDate(2026, 1, 1)));
    }

    void theDayOfReceiptIsASetting()
    {
        const WorkingDays calendar = shipped();
        const QDate monday(2026, 11, 23);
        QCOMPARE(calendar.addWorkingDays(monday, 5).value().date, QDate(2026, 11, 30));
        QCOMPARE(calendar.addWorkingDays(monday, 5, ReceiptDay::Counted).value().date, QDate(2026, 11, 27));
        QCOMPARE(calendar.addWorkingDays(monday, 0).value(), (Due{monday, false}));
        QCOMPARE(calendar.addWorkingDays(QDate(2026, 11, 22), 1, ReceiptDay::Counted).value().date, monday);
    }

    void whatCannotBeIsRefused()
    {
        const WorkingDays calendar = shipped();
        QCOMPARE(calendar.addWorkingDays(QDate(2026, 11, 23), -1).error().fault, Fault::BadArgument);
        QCOMPARE(calendar.addWorkingDays(QDate(), 1).error().fault, Fault::BadArgument);
        QCOMPARE(calendar.addWorkingDays(QDate(2026, 2, 30), 1).error().fault, Fault::BadArgument);
        QCOMPARE(calendar.addWorkingDays(QDate(2026, 11, 23), WorkingDays::longestPeriod + 1).error().fault,
                 Fault::BadArgument);
        QVERIFY(calendar.addWorkingDays(QDate(2026, 11, 23), WorkingDays::longestPeriod).has_value());
        QCOMPARE(calendar.workingDaysBetween(QDate(), QDate(2026, 1, 1)).error().fault, Fault::BadArgument);
        QCOMPARE(calendar.workingDaysBetween(QDate(2026, 1, 1), QDate()).error().fault, Fault::BadArgument);
    }

    void malformedTablesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("<html>");
        QTest::newRow("cut") << shippedBytes().chopped(40);
        QTest::newRow("no years") << QByteArray("{}");
        QTest::newRow("no year") << QByteArray(R"({"years":{}})");
        QTest::newRow("year is text") << QByteArray(R"({"years":{"next":{"off":[],"madeUp":[]}}})");
        QTest::newRow("year far away") << QByteArray(R"({"years":{"9999":{"off":[],"madeUp":[]}}})");
        QTest::newRow("no list") << QByteArray(R"({"years":{"2026":{"off":"01-01","madeUp":[]}}})");
        QTest::newRow("no made-up list") << QByteArray(R"({"years":{"2026":{"off":[]}}})");
        QTest::newRow("no such day") << QByteArray(R"({"years":{"2026":{"off":["02-29"],"madeUp":[]}}})");
        QTest::newRow("turned range") << QByteArray(R"({"years":{"2026":{"off":["01-03..01-01"],"madeUp":[]}}})");
        QTest::newRow("three ends") << QByteArray(R"({"years":{"2026":{"off":["01-01..01-02..01-03"],"madeUp":[]}}})");
        QTest::newRow("number") << QByteArray(R"({"years":{"2026":{"off":[101],"madeUp":[]}}})");
        QTest::newRow("both") << QByteArray(R"({"years":{"2026":{"off":["01-01..01-04"],"madeUp":["01-04"]}}})");
        QTest::newRow("wrong total") << QByteArray(
            R"({"years":{"2026":{"off":["01-01"],"madeUp":[],"workingDays":248}}})");
    }

    void malformedTablesAreRefused()
    {
        QFETCH(QByteArray, json);
        const auto calendar = WorkingDays::fromJson(json);
        QVERIFY(!calendar.has_value());
        QCOMPARE(calendar.error().fault, Fault::ConfigMalformed);
    }

    void aTableOverTheLimitIsRefused()
    {
        QCOMPARE(WorkingDays::fromJson(QByteArray(2 * 1024 * 1024, ' ')).error().fault, Fault::TooLarge);
    }
};

QTEST_GUILESS_MAIN(CalendarTest)
#include "tst_calendar.moc"
