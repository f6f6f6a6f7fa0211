// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/applicant.h"
#include "tests/chaos/dice.h"

namespace yichuang::chaos
{

/// An invented person; the number's check digit (GB 11643) is right.
[[nodiscard]] inline Applicant somebody(Dice &dice)
{
    static const QString surnames[] = {QStringLiteral("试"), QStringLiteral("样"), QStringLiteral("例")};
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    Applicant person;
    person.name = dice.oneOf(surnames) + QStringLiteral("某%1").arg(dice.between(1, 999));
    person.birth = QDate(static_cast<int>(dice.between(1950, 2000)), static_cast<int>(dice.between(1, 12)),
                         static_cast<int>(dice.between(1, 28)));
    QString number = QStringLiteral("130102") + person.birth.toString(QStringLiteral("yyyyMMdd"))
                     + QStringLiteral("%1").arg(dice.between(1, 999), 3, 10, QLatin1Char('0'));
    int sum = 0;
    for (int i = 0; i < 17; ++i)
        sum += number.at(i).digitValue() * weights[i];
    number += QLatin1Char("10X98765432"[sum % 11]);
    person.idNumber = number;
    person.sex = number.at(16).digitValue() % 2 == 1 ? QStringLiteral("男") : QStringLiteral("女");
    person.address = QStringLiteral("样例路%1号").arg(dice.between(1, 300));
    person.phone = QStringLiteral("1380000%1").arg(dice.between(0, 9999), 4, 10, QLatin1Char('0'));
    person.cardRead = dice.chance(0.7);
    return person;
}

} // namespace yichuang::chaos
