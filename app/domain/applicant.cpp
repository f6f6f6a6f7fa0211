// SPDX-License-Identifier: Apache-2.0
#include "app/domain/applicant.h"

namespace yichuang
{
namespace
{

QString isoDate(const QDate &date)
{
    return date.isValid() ? date.toString(Qt::ISODate) : QString();
}

void put(QJsonObject &json, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        json.insert(key, value);
}

} // namespace

QJsonObject toJson(const Applicant &applicant)
{
    QJsonObject json;
    put(json, QStringLiteral("name"), applicant.name);
    put(json, QStringLiteral("idKind"), applicant.idKind);
    put(json, QStringLiteral("idNumber"), applicant.idNumber);
    put(json, QStringLiteral("sex"), applicant.sex);
    put(json, QStringLiteral("ethnicity"), applicant.ethnicity);
    put(json, QStringLiteral("birth"), isoDate(applicant.birth));
    put(json, QStringLiteral("address"), applicant.address);
    put(json, QStringLiteral("phone"), applicant.phone);
    put(json, QStringLiteral("organisationName"), applicant.organisationName);
    put(json, QStringLiteral("creditCode"), applicant.creditCode);
    put(json, QStringLiteral("overrideReason"), applicant.overrideReason);
    if (applicant.cardRead)
        json.insert(QStringLiteral("cardRead"), true);
    return json;
}

Applicant applicantFromJson(const QJsonObject &json)
{
    Applicant applicant;
    applicant.name = json.value(QStringLiteral("name")).toString();
    applicant.idKind = json.value(QStringLiteral("idKind")).toString(QStringLiteral("residentId"));
    applicant.idNumber = json.value(QStringLiteral("idNumber")).toString();
    applicant.sex = json.value(QStringLiteral("sex")).toString();
    applicant.ethnicity = json.value(QStringLiteral("ethnicity")).toString();
    applicant.birth = QDate::fromString(json.value(QStringLiteral("birth")).toString(), Qt::ISODate);
    applicant.address = json.value(QStringLiteral("address")).toString();
    applicant.phone = json.value(QStringLiteral("phone")).toString();
    applicant.organisationName = json.value(QStringLiteral("organisationName")).toString();
    applicant.creditCode = json.value(QStringLiteral("creditCode")).toString();
    applicant.overrideReason = json.value(QStringLiteral("overrideReason")).toString();
    applicant.cardRead = json.value(QStringLiteral("cardRead")).toBool();
    return applicant;
}

Applicant applicantFromCard(const IdCard &card, const Applicant &before)
{
    static const QMap<CardKind, QString> kinds = {
        {CardKind::Resident, QStringLiteral("residentId")},
        {CardKind::HmtResident, QStringLiteral("hmtResidencePermit")},
        {CardKind::Foreign2017, QStringLiteral("foreignPermanent2017")},
        {CardKind::Foreign2023, QStringLiteral("foreignPermanent2023")},
    };
    Applicant applicant;
    applicant.name = card.name.isEmpty() ? card.englishName : card.name;
    applicant.idKind = kinds.value(card.kind);
    applicant.idNumber = card.number;
    applicant.sex = card.sex;
    applicant.ethnicity = card.ethnicity;
    applicant.birth = card.birth;
    applicant.address = card.address;
    applicant.cardRead = true;
    if (before.idNumber.isEmpty() || before.idNumber == card.number) {
        applicant.phone = before.phone;
        applicant.organisationName = before.organisationName;
        applicant.creditCode = before.creditCode;
    }
    return applicant;
}

QString cardKindName(CardKind kind)
{
    switch (kind) {
    case CardKind::Resident:
        return QStringLiteral("resident");
    case CardKind::HmtResident:
        return QStringLiteral("hmtResident");
    case CardKind::Foreign2017:
        return QStringLiteral("foreign2017");
    case CardKind::Foreign2023:
        return QStringLiteral("foreign2023");
    }
    return {};
}

QJsonObject toJson(const IdCard &card)
{
    return {{QStringLiteral("kind"), cardKindName(card.kind)},
            {QStringLiteral("name"), card.name.isEmpty() ? card.englishName : card.name},
            {QStringLiteral("sex"), card.sex},
            {QStringLiteral("ethnicity"), card.ethnicity},
            {QStringLiteral("birth"), isoDate(card.birth)},
            {QStringLiteral("address"), card.address},
            {QStringLiteral("number"), card.number},
            {QStringLiteral("authority"), card.authority},
            {QStringLiteral("from"), isoDate(card.from)},
            {QStringLiteral("to"), card.longTerm ? QStringLiteral("长期") : isoDate(card.to)}};
}

} // namespace yichuang
