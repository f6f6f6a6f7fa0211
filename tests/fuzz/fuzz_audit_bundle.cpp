// SPDX-License-Identifier: Apache-2.0
// An audit that somebody hands over may hold anything: it is read or refused, and what was read can be told of.
#include "app/storage/audit_bundle.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    using namespace yichuang;
    const QByteArray input(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    const auto bundle = auditBundleFrom(input);
    if (!bundle)
        return 0;
    const AuditReport report = reportOn(*bundle, {}, {});
    if (report.entries != bundle->entries.size())
        std::abort();
    for (const AuditFinding &finding : report.findings) {
        if (auditFindingName(finding.kind).isEmpty())
            std::abort();
    }
    const auto again = auditBundleFrom(toBytes(*bundle));
    if (!again || again->entries.size() != bundle->entries.size())
        std::abort();
    return 0;
}
