// SPDX-License-Identifier: Apache-2.0
#include "app/devices/wire_values.h"

#include <QJsonArray>

#include <array>

namespace yichuang
{
namespace
{

constexpr std::array stateNames = {"absent", "starting", "ready", "busy", "trouble"};
constexpr qsizetype textLimit = 4096;
constexpr std::array flagNames = {"blurred", "glare"};
constexpr int pixelsLimit = 65'535;

tl::unexpected<Reason> malformed(const char *member)
{
    return failure(Fault::DriverProtocol, QStringLiteral("devices.values"), QString::fromLatin1(member));
}

/// The word of a table for a value, and back.
template <typename Value, typename Names>
QString wordOf(const Names &names, Value value)
{
    return QString::fromLatin1(names.at(static_cast<std::size_t>(value)));
}

template <typename Value, typename Names>
std::optional<Value> valueOf(const Names &names, const QJsonValue &word)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (word.toString() == QLatin1String(names.at(i)))
            return static_cast<Value>(i);
    }
    return std::nullopt;
}

QString textOf(const QJsonObject &json, const char *member)
{
    return json.value(QLatin1String(member)).toString().left(textLimit);
}

QDate dateOf(const QJsonObject &json, const char *member)
{
    return QDate::fromString(textOf(json, member), Qt::ISODate);
}

} // namespace

WireMessage cardToWire(const IdCard &card)
{
    const auto date = [](const QDate &day) { return day.toString(Qt::ISODate); };
    return WireMessage{QJsonObject{{QStringLiteral("kind"), static_cast<int>(card.kind)},
                                   {QStringLiteral("name"), card.name},
                                   {QStringLiteral("englishName"), card.englishName},
                                   {QStringLiteral("sex"), card.sex},
                                   {QStringLiteral("ethnicity"), card.ethnicity},
                                   {QStringLiteral("birth"), date(card.birth)},
                                   {QStringLiteral("address"), card.address},
                                   {QStringLiteral("number"), card.number},
                                   {QStringLiteral("authority"), card.authority},
                                   {QStringLiteral("from"), date(card.from)},
                                   {QStringLiteral("to"), date(card.to)},
                                   {QStringLiteral("longTerm"), card.longTerm},
                                   {QStringLiteral("nationality"), card.nationality},
                                   {QStringLiteral("passNumber"), card.passNumber}},
                       card.photo};
}

Result<IdCard> cardFromWire(const WireMessage &message)
{
    const QJsonObject &json = message.json;
    const int kind = json.value(QLatin1String("kind")).toInt(-1);
    if (kind < 0 || kind > static_cast<int>(CardKind::Foreign2023))
        return malformed("kind");
    if (textOf(json, "number").isEmpty())
        return malformed("number");
    IdCard card;
    card.kind = static_cast<CardKind>(kind);
    card.name = textOf(json, "name");
    card.englishName = textOf(json, "englishName");
    card.sex = textOf(json, "sex");
    card.ethnicity = textOf(json, "ethnicity");
    card.birth = dateOf(json, "birth");
    card.address = textOf(json, "address");
    card.number = textOf(json, "number");
    card.authority = textOf(json, "authority");
    card.from = dateOf(json, "from");
    card.to = dateOf(json, "to");
    card.longTerm = json.value(QLatin1String("longTerm")).toBool();
    card.nationality = textOf(json, "nationality");
    card.passNumber = textOf(json, "passNumber");
    card.photo = message.binary;
    return card;
}

WireMessage pageToWire(const ScannedPage &page)
{
    QJsonArray flags;
    for (const PageFlag flag : page.flags)
        flags.append(wordOf(flagNames, flag));
    return WireMessage{QJsonObject{{QStringLiteral("flags"), flags},
                                   {QStringLiteral("mime"), page.mime},
                                   {QStringLiteral("width"), page.width},
                                   {QStringLiteral("height"), page.height},
                                   {QStringLiteral("dpi"), page.dpi},
                                   {QStringLiteral("pageName"), page.name}},
                       page.bytes};
}

Result<ScannedPage> pageFromWire(const WireMessage &message)
{
    const QJsonObject &json = message.json;
    ScannedPage page;
    page.bytes = message.binary;
    page.mime = textOf(json, "mime");
    page.width = json.value(QLatin1String("width")).toInt(-1);
    page.height = json.value(QLatin1String("height")).toInt(-1);
    page.dpi = json.value(QLatin1String("dpi")).toInt(-1);
    page.name = textOf(json, "pageName");
    const QJsonArray flags = json.value(QLatin1String("flags")).toArray();
    for (const QJsonValue &word : flags) {
        const auto flag = valueOf<PageFlag>(flagNames, word);
        if (!flag)
            return malformed("flags");
        if (!page.flags.contains(*flag))
            page.flags.append(*flag);
    }
    if (page.bytes.isEmpty())
        return malformed("page bytes");
    if (page.mime.isEmpty())
        return malformed("mime");
    if (page.width < 0 || page.height < 0 || page.dpi < 0 || page.width > pixelsLimit || page.height > pixelsLimit)
        return malformed("page size");
    return page;
}

QJsonObject requestToWire(const ScanRequest &request)
{
    return QJsonObject{{QStringLiteral("scanner"), request.scanner},
                       {QStringLiteral("dpi"), request.dpi},
                       {QStringLiteral("colour"), request.colour},
                       {QStringLiteral("feeder"), request.feeder},
                       {QStringLiteral("maxPages"), request.maxPages},
                       {QStringLiteral("paper"), QString::fromLatin1(sheetOf(request.paper).name)},
                       {QStringLiteral("duplex"), request.duplex}};
}

Result<ScanRequest> requestFromWire(const QJsonObject &json)
{
    ScanRequest request;
    request.scanner = textOf(json, "scanner");
    request.dpi = json.value(QLatin1String("dpi")).toInt(request.dpi);
    request.colour = json.value(QLatin1String("colour")).toBool(true);
    request.feeder = json.value(QLatin1String("feeder")).toBool(true);
    request.maxPages = json.value(QLatin1String("maxPages")).toInt(request.maxPages);
    request.duplex = json.value(QLatin1String("duplex")).toBool();
    const auto paper = paperSizeNamed(json.value(QLatin1String("paper")).toString(QStringLiteral("A4")));
    if (!paper)
        return failure(Fault::BadArgument, QStringLiteral("devices.scan"), QStringLiteral("paper"));
    request.paper = *paper;
    if (request.dpi < 75 || request.dpi > 600)
        return failure(Fault::BadArgument, QStringLiteral("devices.scan"), QStringLiteral("dpi"));
    if (request.maxPages < 1)
        return failure(Fault::BadArgument, QStringLiteral("devices.scan"), QStringLiteral("maxPages"));
    return request;
}

QJsonObject choicesToWire(const QList<ScannerChoice> &choices)
{
    QJsonArray list;
    for (const ScannerChoice &choice : choices) {
        list.append(QJsonObject{{QStringLiteral("name"), choice.name},
                                {QStringLiteral("vendor"), choice.vendor},
                                {QStringLiteral("model"), choice.model}});
    }
    return QJsonObject{{QStringLiteral("scanners"), list}};
}

Result<QList<ScannerChoice>> choicesFromWire(const QJsonObject &json)
{
    const QJsonValue value = json.value(QLatin1String("scanners"));
    if (!value.isArray() || value.toArray().size() > 100)
        return malformed("scanners");
    QList<ScannerChoice> choices;
    const QJsonArray list = value.toArray();
    for (const QJsonValue &entry : list) {
        const QJsonObject choice = entry.toObject();
        choices.append(ScannerChoice{textOf(choice, "name"), textOf(choice, "vendor"), textOf(choice, "model")});
    }
    return choices;
}

QJsonObject abilitiesToWire(const ScannerAbilities &abilities)
{
    QJsonArray papers;
    for (const PaperSize paper : abilities.papers)
        papers.append(QString::fromLatin1(sheetOf(paper).name));
    return QJsonObject{
        {QStringLiteral("feeder"), abilities.feeder},       {QStringLiteral("glass"), abilities.glass},
        {QStringLiteral("duplex"), abilities.duplex},       {QStringLiteral("papers"), papers},
        {QStringLiteral("lowestDpi"), abilities.lowestDpi}, {QStringLiteral("highestDpi"), abilities.highestDpi}};
}

Result<ScannerAbilities> abilitiesFromWire(const QJsonObject &json)
{
    ScannerAbilities abilities;
    abilities.feeder = json.value(QLatin1String("feeder")).toBool();
    abilities.glass = json.value(QLatin1String("glass")).toBool();
    abilities.duplex = json.value(QLatin1String("duplex")).toBool();
    abilities.lowestDpi = json.value(QLatin1String("lowestDpi")).toInt(-1);
    abilities.highestDpi = json.value(QLatin1String("highestDpi")).toInt(-1);
    if (abilities.lowestDpi < 1 || abilities.highestDpi < abilities.lowestDpi)
        return malformed("dpi");
    abilities.papers.clear();
    const QJsonArray papers = json.value(QLatin1String("papers")).toArray();
    for (const QJsonValue &word : papers) {
        const auto paper = paperSizeNamed(word.toString());
        if (!paper)
            return malformed("papers");
        if (!abilities.papers.contains(*paper))
            abilities.papers.append(*paper);
    }
    return abilities;
}

QString deviceStateName(DeviceState state)
{
    return wordOf(stateNames, state);
}

std::optional<DeviceState> deviceStateNamed(const QString &name)
{
    return valueOf<DeviceState>(stateNames, name);
}

} // namespace yichuang
