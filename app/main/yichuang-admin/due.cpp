// SPDX-License-Identifier: Apache-2.0
#include "app/domain/calendar/working_days.h"
#include "app/main/yichuang-admin/command.h"

#include <QDate>
#include <QFile>

namespace yichuang
{
namespace
{

class DueCommand final : public Command
{
public:
    using Command::Command;

    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption(
            {QStringLiteral("received"), QStringLiteral("Day of receipt, as 2026-09-28."), QStringLiteral("DATE")});
        parser.addOption({QStringLiteral("days"), QStringLiteral("Working days of the limit."), QStringLiteral("N")});
        parser.addOption({QStringLiteral("calendar"), QStringLiteral("Calendar to use in place of the installed one."),
                          QStringLiteral("FILE")});
    }

    QString begin(const QCommandLineParser &parser) override
    {
        const QDate received = QDate::fromString(parser.value(QStringLiteral("received")), Qt::ISODate);
        bool isNumber = false;
        const int days = parser.value(QStringLiteral("days")).toInt(&isNumber);
        if (!received.isValid() || !isNumber || days < 0 || !parser.positionalArguments().isEmpty())
            return QStringLiteral("due needs --received DATE and --days N");
        const QString path = parser.isSet(QStringLiteral("calendar"))
                                 ? parser.value(QStringLiteral("calendar"))
                                 : places().resources + QStringLiteral("/calendar/china-working-days.json");
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            finish(Reason{Fault::ConfigMissing, QStringLiteral("admin.due"), path});
            return {};
        }
        const Result<Due> due = WorkingDays::fromJson(file.readAll()).and_then([&](const WorkingDays &calendar) {
            return calendar.addWorkingDays(received, days);
        });
        if (!due) {
            finish(due.error());
            return {};
        }
        const QString day = due->date.toString(Qt::ISODate);
        output().line(QJsonObject{{QStringLiteral("due"), day}, {QStringLiteral("provisional"), due->provisional}},
                      due->provisional ? day + QStringLiteral(" (provisional)") : day);
        finish(ExitCode::Ok);
        return {};
    }
};

} // namespace

std::unique_ptr<Command> makeDue(Output output, const Places &places)
{
    return std::make_unique<DueCommand>(output, places);
}

} // namespace yichuang
