// SPDX-License-Identifier: Apache-2.0
#include "app/base/when_done.h"
#include "app/devices/wire_values.h"
#include "app/main/yichuang-devhost/device_host.h"

#include <map>

namespace yichuang
{
namespace
{

tl::unexpected<Reason> unknownCall(const QString &name)
{
    return failure(Fault::Unsupported, QStringLiteral("devhost.call"), name);
}

/// What every port has: its state; of some devices an invokable describe(), of the simulator's simulate().
template <typename Device>
class PortHost : public DeviceHost
{
public:
    explicit PortHost(std::unique_ptr<Device> device) : m_device(std::move(device))
    {
        connect(m_device.get(), &Device::stateChanged, this, [this](DeviceState state) {
            tell("state", WireMessage{QJsonObject{{QStringLiteral("state"), deviceStateName(state)}}, {}});
        });
    }

    void trace() override { listenTo(*m_device); }

protected:
    void tell(const char *name, const WireMessage &message) { Q_EMIT event(QString::fromLatin1(name), message); }
    void tellReason(const char *name, const Reason &reason)
    {
        tell(name, WireMessage{QJsonObject{{QStringLiteral("reason"), toJson(reason)}}, {}});
    }
    void simulateOr(const QString &name, const QJsonObject &args, const Answer &answer)
    {
        if (name == QLatin1String("simulate")
            && QMetaObject::invokeMethod(m_device.get(), "simulate", Q_ARG(QJsonObject, args))) {
            answer(WireMessage{});
            return;
        }
        QJsonObject known;
        if (name == QLatin1String("describe")
            && QMetaObject::invokeMethod(m_device.get(), "describe", Q_RETURN_ARG(QJsonObject, known))) {
            answer(WireMessage{known, {}});
            return;
        }
        answer(unknownCall(name));
    }
    Device &device() { return *m_device; }

private:
    std::unique_ptr<Device> m_device;
};

/// A device that is started and stopped.
template <typename Device>
class PollingHost : public PortHost<Device>
{
public:
    explicit PollingHost(std::unique_ptr<Device> device) : PortHost<Device>(std::move(device))
    {
        QObject::connect(&this->device(), &Device::faulted, this,
                         [this](const Reason &reason) { this->tellReason("faulted", reason); });
    }
    void call(const QString &name, const QJsonObject &args, const QByteArray &,
              const DeviceHost::Answer &answer) override
    {
        if (name == QLatin1String("start")) {
            this->device().start();
            answer(WireMessage{});
        } else if (name == QLatin1String("stop")) {
            this->device().stop();
            answer(WireMessage{});
        } else {
            this->simulateOr(name, args, answer);
        }
    }
};

class IdReaderHost final : public PollingHost<IdReader>
{
public:
    explicit IdReaderHost(std::unique_ptr<IdReader> reader) : PollingHost(std::move(reader))
    {
        connect(&device(), &IdReader::cardRead, this,
                [this](const IdCard &card) { tell("cardRead", cardToWire(card)); });
        connect(&device(), &IdReader::cardRemoved, this, [this] { tell("cardRemoved", WireMessage{}); });
    }
};

class CodeSourceHost final : public PollingHost<CodeSource>
{
public:
    explicit CodeSourceHost(std::unique_ptr<CodeSource> source) : PollingHost(std::move(source))
    {
        connect(&device(), &CodeSource::codeRead, this, [this](const ReadCode &code) {
            tell("codeRead",
                 WireMessage{QJsonObject{{QStringLiteral("format"), code.format}, {QStringLiteral("text"), code.text}},
                             {}});
        });
    }
};

class PageSourceHost final : public PortHost<PageSource>
{
public:
    explicit PageSourceHost(std::unique_ptr<PageSource> source) : PortHost(std::move(source))
    {
        connect(&device(), &PageSource::pageScanned, this,
                [this](const ScannedPage &page) { tell("page", pageToWire(page)); });
        connect(&device(), &PageSource::progressed, this, [this](int percent) {
            tell("progressed", WireMessage{QJsonObject{{QStringLiteral("percent"), percent}}, {}});
        });
        connect(&device(), &PageSource::finished, this, [this](int, const std::optional<Reason> &reason) {
            if (reason)
                tellReason("finished", *reason);
            else
                tell("finished", WireMessage{});
        });
    }
    void call(const QString &name, const QJsonObject &args, const QByteArray &, const Answer &answer) override
    {
        if (name == QLatin1String("scanners")) {
            whenDone(device().scanners(), this, [answer](const Result<QList<ScannerChoice>> &choices) {
                answer(
                    choices.map([](const QList<ScannerChoice> &list) { return WireMessage{choicesToWire(list), {}}; }));
            });
        } else if (name == QLatin1String("abilities")) {
            whenDone(device().abilities(args.value(QLatin1String("scanner")).toString()), this,
                     [answer](const Result<ScannerAbilities> &abilities) {
                         answer(abilities.map(
                             [](const ScannerAbilities &can) { return WireMessage{abilitiesToWire(can), {}}; }));
                     });
        } else if (name == QLatin1String("scan")) {
            const Result<ScanRequest> request = requestFromWire(args);
            answer(request.map([](const ScanRequest &) { return WireMessage{}; }));
            if (request)
                device().scan(*request);
        } else if (name == QLatin1String("cancel")) {
            device().cancel();
            answer(WireMessage{});
        } else {
            simulateOr(name, args, answer);
        }
    }
};

class SlipPrinterHost final : public PortHost<SlipPrinter>
{
public:
    using PortHost::PortHost;
    void call(const QString &name, const QJsonObject &args, const QByteArray &, const Answer &answer) override
    {
        if (name == QLatin1String("print")) {
            const Result<Slip> slip = slipFromJson(args);
            if (slip)
                answerPrinted(device().print(*slip), answer);
            else
                answer(failure(slip.error()));
        } else if (name == QLatin1String("expect")) {
            device().expect();
            answer(WireMessage{});
        } else if (name == QLatin1String("lay")) {
            lay(keyOf(args), slipFromJson(args), answer);
        } else if (name == QLatin1String("release")) {
            release(keyOf(args), answer);
        } else if (name == QLatin1String("drop")) {
            m_laid.erase(keyOf(args));
            answer(WireMessage{});
        } else {
            simulateOr(name, args, answer);
        }
    }

private:
    static constexpr std::size_t mostLaid = 8;

    static qint64 keyOf(const QJsonObject &args) { return args.value(QLatin1String("key")).toInteger(); }

    void lay(qint64 key, const Result<Slip> &slip, const Answer &answer)
    {
        if (!slip) {
            answer(failure(slip.error()));
            return;
        }
        // Whoever lays them lets them go within moments; the oldest was forgotten.
        if (m_laid.size() >= mostLaid)
            m_laid.erase(m_laid.begin());
        m_laid[key] = device().lay(*slip);
        answer(WireMessage{});
    }

    void release(qint64 key, const Answer &answer)
    {
        const auto laid = m_laid.find(key);
        if (laid == m_laid.end()) {
            answer(failure(Fault::NotFound, QStringLiteral("devhost.release"), QString::number(key)));
            return;
        }
        const std::unique_ptr<LaidSlip> slip = std::move(laid->second);
        m_laid.erase(laid);
        answerPrinted(slip->print(), answer);
    }

    void answerPrinted(const QFuture<Result<Done>> &printed, const Answer &answer)
    {
        whenDone(printed, this,
                 [answer](const Result<Done> &done) { answer(done.map([](const Done &) { return WireMessage{}; })); });
    }

    std::map<qint64, std::unique_ptr<LaidSlip>> m_laid;
};

} // namespace

std::unique_ptr<DeviceHost> hostOf(std::unique_ptr<IdReader> reader)
{
    return std::make_unique<IdReaderHost>(std::move(reader));
}

std::unique_ptr<DeviceHost> hostOf(std::unique_ptr<PageSource> source)
{
    return std::make_unique<PageSourceHost>(std::move(source));
}

std::unique_ptr<DeviceHost> hostOf(std::unique_ptr<CodeSource> source)
{
    return std::make_unique<CodeSourceHost>(std::move(source));
}

std::unique_ptr<DeviceHost> hostOf(std::unique_ptr<SlipPrinter> printer)
{
    return std::make_unique<SlipPrinterHost>(std::move(printer));
}

} // namespace yichuang
