// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/matter_code_rules.h"

#include "app/domain/identifiers/identifier.h"

#include <QFile>
#include <QTest>

using namespace yichuang;

namespace
{

const QString real = QStringLiteral("12441500196720244T3442199806003");

/// JSON written with single quotes.
QByteArray quoted(const char *json)
{
    return QByteArray(json).replace('\'', '"');
}

MatterCodeRules shipped()
{
    QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/resources/codes/matter-codes.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no rules");
    return MatterCodeRules::fromJson(file.readAll()).value();
}

} // namespace

class MatterCodeRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatDoesNotFitIsRemarkedNotRefused()
    {
        const MatterCodeRules rules = shipped();
        QCOMPARE(checkMatterCode(real, rules).remarks, QStringList());
        QString unusual = real;
        unusual[18] = u'9';
        const Verdict verdict = checkMatterCode(unusual, rules);
        QVERIFY(verdict.valid);
        QCOMPARE(verdict.remarks, QStringList{QStringLiteral("levelUnusual")});
        QCOMPARE(checkMatterCode(unusual).remarks, QStringList());
        QCOMPARE(identify(real + QStringLiteral("A1"), QDate(2026, 11, 23), {}, rules).remarks,
                 QStringList{QStringLiteral("itemUnusual")});
    }

    void aProvincesRuleIsItsOwn()
    {
        const auto rules = MatterCodeRules::fromJson(quoted(
            "{'rules': [{'province': '44', 'part': 'basicCode', 'pattern': '[5-9].*', 'remark': 'oldSeries'}]}"));
        QVERIFY(rules.has_value());
        QCOMPARE(rules->remarksOn(real), QStringList{QStringLiteral("oldSeries")});
        QString elsewhere = real;
        elsewhere.replace(2, 2, QStringLiteral("13"));
        QCOMPARE(rules->remarksOn(elsewhere), QStringList());
        QCOMPARE(rules->remarksOn(u"short"), QStringList());
    }

    void faultsAreNamedWithTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const char *json, const char *place) {
            QTest::newRow(name) << quoted(json) << QString::fromLatin1(place);
        };
        row("no JSON", "rules", "file: ");
        row("no list", "{}", "rules: ");
        row("no object", "{'rules': [7]}", "rules[0]: ");
        row("unknown key", "{'rules': [{'provinz': '13'}]}", "rules[0]: unknown key provinz");
        row("province", "{'rules': [{'province': '99', 'part': 'level', 'pattern': '1', 'remark': 'odd'}]}",
            "rules[0].province: ");
        row("part", "{'rules': [{'province': '*', 'part': 'tail', 'pattern': '1', 'remark': 'odd'}]}",
            "rules[0].part: ");
        row("pattern", "{'rules': [{'province': '*', 'part': 'level', 'pattern': '[', 'remark': 'odd'}]}",
            "rules[0].pattern: ");
        row("remark", "{'rules': [{'province': '*', 'part': 'level', 'pattern': '1', 'remark': 'Too odd'}]}",
            "rules[0].remark: ");
    }

    void faultsAreNamedWithTheirPlace()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        const auto rules = MatterCodeRules::fromJson(json);
        QVERIFY(!rules.has_value());
        QCOMPARE(rules.error().fault, Fault::ConfigMalformed);
        QVERIFY2(rules.error().detail.startsWith(place), qPrintable(rules.error().detail));
    }
};

QTEST_GUILESS_MAIN(MatterCodeRulesTest)
#include "tst_matter_code_rules.moc"
