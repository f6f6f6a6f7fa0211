// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-admin/command.h"

#include "app/base/json.h"

#include <cstdio>

namespace yichuang
{
namespace
{

void put(std::FILE *stream, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

} // namespace

void Output::line(const QJsonObject &json, const QString &forPeople) const
{
    put(stdout, m_json ? canonicalJson(json) : forPeople.toUtf8());
}

void Output::fail(const Reason &reason) const
{
    if (!m_json) {
        put(stderr, describe(reason).toUtf8());
        return;
    }
    put(stdout, canonicalJson(QJsonObject{{QStringLiteral("fault"), faultName(reason.fault)},
                                          {QStringLiteral("code"), faultCode(reason.fault)},
                                          {QStringLiteral("where"), reason.where},
                                          {QStringLiteral("detail"), reason.detail}}));
}

const QList<CommandRow> &commands()
{
    static const QList<CommandRow> rows = {
        {"devices", "Lists the drivers of a window and tries its devices", makeDevices},
        {"read-id", "Reads one identity card", makeReadId},
        {"decode", "Reads the codes in pictures", makeDecode},
        {"identify", "Tells what an identifier is and checks it", makeIdentify},
        {"due", "Counts working days", makeDue},
        {"scan", "Scans pages into a folder", makeScan},
        {"print-slip", "Prints a test slip", makePrintSlip},
        {"verify-paper", "Checks the code of a paper without the centre", makeVerifyPaper},
        {"verify-audit", "Checks a window's audit and what the centre countersigned of it", makeVerifyAudit},
        {"rotate-keys", "Gives a window a new master key and seals everything anew", makeRotateKeys},
        {"recover", "Lets a clerk open a window again whose passwords are lost", makeRecover},
        {"catalogue", "Checks a catalogue of matters and explains every fault", makeCatalogue},
    };
    return rows;
}

} // namespace yichuang
