// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/sane/sane_device.h"

#include "plugins/scanners/sane/sane_faults.h"

#include <QFile>

#include <algorithm>
#include <cmath>
#include <sane/saneopts.h>

namespace yichuang::sane
{
namespace
{

constexpr SANE_Int chunkBytes = 64 * 1024;
constexpr double inchMm = 25.4;
constexpr double shortBy = 3; // millimetres that a scanner's area may lack of a paper

bool isSettable(const SANE_Option_Descriptor &descriptor)
{
    return SANE_OPTION_IS_ACTIVE(descriptor.cap) && SANE_OPTION_IS_SETTABLE(descriptor.cap);
}

/// The nearest value that the scanner takes.
SANE_Word constrained(const SANE_Option_Descriptor &descriptor, SANE_Word value)
{
    if (descriptor.constraint_type == SANE_CONSTRAINT_RANGE) {
        const SANE_Range &range = *descriptor.constraint.range;
        return std::clamp(value, range.min, range.max);
    }
    if (descriptor.constraint_type != SANE_CONSTRAINT_WORD_LIST)
        return value;
    const SANE_Word *list = descriptor.constraint.word_list;
    const SANE_Word *nearest = std::min_element(list + 1, list + 1 + list[0], [value](SANE_Word a, SANE_Word b) {
        return std::abs(qint64(a) - value) < std::abs(qint64(b) - value);
    });
    return nearest == list + 1 + list[0] ? value : *nearest;
}

QString firstWith(const QStringList &words, const QStringList &parts)
{
    for (const QString &part : parts) {
        for (const QString &word : words) {
            if (word.contains(part, Qt::CaseInsensitive))
                return word;
        }
    }
    return {};
}

/// The source for the feeder or the glass. Most scanners have one feeder for each number of sides.
QString sourceOf(const QStringList &sources, bool feeder, bool duplex)
{
    const QStringList feederWords{QStringLiteral("Feeder"), QStringLiteral("ADF")};
    if (!feeder)
        return firstWith(sources, {QStringLiteral("Flatbed"), QStringLiteral("FB"), QStringLiteral("Glass")});
    QStringList both;
    QStringList front;
    for (const QString &source : sources) {
        const bool isBack = source.contains(QLatin1String("Back"), Qt::CaseInsensitive);
        if (source.contains(QLatin1String("Duplex"), Qt::CaseInsensitive))
            both.append(source);
        else if (!isBack)
            front.append(source);
    }
    const QString twoSided = both.value(0);
    const QString oneSided = firstWith(front, feederWords);
    return duplex && !twoSided.isEmpty() ? twoSided : oneSided.isEmpty() ? twoSided : oneSided;
}

/// The word for both sides of an option of its own, as "adf-mode" of some scanners; empty where it has none.
QString duplexWord(const Device &device)
{
    return firstWith(device.words("adf-mode"), {QStringLiteral("Duplex")});
}

QString textOf(const char *text)
{
    return QString::fromLocal8Bit(text ? text : "");
}

} // namespace

Library::Library(const QString &configDir)
{
    if (!configDir.isEmpty())
        qputenv("SANE_CONFIG_DIR", QFile::encodeName(configDir));
    SANE_Int version = 0;
    sane_init(&version, nullptr);
}

Library::~Library()
{
    sane_exit();
}

Result<QList<ScannerChoice>> Library::scanners(bool localOnly) const
{
    const SANE_Device **list = nullptr;
    const SANE_Status status = sane_get_devices(&list, localOnly ? SANE_TRUE : SANE_FALSE);
    if (status != SANE_STATUS_GOOD)
        return failure(reasonOf(status, "scanners"));
    QList<ScannerChoice> choices;
    for (; list && *list; ++list)
        choices.append(ScannerChoice{textOf((*list)->name), textOf((*list)->vendor), textOf((*list)->model)});
    return choices;
}

Result<std::unique_ptr<Device>> Device::open(const QString &name)
{
    SANE_Handle handle = nullptr;
    const SANE_Status status = sane_open(name.toLocal8Bit().constData(), &handle);
    if (status != SANE_STATUS_GOOD)
        return failure(reasonOf(status, "open"));
    return std::unique_ptr<Device>(new Device(handle));
}

Device::~Device()
{
    sane_cancel(m_handle);
    sane_close(m_handle);
}

int Device::indexOf(const char *option) const
{
    SANE_Int count = 0;
    if (sane_control_option(m_handle, 0, SANE_ACTION_GET_VALUE, &count, nullptr) != SANE_STATUS_GOOD)
        return -1;
    for (SANE_Int i = 1; i < count; ++i) {
        const SANE_Option_Descriptor *descriptor = sane_get_option_descriptor(m_handle, i);
        if (descriptor && descriptor->name && qstrcmp(descriptor->name, option) == 0)
            return i;
    }
    return -1;
}

bool Device::set(const char *option, const QJsonValue &value)
{
    const int index = indexOf(option);
    if (index < 0)
        return false;
    const SANE_Option_Descriptor &descriptor = *sane_get_option_descriptor(m_handle, index);
    if (!isSettable(descriptor))
        return false;
    switch (descriptor.type) {
    case SANE_TYPE_STRING:
        return setText(index, descriptor, value.toString());
    case SANE_TYPE_BOOL: {
        SANE_Bool flag = value.toBool() ? SANE_TRUE : SANE_FALSE;
        return sane_control_option(m_handle, index, SANE_ACTION_SET_VALUE, &flag, nullptr) == SANE_STATUS_GOOD;
    }
    case SANE_TYPE_INT:
    case SANE_TYPE_FIXED:
        return setWord(index, descriptor, value.toDouble());
    case SANE_TYPE_BUTTON:
    case SANE_TYPE_GROUP:
        break;
    }
    return false;
}

bool Device::setText(int index, const SANE_Option_Descriptor &descriptor, const QString &text)
{
    QByteArray bytes = text.toLocal8Bit();
    if (descriptor.size <= bytes.size())
        return false;
    bytes.resize(descriptor.size, '\0');
    return sane_control_option(m_handle, index, SANE_ACTION_SET_VALUE, bytes.data(), nullptr) == SANE_STATUS_GOOD;
}

bool Device::setWord(int index, const SANE_Option_Descriptor &descriptor, double value)
{
    if (descriptor.size != static_cast<SANE_Int>(sizeof(SANE_Word)) || !std::isfinite(value)
        || std::abs(value) > 32'000)
        return false;
    SANE_Word word =
        constrained(descriptor, descriptor.type == SANE_TYPE_FIXED ? SANE_FIX(value) : static_cast<SANE_Word>(value));
    return sane_control_option(m_handle, index, SANE_ACTION_SET_VALUE, &word, nullptr) == SANE_STATUS_GOOD;
}

QStringList Device::words(const char *option) const
{
    QStringList list;
    const int index = indexOf(option);
    if (index < 0)
        return list;
    const SANE_Option_Descriptor &descriptor = *sane_get_option_descriptor(m_handle, index);
    if (descriptor.type != SANE_TYPE_STRING || descriptor.constraint_type != SANE_CONSTRAINT_STRING_LIST)
        return list;
    for (const SANE_String_Const *word = descriptor.constraint.string_list; *word; ++word)
        list.append(textOf(*word));
    return list;
}

int Device::resolution() const
{
    const int index = indexOf(SANE_NAME_SCAN_RESOLUTION);
    SANE_Word word = 0;
    if (index < 0 || sane_control_option(m_handle, index, SANE_ACTION_GET_VALUE, &word, nullptr) != SANE_STATUS_GOOD)
        return 0;
    const bool fixed = sane_get_option_descriptor(m_handle, index)->type == SANE_TYPE_FIXED;
    return fixed ? static_cast<int>(std::lround(SANE_UNFIX(word))) : word;
}

Result<SANE_Parameters> Device::parameters() const
{
    SANE_Parameters parameters{};
    const SANE_Status status = sane_get_parameters(m_handle, &parameters);
    if (status != SANE_STATUS_GOOD)
        return failure(reasonOf(status, "parameters"));
    return parameters;
}

SANE_Status Device::read(QByteArray &bytes)
{
    bytes.resize(chunkBytes);
    SANE_Int length = 0;
    const SANE_Status status = sane_read(m_handle, reinterpret_cast<SANE_Byte *>(bytes.data()), chunkBytes, &length);
    bytes.resize(status == SANE_STATUS_GOOD ? std::clamp(length, 0, chunkBytes) : 0);
    return status;
}

std::optional<std::pair<double, double>> Device::bounds(const char *option) const
{
    const int index = indexOf(option);
    if (index < 0)
        return std::nullopt;
    const SANE_Option_Descriptor &descriptor = *sane_get_option_descriptor(m_handle, index);
    const auto number = [&descriptor](SANE_Word word) {
        return descriptor.type == SANE_TYPE_FIXED ? SANE_UNFIX(word) : static_cast<double>(word);
    };
    if (descriptor.constraint_type == SANE_CONSTRAINT_RANGE)
        return std::pair(number(descriptor.constraint.range->min), number(descriptor.constraint.range->max));
    if (descriptor.constraint_type != SANE_CONSTRAINT_WORD_LIST || descriptor.constraint.word_list[0] < 1)
        return std::nullopt;
    const SANE_Word *list = descriptor.constraint.word_list;
    const auto ends = std::minmax_element(list + 1, list + 1 + list[0]);
    return std::pair(number(*ends.first), number(*ends.second));
}

double Device::perMillimetre(const char *option) const
{
    const int index = indexOf(option);
    const bool pixels = index >= 0 && sane_get_option_descriptor(m_handle, index)->unit == SANE_UNIT_PIXEL;
    return pixels ? resolution() / inchMm : 1;
}

bool Device::setLength(const char *option, double millimetres)
{
    return set(option, millimetres * perMillimetre(option));
}

ScannerAbilities abilitiesOf(const Device &device)
{
    ScannerAbilities abilities;
    const QStringList sources = device.words(SANE_NAME_SCAN_SOURCE);
    abilities.feeder = !sourceOf(sources, true, false).isEmpty();
    abilities.glass = sources.isEmpty() || !sourceOf(sources, false, false).isEmpty();
    abilities.duplex = sourceOf(sources, true, true).contains(QLatin1String("Duplex"), Qt::CaseInsensitive)
                       || !duplexWord(device).isEmpty();
    if (const auto dpi = device.bounds(SANE_NAME_SCAN_RESOLUTION)) {
        abilities.lowestDpi = std::max(1, static_cast<int>(dpi->first));
        abilities.highestDpi = std::max(abilities.lowestDpi, static_cast<int>(dpi->second));
    }
    const auto wide = device.bounds(SANE_NAME_SCAN_BR_X);
    const auto high = device.bounds(SANE_NAME_SCAN_BR_Y);
    if (!wide || !high)
        return abilities;
    const QSizeF area(wide->second / device.perMillimetre(SANE_NAME_SCAN_BR_X),
                      high->second / device.perMillimetre(SANE_NAME_SCAN_BR_Y));
    for (const Sheet &sheet : sheets) {
        if (sheet.size != PaperSize::A4 && sheet.millimetres.width() <= area.width() + shortBy
            && sheet.millimetres.height() <= area.height() + shortBy)
            abilities.papers.append(sheet.size);
    }
    return abilities;
}

bool prepare(Device &device, const ScanRequest &request, const QJsonObject &extra)
{
    const QString source = sourceOf(device.words(SANE_NAME_SCAN_SOURCE), request.feeder, request.duplex);
    if (!source.isEmpty())
        device.set(SANE_NAME_SCAN_SOURCE, source);
    if (const QString both = duplexWord(device); !both.isEmpty() && request.feeder) {
        const QString front = firstWith(device.words("adf-mode"), {QStringLiteral("Simplex"), QStringLiteral("Front")});
        device.set("adf-mode", request.duplex ? both : front);
    }
    const QString mode = firstWith(device.words(SANE_NAME_SCAN_MODE),
                                   request.colour ? QStringList{QStringLiteral("Color"), QStringLiteral("Colour")}
                                                  : QStringList{QStringLiteral("Gray"), QStringLiteral("Grey")});
    if (!mode.isEmpty())
        device.set(SANE_NAME_SCAN_MODE, mode);
    device.set(SANE_NAME_SCAN_RESOLUTION, request.dpi);
    const QSizeF paper = sheetOf(request.paper).millimetres;
    device.setLength(SANE_NAME_PAGE_WIDTH, paper.width());
    device.setLength(SANE_NAME_PAGE_HEIGHT, paper.height());
    device.set(SANE_NAME_SCAN_TL_X, 0);
    device.set(SANE_NAME_SCAN_TL_Y, 0);
    device.setLength(SANE_NAME_SCAN_BR_X, paper.width());
    device.setLength(SANE_NAME_SCAN_BR_Y, paper.height());
    for (auto option = extra.begin(); option != extra.end(); ++option)
        device.set(option.key().toLatin1().constData(), option.value());
    // A scanner without a choice of source is a feeder where only a feeder was named, else a plate of glass.
    return request.feeder && !source.isEmpty();
}

} // namespace yichuang::sane
