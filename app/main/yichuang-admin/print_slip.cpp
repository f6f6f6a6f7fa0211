// SPDX-License-Identifier: Apache-2.0
#include "app/base/when_done.h"
#include "app/devices/hosted_slip_printer.h"
#include "app/main/yichuang-admin/command.h"

#include <QDateTime>

namespace yichuang
{
namespace
{

/// A slip that shows what a printer can do: sizes, Chinese, the yen sign, a character outside GBK, a QR.
Slip testSlip(const QString &to)
{
    using Kind = SlipLine::Kind;
    const QString now = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    return Slip{{{Kind::Text, QStringLiteral("测试小票"), 2, true, true},
                 {Kind::Rule, {}, 1, false, false},
                 {Kind::Text, QStringLiteral("中文：石家庄市政务服务大厅"), 1, false, false},
                 {Kind::Text, QStringLiteral("ASCII: 0123456789 ABC abc"), 1, false, false},
                 {Kind::Text, QStringLiteral("金额：¥12.00"), 1, true, false},
                 {Kind::Text, QStringLiteral("生僻字：𬱖"), 1, false, false},
                 {Kind::Text, now, 1, false, false},
                 {Kind::Text, to, 1, false, false},
                 {Kind::Rule, {}, 1, false, false},
                 {Kind::Code, QStringLiteral("YICHUANG TEST SLIP"), 1, false, true}},
                true};
}

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
        whenDone(m_printer->print(testSlip(to)), this, [this, to](const Result<Done> &done) {
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
