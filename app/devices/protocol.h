// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace yichuang
{

/// What goes between a window and a driver's helper process: a JSON object, and bytes where a page or a file goes
/// with it. The JSON member "type" names the message:
/// to the helper: open {settings, trace}; call {id, name, args}, not answered where it has no id.
/// from the helper: ready {}; refused {reason}; beat {}; reply {id, value | reason}; event {event, …}.
struct WireMessage {
    QJsonObject json;
    QByteArray binary;
    bool operator==(const WireMessage &) const = default;
};

/// Limits of one message. A page at 600 dpi as JPEG stays well below.
inline constexpr qsizetype wireJsonLimit = 1024 * 1024;
inline constexpr qsizetype wireBinaryLimit = 64 * 1024 * 1024;

/// The bytes of a message: length of the rest (4 bytes, big endian), length of the JSON (4 bytes), JSON, binary.
/// TooLarge over a limit.
[[nodiscard]] Result<QByteArray> encodeMessage(const WireMessage &message);

/// Takes bytes as they come and gives whole messages. After a fault the stream cannot be read further.
class MessageReader
{
public:
    void feed(const QByteArray &bytes) { m_buffer.append(bytes); }
    /// The next message, nothing while it is not whole, or DriverProtocol.
    [[nodiscard]] Result<std::optional<WireMessage>> next();

private:
    QByteArray m_buffer;
};

/// A reason as JSON {fault, where, detail}, and back; an unknown fault name becomes DriverProtocol.
[[nodiscard]] QJsonObject toJson(const Reason &reason);
[[nodiscard]] Reason reasonFromJson(const QJsonObject &json);

} // namespace yichuang
