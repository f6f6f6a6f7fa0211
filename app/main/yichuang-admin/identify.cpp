// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/identifier.h"
#include "app/main/yichuang-admin/command.h"

#include <QDate>
#include <QFile>

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
        const Regions regions = readRegions();
        bool allValid = true;
        for (const QString &text : texts) {
            const Verdict verdict = identify(text, QDate::currentDate(), regions);
            allValid = allValid && verdict.valid;
            show(verdict);
        }
        finish(allValid ? ExitCode::Ok : ExitCode::Failed);
        return {};
    }

private:
    [[nodiscard]] Regions readRegions() const
    {
        QFile file(places().resources + QStringLiteral("/regions/region-codes-1980-2020.tsv"));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return Regions::fromTsv(file.readAll()).value_or(Regions());
    }

    void show(const Verdict &verdict) const
    {
        const QString kind = identifierKindName(verdict.kind);
        const QString people =
            verdict.valid
                ? QStringLiteral("%1: %2, valid").arg(verdict.text, kind)
                : QStringLiteral("%1: %2, not valid: %3 %4").arg(verdict.text, kind, verdict.rule, verdict.expected);
        output().line(QJsonObject{{QStringLiteral("text"), verdict.text},
                                  {QStringLiteral("kind"), kind},
                                  {QStringLiteral("valid"), verdict.valid},
                                  {QStringLiteral("reason"), verdict.rule},
                                  {QStringLiteral("expected"), verdict.expected}},
                      people.trimmed());
    }
};

} // namespace

std::unique_ptr<Command> makeIdentify(Output output, const Places &places)
{
    return std::make_unique<Identify>(output, places);
}

} // namespace yichuang
