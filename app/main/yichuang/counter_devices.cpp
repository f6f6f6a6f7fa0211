// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/counter_devices.h"

#include "app/devices/absent.h"
#include "app/devices/driver_places.h"
#include "app/devices/hosted_code_source.h"
#include "app/devices/hosted_id_reader.h"
#include "app/devices/hosted_page_source.h"
#include "app/devices/hosted_slip_printer.h"

#include <QJsonArray>

namespace yichuang
{
namespace
{

/// Which codes are read off pictures, with commas between them; empty: QRCode, Code128, DataMatrix. A hall's policy
/// holds it: decoders of other formats are a risk on foreign pictures.
const Setting<QString> formatsSetting{"codes.formats", QString()};

/// The hosted device of a kind where the settings name a driver, else the absent one.
template <typename Port, typename Hosted, typename Absent>
std::unique_ptr<Port> make(const Settings &settings, const QString &kind, const Places &places)
{
    const QJsonObject device = settings.object(QStringLiteral("devices.") + kind);
    const QString driver = device.value(QStringLiteral("driver")).toString();
    if (driver.isEmpty())
        return std::make_unique<Absent>();
    DriverLaunch launch = launchFrom(settings, places);
    launch.driver = driver;
    launch.settings = device.value(QStringLiteral("settings")).toObject();
    const QStringList formats = settings.get(formatsSetting).split(u',', Qt::SkipEmptyParts);
    if (kind == QLatin1String("codeSource") && !formats.isEmpty())
        launch.settings.insert(QStringLiteral("formats"), QJsonArray::fromStringList(formats));
    return std::make_unique<Hosted>(std::move(launch));
}

} // namespace

CounterDevices::CounterDevices(const Settings &settings, const Places &places)
{
    reader = make<IdReader, HostedIdReader, AbsentIdReader>(settings, QStringLiteral("idReader"), places);
    scanner = make<PageSource, HostedPageSource, AbsentPageSource>(settings, QStringLiteral("pageSource"), places);
    codes = make<CodeSource, HostedCodeSource, AbsentCodeSource>(settings, QStringLiteral("codeSource"), places);
    slips = make<SlipPrinter, HostedSlipPrinter, AbsentSlipPrinter>(settings, QStringLiteral("slipPrinter"), places);
    documents = std::make_unique<HostedDocuments>(
        DriverLaunch{places.devhost, places.plugins, QStringLiteral("documents"), {}, {}});
}

} // namespace yichuang
