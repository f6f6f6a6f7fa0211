// SPDX-License-Identifier: Apache-2.0
// Whatever a connection begins with: it is read in the steps that are asked for, and ends within the limit with an
// address in its usual form or with a refusal.
#include "app/server/http/proxy_header.h"

#include <arpa/inet.h>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    using namespace yichuang::server;
    const QByteArray input(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    static_cast<void>(readProxyHeader(input));
    QByteArray sofar;
    for (;;) {
        const auto step = readProxyHeader(sofar);
        if (!step)
            return 0;
        if (step->wanted < 0 || sofar.size() + step->wanted > longestProxyHeader)
            std::abort();
        if (step->wanted == 0) {
            unsigned char address[16];
            const QByteArray text = step->address.toLatin1();
            if (!text.isEmpty() && ::inet_pton(text.contains(':') ? AF_INET6 : AF_INET, text.constData(), address) != 1)
                std::abort();
            return 0;
        }
        if (sofar.size() + step->wanted > input.size())
            return 0;
        sofar = input.left(sofar.size() + step->wanted);
    }
}
