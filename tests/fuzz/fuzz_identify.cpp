// SPDX-License-Identifier: Apache-2.0
// Any text may be typed or scanned as an identifier: no crash, a verdict that keeps its own promises, and no other
// verdict for the normalised text.
#include "app/domain/identifiers/identifier.h"
#include "app/domain/identifiers/masking.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    using namespace yichuang;
    if (size > 4096)
        return 0;
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    const QDate today(2026, 11, 23);
    const Verdict verdict = identify(text, today);
    if (verdict.valid != verdict.rule.isEmpty() || verdict.position > verdict.normalised.size())
        std::abort();
    if (verdict.valid && identify(verdict.normalised, today).kind != verdict.kind)
        std::abort();
    if (!verdict.suggestion.isEmpty() && !identify(verdict.suggestion, today).valid)
        std::abort();
    static_cast<void>(maskName(text));
    static_cast<void>(maskPhone(text));
    if (maskIdNumber(text).size() > text.size())
        std::abort();
    return 0;
}
