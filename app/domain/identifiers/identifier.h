// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/identifiers/matter_code_rules.h"
#include "app/domain/identifiers/regions.h"

#include <QDate>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace yichuang
{

/// What an identifier is taken to be.
enum class IdentifierKind : std::uint8_t {
    ResidentId,           ///< GB 11643 公民身份号码
    HmtResidencePermit,   ///< 港澳台居民居住证, the same form with region 810000, 820000 or 830000
    MainlandTravelPermit, ///< 港澳居民来往内地通行证: H or M and 8 digits, or 10 with the issue count
    TaiwanTravelPermit,   ///< 台湾居民来往大陆通行证: 8 digits
    ForeignPermanent2017, ///< 外国人永久居留身份证, form of 2017: 15 characters
    ForeignPermanent2023, ///< the same, form of 2023: 18 digits that begin with 9
    Passport,             ///< any country's, by its printed number or its machine-readable line
    CreditCode,           ///< GB 32100 统一社会信用代码
    OrganisationCode,     ///< GB 11714 组织机构代码
    Region,               ///< GB/T 2260, 6 digits, or 12 down to the village
    MatterCode,           ///< 实施编码, 31 characters
    BusinessItemCode,     ///< 业务办理项编码, 33 characters
    CaseNumber,           ///< 办件编号, 43 characters, given by the centre
    ELicence,             ///< GB/T 36904 电子证照标识
    ReceiptNumber,        ///< 收件号, given at the window
    Unknown,
};

/// What checking a text found. Nothing here ever stops a clerk: a number that fails may be kept with a reason.
struct Verdict {
    QString text;       ///< as given
    QString normalised; ///< half width, upper case, without the spaces and hyphens that mean nothing
    IdentifierKind kind = IdentifierKind::Unknown;
    bool valid = false;
    /// The rule that failed, lowerCamel, empty where valid: unrecognised, length, character, form, birthDate,
    /// birthInFuture, region, province, date, range, checkDigit, organisationCheckDigit.
    QString rule;
    QString expected; ///< what the failed rule asked for: "X", "18", "0-9"; the known lengths where unrecognised
    QString found;    ///< what stood there: "3", "17", "O"
    int position = 0; ///< where in `normalised`, counted from 1; 0 where the rule has no place
    /// What to notice though it fails nothing: regionUnknown, notChecked (the kind has no check character),
    /// creditCodeDoubtful, expired, perhapsResidentId (a credit code that passes, in the
    /// form of a resident's number: one slip in some three hundred does that), and those that MatterCodeRules name, as
    /// levelUnusual.
    QStringList remarks;
    /// The parts by name, in order: region, regionName, birth (yyyy-MM-dd), sex (male, female), …
    QList<QPair<QString, QString>> parts;
    /// The text that was perhaps meant (O for 0, I for 1), only where it passes; never taken by itself.
    QString suggestion;

    bool operator==(const Verdict &) const = default;
    /// The value of a part; empty where there is none.
    [[nodiscard]] QString part(QStringView name) const;
};

/// Finds the kind a text most likely is and checks it. `today` is the day at the counter; an empty table of regions
/// knows only provinces. Never fails: what nobody knows has kind Unknown and rule unrecognised. Any thread.
[[nodiscard]] Verdict identify(const QString &text, const QDate &today, const Regions &regions = {},
                               const MatterCodeRules &matterCodes = {});

[[nodiscard]] Verdict checkResidentId(const QString &text, const QDate &today, const Regions &regions = {});
[[nodiscard]] Verdict checkHmtResidencePermit(const QString &text, const QDate &today);
[[nodiscard]] Verdict checkForeignPermanent2017(const QString &text, const QDate &today, const Regions &regions = {});
[[nodiscard]] Verdict checkForeignPermanent2023(const QString &text, const QDate &today);
[[nodiscard]] Verdict checkMainlandTravelPermit(const QString &text);
[[nodiscard]] Verdict checkTaiwanTravelPermit(const QString &text);
/// A printed number: 5 to 20 letters and digits with at least one digit. It has no check character.
[[nodiscard]] Verdict checkPassport(const QString &text);
/// A machine-readable zone with all its check digits: of a passport (ICAO 9303 part 4, TD3) both lines of 44 or the
/// second alone; of a card (part 5, TD1) three lines of 30; of a larger card (part 6, TD2) two lines of 36.
[[nodiscard]] Verdict checkPassportMrz(const QString &text, const QDate &today);
[[nodiscard]] Verdict checkCreditCode(const QString &text, const Regions &regions = {});
[[nodiscard]] Verdict checkOrganisationCode(const QString &text);
[[nodiscard]] Verdict checkRegion(const QString &text, const Regions &regions = {});
/// Length and characters only: the code is its maker's. A credit code within that fails is a remark, as is what a
/// province's rules find.
[[nodiscard]] Verdict checkMatterCode(const QString &text, const MatterCodeRules &rules = {});
[[nodiscard]] Verdict checkBusinessItemCode(const QString &text, const MatterCodeRules &rules = {});
[[nodiscard]] Verdict checkCaseNumber(const QString &text);
[[nodiscard]] Verdict checkELicence(const QString &text);
/// The form is told in receipt_number.h; 20 characters without hyphens are taken as the shortest form.
[[nodiscard]] Verdict checkReceiptNumber(const QString &text);

/// The stable name for programs, as in "residentId".
[[nodiscard]] QString identifierKindName(IdentifierKind kind);

} // namespace yichuang
