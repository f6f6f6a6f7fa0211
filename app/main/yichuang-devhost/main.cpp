// SPDX-License-Identifier: Apache-2.0
#include "app/base/log.h"
#include "app/main/yichuang-devhost/device_host.h"
#include "app/main/yichuang-devhost/host_channel.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QTimer>

namespace yichuang
{
namespace
{

constexpr int beatMs = 1'000;

/// Ties the channel to the host: the first message opens the device, the following are calls.
class Conversation final : public QObject
{
public:
    Conversation(QString kind, QString driver, DriverShelf shelf)
        : m_kind(std::move(kind)),
          m_driver(std::move(driver)),
          m_shelf(std::move(shelf))
    {
        connect(&m_channel, &HostChannel::received, this, &Conversation::take);
        connect(&m_channel, &HostChannel::closed, this, [this] {
            m_host.reset();
            QCoreApplication::exit(0);
        });
        connect(&m_beat, &QTimer::timeout, this, [this] { send("beat", {}); });
        m_channel.open();
    }

private:
    void take(const WireMessage &message)
    {
        const QString type = message.json.value(QLatin1String("type")).toString();
        if (type == QLatin1String("open") && !m_host)
            open(message.json.value(QLatin1String("settings")).toObject(),
                 message.json.value(QLatin1String("trace")).toBool());
        else if (type == QLatin1String("call") && m_host)
            answer(message);
    }

    void open(const QJsonObject &settings, bool traces)
    {
        Result<std::unique_ptr<DeviceHost>> host = makeHost(m_kind, m_driver, m_shelf, settings);
        if (!host) {
            send("refused", QJsonObject{{QStringLiteral("reason"), toJson(host.error())}});
            return;
        }
        m_host = std::move(*host);
        connect(m_host.get(), &DeviceHost::event, this, [this](const QString &name, const WireMessage &message) {
            QJsonObject json = message.json;
            json.insert(QStringLiteral("event"), name);
            send("event", json, message.binary);
        });
        if (traces)
            m_host->trace();
        send("ready", {});
        m_beat.start(beatMs);
    }

    void answer(const WireMessage &message)
    {
        const qint64 id = message.json.value(QLatin1String("id")).toInteger();
        m_host->call(message.json.value(QLatin1String("name")).toString(),
                     message.json.value(QLatin1String("args")).toObject(), message.binary,
                     [this, id](const Result<WireMessage> &result) {
                         if (id == 0) // nobody waits for it
                             return;
                         QJsonObject json{{QStringLiteral("id"), id}};
                         if (result)
                             json.insert(QStringLiteral("value"), result->json);
                         else
                             json.insert(QStringLiteral("reason"), toJson(result.error()));
                         send("reply", json, result ? result->binary : QByteArray());
                     });
    }

    void send(const char *type, QJsonObject json, const QByteArray &binary = {})
    {
        json.insert(QStringLiteral("type"), QString::fromLatin1(type));
        m_channel.send(WireMessage{json, binary});
    }

    QString m_kind;
    QString m_driver;
    DriverShelf m_shelf;
    HostChannel m_channel;
    QTimer m_beat;
    std::unique_ptr<DeviceHost> m_host;
};

} // namespace
} // namespace yichuang

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("yichuang-devhost"));
    QCoreApplication::setApplicationVersion(QStringLiteral(YICHUANG_VERSION));
    yichuang::installLog();

    const QCommandLineOption kind(QStringLiteral("kind"), QStringLiteral("Kind of device."), QStringLiteral("KIND"));
    const QCommandLineOption driver(QStringLiteral("driver"), QStringLiteral("Name of the driver."),
                                    QStringLiteral("NAME"));
    const QCommandLineOption plugins(QStringLiteral("plugins"), QStringLiteral("Folder of the drivers."),
                                     QStringLiteral("DIR"));
    const QCommandLineOption site(QStringLiteral("site-plugins"), QStringLiteral("Folder of the hall's own drivers."),
                                  QStringLiteral("DIR"));
    const QCommandLineOption allowList(QStringLiteral("allow-list"),
                                       QStringLiteral("Which of the hall's own drivers may be loaded."),
                                       QStringLiteral("FILE"));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Runs one driver for a Yichuang window, spoken to over standard input and output."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({kind, driver, plugins, site, allowList});
    parser.process(application);
    if (!parser.isSet(kind) || !parser.isSet(driver))
        parser.showHelp(2);

    yichuang::Conversation conversation(parser.value(kind), parser.value(driver),
                                        {parser.value(plugins), parser.value(site), parser.value(allowList)});
    return QGuiApplication::exec();
}
