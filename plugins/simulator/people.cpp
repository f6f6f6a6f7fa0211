// SPDX-License-Identifier: Apache-2.0
#include "plugins/simulator/people.h"

#include "app/base/json.h"

#include <QFile>
#include <QJsonArray>

namespace yichuang::simulator
{
namespace
{

IdCard cardOf(const QJsonObject &json)
{
    const auto text = [&json](const char *member) { return json.value(QLatin1String(member)).toString(); };
    const auto date = [&text](const char *member) { return QDate::fromString(text(member), Qt::ISODate); };
    IdCard card;
    for (const CardKind kind : {CardKind::HmtResident, CardKind::Foreign2017, CardKind::Foreign2023}) {
        if (text("kind") == cardKindName(kind))
            card.kind = kind;
    }
    card.name = text("name");
    card.englishName = text("englishName");
    card.sex = text("sex");
    card.ethnicity = text("ethnicity");
    card.birth = date("birth");
    card.address = text("address");
    card.number = text("number");
    card.authority = text("authority");
    card.from = date("from");
    card.longTerm = text("to") == QStringLiteral("长期");
    card.to = date("to");
    card.nationality = text("nationality");
    card.passNumber = text("passNumber");
    return card;
}

} // namespace

QList<IdCard> people()
{
    QList<IdCard> cards;
    QFile file(QStringLiteral(":/training/people.json"));
    if (!file.open(QIODevice::ReadOnly))
        return cards;
    const Result<QJsonObject> json = parseJsonObject(file.readAll());
    if (!json)
        return cards;
    const QJsonArray list = json->value(QLatin1String("people")).toArray();
    for (const QJsonValue &entry : list)
        cards.append(cardOf(entry.toObject()));
    return cards;
}

} // namespace yichuang::simulator
