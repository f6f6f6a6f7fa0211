// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDate>
#include <QJsonObject>
#include <QString>

namespace yichuang
{

/// Which of the card layouts of the ID reader gave the values.
enum class CardKind { Resident, HmtResident, Foreign2017, Foreign2023 };

/// What an identity card says of its holder. Numbers are as printed, not masked.
struct IdCard {
    CardKind kind = CardKind::Resident;
    QString name;
    QString englishName;
    QString sex;       ///< 男 or 女; 未说明 for 9
    QString ethnicity; ///< as 汉族; empty for other layouts
    QDate birth;
    QString address;
    QString number;
    QString authority;
    QDate from;
    QDate to; ///< invalid for 长期
    bool longTerm = false;
    QString nationality;
    QString passNumber;
    QByteArray photo; ///< the reader's own coded bytes; decoded by an optional plugin
    bool operator==(const IdCard &) const = default;
};

/// 申请人: a person, and the organisation that the person stands for.
struct Applicant {
    QString name;
    QString idKind = QStringLiteral("residentId"); ///< name of an identifier kind
    QString idNumber;
    QString sex;
    QString ethnicity;
    QDate birth;
    QString address;
    QString phone;
    QString organisationName;
    QString creditCode;
    bool cardRead = false;  ///< came from a card on the reader, not typed
    QString overrideReason; ///< why the clerk kept a number that fails its check; recorded
    bool operator==(const Applicant &) const = default;
};

[[nodiscard]] QJsonObject toJson(const Applicant &applicant);
[[nodiscard]] Applicant applicantFromJson(const QJsonObject &json);
/// The applicant that a card fills; keeps phone and organisation of `before`.
[[nodiscard]] Applicant applicantFromCard(const IdCard &card, const Applicant &before = {});
/// `kind name sex ethnicity birth address number authority from to`, for programs.
[[nodiscard]] QJsonObject toJson(const IdCard &card);
[[nodiscard]] QString cardKindName(CardKind kind);

} // namespace yichuang
