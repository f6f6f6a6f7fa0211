// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/identifier.h"
#include "app/main/yichuang-admin/command.h"

#include <QDate>
#include <QFile>
#include <QJsonArray>

namespace yichuang
{
namespace
{

class Identify final : public Command
{
public:
    using Command::Command;

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(QStringLiteral("TEXT"), QStringLiteral("Identifiers."), QStringLiteral("TEXT..."));
    }

    QString begin(const QCommandLineParser &parser) override
    {
        const QStringList texts = parser.positionalArguments();
        if (texts.isEmpty())
            return QStringLiteral("identify needs at least one TEXT");
        const Regions regions = Regions::fromTsv(resource("/regions/region-codes-1980-2020.tsv")).value_or(Regions());
        const MatterCodeRules codes =
            MatterCodeRules::fromJson(resource("/codes/matter-codes.json")).value_or(MatterCodeRules());
        bool allValid = true;
        for (const QString &text : texts) {
            const Verdict verdict = identify(text, QDate::currentDate(), regions, codes);
            allValid = allValid && verdict.valid;
            show(verdict);
        }
        finish(allValid ? ExitCode::Ok : ExitCode::Failed);
        return {};
    }

private:
    /// Empty where the file cannot be read: identifiers are checked without it.
    [[nodiscard]] QByteArray resource(const char *name) const
    {
        QFile file(places().resources + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    [[nodiscard]] static QString inWords(const Verdict &verdict)
    {
        QString words = QStringLiteral("%1: %2, ").arg(verdict.text, identifierKindName(verdict.kind));
        if (verdict.valid) {
            words += QStringLiteral("valid");
        } else {
            words += QStringLiteral("not valid: %1 is %2").arg(verdict.rule, verdict.found);
            if (!verdict.expected.isEmpty())
                words += QStringLiteral(", expected %1").arg(verdict.expected);
            if (verdict.position > 0)
                words += QStringLiteral(" (at %1)").arg(verdict.position);
        }
        for (const auto &[name, value] : verdict.parts)
            words += QStringLiteral("\n  %1: %2").arg(name, value);
        for (const QString &remark : verdict.remarks)
            words += QStringLiteral("\n  remark: %1").arg(remark);
        if (!verdict.suggestion.isEmpty())
            words += QStringLiteral("\n  perhaps meant: %1").arg(verdict.suggestion);
        return words;
    }

    void show(const Verdict &verdict) const
    {
        QJsonObject parts;
        for (const auto &[name, value] : verdict.parts)
            parts.insert(name, value);
        output().line(QJsonObject{{QStringLiteral("text"), verdict.text},
                                  {QStringLiteral("kind"), identifierKindName(verdict.kind)},
                                  {QStringLiteral("parts"), parts},
                                  {QStringLiteral("valid"), verdict.valid},
                                  {QStringLiteral("reason"), verdict.rule},
                                  {QStringLiteral("expected"), verdict.expected},
                                  {QStringLiteral("found"), verdict.found},
                                  {QStringLiteral("position"), verdict.position},
                                  {QStringLiteral("normalised"), verdict.normalised},
                                  {QStringLiteral("remarks"), QJsonArray::fromStringList(verdict.remarks)},
                                  {QStringLiteral("suggestion"), verdict.suggestion}},
                      inWords(verdict));
    }
};

} // namespace

std::unique_ptr<Command> makeIdentify(Output output, const Places &places)
{
    return std::make_unique<Identify>(output, places);
}

} // namespace yichuang
