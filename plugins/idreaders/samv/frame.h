// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>

namespace yichuang::samv
{

/// What the host asks of the SAM_V module: CMD and PARA of a frame.
enum class Command : quint16 {
    Status = 0x11FF,
    ModuleId = 0x12FF,
    FindCard = 0x2001,
    SelectCard = 0x2002,
    ReadText = 0x3001,    ///< text and photo; never 0x3010, which gives fingerprints too
    ReadAddress = 0x3003, ///< the address as changed after the card was made
};

/// The whole frame of a command: preamble, length, CMD, PARA, checksum.
[[nodiscard]] QByteArray commandFrame(Command command);

/// A reply of the module: SW3 (SW1 and SW2 are always 0) and what follows.
struct Reply {
    quint8 status = 0;
    QByteArray content;
    bool operator==(const Reply &) const = default;
};

inline constexpr quint8 statusDone = 0x90;
inline constexpr quint8 statusNoContent = 0x91;
inline constexpr quint8 statusFound = 0x9F;
inline constexpr quint8 statusReadFailed = 0x41;
inline constexpr quint8 statusNotFound = 0x80;
inline constexpr quint8 statusSelectFailed = 0x81;

/// Cuts replies out of a stream: skips stray bytes, holds at most one frame.
class ReplyParser
{
public:
    void feed(const QByteArray &bytes);
    /// The next reply; nothing while it is not whole. ReaderTornFrame for a length that cannot be, ReaderChecksum for
    /// a wrong checksum; parsing goes on behind the preamble of the bad frame.
    [[nodiscard]] Result<std::optional<Reply>> next();
    /// Forgets what came so far, before a new command.
    void reset() { m_buffer.clear(); }
    /// True while part of a frame is there.
    [[nodiscard]] bool isMidFrame() const { return !m_buffer.isEmpty(); }

private:
    QByteArray m_buffer;
};

/// The number of the security module inside, as its makers write it: 05.01-20200101-0000000001-12345678.
/// ReaderTornFrame where `content` is not 16 bytes.
[[nodiscard]] Result<QString> moduleId(const QByteArray &content);

/// The two blocks of a read reply.
struct CardBlocks {
    QByteArray text;  ///< 256 bytes UTF-16LE
    QByteArray photo; ///< at most 1,024 bytes, coded
};
/// ReaderTornFrame where the lengths do not fit.
[[nodiscard]] Result<CardBlocks> cardBlocks(const QByteArray &content);

} // namespace yichuang::samv
