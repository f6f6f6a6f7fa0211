// SPDX-License-Identifier: Apache-2.0
#include "app/base/json.h"
#include "app/domain/catalogue/catalogue_check.h"
#include "app/domain/matter.h"
#include "app/main/yichuang-admin/command.h"

#include <QFile>

namespace yichuang
{
namespace
{

constexpr qint64 largestFile = 64LL * 1024 * 1024;

/// What each rule asks for; %1 is what was found, %2 what was expected.
struct RuleRow {
    const char *rule;
    const char *words;
};

const RuleRow ruleRows[] = {
    {"json", "this is not JSON: %1"},
    {"repeatedMember", "the object has this member twice; a reader keeps only one"},
    {"schema", "the schema is broken: %2"},
    {"duplicateCode", "the code %1 is there twice"},
    {"duplicateId", "%1 is there twice"},
    {"codeLength", "an implementation code has %2 characters, this has %1"},
    {"codeCharacter", "the code may have %2, not %1"},
    {"codeCheckCharacter", "the credit code within the code fails its check: %1, expected %2"},
    {"codeLevel", "the 19th character tells the level: %1, expected %2"},
    {"unknownLevel", "%1 is no level; known are %2"},
    {"delegatedUpwards", "%1 is not below %2: a matter is delegated downwards"},
    {"promisedOverStatutory", "%1 days are promised, the law allows %2"},
    {"promisedMissing", "a promised matter promises at least one day"},
    {"unknownSituation", "no situation is called %1; known are %2"},
    {"unknownOption", "the situation has no option %1; known are %2"},
    {"neverSatisfied", "nothing can ever satisfy this (%1; %2)"},
    {"alwaysSatisfied", "every option of %1 is named: the condition always holds"},
    {"situationUnused", "no material depends on the situation %1"},
    {"toleranceWithoutDays", "a material that may follow later needs toleranceDays"},
    {"daysWithoutTolerance", "toleranceDays %1 on a material that may not follow later"},
    {"formSchema", "this is no JSON Schema: %1"},
    {"requiredWithoutProperty", "the required field %1 has no property"},
    {"unknownField", "the form has no field %1"},
    {"fieldTwice", "the field %1 is laid out twice"},
    {"notLaidOut", "the field %1 is not laid out; it comes last"},
    {"unknownPrefill", "nothing is called %1; known are %2"},
    {"unknownPaper", "%1 is no paper"},
    {"unknownMatter", "this catalogue has no matter %1"},
    {"sharedOnce", "fewer than two of the matters have %1: there is nothing to share"},
    {"sharedDiffers", "%1 asks for something else than %2: what is shared must be the same"},
};

QString wordsOf(const CatalogueFault &fault)
{
    for (const RuleRow &row : ruleRows) {
        if (fault.rule == QLatin1String(row.rule)) {
            QString words = QString::fromLatin1(row.words);
            return words.replace(QStringLiteral("%1"), fault.found).replace(QStringLiteral("%2"), fault.expected);
        }
    }
    return fault.rule;
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return failure(Fault::FileUnreadable, QStringLiteral("admin.catalogue"), path);
    return file.readAll();
}

class CatalogueCommand final : public Command
{
public:
    using Command::Command;

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(QStringLiteral("check"), QStringLiteral("Tells every fault with its place."));
        parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("The catalogue; its parts are read too."));
        parser.addOption({QStringLiteral("schema"), QStringLiteral("Schema to use in place of the installed one."),
                          QStringLiteral("FILE")});
    }

    QString begin(const QCommandLineParser &parser) override
    {
        const QStringList arguments = parser.positionalArguments();
        if (arguments.size() != 2 || arguments.first() != QStringLiteral("check"))
            return QStringLiteral("catalogue needs: check FILE");
        const QString schemaPath = parser.isSet(QStringLiteral("schema"))
                                       ? parser.value(QStringLiteral("schema"))
                                       : places().resources + QStringLiteral("/catalogue/catalogue.schema.json");
        const auto schema = contentOf(schemaPath)
                                .and_then([](const QByteArray &bytes) { return parseJsonObject(bytes); })
                                .and_then([](const QJsonObject &json) { return JsonSchema::compile(json); });
        if (!schema) {
            finish(Reason{Fault::ConfigMissing, QStringLiteral("admin.catalogue"), schemaPath});
            return {};
        }
        const auto texts = catalogueTexts(arguments.at(1), contentOf);
        if (!texts) {
            finish(texts.error());
            return {};
        }
        finish(report(arguments.at(1), *texts, checkCatalogue(*texts, *schema)));
        return {};
    }

private:
    [[nodiscard]] ExitCode report(const QString &file, const QList<CatalogueText> &texts,
                                  const QList<CatalogueFault> &faults) const
    {
        int remarks = 0;
        for (const CatalogueFault &fault : faults) {
            remarks += fault.remark ? 1 : 0;
            const QString words = wordsOf(fault);
            output().line(
                QJsonObject{{QStringLiteral("file"), fault.file},
                            {QStringLiteral("line"), fault.place.line},
                            {QStringLiteral("column"), fault.place.column},
                            {QStringLiteral("pointer"), fault.pointer},
                            {QStringLiteral("rule"), fault.rule},
                            {QStringLiteral("found"), fault.found},
                            {QStringLiteral("expected"), fault.expected},
                            {QStringLiteral("remark"), fault.remark},
                            {QStringLiteral("reason"), words}},
                QStringLiteral("%1:%2:%3: %4%5 [%6] %7")
                    .arg(fault.file)
                    .arg(fault.place.line)
                    .arg(fault.place.column)
                    .arg(fault.remark ? QStringLiteral("remark: ") : QString(), words, fault.rule, fault.pointer));
        }
        const auto catalogue = joinedCatalogue(texts).and_then(catalogueFromJson);
        const bool usable = isUsable(faults) && catalogue.has_value();
        const auto matters = catalogue ? catalogue->matters.size() : 0;
        const auto oneThings = catalogue ? catalogue->oneThings.size() : 0;
        const auto count = faults.size() - remarks;
        output().line(QJsonObject{{QStringLiteral("file"), file},
                                  {QStringLiteral("version"), catalogue ? catalogue->version : QString()},
                                  {QStringLiteral("matters"), matters},
                                  {QStringLiteral("oneThings"), oneThings},
                                  {QStringLiteral("faults"), count},
                                  {QStringLiteral("remarks"), remarks},
                                  {QStringLiteral("usable"), usable}},
                      usable
                          ? QStringLiteral("%1: usable, %2 matters, %3 remarks").arg(file).arg(matters).arg(remarks)
                          : QStringLiteral("%1: not usable, %2 faults, %3 remarks").arg(file).arg(count).arg(remarks));
        return usable ? ExitCode::Ok : ExitCode::Failed;
    }
};

} // namespace

std::unique_ptr<Command> makeCatalogue(Output output, const Places &places)
{
    return std::make_unique<CatalogueCommand>(output, places);
}

} // namespace yichuang
