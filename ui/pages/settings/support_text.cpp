// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/support_text.h"

#include "app/base/log.h"
#include "ui/pages/settings/device_entries.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSysInfo>

#include <array>

namespace yichuang
{
namespace
{

using What = TrialEntry::What;

constexpr std::array stateNames{"absent", "starting", "ready", "busy", "trouble"};

QString withoutPersons(const QString &text)
{
    static const QRegularExpression number(QStringLiteral("[0-9]{9,}[Xx]?"));
    QString out = masked(text);
    out.replace(number, QStringLiteral("*********"));
    for (QChar &c : out) {
        if (c.unicode() >= 0x80)
            c = u'\u25A1';
    }
    return out;
}

const char *nameOf(What what)
{
    switch (what) {
    case What::Sent:
        return "sent";
    case What::Came:
        return "came";
    case What::State:
        return "state";
    case What::Fault:
        return "fault";
    case What::Known:
        return "known";
    case What::CardRead:
        return "cardRead";
    case What::CardLeft:
        return "cardLeft";
    case What::CodeRead:
        return "codeRead";
    case What::PageCame:
        return "page";
    case What::Scanner:
        return "scanner";
    case What::Printed:
        return "printed";
    case What::TraceFull:
        break;
    }
    return "traceFull";
}

QString lineOf(const TrialEntry &entry)
{
    QStringList words{QString::number(entry.ms), QString::fromLatin1(nameOf(entry.what))};
    words += entry.words;
    if (entry.what == What::State)
        words.append(QString::fromLatin1(stateNames.at(static_cast<std::size_t>(entry.state))));
    if (entry.reason)
        words.append(describe(*entry.reason));
    if (entry.number > 0)
        words.append(QString::number(entry.number));
    return words.join(u' ');
}

} // namespace

QByteArray supportText(const SupportFacts &facts)
{
    QStringList lines{
        facts.versionLine,
        QStringLiteral("Qt %1, %2, %3")
            .arg(QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()),
        {},
        QStringLiteral("Drivers")};
    for (const FoundDriver &driver : facts.drivers) {
        const QString refusal = driverRefusalName(driver.refusal);
        lines.append(QStringLiteral("%1 [%2] %3 %4")
                         .arg(driver.name, driver.kinds.join(u' '), driver.file,
                              refusal.isEmpty() ? QString() : QStringLiteral("refused: ") + refusal));
    }
    for (const SupportFacts::Device &device : facts.devices) {
        lines += {QString(), device.choice.kind + QStringLiteral(": ") + device.choice.driver,
                  QString::fromUtf8(QJsonDocument(device.choice.settings).toJson(QJsonDocument::Compact))};
        for (const TrialEntry &entry : device.entries) {
            lines.append(lineOf(entry));
            const QStringList rows = byteRows(entry.bytes, entry.shapeOnly);
            for (const QString &row : rows)
                lines.append(QStringLiteral("    ") + row);
        }
    }
    return withoutPersons(lines.join(u'\n')).toUtf8() + '\n';
}

} // namespace yichuang
