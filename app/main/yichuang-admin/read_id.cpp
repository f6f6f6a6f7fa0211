// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_id_reader.h"
#include "app/main/yichuang-admin/command.h"

namespace yichuang
{
namespace
{

class ReadId final : public Command
{
public:
    using Command::Command;

    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({QStringLiteral("port"), QStringLiteral("Serial port of the reader."), QStringLiteral("DEV")});
        parser.addOption({QStringLiteral("baud"), QStringLiteral("Speed of the port."), QStringLiteral("BAUD"),
                          QStringLiteral("115200")});
        parser.addOption({QStringLiteral("timeout"), QStringLiteral("Seconds to wait for a card."),
                          QStringLiteral("SECONDS"), QStringLiteral("30")});
    }

    QString begin(const QCommandLineParser &parser) override
    {
        bool baudFits = false;
        bool timeoutFits = false;
        const int baud = parser.value(QStringLiteral("baud")).toInt(&baudFits);
        const int seconds = parser.value(QStringLiteral("timeout")).toInt(&timeoutFits);
        if (!parser.isSet(QStringLiteral("port")) || !parser.positionalArguments().isEmpty())
            return QStringLiteral("read-id needs --port DEV");
        if (!baudFits || baud <= 0 || !timeoutFits || seconds < 1 || seconds > 3600)
            return QStringLiteral("--baud or --timeout is not a number that fits");
        const QString port = parser.value(QStringLiteral("port"));
        m_reader = std::make_unique<HostedIdReader>(
            launch(QStringLiteral("samv"), {{QStringLiteral("port"), port}, {QStringLiteral("baud"), baud}}));
        connect(m_reader.get(), &IdReader::cardRead, this, &ReadId::show);
        connect(m_reader.get(), &IdReader::faulted, this,
                [this](const Reason &reason) { end([&] { finish(reason); }); });
        m_limit.setSingleShot(true);
        connect(&m_limit, &QTimer::timeout, this,
                [this] { end([this] { finish(Reason{Fault::ReaderNoCard, QStringLiteral("admin.readId"), {}}); }); });
        m_limit.start(seconds * 1000);
        m_reader->start();
        return {};
    }

private:
    void show(const IdCard &card)
    {
        const QJsonObject json = toJson(card);
        QStringList lines;
        for (const char *key :
             {"kind", "name", "sex", "ethnicity", "birth", "address", "number", "authority", "from", "to"})
            lines.append(QLatin1String(key) + QStringLiteral(": ") + json.value(QLatin1String(key)).toString());
        end([&] {
            output().line(json, lines.join(u'\n'));
            finish(ExitCode::Ok);
        });
    }
    template <typename Act>
    void end(Act act)
    {
        if (std::exchange(m_ended, true))
            return;
        m_limit.stop();
        act();
    }

    std::unique_ptr<HostedIdReader> m_reader;
    QTimer m_limit;
    bool m_ended = false;
};

} // namespace

std::unique_ptr<Command> makeReadId(Output output, const Places &places)
{
    return std::make_unique<ReadId>(output, places);
}

} // namespace yichuang
