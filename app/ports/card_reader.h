// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

namespace yichuang
{

/// A chip card that lies in a reader.
struct ChipCard {
    QString reader; ///< the reader's name
    QByteArray atr; ///< what the card answered to its reset (ISO 7816-3), at most 33 bytes
    QString applet; ///< the first of the asked-for applications that is on it, hex AID; empty where none is
    bool operator==(const ChipCard &) const = default;
};

/// Readers of chip cards and USB keys (PC/SC). Reports cards, and passes commands on; what they mean is not its
/// business. Own thread of the caller; signals come there.
class CardReader : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// Begins to watch every reader that is there or will be. Cards that lie in one already are reported.
    virtual void start() = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual DeviceState state() const = 0;
    /// One command APDU (ISO 7816-4, 4 to 65,544 bytes) and the card's answer with its two status bytes. Commands of
    /// one reader are passed on in order. ReaderNoCard, ReaderCardMoved (the card left, or was reset by somebody else,
    /// in between: what it was told before is forgotten), ReaderMissing, ReaderRefused, TooLarge.
    [[nodiscard]] virtual QFuture<Result<QByteArray>> transmit(const QString &reader, const QByteArray &command) = 0;
    /// Resets the card: it forgets what it was told, a PIN above all. Nothing where there is none.
    virtual void release(const QString &reader) = 0;

Q_SIGNALS:
    void cardInserted(const yichuang::ChipCard &card);
    void cardRemoved(const QString &reader);
    void faulted(const yichuang::Reason &reason);
    void stateChanged(yichuang::DeviceState state);
};

} // namespace yichuang
