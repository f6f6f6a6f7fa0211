// SPDX-License-Identifier: Apache-2.0
// A receipt number read from any text is within its ranges and is written and read again as itself.
#include "app/domain/identifiers/receipt_number.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    using namespace yichuang;
    if (size > 4096)
        return 0;
    const auto number =
        ReceiptNumber::parse(QString::fromUtf8(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size)));
    if (!number)
        return number.error().fault == Fault::IdentifierInvalid ? 0 : (std::abort(), 0);
    if (!number->isValid() || ReceiptNumber::parse(number->format()) != number)
        std::abort();
    return 0;
}
