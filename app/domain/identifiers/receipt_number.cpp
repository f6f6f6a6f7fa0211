// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/receipt_number.h"

#include "app/domain/identifiers/check_digits.h"
#include "app/domain/identifiers/rules.h"

#include <array>

namespace yichuang
{
namespace
{

using namespace rules;

constexpr int windowLimit = 999;
constexpr int generationLimit = 999;
constexpr int serialLimit = 999999;

struct Field {
    const char16_t *name;
    qsizetype shortest;
    qsizetype most;
};
constexpr std::array<Field, 6> fields{
    {{u"hall", 6, 6}, {u"window", 2, 3}, {u"generation", 1, 3}, {u"day", 6, 6}, {u"serial", 4, 6}, {u"check", 1, 1}}};

/// The shortest form typed without hyphens gets them; every other text stays.
QString hyphenated(const QString &tidy)
{
    if (tidy.size() != 20 || tidy.contains(u'-'))
        return tidy;
    QString out;
    qsizetype at = 0;
    for (const Field &field : fields) {
        if (at > 0)
            out += u'-';
        out += QStringView(tidy).mid(at, field.shortest);
        at += field.shortest;
    }
    return out;
}

QString padded(int value, int width)
{
    return QStringLiteral("%1").arg(value, width, 10, QLatin1Char('0'));
}

QDate dayOf(QStringView yymmdd)
{
    return QDate::fromString(QLatin1String("20") + yymmdd.toString(), QStringLiteral("yyyyMMdd"));
}

/// True where `digits` is written as the number's own form writes it: no zero more than the width asks.
bool isCanonical(QStringView digits, qsizetype width)
{
    return digits.size() == width || digits[0] != u'0';
}

bool needFields(Verdict &verdict, const QList<QStringView> &parts)
{
    qsizetype at = 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const QStringView part = parts[static_cast<qsizetype>(i)];
        const Field &field = fields[i];
        if (part.size() < field.shortest || part.size() > field.most) {
            const QString lengths = field.shortest == field.most
                                        ? QString::number(field.most)
                                        : QStringLiteral("%1-%2").arg(field.shortest).arg(field.most);
            return refuse(verdict, u"length", lengths, QString::number(part.size()), at + 1);
        }
        const bool isCheck = i + 1 == fields.size();
        if (isCheck ? !needAlphabet(verdict, at, 1, alphanumerics(), QStringLiteral("0-9 A-Z"))
                    : !needDigits(verdict, at, part.size()))
            return false;
        if (!isCheck && (!isCanonical(part, field.shortest) || part.toInt() == 0) && i != 0 && i != 3)
            return refuse(verdict, u"range", QStringLiteral("1-"), part.toString(), at + 1);
        at += part.size() + 1;
    }
    return true;
}

Verdict examineReceipt(const QString &text)
{
    Verdict verdict = begin(text, hyphenated(tidied(text)), IdentifierKind::ReceiptNumber);
    if (verdict.normalised.size() > longest) {
        refuse(verdict, u"length", QString::number(longest), QString::number(verdict.normalised.size()));
        return verdict;
    }
    const QList<QStringView> parts = QStringView(verdict.normalised).split(u'-');
    if (parts.size() != static_cast<qsizetype>(fields.size())) {
        refuse(verdict, u"form", QStringLiteral("6"), QString::number(parts.size()));
        return verdict;
    }
    if (!needFields(verdict, parts))
        return verdict;
    const QDate day = dayOf(parts[3]);
    for (std::size_t i = 0; i + 1 < fields.size(); ++i) {
        const auto &part = parts[static_cast<qsizetype>(i)];
        addPart(verdict, QStringView(fields[i].name), i == 3 ? day.toString(Qt::ISODate) : part.toString());
    }
    if (!day.isValid()) {
        refuse(verdict, u"date", QStringLiteral("yyMMdd"), parts[3].toString(),
               parts[3].data() - verdict.normalised.data() + 1);
        return verdict;
    }
    QString body = verdict.normalised.chopped(2);
    body.remove(u'-');
    verdict.valid = needCheck(verdict, verdict.normalised.size() - 1, mod3736Check(body));
    return verdict;
}

} // namespace

bool ReceiptNumber::isValid() const
{
    return hall.size() == 6 && allDigits(hall) && window >= 1 && window <= windowLimit && generation >= 1
           && generation <= generationLimit && day.isValid() && day.year() >= 2000 && day.year() <= 2099 && serial >= 1
           && serial <= serialLimit;
}

QString ReceiptNumber::format() const
{
    if (!isValid())
        return {};
    const QString body = QStringList{hall, padded(window, 2), QString::number(generation),
                                     day.toString(QStringLiteral("yyMMdd")), padded(serial, 4)}
                             .join(u'-');
    return body + u'-' + mod3736Check(QString(body).remove(u'-'));
}

Result<ReceiptNumber> ReceiptNumber::parse(const QString &text)
{
    const Verdict verdict = checkReceiptNumber(text);
    if (!verdict.valid)
        return failure(Fault::IdentifierInvalid, QStringLiteral("receiptNumber.parse"), verdict.rule);
    const QList<QStringView> parts = QStringView(verdict.normalised).split(u'-');
    return ReceiptNumber{parts[0].toString(), parts[1].toInt(), parts[2].toInt(), dayOf(parts[3]), parts[4].toInt()};
}

Verdict checkReceiptNumber(const QString &text)
{
    const Verdict verdict = examineReceipt(text);
    const qsizetype last = std::max<qsizetype>(0, verdict.normalised.size() - 1);
    return suggesting(verdict, lookAlikesAsDigits(verdict.normalised.left(last)) + verdict.normalised.mid(last),
                      examineReceipt);
}

} // namespace yichuang
