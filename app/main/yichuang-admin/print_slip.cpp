// SPDX-License-Identifier: Apache-2.0
#include "app/base/when_done.h"
#include "app/devices/hosted_slip_printer.h"
#include "app/devices/test_slip.h"
#include "app/main/yichuang-admin/command.h"

#include <QDateTime>

namespace yichuang
{
namespace
{

class PrintSlip final : public Command
{
public:
    using Command::Command;

    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({QStringLiteral("to"),
                          QStringLiteral("tcp://HOST:PORT, serial:///dev/ttyS0?baud=9600, or a device file."),
                          QStringLiteral("ADDRESS")});
        parser.addOption({QStringLiteral("profile"), QStringLiteral("The printer's profile."), QStringLiteral("NAME"),
                          QStringLiteral("generic-80mm")});
    }

    QString begin(const QCommandLineParser &parser) override
    {
        const QString to = parser.value(QStringLiteral("to"));
        if (to.isEmpty() || !parser.positionalArguments().isEmpty())
            return QStringLiteral("print-slip needs --to ADDRESS");
        m_printer = std::make_unique<HostedSlipPrinter>(
            launch(QStringLiteral("escpos"),
                   {{QStringLiteral("to"), to}, {QStringLiteral("profile"), parser.value(QStringLiteral("profile"))}}));
        const QString now = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        whenDone(m_printer->print(testSlip({now, to})), this, [this, to](const Result<Done> &done) {
            if (!done) {
                finish(done.error());
                return;
            }
            output().line(QJsonObject{{QStringLiteral("to"), to}, {QStringLiteral("printed"), true}},
                          QStringLiteral("printed to %1").arg(to));
            finish(ExitCode::Ok);
        });
        return {};
    }

private:
    std::unique_ptr<HostedSlipPrinter> m_printer;
};

} // namespace

std::unique_ptr<Command> makePrintSlip(Output output, const Places &places)
{
    return std::make_unique<PrintSlip>(output, places);
}

} // namespace yichuang
