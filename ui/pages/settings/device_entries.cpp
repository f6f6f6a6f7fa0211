// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/device_entries.h"

#include "ui/widgets/sentences.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace yichuang
{
namespace
{

using What = TrialEntry::What;

constexpr qsizetype rowBytes = 8;

struct DeviceEntries {
    Q_DECLARE_TR_FUNCTIONS(DeviceEntries)
};

/// "·" for a control character, the byte itself where ASCII shows it.
QChar signOf(uchar byte)
{
    return byte >= 0x20 && byte < 0x7F ? QLatin1Char(static_cast<char>(byte)) : QChar(u'\u00B7');
}

QStringList bytesInLines(const TrialEntry &entry, const QString &arrow)
{
    QStringList lines;
    const QStringList rows = byteRows(entry.bytes, entry.shapeOnly);
    for (const QString &row : rows)
        lines.append((lines.isEmpty() ? arrow : QString(arrow.size(), u' ')) + row);
    if (entry.number > 0)
        lines.append(DeviceEntries::tr("… and %n more byte(s)", nullptr, static_cast<int>(entry.number)));
    return lines;
}

QString wordOfCard(const QString &kind)
{
    if (kind == QLatin1String("resident"))
        return DeviceEntries::tr("identity card");
    if (kind.startsWith(QLatin1String("hmt")))
        return DeviceEntries::tr("residence permit for Hong Kong, Macao and Taiwan");
    return DeviceEntries::tr("permanent residence card of a foreigner");
}

QString factOf(const TrialEntry &entry)
{
    switch (entry.what) {
    case What::State:
        return DeviceEntries::tr("The device is %1.").arg(wordOf(entry.state));
    case What::Fault:
        return entry.reason ? sentenceFor(*entry.reason).whole() : QString();
    case What::Known:
        return entry.words.join(QStringLiteral(", "));
    case What::CardRead:
        return DeviceEntries::tr("A card was read: %1. Its photo has %n byte(s).", nullptr,
                                 static_cast<int>(entry.number))
            .arg(wordOfCard(entry.words.value(0)));
    case What::CardLeft:
        return DeviceEntries::tr("The card is gone.");
    case What::CodeRead:
        return DeviceEntries::tr("A code was read: %1, %n character(s), like %2", nullptr,
                                 static_cast<int>(entry.number))
            .arg(entry.words.value(0), entry.words.value(1));
    case What::PageCame:
        return DeviceEntries::tr("A page came: %1, %2 dots, %3 dpi, %4.")
            .arg(entry.words.value(0), entry.words.value(1), entry.words.value(2),
                 QLocale().formattedDataSize(entry.number));
    case What::Scanner:
        return DeviceEntries::tr("Found: %1").arg(entry.words.join(QStringLiteral(", ")));
    case What::Printed:
        return DeviceEntries::tr("The printer took the test slip.");
    case What::TraceFull:
        return DeviceEntries::tr("More went over the line than is shown here.");
    case What::Sent:
    case What::Came:
        break;
    }
    return {};
}

} // namespace

QStringList byteRows(const QByteArray &bytes, bool shapeOnly)
{
    QStringList rows;
    for (qsizetype from = 0; from < bytes.size(); from += rowBytes) {
        QString hex;
        QString text;
        for (const char raw : bytes.mid(from, rowBytes)) {
            const auto byte = static_cast<uchar>(raw);
            const bool hidden = shapeOnly && (byte == 0xFF || byte == '0' || byte == 'a');
            hex += hidden ? QStringLiteral("\u00B7\u00B7 ") : QStringLiteral("%1 ").arg(byte, 2, 16, QLatin1Char('0'));
            text += shapeOnly && byte == 0xFF ? QChar(u'\u25A1') : signOf(byte);
        }
        rows.append(hex.leftJustified(3 * rowBytes + 1) + text);
    }
    return rows;
}

QStringList linesOf(const TrialEntry &entry)
{
    const QString time = QStringLiteral("%1 ").arg(static_cast<double>(entry.ms) / 1000.0, 6, 'f', 2);
    if (entry.what == What::Sent)
        return bytesInLines(entry, time + QStringLiteral("> "));
    if (entry.what == What::Came)
        return bytesInLines(entry, time + QStringLiteral("< "));
    const QString fact = factOf(entry);
    return fact.isEmpty() ? QStringList() : QStringList{time + fact};
}

QString adviceOn(const QString &kind, const TrialEntry &entry)
{
    switch (entry.what) {
    case What::State:
        if (entry.state == DeviceState::Ready)
            return firstAdvice(kind);
        if (entry.state == DeviceState::Starting)
            return DeviceEntries::tr("Looking for the device.");
        return {};
    case What::CardRead:
        return DeviceEntries::tr("The reader works. Take the card away, or lay another one.");
    case What::CodeRead:
        return DeviceEntries::tr("The code scanner works. Scan another code, or stop.");
    case What::PageCame:
        return DeviceEntries::tr("The scanner works: the page came as a whole.");
    case What::Printed:
        return DeviceEntries::tr("The printer took the slip. Look whether it came out as it should.");
    case What::Fault:
        return factOf(entry);
    default:
        return {};
    }
}

QString firstAdvice(const QString &kind)
{
    if (kind == QLatin1String("idReader"))
        return DeviceEntries::tr("Lay a card on the reader.");
    if (kind == QLatin1String("codeSource"))
        return DeviceEntries::tr("Hold a code before the scanner.");
    if (kind == QLatin1String("pageSource"))
        return DeviceEntries::tr("Lay a page on the glass; it is scanned once.");
    return DeviceEntries::tr("A test slip is being printed.");
}

QString trialTitle(const QString &kind)
{
    if (kind == QLatin1String("idReader"))
        return DeviceEntries::tr("Try: read a card");
    if (kind == QLatin1String("codeSource"))
        return DeviceEntries::tr("Try: scan a code");
    if (kind == QLatin1String("pageSource"))
        return DeviceEntries::tr("Try: scan a page");
    return DeviceEntries::tr("Try: print a slip");
}

QString refusalWords(const FoundDriver &driver)
{
    const QString file = QFileInfo(driver.file).fileName();
    switch (driver.refusal) {
    case DriverRefusal::None:
        break;
    case DriverRefusal::NotADriver:
        return DeviceEntries::tr("%1 is no driver of this program. IT should take it away.").arg(file);
    case DriverRefusal::NotListed:
        return DeviceEntries::tr("%1 is not on the list of allowed drivers, or was changed since. IT can allow it.")
            .arg(file);
    case DriverRefusal::Elsewhere:
        return DeviceEntries::tr("%1 is a link to a file elsewhere. IT should lay the file itself there.").arg(file);
    case DriverRefusal::Writable:
        return DeviceEntries::tr("%1, its folder or the list can be changed by others. IT should mend the rights.")
            .arg(file);
    }
    return {};
}

} // namespace yichuang
