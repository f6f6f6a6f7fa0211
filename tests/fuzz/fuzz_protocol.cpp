// SPDX-License-Identifier: Apache-2.0
// What a helper process sends: messages that are read are written as themselves again, values are within their
// limits, and every refusal is DriverProtocol or BadArgument.
#include "app/devices/protocol.h"
#include "app/devices/wire_trace.h"
#include "app/devices/wire_values.h"

#include <cstdlib>

namespace
{

using namespace yichuang;

template <typename T>
void mustBeWhole(const Result<T> &value)
{
    if (!value && value.error().fault != Fault::DriverProtocol && value.error().fault != Fault::BadArgument)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    if (size > 65536)
        return 0;
    MessageReader reader;
    reader.feed(QByteArray(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size)));
    while (true) {
        const auto message = reader.next();
        mustBeWhole(message);
        if (!message || !message->has_value())
            return 0;
        const WireMessage &taken = **message;
        const auto encoded = encodeMessage(taken);
        if (!encoded)
            std::abort();
        MessageReader again;
        again.feed(*encoded);
        const auto same = again.next();
        if (!same || !same->has_value() || **same != taken)
            std::abort();
        mustBeWhole(cardFromWire(taken));
        mustBeWhole(pageFromWire(taken));
        mustBeWhole(requestFromWire(taken.json));
        mustBeWhole(choicesFromWire(taken.json));
        (void)reasonFromJson(taken.json);
        if (const auto piece = pieceFromWire(taken.json);
            piece && (piece->bytes.size() > pieceBytes || piece->left < 0))
            std::abort();
    }
}
