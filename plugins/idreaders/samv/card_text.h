// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/domain/applicant.h"

#include <QByteArray>

namespace yichuang::samv
{

/// Reads the text block of a card: 256 bytes UTF-16LE in one of four layouts (GA/T 1011 and the residence permits'
/// and foreign permanent residents' layouts). ReaderTextInvalid names the field, never its value; ReaderCheckDigit
/// where the number fails its check digit.
[[nodiscard]] Result<IdCard> decodeCardText(const QByteArray &block);

/// Reads the address that was written after the card was made: at most 70 bytes UTF-16LE. ReaderTextInvalid.
[[nodiscard]] Result<QString> decodeAddress(const QByteArray &block);

/// The ethnic group of a two-digit code (GB/T 3304): 01 to 56, 97 other, 98 foreign blood; empty for another code.
[[nodiscard]] QString ethnicityOf(const QString &code);

} // namespace yichuang::samv
