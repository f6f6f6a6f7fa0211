// SPDX-License-Identifier: Apache-2.0
#include "app/base/settings.h"
#include "app/base/when_done.h"
#include "app/devices/driver_places.h"
#include "app/devices/hosted_trials.h"
#include "app/devices/wire_values.h"
#include "app/main/yichuang-admin/command.h"

#include <QJsonArray>
#include <QStandardPaths>
#include <QTimer>

namespace yichuang
{
namespace
{

using What = TrialEntry::What;

/// The kinds of device that a counter has.
const QStringList deviceKinds{QStringLiteral("idReader"), QStringLiteral("codeSource"), QStringLiteral("pageSource"),
                              QStringLiteral("slipPrinter")};

/// Lists what is installed, one object a driver and kind, and with --try tries the chosen ones.
class Devices final : public Command
{
public:
    using Command::Command;

    void describe(QCommandLineParser &parser) const override
    {
        const QString usual = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
                              + QStringLiteral("/yichuang/window.json");
        parser.addOption(
            {QStringLiteral("config"), QStringLiteral("Settings file of the window."), QStringLiteral("FILE"), usual});
        parser.addOption({QStringLiteral("policy"), QStringLiteral("The administrator's settings."),
                          QStringLiteral("FILE"),
                          qEnvironmentVariable("YICHUANG_POLICY", QStringLiteral("/etc/yichuang/policy.json"))});
        parser.addOption({QStringLiteral("try"),
                          QStringLiteral("Try the chosen device of a kind: %1.").arg(deviceKinds.join(u' ')),
                          QStringLiteral("KIND")});
        parser.addOption({QStringLiteral("timeout"), QStringLiteral("Seconds to wait for a card, code, page or slip."),
                          QStringLiteral("SECONDS"), QStringLiteral("30")});
    }

    QString begin(const QCommandLineParser &parser) override
    {
        bool fits = false;
        const int seconds = parser.value(QStringLiteral("timeout")).toInt(&fits);
        m_kind = parser.value(QStringLiteral("try"));
        if (!parser.positionalArguments().isEmpty() || !fits || seconds < 1 || seconds > 3600)
            return QStringLiteral("devices takes no arguments, and seconds as a number");
        if (parser.isSet(QStringLiteral("try")) && !deviceKinds.contains(m_kind))
            return QStringLiteral("--try needs one of ") + deviceKinds.join(u' ');
        auto settings = Settings::load(parser.value(QStringLiteral("config")), parser.value(QStringLiteral("policy")));
        if (!settings) {
            finish(settings.error());
            return {};
        }
        m_settings = *std::move(settings);
        m_trials = std::make_unique<HostedTrials>(launchFrom(*m_settings, places()));
        m_limit.setSingleShot(true);
        m_limit.setInterval(seconds * 1000);
        connect(&m_limit, &QTimer::timeout, this, [this] { m_trials->end(); });
        connect(m_trials.get(), &DeviceTrials::happened, this, &Devices::take);
        connect(m_trials.get(), &DeviceTrials::ended, this, &Devices::conclude);
        whenDone(m_trials->drivers(), this, [this](const QList<FoundDriver> &drivers) { list(drivers); });
        return {};
    }

private:
    [[nodiscard]] QJsonObject chosen(const QString &kind) const
    {
        return m_settings->object(QStringLiteral("devices.") + kind);
    }

    void list(const QList<FoundDriver> &drivers)
    {
        for (const QString &kind : deviceKinds) {
            if (!m_kind.isEmpty() && kind != m_kind)
                continue;
            for (const FoundDriver &driver : drivers) {
                if (driver.kinds.contains(kind))
                    show(kind, driver);
            }
            showMissing(kind, drivers);
        }
        for (const FoundDriver &driver : drivers) {
            if (driver.kinds.isEmpty() && m_kind.isEmpty())
                show(QString(), driver);
        }
        if (m_kind.isEmpty())
            finish(ExitCode::Ok);
        else
            tryChosen();
    }

    void show(const QString &kind, const FoundDriver &driver) const
    {
        const QJsonObject choice = chosen(kind);
        const bool isChosen = !kind.isEmpty() && choice.value(QLatin1String("driver")).toString() == driver.name;
        const QString refusal = driverRefusalName(driver.refusal);
        const QString state = !refusal.isEmpty() ? QStringLiteral("refused")
                              : isChosen         ? QStringLiteral("chosen")
                                                 : QStringLiteral("available");
        QJsonObject line{{QStringLiteral("kind"), kind},
                         {QStringLiteral("name"), driver.name},
                         {QStringLiteral("driver"), driver.file},
                         {QStringLiteral("title"), driver.title},
                         {QStringLiteral("can"), QJsonArray::fromStringList(driver.can)},
                         {QStringLiteral("state"), state},
                         {QStringLiteral("settings"),
                          isChosen ? choice.value(QLatin1String("settings")).toObject() : QJsonObject()}};
        if (!refusal.isEmpty())
            line.insert(QStringLiteral("reason"), refusal);
        output().line(line, QStringLiteral("%1 %2 %3 %4 %5").arg(kind, driver.name, state, refusal, driver.file));
    }

    /// A driver that the settings choose and that is not there.
    void showMissing(const QString &kind, const QList<FoundDriver> &drivers) const
    {
        const QJsonObject choice = chosen(kind);
        const QString name = choice.value(QLatin1String("driver")).toString();
        const auto offers = [&](const FoundDriver &driver) {
            return driver.name == name && driver.kinds.contains(kind);
        };
        if (name.isEmpty() || std::any_of(drivers.begin(), drivers.end(), offers))
            return;
        output().line(QJsonObject{{QStringLiteral("kind"), kind},
                                  {QStringLiteral("name"), name},
                                  {QStringLiteral("driver"), QString()},
                                  {QStringLiteral("state"), QStringLiteral("missing")},
                                  {QStringLiteral("settings"), choice.value(QLatin1String("settings")).toObject()}},
                      QStringLiteral("%1 %2 missing").arg(kind, name));
    }

    void tryChosen()
    {
        const QJsonObject choice = chosen(m_kind);
        const QString driver = choice.value(QLatin1String("driver")).toString();
        if (driver.isEmpty()) {
            finish(Reason{Fault::DriverMissing, QStringLiteral("admin.devices"),
                          m_kind + QStringLiteral(": none is chosen")});
            return;
        }
        m_limit.start();
        m_trials->begin({m_kind, driver, choice.value(QLatin1String("settings")).toObject()});
    }

    void take(const TrialEntry &entry)
    {
        QJsonObject line{{QStringLiteral("ms"), entry.ms}};
        QString words;
        if (entry.what == What::Sent || entry.what == What::Came) {
            words = QString::fromLatin1(entry.bytes.toHex(' '));
            line.insert(entry.what == What::Sent ? QStringLiteral("sent") : QStringLiteral("came"), words);
            line.insert(QStringLiteral("shapeOnly"), entry.shapeOnly);
            line.insert(QStringLiteral("left"), entry.number);
        } else if (entry.what == What::State) {
            words = deviceStateName(entry.state);
            line.insert(QStringLiteral("state"), words);
        } else if (entry.reason) {
            m_fault = entry.reason;
            output().fail(*entry.reason);
            if (m_kind == QLatin1String("idReader") || m_kind == QLatin1String("codeSource"))
                m_trials->end(); // it would go on for ever
            return;
        } else {
            words = entry.words.join(QStringLiteral(", "));
            line.insert(QStringLiteral("said"), QJsonArray::fromStringList(entry.words));
            line.insert(QStringLiteral("number"), entry.number);
        }
        output().line(line, QStringLiteral("%1 %2").arg(entry.ms).arg(words));
        const bool works = entry.what == What::CardRead || entry.what == What::CodeRead || entry.what == What::PageCame
                           || entry.what == What::Printed;
        m_works = m_works || works;
        if (entry.what == What::CardRead || entry.what == What::CodeRead)
            m_trials->end();
    }

    void conclude()
    {
        m_limit.stop();
        if (m_works)
            finish(ExitCode::Ok);
        else if (m_fault)
            finish(exitCodeOf(m_fault->fault));
        else
            finish(Reason{Fault::Timeout, QStringLiteral("admin.devices"), m_kind});
    }

    QString m_kind; ///< to be tried; empty for none
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<HostedTrials> m_trials;
    std::optional<Reason> m_fault;
    QTimer m_limit;
    bool m_works = false;
};

} // namespace

std::unique_ptr<Command> makeDevices(Output output, const Places &places)
{
    return std::make_unique<Devices>(output, places);
}

} // namespace yichuang
