// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/check_report.h"
#include "app/domain/identifiers/identifier.h"
#include "app/domain/matter.h"
#include "app/domain/paper.h"

namespace yichuang::check
{
namespace
{

void checkCode(const QJsonObject &matter, const QString &pointer, Report &report)
{
    const QString code = textOf(matter, "code");
    const QString here = at(pointer, QStringLiteral("code"));
    const Verdict verdict = checkMatterCode(code);
    if (verdict.normalised != code || !verdict.valid) {
        report.fault(here,
                     verdict.rule == QStringLiteral("length") ? QStringLiteral("codeLength")
                                                              : QStringLiteral("codeCharacter"),
                     verdict.valid ? code : verdict.found, verdict.valid ? verdict.normalised : verdict.expected);
        return;
    }
    const Verdict organ = checkCreditCode(code.left(18));
    if (!organ.valid)
        report.fault(here, QStringLiteral("codeCheckCharacter"), organ.found, organ.expected);
    const auto level = administrativeLevels().indexOf(textOf(matter, "level"));
    if (level >= 0 && code.at(18) != QLatin1Char(static_cast<char>('1' + level)))
        report.fault(here, QStringLiteral("codeLevel"), QString(code.at(18)), QString::number(level + 1));
}

void checkLevels(const QJsonObject &matter, const QString &pointer, Report &report)
{
    const QStringList &levels = administrativeLevels();
    const QString all = levels.join(QLatin1Char(' '));
    const QString level = textOf(matter, "level");
    const auto rank = levels.indexOf(level);
    if (rank < 0)
        report.fault(at(pointer, QStringLiteral("level")), QStringLiteral("unknownLevel"), level, all);
    const QJsonArray delegated = matter.value(QStringLiteral("delegatedTo")).toArray();
    for (qsizetype i = 0; i < delegated.size(); ++i) {
        const QString to = delegated.at(i).toString();
        const QString here = at(at(pointer, QStringLiteral("delegatedTo")), i);
        const auto toRank = levels.indexOf(to);
        if (toRank < 0)
            report.fault(here, QStringLiteral("unknownLevel"), to, all);
        else if (rank >= 0 && toRank <= rank)
            report.fault(here, QStringLiteral("delegatedUpwards"), to, level);
    }
}

void checkTimes(const QJsonObject &matter, const QString &pointer, Report &report)
{
    const int promised = matter.value(QStringLiteral("promisedDays")).toInt();
    const int statutory = matter.value(QStringLiteral("statutoryDays")).toInt();
    const QString here = at(pointer, QStringLiteral("promisedDays"));
    if (promised > statutory) {
        report.fault(here, QStringLiteral("promisedOverStatutory"), QString::number(promised),
                     QString::number(statutory));
    }
    if (textOf(matter, "mode") == QStringLiteral("promised") && promised < 1)
        report.fault(here, QStringLiteral("promisedMissing"), QString::number(promised), QStringLiteral("1"));
}

void checkMaterials(const QJsonObject &matter, const QString &pointer, const Options &options, QSet<QString> &used,
                    Report &report)
{
    const QJsonArray materials = matter.value(QStringLiteral("materials")).toArray();
    QSet<QString> ids;
    for (qsizetype i = 0; i < materials.size(); ++i) {
        const QJsonObject material = materials.at(i).toObject();
        const QString here = at(at(pointer, QStringLiteral("materials")), i);
        const QString id = textOf(material, "id");
        if (ids.contains(id))
            report.fault(at(here, QStringLiteral("id")), QStringLiteral("duplicateId"), id);
        ids.insert(id);
        checkCondition(material.value(QStringLiteral("when")), at(here, QStringLiteral("when")), options, used, report);
        const bool tolerable = material.value(QStringLiteral("tolerable")).toBool();
        const int days = material.value(QStringLiteral("toleranceDays")).toInt();
        if (tolerable && days < 1)
            report.fault(at(here, QStringLiteral("tolerable")), QStringLiteral("toleranceWithoutDays"),
                         QString::number(days), QStringLiteral("1"));
        if (!tolerable && days > 0)
            report.fault(at(here, QStringLiteral("toleranceDays")), QStringLiteral("daysWithoutTolerance"),
                         QString::number(days), QStringLiteral("0"));
    }
}

void checkPapers(const QJsonObject &matter, const QString &pointer, Report &report)
{
    const QJsonArray papers = matter.value(QStringLiteral("papers")).toArray();
    QSet<QString> names;
    for (qsizetype i = 0; i < papers.size(); ++i) {
        const QString name = textOf(papers.at(i).toObject(), "paper");
        const QString here = at(at(at(pointer, QStringLiteral("papers")), i), QStringLiteral("paper"));
        if (!paperNamed(name))
            report.fault(here, QStringLiteral("unknownPaper"), name);
        else if (names.contains(name))
            report.fault(here, QStringLiteral("duplicateId"), name);
        names.insert(name);
    }
}

} // namespace

void checkMatter(const QJsonObject &matter, const QString &pointer, Report &report)
{
    const qsizetype before = report.faultCount();
    checkCode(matter, pointer, report);
    checkLevels(matter, pointer, report);
    checkTimes(matter, pointer, report);
    const Options options = checkSituations(matter, pointer, report);
    QSet<QString> used;
    checkMaterials(matter, pointer, options, used, report);
    const QJsonArray situations = matter.value(QStringLiteral("situations")).toArray();
    for (qsizetype i = 0; i < situations.size(); ++i) {
        const QString id = textOf(situations.at(i).toObject(), "id");
        if (!used.contains(id))
            report.remark(at(at(pointer, QStringLiteral("situations")), i), QStringLiteral("situationUnused"), id);
    }
    checkForm(matter, pointer, report);
    checkPapers(matter, pointer, report);
    const QString day = textOf(matter, "validFrom");
    if (!day.isEmpty() && !QDate::fromString(day, Qt::ISODate).isValid())
        report.fault(at(pointer, QStringLiteral("validFrom")), QStringLiteral("schema"), day,
                     QStringLiteral("a day of the calendar, yyyy-MM-dd"));
    // What the window itself would refuse must never pass here, whichever rule it is.
    const auto read = matterFromJson(matter);
    if (!read && report.faultCount() == before)
        report.fault(pointer, QStringLiteral("schema"), {}, read.error().detail);
}

} // namespace yichuang::check
