// SPDX-License-Identifier: Apache-2.0
// A printer's answers: any bytes, in any pieces, give the same status; what is no status byte changes nothing.
#include "plugins/printers/escpos/status.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    using namespace yichuang;
    using namespace yichuang::escpos;
    const QByteArray stream(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    const bool cutterToo = size % 2 == 1;
    StatusReader whole(cutterToo);
    whole.feed(stream);
    StatusReader pieces(cutterToo);
    StatusReader filtered(cutterToo);
    for (const char byte : stream) {
        pieces.feed(QByteArray(1, byte));
        if ((static_cast<unsigned char>(byte) & 0x93) == 0x12)
            filtered.feed(QByteArray(1, byte));
    }
    if (whole.status() != pieces.status() || whole.status() != filtered.status()
        || whole.isWhole() != filtered.isWhole())
        std::abort();
    (void)faultOf(whole.status());
    return 0;
}
