// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QDate>
#include <QString>

namespace yichuang
{

/// The number a case has from the moment its materials are received (收件号): unique without asking anyone, because
/// the window counts its own serials and a device that is enrolled again or restored has a new generation. Written
/// `hall-window-generation-yymmdd-serial-check`, as in 130102-03-1-261123-0001-3. The check character is ISO 7064
/// MOD 37,36 over the characters before it, hyphens dropped. Final once printed.
struct ReceiptNumber {
    QString hall;       ///< 6 digits
    int window = 0;     ///< 1 to 999, at least two digits written
    int generation = 0; ///< 1 to 999
    QDate day;          ///< the day of receipt at the hall, in 2000 to 2099
    int serial = 0;     ///< 1 to 999999 within the day, at least four digits written

    bool operator==(const ReceiptNumber &) const = default;
    /// True where every part is within its range.
    [[nodiscard]] bool isValid() const;
    /// The written form; empty where a part is out of its range.
    [[nodiscard]] QString format() const;
    /// Reads the written form, as typed (width, case and spaces do not matter; the shortest form also without
    /// hyphens). IdentifierInvalid with the failed rule as detail.
    [[nodiscard]] static Result<ReceiptNumber> parse(const QString &text);
};

} // namespace yichuang
