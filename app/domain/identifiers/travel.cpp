// SPDX-License-Identifier: Apache-2.0
// Numbers of people who travel: permits for Hong Kong, Macao and Taiwan residents, and passports.
#include "app/domain/identifiers/check_digits.h"
#include "app/domain/identifiers/rules.h"

#include <algorithm>
#include <array>

namespace yichuang
{
namespace
{

using namespace rules;

const QString notChecked = QStringLiteral("notChecked");

Verdict examineMainlandPermit(const QString &text)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::MainlandTravelPermit);
    const QStringView number = verdict.normalised;
    if (number.size() != 9 && number.size() != 11) {
        refuse(verdict, u"length", QStringLiteral("9 11"), QString::number(number.size()));
        return verdict;
    }
    if (!needAlphabet(verdict, 0, 1, u"HM", QStringLiteral("H M")) || !needDigits(verdict, 1, number.size() - 1))
        return verdict;
    addPart(verdict, u"place", number[0] == u'H' ? QStringLiteral("hongKong") : QStringLiteral("macao"));
    addPart(verdict, u"holder", number.first(9).toString());
    if (number.size() == 11)
        addPart(verdict, u"issue", number.mid(9).toString());
    verdict.remarks << notChecked;
    verdict.valid = true;
    return verdict;
}

Verdict examineTaiwanPermit(const QString &text)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::TaiwanTravelPermit);
    if (!needLength(verdict, 8) || !needDigits(verdict, 0, 8))
        return verdict;
    verdict.remarks << notChecked;
    verdict.valid = true;
    return verdict;
}

/// yyMMdd of a machine-readable line; a day of expiry is of this century, a birth is not after today.
QDate mrzDate(QStringView digits, bool isBirth, const QDate &today)
{
    const QString format = QStringLiteral("yyyyMMdd");
    const QDate recent = QDate::fromString(QLatin1String("20") + digits.toString(), format);
    if (!isBirth || (recent.isValid() && (!today.isValid() || recent <= today)))
        return recent;
    return QDate::fromString(QLatin1String("19") + digits.toString(), format);
}

bool needMrzChecks(Verdict &verdict, QStringView line, qsizetype offset)
{
    struct Field {
        qsizetype from;
        qsizetype count;
    };
    static constexpr std::array<Field, 4> fields{{{0, 9}, {13, 6}, {21, 6}, {28, 14}}};
    for (const Field &field : fields) {
        const QStringView body = line.mid(field.from, field.count);
        const qsizetype check = field.from + field.count;
        const bool mayBeFiller =
            field.from == 28 && std::all_of(body.begin(), body.end(), [](QChar c) { return c == u'<'; });
        if (mayBeFiller && line[check] == u'<')
            continue;
        if (!needCheck(verdict, offset + check, icaoCheck(body)))
            return false;
    }
    const QString composite = line.first(10).toString() + line.mid(13, 7).toString() + line.mid(21, 22).toString();
    return needCheck(verdict, offset + 43, icaoCheck(composite));
}

bool needMrzDates(Verdict &verdict, QStringView line, qsizetype offset, const QDate &today)
{
    const QDate birth = mrzDate(line.mid(13, 6), true, today);
    // ICAO 9303 lets an unknown day or month of birth be filled with `<`.
    if (!line.mid(13, 6).contains(u'<')) {
        if (!birth.isValid())
            return refuse(verdict, u"birthDate", QStringLiteral("yyMMdd"), line.mid(13, 6).toString(), offset + 14);
        addPart(verdict, u"birth", birth.toString(Qt::ISODate));
    }
    const QDate expiry = mrzDate(line.mid(21, 6), false, today);
    if (!expiry.isValid())
        return refuse(verdict, u"date", QStringLiteral("yyMMdd"), line.mid(21, 6).toString(), offset + 22);
    addPart(verdict, u"expiry", expiry.toString(Qt::ISODate));
    if (today.isValid() && expiry < today)
        verdict.remarks << QStringLiteral("expired");
    return true;
}

} // namespace

Verdict checkMainlandTravelPermit(const QString &text)
{
    const Verdict verdict = examineMainlandPermit(text);
    return suggesting(verdict, verdict.normalised.left(1) + lookAlikesAsDigits(verdict.normalised.mid(1)),
                      examineMainlandPermit);
}

Verdict checkTaiwanTravelPermit(const QString &text)
{
    const Verdict verdict = examineTaiwanPermit(text);
    return suggesting(verdict, lookAlikesAsDigits(verdict.normalised), examineTaiwanPermit);
}

Verdict checkPassport(const QString &text)
{
    Verdict verdict = begin(text, compacted(text), IdentifierKind::Passport);
    const qsizetype length = verdict.normalised.size();
    if (length < 5 || length > 20) {
        refuse(verdict, u"length", QStringLiteral("5-20"), QString::number(length));
        return verdict;
    }
    if (!needAlphabet(verdict, 0, length, alphanumerics(), QStringLiteral("0-9 A-Z")))
        return verdict;
    if (std::none_of(verdict.normalised.cbegin(), verdict.normalised.cend(), isDigit)) {
        refuse(verdict, u"form", QStringLiteral("0-9"), verdict.normalised);
        return verdict;
    }
    verdict.remarks << notChecked;
    verdict.valid = true;
    return verdict;
}

Verdict checkPassportMrz(const QString &text, const QDate &today)
{
    Verdict verdict = begin(text, tidied(text), IdentifierKind::Passport);
    const qsizetype length = verdict.normalised.size();
    if (length != 44 && length != 88) {
        refuse(verdict, u"length", QStringLiteral("44 88"), QString::number(length));
        return verdict;
    }
    const QString alphabet = alphanumerics().toString() + u'<';
    if (!needAlphabet(verdict, 0, length, alphabet, QStringLiteral("0-9 A-Z <")))
        return verdict;
    const qsizetype offset = length - 44;
    if (offset > 0 && verdict.normalised[0] != u'P') {
        refuse(verdict, u"form", QStringLiteral("P"), QString(verdict.normalised[0]), 1);
        return verdict;
    }
    const QStringView line = QStringView(verdict.normalised).mid(offset);
    addPart(verdict, u"number", line.first(9).toString().remove(u'<'));
    addPart(verdict, u"nationality", line.mid(10, 3).toString().remove(u'<'));
    if (line[20] == u'M' || line[20] == u'F')
        addPart(verdict, u"sex", line[20] == u'M' ? QStringLiteral("male") : QStringLiteral("female"));
    verdict.valid = needMrzDates(verdict, line, offset, today) && needMrzChecks(verdict, line, offset);
    return verdict;
}

} // namespace yichuang
