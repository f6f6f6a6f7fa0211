// SPDX-License-Identifier: Apache-2.0
// A file of strokes read from any bytes keeps the limits of a signature, and is written and read again as itself.
#include "app/domain/signature.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    using namespace yichuang;
    if (size > 64 * 1024)
        return 0;
    const QByteArray input(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    const auto read = signatureFromBytes(input);
    if (!read)
        return read.error().fault == Fault::FieldInvalid || read.error().fault == Fault::TooLarge ? 0
                                                                                                  : (std::abort(), 0);
    qsizetype points = 0;
    int ms = 0;
    for (const SignatureStroke &stroke : read->strokes) {
        points += stroke.size();
        for (const SignaturePoint &point : stroke) {
            if (point.x < 0 || point.x > Signature::width || point.y < 0 || point.y > read->height || point.ms < ms)
                std::abort();
            ms = point.ms;
        }
    }
    if (points == 0 || points > Signature::mostPoints || read->strokes.size() > Signature::mostStrokes)
        std::abort();
    const auto again = signatureFromBytes(toBytes(*read));
    if (!again || *again != *read)
        std::abort();
    (void)isDrawn(read->strokes);
    return 0;
}
