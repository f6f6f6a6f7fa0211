// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/identifiers/identifier.h"

#include <functional>

/// What the checks of the kinds share; not for use outside app/domain/identifiers.
namespace yichuang::rules
{

/// No identifier is longer; longer texts are not looked at.
inline constexpr qsizetype longest = 256;

/// Full width to half, upper case, all white space and invisible characters gone, every dash a hyphen.
[[nodiscard]] QString tidied(const QString &text);
/// tidied() without hyphens.
[[nodiscard]] QString compacted(const QString &text);

[[nodiscard]] Verdict begin(const QString &text, const QString &normalised, IdentifierKind kind);
/// Writes the failure into the verdict; gives false so that a rule can `return refuse(…)`.
bool refuse(Verdict &verdict, QStringView rule, const QString &expected, const QString &found, qsizetype position = 0);
bool needLength(Verdict &verdict, qsizetype length);
/// Digits from index `from`, `count` of them.
bool needDigits(Verdict &verdict, qsizetype from, qsizetype count);
/// Characters of `alphabet` from index `from`, `count` of them.
bool needAlphabet(Verdict &verdict, qsizetype from, qsizetype count, QStringView alphabet, const QString &named);
/// The character at `index` is `expected`; else the rule `rule` failed.
bool needCheck(Verdict &verdict, qsizetype index, QChar expected, QStringView rule = u"checkDigit");
/// yyyyMMdd at `index` is a real day from 1800 and not after `today`; adds the part birth.
bool needBirth(Verdict &verdict, qsizetype index, const QDate &today);
/// Adds the parts region and regionName; the remark regionUnknown where nobody knows the six digits.
void noteRegion(Verdict &verdict, QStringView code, const Regions &regions, int year);
void addPart(Verdict &verdict, QStringView name, const QString &value);

[[nodiscard]] bool isDigit(QChar c);
[[nodiscard]] bool isUpper(QChar c);
[[nodiscard]] bool allDigits(QStringView text);
[[nodiscard]] QStringView alphanumerics();

/// O as 0, I and L as 1.
[[nodiscard]] QString lookAlikesAsDigits(QString text);
/// As lookAlikesAsDigits, and a multiplication sign, Roman ten or Cyrillic letter at the end as X.
[[nodiscard]] QString lookAlikesOfResident(QString text);
/// O, I, S and Z as the digits for which GB 32100 leaves these letters out.
[[nodiscard]] QString lookAlikesOfCreditCode(QString text);
/// Fills `suggestion` with `candidate` where it differs and `check` passes it.
[[nodiscard]] Verdict suggesting(Verdict verdict, const QString &candidate,
                                 const std::function<Verdict(const QString &)> &check);

} // namespace yichuang::rules
