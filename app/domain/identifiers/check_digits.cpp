// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/check_digits.h"

#include <array>

namespace yichuang
{
namespace
{

/// 0 to 9 and A to Z as 0 to 35; -1 for anything else.
int alphanumericValue(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= u'0' && u <= u'9')
        return u - u'0';
    if (u >= u'A' && u <= u'Z')
        return u - u'A' + 10;
    return -1;
}

QChar alphanumeric(int value)
{
    return value < 10 ? QChar(u'0' + value) : QChar(u'A' + value - 10);
}

} // namespace

QStringView creditAlphabet()
{
    return u"0123456789ABCDEFGHJKLMNPQRTUWXY";
}

QChar residentCheck(QStringView body)
{
    static constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    static constexpr char16_t checks[] = u"10X98765432";
    if (body.size() != 17)
        return {};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const int value = alphanumericValue(body[static_cast<qsizetype>(i)]);
        if (value < 0 || value > 9)
            return {};
        sum += value * weights[i];
    }
    return QChar(checks[sum % 11]);
}

QChar creditCheck(QStringView body)
{
    if (body.size() != 17)
        return {};
    int sum = 0;
    int weight = 1;
    for (const QChar c : body) {
        const auto value = static_cast<int>(creditAlphabet().indexOf(c));
        if (value < 0)
            return {};
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return creditAlphabet()[(31 - sum % 31) % 31];
}

QChar organisationCheck(QStringView body)
{
    static constexpr std::array<int, 8> weights{3, 7, 9, 10, 5, 8, 4, 2};
    if (body.size() != 8)
        return {};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const int value = alphanumericValue(body[static_cast<qsizetype>(i)]);
        if (value < 0)
            return {};
        sum += value * weights[i];
    }
    const int check = 11 - sum % 11;
    if (check == 10)
        return u'X';
    return alphanumeric(check == 11 ? 0 : check);
}

QChar icaoCheck(QStringView body)
{
    static constexpr std::array<int, 3> weights{7, 3, 1};
    int sum = 0;
    for (qsizetype i = 0; i < body.size(); ++i) {
        const int value = body[i] == u'<' ? 0 : alphanumericValue(body[i]);
        if (value < 0)
            return {};
        sum = (sum + value * weights[static_cast<std::size_t>(i % 3)]) % 10;
    }
    return alphanumeric(sum);
}

QChar mod3736Check(QStringView body)
{
    if (body.isEmpty())
        return {};
    int product = 36;
    for (const QChar c : body) {
        const int value = alphanumericValue(c);
        if (value < 0)
            return {};
        int sum = (product + value) % 36;
        if (sum == 0)
            sum = 36;
        product = sum * 2 % 37;
    }
    return alphanumeric((37 - product) % 36);
}

} // namespace yichuang
