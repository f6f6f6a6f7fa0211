// SPDX-License-Identifier: Apache-2.0
// A card's text block: a card that is read is whole, and a fault never carries the card's values.
#include "plugins/idreaders/samv/card_text.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    using namespace yichuang;
    if (size > 1024)
        return 0;
    QByteArray block(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    (void)samv::decodeAddress(block);
    block.resize(256, ' ');
    const auto card = samv::decodeCardText(block);
    if (!card) {
        const Fault fault = card.error().fault;
        if ((fault != Fault::ReaderTextInvalid && fault != Fault::ReaderCheckDigit) || card.error().detail.size() > 20)
            std::abort();
        return 0;
    }
    if (card->number.isEmpty() || !card->birth.isValid() || !card->from.isValid() || card->sex.isEmpty()
        || card->longTerm == card->to.isValid() || card->address.size() > 35)
        std::abort();
    return 0;
}
