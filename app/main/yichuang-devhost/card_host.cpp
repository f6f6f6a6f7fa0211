// SPDX-License-Identifier: Apache-2.0
#include "app/base/when_done.h"
#include "app/devices/wire_values.h"
#include "app/main/yichuang-devhost/device_host.h"

namespace yichuang
{
namespace
{

class CardReaderHost final : public DeviceHost
{
public:
    explicit CardReaderHost(std::unique_ptr<CardReader> reader) : m_reader(std::move(reader))
    {
        connect(m_reader.get(), &CardReader::stateChanged, this,
                [this](DeviceState state) { tell("state", {{QStringLiteral("state"), deviceStateName(state)}}); });
        connect(m_reader.get(), &CardReader::faulted, this,
                [this](const Reason &reason) { tell("faulted", {{QStringLiteral("reason"), toJson(reason)}}); });
        connect(m_reader.get(), &CardReader::cardInserted, this, [this](const ChipCard &card) {
            tell("cardInserted", {{QStringLiteral("reader"), card.reader}, {QStringLiteral("applet"), card.applet}},
                 card.atr);
        });
        connect(m_reader.get(), &CardReader::cardRemoved, this,
                [this](const QString &gone) { tell("cardRemoved", {{QStringLiteral("reader"), gone}}); });
    }
    void call(const QString &name, const QJsonObject &args, const QByteArray &binary, const Answer &answer) override
    {
        const QString reader = args.value(QLatin1String("reader")).toString();
        if (name == QLatin1String("start")) {
            m_reader->start();
            answer(WireMessage{});
        } else if (name == QLatin1String("stop")) {
            m_reader->stop();
            answer(WireMessage{});
        } else if (name == QLatin1String("transmit")) {
            whenDone(m_reader->transmit(reader, binary), this, [answer](const Result<QByteArray> &reply) {
                answer(reply.map([](const QByteArray &bytes) { return WireMessage{{}, bytes}; }));
            });
        } else if (name == QLatin1String("release")) {
            m_reader->release(reader);
            answer(WireMessage{});
        } else {
            answer(failure(Fault::Unsupported, QStringLiteral("devhost.call"), name));
        }
    }

private:
    void tell(const char *name, const QJsonObject &json, const QByteArray &binary = {})
    {
        Q_EMIT event(QString::fromLatin1(name), WireMessage{json, binary});
    }

    std::unique_ptr<CardReader> m_reader;
};

} // namespace

std::unique_ptr<DeviceHost> hostOf(std::unique_ptr<CardReader> reader)
{
    return std::make_unique<CardReaderHost>(std::move(reader));
}

} // namespace yichuang
